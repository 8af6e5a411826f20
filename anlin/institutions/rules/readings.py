"""What the law in force makes of a reading of a round: normal, unknown, a warning, an emergency.

Every table in force whose name begins with `warning_` is asked, and the worst one counts. What was
not measured is put in with everything it might have been: what is the same for all of that is
certain, and what may be normal or not is unknown. So nothing missing is ever normal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from anlin.policy.rules import Axis, Decision, DecisionTable, decide

PREFIX = "warning_"
NORMAL, UNKNOWN, WARNING, EMERGENCY = "normal", "unknown", "warning", "emergency"
LEVELS = (NORMAL, UNKNOWN, WARNING, EMERGENCY)
ASKED = ("temperature", "spo2", "breathing")
BREATHLESS = "breathless"
CHANGES = {
    "temperature": ("round_temperature_rise", 1),
    "spo2": ("round_spo2_fall", -1),
    "breathing": ("round_breathing_rise", 1),
}
Facts = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Said:
    """What one table says of a reading: by which row, of which clause."""

    table: str
    pack: str
    order: str
    clause: str
    row: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Change:
    """How far a value lies from the person's own baseline, and from how far on that warns.

    Units: degrees Celsius, per cent, breaths a minute.
    """

    axis: str
    was: str
    now: str
    limit: str
    order: str
    clause: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reading comes to, and everything that decided it."""

    level: str
    said: tuple[Said, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def warns(self) -> bool:
        """Tell whether somebody must be told."""
        return self.level in (WARNING, EMERGENCY)


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a value may lie from the own baseline: the limit of a pack."""

    value: Decimal
    order: str
    clause: str


def judge(
    tables: Sequence[DecisionTable],
    facts: Facts,
    baseline: Mapping[str, Decimal] | None = None,
    bounds: Mapping[str, Bound] | None = None,
) -> Verdict:
    """Return what the tables in force, and the own baseline, make of a reading.

    Shapes: `facts` are the axes that are known: temperature in tenths of a degree, spo2 in per
    cent, breathing in breaths a minute, age_months, posture (rest, after_activity), oxygen (air,
    oxygen), symptoms (none, some, breathless). Others are unknown.
    """
    changes = tuple(changed(facts, baseline or {}, bounds or {}))
    if not any(name in facts for name in (*ASKED, "symptoms")):
        return Verdict(UNKNOWN)
    worlds = [{**facts, **each} for each in _possible(tables, facts)]
    levels = {max((_level(table, each) for table in tables), key=LEVELS.index, default=NORMAL)
              for each in worlds}  # fmt: skip
    mildest = min(levels, key=LEVELS.index)
    unsure = len(levels) > 1 or missing(facts, tables)
    level = UNKNOWN if mildest == NORMAL and unsure else mildest
    if changes and LEVELS.index(level) < LEVELS.index(WARNING):
        level = WARNING
    said = tuple(_cited(tables, worlds)) if level in (WARNING, EMERGENCY) else ()
    return Verdict(level, said, changes)


def missing(facts: Facts, tables: Iterable[DecisionTable] = ()) -> list[str]:
    """Return what should have been measured or asked and was not: what the tables look at.

    The temperature is always asked for.
    """
    asked = {axis.name for table in tables for axis in table.axes} | {"temperature"}
    return [name for name in (*ASKED, "symptoms") if name in asked and name not in facts]


def _level(table: DecisionTable, facts: Facts) -> str:
    outcome = _decided(table, facts).outcome
    return outcome if outcome in LEVELS else NORMAL


def _decided(table: DecisionTable, facts: Facts) -> Decision:
    return decide(table, {axis.name: facts[axis.name] for axis in table.axes})


def _possible(tables: Sequence[DecisionTable], facts: Facts) -> list[dict[str, int | str]]:
    """Return everything that the axes not known might be: one number of each band of any table."""
    might: dict[str, set[int | str]] = {}
    for axis in (axis for table in tables for axis in table.axes if axis.name not in facts):
        might.setdefault(axis.name, set()).update(_values(axis))
    names = sorted(might)
    found = product(*(sorted(might[name], key=str) for name in names))
    return [dict(zip(names, each, strict=True)) for each in found]


def _values(axis: Axis) -> Iterable[int | str]:
    return axis.edges or axis.values


def _cited(tables: Sequence[DecisionTable], worlds: Sequence[Facts]) -> Iterable[Said]:
    """Yield the tables that warn for certain, and those that look at the same value otherwise.

    At exactly 93 % one clause says severe and another not yet: a reader is shown both. A table that
    says one thing or another by what was not measured is not cited.
    """
    certain = [
        (table, decision)
        for table in tables
        for decision in [_decided(table, worlds[0])]
        if {_decided(table, world).outcome for world in worlds} == {decision.outcome}
    ]
    warning = [(table, decision) for table, decision in certain
               if decision.outcome in (WARNING, EMERGENCY)]  # fmt: skip
    looked = {name for table, decision in warning for name in _numbers(table, decision.row)}
    for table, decision in certain:
        if (table, decision) in warning or looked & _numbers(table, decision.row):
            yield Said(
                table.name, table.pack, table.order, table.clause, decision.row, decision.outcome
            )


def _numbers(table: DecisionTable, number: str) -> set[str]:
    """Return the measured values that a row looks at."""
    rows = (row for row in table.rows if row.number == number)
    return {axis for row in rows for axis, _ in row.takes if axis in ASKED}


def changed(
    facts: Facts, baseline: Mapping[str, Decimal], bounds: Mapping[str, Bound]
) -> Iterable[Change]:
    """Yield the values that lie as far from the own baseline as a limit in force says."""
    for axis, (limit, sign) in CHANGES.items():
        if axis in facts and axis in baseline and limit in bounds:
            now = Decimal(facts[axis]) / (10 if axis == "temperature" else 1)
            bound = bounds[limit]
            if sign * (now - baseline[axis]) >= bound.value:
                yield Change(axis, _plain(baseline[axis]), _plain(now), _plain(bound.value),
                             bound.order, bound.clause)  # fmt: skip


def _plain(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")


def facts_of(content: Mapping[str, object], age_months: int) -> dict[str, int | str]:
    """Return what a reading says on each axis; what it does not say is absent.

    Without symptoms asked for nothing is said of them; asked and none is none.
    """
    facts: dict[str, int | str] = {"age_months": age_months}
    if content.get("temperature"):
        facts["temperature"] = int(Decimal(str(content["temperature"])) * 10)
    for name in ("spo2", "breathing"):
        value = content.get(name)
        if isinstance(value, int):
            facts[name] = value
    if content.get("posture"):
        facts["posture"] = str(content["posture"])
    if isinstance(content.get("oxygen"), bool):
        facts["oxygen"] = "oxygen" if content["oxygen"] else "air"
    told = content.get("symptoms")
    if isinstance(told, list | tuple):
        facts["symptoms"] = BREATHLESS if BREATHLESS in told else "some" if told else "none"
    return facts
