"""Whether a reading at home is abnormal: decided by tables in force, not by what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import product

from anlin.policy.rules import Axis, DecisionTable, decide, value_of

TABLE = "home_reading"
NORMAL, ABNORMAL, EMERGENCY = "normal", "abnormal", "emergency"
_WORST = (NORMAL, ABNORMAL, EMERGENCY)
BREATHLESS = "breathless"


def judge(tables: Iterable[DecisionTable], content: Mapping[str, object]) -> str:
    """Return the worst that any of `tables` says of a reading: normal, abnormal or emergency."""
    found = [_said(table, content) for table in tables]
    return max(found, key=_WORST.index, default=NORMAL)


def asks_spo2(tables: Iterable[DecisionTable]) -> bool:
    """Tell whether one of `tables` looks at oxygen saturation."""
    return any(axis.name == "spo2" for table in tables for axis in table.axes)


def _said(table: DecisionTable, content: Mapping[str, object]) -> str:
    """Return the mildest outcome that fits: what was not measured never makes it worse."""
    possible = [_values(axis, content) for axis in table.axes]
    outcomes = {
        decide(table, dict(zip((axis.name for axis in table.axes), chosen, strict=True))).outcome
        for chosen in product(*possible)
    }
    known = [outcome for outcome in _WORST if outcome in outcomes]
    return known[0] if known else NORMAL


def _values(axis: Axis, content: Mapping[str, object]) -> Sequence[str]:
    """Return what `content` says on an axis, or everything it might."""
    fact: object = None
    if axis.name == "temperature":
        fact = _tenths(content.get("temperature"))
    elif axis.name == "spo2":
        fact = content.get("spo2")
    elif axis.name == "symptoms":
        fact = _symptoms(content, axis)
    return axis.values if fact is None else [value_of(axis, fact)]


def _tenths(said: object) -> int | None:
    """Return a temperature in tenths of a degree; below them nothing is rounded up."""
    try:
        return None if said is None else int(Decimal(str(said)) * 10)
    except InvalidOperation:
        return None


def _symptoms(content: Mapping[str, object], axis: Axis) -> str:
    """Return what was told of symptoms; somebody unwell has one, named or not."""
    said = content.get("symptoms")
    told = list(said) if isinstance(said, list | tuple) else []
    if BREATHLESS in told and BREATHLESS in axis.values:
        return BREATHLESS
    return "some" if told or content.get("condition") == "unwell" else "none"
