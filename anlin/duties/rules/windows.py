"""From terms in force to windows: when something is owed, where, and when it has lapsed.

A window belongs to the term in force on the local day it opens, so nothing that is ordered later
can change it. All places share a few windows; a local layer cuts its own range out of the one
above, so ranges of one measure that open together never overlap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from anlin.base.days import NEVER, local_day, start_of
from anlin.places.rules import span
from anlin.policy.rules import DayZero, Ruling, Term

_WEEK = 7
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """When `needs` acts are owed by every subject of `measure` at places in [lo, hi).

    Acts count in `[opens, closes)`, and as late until `late_until`, where the next window begins.
    `own` windows are timed by each obligation: standing ones run from its start, never close and
    end with their term at `late_until`; a deadline (`within`) runs from its event, for events in
    `[opens, closes)`. Where the term `lasts` some days, only those whose matter began at
    `begun_from` or later still owe the window.
    Units: zone-aware moments; `lo` and `hi` are place numbers (anlin.places.rules).
    """

    measure: str
    opens: datetime
    lo: int
    hi: int
    closes: datetime
    lapses: datetime
    late_until: datetime
    needs: int
    spacing: timedelta
    order: str
    clause: str
    own: bool = False
    within: timedelta | None = None
    grace: timedelta = timedelta()
    begun_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """The four moments of one duty."""

    opens: datetime
    closes: datetime
    lapses: datetime
    late_until: datetime


def windows_on(rulings: Iterable[Ruling], day: date) -> list[Window]:
    """Return the windows of one measure that open on `day`, in order, with disjoint ranges.

    Standing ones are in `standing`.
    """
    in_force = [r for r in rulings if r.since <= day and (r.until is None or day < r.until)]
    return sorted(
        window for ruling, lo, hi in _cut(in_force) for window in _openings(ruling, lo, hi, day)
    )


def standing(rulings: Sequence[Ruling]) -> list[Window]:
    """Return the standing windows of one measure: each where and while no deeper ruling holds."""
    spans = [span(ruling.place) for ruling in rulings]
    return sorted(
        _window(ruling, lo, hi, _standing(since, until), own=True)
        for i, ruling in enumerate(rulings)
        if ruling.term.every is None and ruling.term.within is None
        for (since, until), lo, hi in _pieces(i, rulings, spans)
    )


def _pieces(
    i: int, rulings: Sequence[Ruling], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield the days (as ordinals) and the ranges that deeper rulings leave to the i-th one."""
    whole = spans[i]
    deeper = [
        (_days(other), cut)
        for j, (other, cut) in enumerate(zip(rulings, spans, strict=True))
        if whole[0] <= cut[0] and cut[1] <= whole[1] and (cut != whole or j > i)
    ]
    edges = sorted({*whole, *(edge for _, cut in deeper for edge in cut)})
    left: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for lo, hi in pairwise(edges):
        taken = [days for days, cut in deeper if cut[0] <= lo and hi <= cut[1]]
        for days in _left(_days(rulings[i]), taken):
            ranges = left.setdefault(days, [])
            joined = ranges.pop()[0] if ranges and ranges[-1][1] == lo else lo
            ranges.append((joined, hi))
    yield from ((days, lo, hi) for days, ranges in left.items() for lo, hi in ranges)


def _standing(since: int, until: int) -> Times:
    end = NEVER if until == date.max.toordinal() else start_of(date.fromordinal(until))
    return Times(start_of(date.fromordinal(since)), NEVER, NEVER, end)


def _days(ruling: Ruling) -> tuple[int, int]:
    return ruling.since.toordinal(), (ruling.until or date.max).toordinal()


def owes(window: Window, since: datetime, until: datetime, begun: datetime | None = None) -> bool:
    """Tell whether an obligation in force in [since, until) owes this window.

    Nobody owes a window they did not have whole, nor one after the days the term lasts, counted
    from `begun` (absent: from `since`); a standing one is owed by whoever came to be concerned
    before it ended and still is; a deadline by those whose event falls into it and who stay until
    it is due.
    """
    if window.begun_from is not None and (begun or since) < window.begun_from:
        return False
    if window.within is not None:
        return window.opens <= since < window.closes and until >= since + window.within
    if window.own:
        return since < window.late_until and until == NEVER
    return since <= window.opens and until >= window.closes


