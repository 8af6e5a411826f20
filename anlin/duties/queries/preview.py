"""What a change of the law would ask at a place, counted from the facts before it is made."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from anlin.accounts.queries import grants_in_force
from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.duties.queries.compared import Reach, compared, counted
from anlin.duties.queries.heart import LawInForce, law_in_force
from anlin.duties.queries.sample import Line, lists_of
from anlin.duties.rules.preview import Change, Counted
from anlin.places.rules import COMMUNITY, WIDTHS, code_of, span
from anlin.policy.queries import measures
from anlin.policy.rules import Measure, Ruling, holding

DAYS = 15  # the first day and the next fourteen


@dataclass(frozen=True, slots=True)
class Supposed:
    """A change that is not made: what would hold everywhere, if at `place` from `since` on."""

    place: str
    since: date
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure that changes: what holds at the place before and after, and how much that is."""

    measure: Measure
    before: Ruling | None
    after: Ruling | None
    on_day: Change
    through: Change


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What one role has to do on a day, by everything in force, and how many hold the role."""

    role: str
    workers: int
    on_day: Change

    @property
    def each_before(self) -> float | None:
        """Return the hours of one worker now, or None where nobody holds the role."""
        return self.on_day.before.hours / self.workers if self.workers else None

    @property
    def each_after(self) -> float | None:
        """Return the hours of one worker then, or None where nobody holds the role."""
        return self.on_day.after.hours / self.workers if self.workers else None


@dataclass(frozen=True, slots=True)
class CommunityChange:
    """What changes in one community over the whole time, and how many work there."""

    code: str
    through: Change
    workers: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would ask: by day, measure, role and community.

    `day` is the one asked about; `since` the first on which more or less is asked, or None.
    `lists` are those of the day of ten people whose duties change, for viewers who may see names.
    """

    place: str
    since: date | None
    day: date
    days: tuple[tuple[date, Change], ...]
    measures: tuple[MeasureChange, ...]
    roles: tuple[RoleChange, ...]
    communities: tuple[CommunityChange, ...]
    communities_changed: int
    persons: int
    places: int
    lists: Mapping[int, list[Line]]

    @property
    def on_day(self) -> Change:
        """Return the change on the day asked about, of all measures."""
        return dict(self.days)[self.day]


def preview(
    viewer: Viewer, supposed: Supposed, *, at: datetime, day: date | None = None
) -> Preview:
    """Return what `supposed` would ask at its place, from its first day on for fifteen days.

    Only counts leave the scope that is opened for counting; people stand behind them
    only for viewers who may see names, in the viewer's own scope.
    Cost: one statement over the populations of the measures in force.
    """
    law, known, within = law_in_force(), measures(), span(supposed.place)
    then = replace(law, rulings=supposed.rulings)
    days = [supposed.since + timedelta(days=n) for n in range(DAYS)]
    windows = compared(law, then, days=days, at=at, within=within)
    minutes = {code: measure.minutes for code, measure in known.items()}
    with open_scope(*within, user=viewer.user, names=True):
        found, reach = counted(law, windows, minutes, days=days, at=at, within=within)
    by_day = [(each, sum(found.on(each).values(), Change())) for each in days]
    since = next((each for each, change in by_day if change.differs), None)
    day = day if day in days else since or supposed.since
    named = reach.sample if viewer.names else ()
    lists = lists_of(named, law, windows, day=day, at=at, within=within)
    return Preview(
        place=supposed.place,
        since=since,
        day=day,
        days=tuple(by_day),
        measures=tuple(_measures(found, known, (law, then), supposed.place, days, day)),
        roles=tuple(_roles(found, known, within, day, at)),
        communities=tuple(_communities(reach, at)),
        communities_changed=reach.communities_changed,
        persons=reach.persons,
        places=reach.places,
        lists=lists,
    )


def _measures(
    found: Counted,
    known: Mapping[str, Measure],
    laws: tuple[LawInForce, LawInForce],
    place: str,
    days: Sequence[date],
    day: date,
) -> Iterator[MeasureChange]:
    on_day = found.on(day)
    for code, through in sorted(found.through(days).items()):
        before, after = (holding(law.rulings, code, place, day) for law in laws)
        yield MeasureChange(
            known[code], _last(before), _last(after), on_day.get(code, Change()), through
        )


def _last(around: Sequence[Ruling]) -> Ruling | None:
    return around[-1] if around else None


def _roles(
    found: Counted, known: Mapping[str, Measure], within: tuple[int, int], day: date, at: datetime
) -> list[RoleChange]:
    changes: dict[str, Change] = defaultdict(Change)
    for code, change in found.on(day).items():
        changes[known[code].owed_by] += change
    inside = grants_in_force(at).filter(lo__gte=within[0], hi__lte=within[1]).order_by()
    workers = dict(inside.values_list("role").annotate(Count("user", distinct=True)))
    roles = [RoleChange(role, workers.get(role, 0), each) for role, each in changes.items()]
    return sorted(roles, key=lambda each: (-abs(each.on_day.hours), each.role))


def _communities(reach: Reach, at: datetime) -> Iterator[CommunityChange]:
    width = WIDTHS[COMMUNITY]
    ranges = Q(pk__in=())
    for lo, _ in reach.communities:
        ranges |= Q(lo__gte=lo, hi__lte=lo + width)
    workers: dict[int, set[int]] = defaultdict(set)
    for lo, user in grants_in_force(at).filter(ranges).values_list("lo", "user"):
        workers[lo - lo % width].add(user)
    for lo, change in reach.communities:
        yield CommunityChange(code_of(lo, COMMUNITY), change, len(workers[lo]))
