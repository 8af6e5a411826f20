"""The rota: what a shift may be, where hands are short, and what rest is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil

CARER = "carer"
LIMITS = {
    "shift_hours": ("一班最多 {0} 小时", "a shift lasts at most {0} hours"),
    "rest_hours": ("两班之间至少休息 {0} 小时", "at least {0} hours of rest between two shifts"),
    "days_in_row": ("连续在岗最多 {0} 天", "at most {0} days on duty in a row"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody on duty in [since, until)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of time in which the number of carers on duty does not change."""

    since: datetime
    until: datetime
    carers: int
    needed: int

    @property
    def short(self) -> int:
        """Return how many carers are missing."""
        return max(self.needed - self.carers, 0)


def needed(residents: int, per_carer: int | None) -> int:
    """Return how many carers so many residents need at a time; none where no order says so."""
    return 0 if per_carer is None else ceil(residents / per_carer)


def slices(spans: Iterable[Span], since: datetime, until: datetime, *, wanted: int) -> list[Slice]:
    """Cut [since, until) wherever somebody comes or goes, and count who is on duty."""
    known = [each for each in spans if each.since < until and each.until > since]
    edges = {since, until}
    for each in known:
        edges |= {max(each.since, since), min(each.until, until)}
    found: list[Slice] = []
    for start, end in pairwise(sorted(edges)):
        there = sum(each.since <= start and end <= each.until for each in known)
        if found and found[-1].carers == there:
            found[-1] = Slice(found[-1].since, end, there, wanted)
        else:
            found.append(Slice(start, end, there, wanted))
    return found


def rest_before(own: Iterable[Span], shift: Span) -> timedelta | None:
    """Return the shortest rest between `shift` and the shifts of the same person beside it."""
    gaps = [shift.since - each.until for each in own if each.until <= shift.since]
    gaps += [each.since - shift.until for each in own if each.since >= shift.until]
    return min(gaps, default=None)


def row_of(days: Sequence[date], day: date) -> int:
    """Return how many days in a row up to `day`, this one included, somebody is on duty."""
    worked, length = set(days), 0
    while day - timedelta(days=length) in worked:
        length += 1
    return length


def rest_owed(days: Iterable[date], in_row: int | None) -> int:
    """Return how many days of rest somebody is owed: one for each full row, less what was rested.

    A day without a shift settles one day, and never more than was owed.
    """
    if in_row is None:
        return 0
    worked = sorted(set(days))
    owed, row = 0, 0
    for index, day in enumerate(worked):
        free = (day - worked[index - 1]).days - 1 if index else 0
        if free:
            owed, row = max(owed - free, 0), 0
        row += 1
        if row > in_row:
            owed, row = owed + 1, 1
    return owed
