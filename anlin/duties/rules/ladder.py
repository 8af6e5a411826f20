"""How a lapse climbs: which ladder is whose, and up to when lapses are due for each rung.

A rung is due when the ladder's clock has run `after` since the lapse. The clock stands still in
quiet hours. So many lapses meet so few ladders that each rung comes down to one moment: what
lapsed up to it is due now. Every lapse is compared with that moment in one statement.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from anlin.accounts.rules import Role
from anlin.base.days import NEVER, ZONE, local_day, start_of
from anlin.places.rules import span
from anlin.policy.rules import Ladder, LadderInForce, Rung

EVER = datetime(1970, 1, 1, tzinfo=UTC)
NATION = span("0")
UNLESS_ADOPTED = Ladder(
    pack="", since=date.min, until=None, order="", clause="", cap=20,
    rungs=(Rung(level=5, after=timedelta()),),
)  # fmt: skip
LEADERS = frozenset(
    {
        Role.NATION_LEADER,
        Role.PROVINCE_LEADER,
        Role.CITY_LEADER,
        Role.COUNTY_LEADER,
        Role.COUNTY_CASE_OFFICER,
        Role.STREET_LEADER,
        Role.STREET_OFFICER,
        Role.COMMUNITY_WORKER,
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A range of places and a span of time in which one ladder holds for what lapses there."""

    lo: int
    hi: int
    since: datetime
    until: datetime
    ladder: Ladder


@dataclass(frozen=True, slots=True)
class Due:
    """A rung that is due for what lapsed at places in [lo, hi) from `since` up to `upto`.

    What lapsed after `fresh` was not due before. `deadline` tells whom it is for: duties with a
    deadline, or all others. An acknowledgement of rung n holds while it ends after `frees[n - 1]`
    (None: it holds nothing back here), and held before while it ended after `freed[n - 1]`.
    """

    rung: int
    level: int
    lo: int
    hi: int
    since: datetime
    fresh: datetime
    upto: datetime
    deadline: bool
    frees: tuple[datetime | None, ...]
    freed: tuple[datetime | None, ...]


def sections(in_force: Sequence[LadderInForce]) -> list[Section]:
    """Return which ladder holds where and when: the one adopted nearest, or only its first rung."""
    days = sorted({day for each in in_force for day in (each.since, each.until) if day is not None})
    moments = [EVER, *map(start_of, days), NEVER]
    return [
        Section(lo, hi, since, until, ladder)
        for since, until in pairwise(moments)
        for lo, hi, ladder in _pieces(_holding(in_force, since))
    ]


def _holding(in_force: Iterable[LadderInForce], at: datetime) -> list[LadderInForce]:
    day = local_day(at)
    return [e for e in in_force if e.since <= day and (e.until is None or day < e.until)]


def _pieces(holding: Sequence[LadderInForce]) -> Iterator[tuple[int, int, Ladder]]:
    """Yield ranges from left to right, each with the ladder of the smallest place around it."""
    spans = sorted(
        ((span(each.place), each.ladder) for each in holding),
        key=lambda pair: pair[0][0] - pair[0][1],
    )
    edges = sorted({*NATION, *(edge for ends, _ in spans for edge in ends)})
    begun, held = NATION[0], UNLESS_ADOPTED
    for lo, hi in pairwise(edges):
        around = [ladder for (first, last), ladder in spans if first <= lo and hi <= last]
        ladder = around[-1] if around else UNLESS_ADOPTED
        if ladder != held and lo > begun:
            yield begun, lo, held
            begun = lo
        held = ladder
    yield begun, NATION[1], held


def ladder_at(found: Iterable[Section], place: int, at: datetime) -> Ladder:
    """Return the ladder for what lapses at `place` at `at`."""
    return next(
        each.ladder
        for each in found
        if each.lo <= place < each.hi and each.since <= at < each.until
    )


def dues(found: Iterable[Section], at: datetime, before: datetime | None) -> list[Due]:
    """Return every rung that is due at `at` for anything; `before` is when that was last asked.

    In quiet hours there are none but those of deadlines.
    """
    return [
        due
        for section in found
        for deadline in (False, True)
        if deadline or not quiet_at(section.ladder.quiet, at)
        for due in _dues(section, None if deadline else section.ladder.quiet, at, before, deadline)
    ]


def within(dues: Iterable[Due], lo: int, hi: int) -> list[Due]:
    """Return the parts of `dues` at places in [lo, hi)."""
    cut = (replace(due, lo=max(due.lo, lo), hi=min(due.hi, hi)) for due in dues)
    return [due for due in cut if due.lo < due.hi]


Quiet = tuple[time, time] | None


def _dues(
    section: Section, quiet: Quiet, at: datetime, before: datetime | None, deadline: bool
) -> Iterator[Due]:
    for rung in section.ladder.rungs:
        fresh = EVER if before is None else due_up_to(before, rung.after, quiet)
        upto = min(due_up_to(at, rung.after, quiet), section.until - timedelta.resolution)
        if upto >= section.since:
            yield Due(
                rung=rung.number,
                level=rung.level,
                lo=section.lo,
                hi=section.hi,
                since=section.since,
                fresh=fresh,
                upto=upto,
                deadline=deadline,
                frees=_frees(section.ladder, rung, quiet, at),
                freed=_frees(section.ladder, rung, quiet, before or EVER),
            )


def _frees(ladder: Ladder, rung: Rung, quiet: Quiet, at: datetime) -> tuple[datetime | None, ...]:
    """Return, for each rung's number, up to when its acknowledgement must end to free `rung`.

    When an acknowledgement ends, the next rung is told, and those above keep their distance.
    """
    found: list[datetime | None] = [None] * 6
    for lower, following in pairwise(ladder.rungs):
        if lower.number < rung.number:
            found[lower.number - 1] = due_up_to(at, rung.after - following.after, quiet)
    return tuple(found)


def quiet_at(quiet: Quiet, at: datetime) -> bool:
    """Tell whether `at` lies in quiet hours, which may reach over midnight."""
    if quiet is None:
        return False
    begins, ends = quiet
    clock = at.astimezone(ZONE).time()
    inside = begins <= clock < ends
    return inside if begins < ends else not ends <= clock < begins


def due_up_to(at: datetime, after: timedelta, quiet: Quiet) -> datetime:
    """Return the latest moment from which the ladder's clock has run `after` by `at`."""
    if quiet is None or at <= EVER:
        return max(EVER, at - after)
    cursor = _last(at, quiet[0]) if quiet_at(quiet, at) else at
    while True:
        woke = _last(cursor, quiet[1])
        if after <= cursor - woke:
            return cursor - after
        after -= cursor - woke
        cursor = _last(woke, quiet[0])


def _last(at: datetime, clock: time) -> datetime:
    """Return when it was last this time of day, at `at` itself or before."""
    local = at.astimezone(ZONE)
    found = datetime.combine(local.date(), clock, ZONE)
    return found if found <= local else found - timedelta(days=1)


def ends_at(ladder: Ladder, level: int, at: datetime) -> datetime:
    """Return until when an acknowledgement by this level at `at` holds back those above."""
    return at + next((r.holds for r in ladder.rungs if r.level == level), timedelta())


def above(ladder: Ladder, level: int) -> Rung | None:
    """Return the next rung above `level`, or the next level where the ladder ends below the top."""
    higher = next((rung for rung in ladder.rungs if rung.level < level), None)
    if higher is None and level > 0:
        return Rung(level - 1, timedelta())
    return higher
