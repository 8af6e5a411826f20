"""Measures, their terms, and a local pack's values for them."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from anlin.policy.pack.errors import OverlapError, Spot, citing
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.orders import CONFIDENCES
from anlin.policy.pack.reading import Node
from anlin.policy.rules import DayZero, Kind, Measure, Slot, Term, Values

WEEK = 7
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COMMON = ("code", "kind", "says", "carries", "population", "class", "outcomes", "owed_by")
_WORK = ("evidence", "minutes", "minutes_basis", "stricter", "terms")
_DATED = ("from", "until", "source")
_RATE = ("needs", "every", "slots", "lapses_after", "spacing", "lasts", "day0_rule")
_DUE = ("needs", "within", "lapses_after")
_STRICTER = {
    "needs": "more",
    "every": "fewer",
    "grace": "less",
    "within": "less",
    "spacing": "more",
    "lasts": "more",
}
_EXAMPLE = {Kind.CADENCE: '"P1W" | "P1D" | "P3D" | "none"'}
_CODE = r"[A-Z]+-[0-9]+(\.[0-9]+)?(-?[a-z][a-z0-9-]*)?"


def read_measure(node: Node, pack: str) -> Measure:
    """Return a measure.

    Raises:
        PackError: a field does not have its form, or terms or windows overlap.
    """
    fields = Fields(node, (*_COMMON, *_WORK))
    code = fields.matching("code", _CODE, "E-8")
    with citing(code):
        kind = Kind(fields.one_of("kind", list(Kind)))
        if kind is Kind.CLASS:
            fields = Fields(node, (*_COMMON, "terms"))
        says = fields.words("says")
        work = kind is not Kind.CLASS
        return Measure(
            code=code,
            pack=pack,
            kind=kind,
            zh=says.zh,
            en=says.en,
            population=fields.text("population"),
            owed_by=fields.text("owed_by"),
            evidence=fields.texts("evidence") if work else (),
            minutes=fields.whole("minutes") if work else 0,
            minutes_basis=fields.text("minutes_basis") if work else "",
            stricter=_stricter(fields) if work else (),
            terms=_terms(fields, kind),
            class_name=fields.text("class", None if kind is Kind.CLASS else ""),
            outcomes=fields.texts("outcomes", empty=True),
            carries=tuple(sorted(fields.texts("carries"))),
        )


def read_values(node: Node, pack: str) -> Values:
    """Return a local pack's terms for a measure of a pack above.

    Raises:
        PackError: a field does not have its form, or terms or windows overlap.
    """
    fields = Fields(node, ("measure", "terms"))
    code = fields.matching("measure", _CODE, "E-8")
    with citing(code):
        timed = any(_has(term, "within") for term in fields.nodes("terms"))
        kind = Kind.DEADLINE if timed else Kind.CADENCE
        return Values(pack, code, _terms(fields, kind, ("grant",)))


def term_spots(node: Node) -> dict[str, Spot]:
    """Return the line of each term of a file that was read without error, by its first day."""
    return {
        str(Fields(term, (*_DATED, *_RATE, *_DUE, "grant")).day("from")): term.spot
        for term in Fields(node, (*_COMMON, *_WORK, "measure")).nodes("terms")
    }


def _has(node: Node, name: str) -> bool:
    return isinstance(node.value, dict) and name in node.value


def _stricter(fields: Fields) -> tuple[tuple[str, str], ...]:
    inner = fields.child("stricter", tuple(_STRICTER))
    found = []
    for name in fields.mapping("stricter"):
        inner.one_of(name, (_STRICTER[name],))
        found.append((name, "more" if _STRICTER[name] == "more" else "less"))
    return tuple(sorted(found))


def _terms(fields: Fields, kind: Kind, local: tuple[str, ...] = ()) -> tuple[Term, ...]:
    allowed = (*{Kind.CADENCE: _RATE, Kind.DEADLINE: _DUE, Kind.CLASS: ()}[kind], *local)
    found = [(_term(each, kind), each) for each in fields.children("terms", (*_DATED, *allowed))]
    found.sort(key=lambda pair: pair[0].since)
    for (earlier, _), (later, at) in pairwise(found):
        if earlier.until is None or later.since < earlier.until:
            end = earlier.until.isoformat() if earlier.until else "until: …"
            raise OverlapError(
                at.spot,
                clause=later.clause,
                one=f"from {earlier.since}",
                other=f"from {later.since}",
                start=end,
            )
    return tuple(term for term, _ in found)


def _term(fields: Fields, kind: Kind) -> Term:
    source = fields.child("source", ("order", "clause", "confidence"))
    clause = source.text("clause")
    with citing(clause):
        since, until = fields.day("from"), fields.day_if_any("until")
        if until is not None and until <= since:
            raise fields.wrong("until", f'"{since + timedelta(days=1)}"')
        every = period(fields) if kind is Kind.CADENCE else None
        if kind is Kind.DEADLINE:
            fields.node("within", '"PT2H"')
        return Term(
            since=since,
            until=until,
            order=source.text("order"),
            clause=clause,
            needs=fields.whole("needs", 1, least=1),
            every=every,
            slots=_slots(fields, every),
            grace=fields.duration("lapses_after"),
            spacing=fields.duration("spacing"),
            within=fields.duration("within") if kind is Kind.DEADLINE else None,
            lasts=fields.whole("lasts", least=1) if "lasts" in fields else None,
            day0_rule=_day_zero(fields),
            grant=fields.text("grant", ""),
            confidence=source.one_of("confidence", CONFIDENCES) if "confidence" in source else "",
        )


def _day_zero(fields: Fields) -> DayZero:
    if "day0_rule" not in fields:
        return DayZero.EVENT
    if "lasts" not in fields:
        raise fields.wrong("day0_rule", "lasts: 14")
    return DayZero(fields.one_of("day0_rule", list(DayZero)))


def period(fields: Fields) -> int | None:
    """Return `every` in days: "P1W" is 7 and starts on Mondays, "none" is a standing demand."""
    text = fields.quoted("every", "P1W")
    match = re.fullmatch(r"P([1-9][0-9]*)D", text)
    if text == "none":
        for name in ("slots", "lapses_after", "lasts"):
            if name in fields:
                raise fields.wrong(name, f'{name} with every: "P1W" | "P1D"')
        return None
    if text == "P1W":
        return WEEK
    if not match or int(match[1]) == WEEK:
        raise fields.wrong("every", _EXAMPLE[Kind.CADENCE])
    return int(match[1])


def _slots(fields: Fields, every: int | None) -> tuple[Slot, ...]:
    if every is None:
        return ()
    if "slots" not in fields:
        return (Slot(timedelta(), timedelta(days=every)),)
    found = [_slot(each, every) for each in fields.children("slots", ("opens", "closes"))]
    found.sort(key=lambda slot: slot.opens)
    for earlier, later in pairwise(found):
        if later.opens < earlier.closes:
            raise OverlapError(
                fields.node("slots").spot,
                one=show_slots([earlier], every),
                other=show_slots([later], every),
                start=show_moment(earlier.closes, every, closing=False),
            )
    return tuple(found)


def _slot(fields: Fields, every: int) -> Slot:
    opens = _moment(fields, "opens", every)
    closes = _moment(fields, "closes", every)
    if closes <= opens:
        end = show_moment(timedelta(days=every), every)
        raise fields.wrong("closes", f'"{end}"')
    return Slot(opens, closes)


def _moment(fields: Fields, name: str, every: int) -> timedelta:
    """Return how long after the period's first midnight "Mon 08:00" or "day 2 08:00" is."""
    example = show_moment(timedelta(days=every), every)
    words, _, clock = fields.quoted(name, example).rpartition(" ")
    names = _day_names(every)
    match = re.fullmatch(r"([01][0-9]|2[0-4]):([0-5][0-9])", clock)
    if words not in names or not match or (match[1] == "24" and match[2] != "00"):
        raise fields.wrong(name, f'"{example}"')
    return timedelta(days=names.index(words), hours=int(match[1]), minutes=int(match[2]))


