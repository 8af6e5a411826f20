"""What is in force where, and whether a local term only tightens."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from anlin.policy.rules.terms import Adoption, Measure, Ruling, Slot, Term, Values

_OPEN_IS_MOST = ("lasts",)  # what is left open here never ends; elsewhere it is never asked


@dataclass(frozen=True, slots=True)
class Loosening:
    """A parameter of a local term that asks for less than the floor, and the least it may say.

    `direction` is `more` or `less` (which way is stricter), or `same` where no way is open.
    """

    parameter: str
    direction: str
    least: int | timedelta | tuple[Slot, ...] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A term in force at an inner place that asks for less than one in force around it."""

    inner: Ruling
    outer: Ruling
    wrong: Loosening


def rulings(
    measures: Iterable[Measure], values: Iterable[Values], adoptions: Iterable[Adoption]
) -> list[Ruling]:
    """Return what is in force where: at one place and day at most one term of a measure.

    A pack's own terms hold where it is adopted; a local pack's values take their place where
    that pack is adopted at the same place. Sorted by measure, place and day.
    """
    adopted: dict[str, list[Adoption]] = {}
    for adoption in adoptions:
        adopted.setdefault(adoption.pack, []).append(adoption)
    local = [
        ruling
        for value in values
        for adoption in adopted.get(value.pack, ())
        for ruling in _in_force(value.measure, value.terms, adoption)
    ]
    own = [
        ruling
        for measure in measures
        for adoption in adopted.get(measure.pack, ())
        for ruling in _in_force(measure.code, measure.terms, adoption)
    ]
    found = {*local, *(part for ruling in own for part in _outside(ruling, local))}
    return sorted(found, key=lambda each: (each.measure, each.place, each.since))


def _in_force(measure: str, terms: Iterable[Term], adoption: Adoption) -> Iterator[Ruling]:
    for term in terms:
        since = max(term.since, adoption.since)
        until = min(term.until or date.max, adoption.until or date.max)
        if since < until:
            end = None if until == date.max else until
            yield Ruling(measure, adoption.place, since, end, term)


def _outside(ruling: Ruling, covers: Iterable[Ruling]) -> list[Ruling]:
    """Return the parts of `ruling` that no ruling of `covers` at the same place replaces."""
    parts = [ruling]
    for cover in covers:
        if (cover.measure, cover.place) == (ruling.measure, ruling.place):
            parts = [left for part in parts for left in _cut(part, cover)]
    return parts


def _cut(part: Ruling, cover: Ruling) -> Iterator[Ruling]:
    end = part.until or date.max
    before = min(end, cover.since)
    after = max(part.since, cover.until or date.max)
    if part.since < before:
        yield replace(part, until=None if before == date.max else before)
    if after < end:
        yield replace(part, since=after)


def loosened(stricter: Mapping[str, str], floor: Term, local: Term) -> list[Loosening]:
    """Return where `local` asks for less than `floor`; empty when it only tightens.

    How many and how often are weighed together: once a day is more than twice a week.
    """
    least: dict[str, int | timedelta | None] = {
        "needs": _least_needs(floor, local),
        "every": floor.every,
        "grace": floor.grace,
        "spacing": floor.spacing,
        "within": floor.within,
        "lasts": floor.lasts,
    }
    found = [
        Loosening(name, stricter.get(name, "same"), value)
        for name, value in least.items()
        if _is_looser(name, stricter.get(name, "same"), value, getattr(local, name))
    ]
    wider = floor.every == local.every and _reaches_out(floor.slots, local.slots)
    return [*found, Loosening("slots", "less", floor.slots)] if wider else found


def _reaches_out(floor: Sequence[Slot], local: Sequence[Slot]) -> bool:
    """Tell whether `local` opens before, or closes after, all that `floor` allows."""
    if not floor or not local:
        return False
    opens = min(slot.opens for slot in local) < min(slot.opens for slot in floor)
    return opens or max(slot.closes for slot in local) > max(slot.closes for slot in floor)


def _least_needs(floor: Term, local: Term) -> int:
    """Return how many acts a window of `local` must ask for to keep the floor's rate."""
    if floor.every is None or local.every is None:
        return floor.needs
    asked = floor.needs * max(1, len(floor.slots)) * local.every
    return -(-asked // (floor.every * max(1, len(local.slots))))


def _is_looser(
    name: str, direction: str, floor: int | timedelta | None, local: int | timedelta | None
) -> bool:
    if direction == "same" or floor == local:
        return floor != local
    if floor is None or local is None:
        return (floor if name in _OPEN_IS_MOST else local) is None
    less = _amount(local) < _amount(floor)
    return less if direction == "more" else not less


def _amount(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else value


def inside(place: str, outer: str) -> bool:
    """Tell whether the place of code `place` is `outer` or lies in it; "0" is the nation."""
    return outer == "0" or place.startswith(outer)


def conflicts(
    in_force: Sequence[Ruling], stricter: Mapping[str, Mapping[str, str]]
) -> list[Conflict]:
    """Return where a term at an inner place asks for less than one in force around it.

    `stricter` says for each measure which way its parameters may move.
    """
    return [
        Conflict(inner, outer, wrong)
        for inner in in_force
        for outer in in_force
        if inner.measure == outer.measure
        and inner.place != outer.place
        and inside(inner.place, outer.place)
        and inner.since < (outer.until or date.max)
        and outer.since < (inner.until or date.max)
        for wrong in loosened(stricter.get(inner.measure, {}), outer.term, inner.term)
    ]
