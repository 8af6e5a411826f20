"""Whether a place only tightens what holds around it, or a clause lets it ask for less."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anlin.policy.rules.layers import inside
from anlin.policy.rules.terms import Granted, Ruling, Slot, Term

Amount = int | timedelta | tuple[Slot, ...] | None
_OPEN_IS_MOST = ("lasts",)  # what is left open here never ends; elsewhere it is never asked


@dataclass(frozen=True, slots=True)
class Loosening:
    """A parameter of a local term that asks for less than the floor, and the least it may say.

    `direction` is `more` or `less` (which way is stricter), or `same` where no way is open.
    """

    parameter: str
    direction: str
    least: Amount


@dataclass(frozen=True, slots=True)
class Conflict:
    """A term in force at an inner place that asks for less than one in force around it."""

    inner: Ruling
    outer: Ruling
    wrong: Loosening


def loosened(
    stricter: Mapping[str, str], floor: Term, local: Term, granted: Collection[str] = ()
) -> list[Loosening]:
    """Return where `local` asks for less than `floor`; empty when it only tightens.

    How many and how often are weighed together: once a day is more than twice a week. A clause
    may have `granted` to move some parameters either way.
    """
    least: dict[str, int | timedelta | None] = {
        "needs": _least_needs(floor, local),
        "every": floor.every,
        "grace": floor.grace,
        "spacing": floor.spacing,
        "within": floor.within,
        "lasts": _least_days(floor, local),
    }
    found = [
        Loosening(name, stricter.get(name, "same"), value)
        for name, value in least.items()
        if name not in granted
        and _is_looser(name, stricter.get(name, "same"), value, getattr(local, name))
    ]
    wider = floor.every == local.every and _reaches_out(floor.slots, local.slots)
    if wider and "slots" not in granted:
        found.append(Loosening("slots", "less", floor.slots))
    return found


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


def _least_days(floor: Term, local: Term) -> int | None:
    """Return the number of the last day, as `local` counts, that ends when `floor` ends."""
    if floor.lasts is None:
        return None
    return floor.lasts + local.day0_rule.number - floor.day0_rule.number


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


def conflicts(
    in_force: Sequence[Ruling],
    stricter: Mapping[str, Mapping[str, str]],
    *,
    floors: Sequence[Ruling] = (),
    grants: Iterable[Granted] = (),
) -> list[Conflict]:
    """Return where a term at an inner place asks for less than one around it, and no clause may.

    `stricter` says for each measure which way its parameters may move. `floors` are terms that
    bind also where local values have taken their place.
    """
    around: dict[tuple[str, str], list[Ruling]] = {}
    for outer in dict.fromkeys((*floors, *in_force)):
        around.setdefault((outer.measure, outer.place), []).append(outer)
    known = list(grants)
    return [
        Conflict(inner, outer, wrong)
        for inner in in_force
        for place in _reaching(inner.place)
        for outer in around.get((inner.measure, place), ())
        if inner.since < (outer.until or date.max) and outer.since < (inner.until or date.max)
        for wrong in loosened(
            stricter.get(inner.measure, {}), outer.term, inner.term, freed(inner, outer, known)
        )
    ]


def _reaching(place: str) -> Iterable[str]:
    """Return the codes that a place of code `place` may lie in, the nation first."""
    return dict.fromkeys(("0", *(place[:length] for length in range(1, len(place) + 1))))


def freed(inner: Ruling, outer: Ruling, grants: Iterable[Granted]) -> set[str]:
    """Return the parameters in which the clause that `inner` cites frees it from `outer`.

    It must hold where the outer term does, or around it, on every day both are in force: nobody
    gives away what a higher place has ordered.
    """
    since = max(inner.since, outer.since)
    until = min(inner.until or date.max, outer.until or date.max)
    return {
        parameter
        for held in grants
        if (held.grant.clause, held.grant.measure) == (inner.term.grant, inner.measure)
        and inside(outer.place, held.place)
        and held.since <= since
        and until <= (held.until or date.max)
        for parameter in held.grant.parameters
    }