def _day_names(every: int) -> Sequence[str]:
    if every == 1:
        return ("",)
    return _DAYS if every == WEEK else [f"day {number + 1}" for number in range(every)]


def show_moment(offset: timedelta, every: int, *, closing: bool = True) -> str:
    """Return an offset as packs write it; a closing midnight ends the day before it."""
    days, rest = divmod(int(offset.total_seconds()), 86400)
    if closing and days and not rest:
        days, rest = days - 1, 86400
    clock = f"{rest // 3600:02}:{rest % 3600 // 60:02}"
    return f"{_day_names(every)[days]} {clock}".strip()


def show_slots(slots: Sequence[Slot], every: int) -> str:
    """Return windows as packs write them."""
    written = [
        f'{{opens: "{show_moment(slot.opens, every, closing=False)}", '
        f'closes: "{show_moment(slot.closes, every)}"}}'
        for slot in slots
    ]
    return f"[{', '.join(written)}]"


def show_duration(value: timedelta) -> str:
    """Return a duration as packs write it."""
    days, rest = divmod(int(value.total_seconds()), 86400)
    clock = "".join(
        f"{amount}{unit}"
        for amount, unit in ((rest // 3600, "H"), (rest % 3600 // 60, "M"), (rest % 60, "S"))
        if amount
    )
    if not days and not clock:
        return "PT0S"
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def show_period(days: int | None) -> str:
    """Return a period as packs write it."""
    return "none" if days is None else "P1W" if days == WEEK else f"P{days}D"