def times(window: Window, since: datetime) -> Times:
    """Return the moments of the duty that an obligation starting at `since` has in `window`."""
    if window.within is not None:
        closes = since + window.within
        return Times(since, closes, closes + window.grace, NEVER)
    if window.own:
        return Times(max(window.opens, since), NEVER, NEVER, window.late_until)
    return Times(window.opens, window.closes, window.lapses, window.late_until)


def _cut(rulings: Sequence[Ruling]) -> Iterator[tuple[Ruling, int, int]]:
    """Yield each ruling with the ranges deeper ones leave it; the later of equals is deeper."""
    spans = [span(ruling.place) for ruling in rulings]
    order = sorted(range(len(rulings)), key=lambda i: (spans[i][1] - spans[i][0], -i))
    taken: list[tuple[int, int]] = []
    for i in order:
        yield from ((rulings[i], lo, hi) for lo, hi in _left(spans[i], taken))
        taken.append(spans[i])


def _left(whole: tuple[int, int], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what remains of `whole` without `taken`, from left to right."""
    at, end = whole
    for lo, hi in sorted(taken):
        if hi <= at or lo >= end:
            continue
        if lo > at:
            yield at, lo
        at = max(at, hi)
    if at < end:
        yield at, end


def _openings(ruling: Ruling, lo: int, hi: int, day: date) -> Iterator[Window]:
    term = ruling.term
    if term.within is not None:
        yield _window(ruling, lo, hi, _whole_day(day), own=True)
    elif term.every is not None:
        yield from (_window(ruling, lo, hi, t, own=False) for t in _slots(term, term.every, day))


def _window(ruling: Ruling, lo: int, hi: int, t: Times, *, own: bool) -> Window:
    term = ruling.term
    return Window(
        measure=ruling.measure,
        opens=t.opens,
        lo=lo,
        hi=hi,
        closes=t.closes,
        lapses=t.lapses,
        late_until=t.late_until,
        needs=term.needs,
        spacing=term.spacing,
        order=term.order,
        clause=term.clause,
        own=own,
        within=term.within,
        grace=term.grace,
        begun_from=None
        if own or term.lasts is None
        else _begun_from(term.lasts, term.day0_rule, t.closes),
    )


def _begun_from(lasts: int, day0_rule: DayZero, closes: datetime) -> datetime:
    """Return when a matter began at the earliest that still owes a window closing at `closes`.

    The last day is day `lasts`, counted as the term's `day0_rule` says; days end at midnight in
    China.
    Source: packs/national-2020-communities/measures/A-2.2.yaml (A-2.2 names 14 days).
    """
    last_day = local_day(closes - _INSTANT)
    return start_of(last_day - timedelta(days=lasts - day0_rule.number))


def _whole_day(day: date) -> Times:
    """Return the bounds of the events of `day`; the duties themselves are timed by the events."""
    end = start_of(day + _DAY)
    return Times(start_of(day), end, NEVER, NEVER)


def _slots(term: Term, every: int, day: date) -> Iterator[Times]:
    for index, slot in enumerate(term.slots):
        period = day - timedelta(days=slot.opens // _DAY)
        if not _starts(term, every, period):
            continue
        first = start_of(period)
        following = (
            term.slots[index + 1].opens
            if index + 1 < len(term.slots)
            else every * _DAY + term.slots[0].opens
        )
        closes = first + slot.closes
        yield Times(first + slot.opens, closes, closes + term.grace, max(closes, first + following))


def _starts(term: Term, every: int, day: date) -> bool:
    """Tell whether a period starts on `day`: weeks on Mondays, others counted from the term."""
    if every == _WEEK:
        return day.weekday() == 0
    return (day - term.since).days % every == 0
