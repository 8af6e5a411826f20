"""The board: what was owed at a place on a day, what became of it, and where it is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.base.sockets import Figure, figures
from anlin.base.words import spoken
from anlin.duties.queries import (
    Count,
    DutyRow,
    MeasureCount,
    board_below,
    refreshed_at,
    windows_of,
)
from anlin.duties.queries import board as counts_at
from anlin.duties.queries.heart import LIVE_LEVELS
from anlin.people.models import Person
from anlin.people.queries import persons
from anlin.people.rules import age_on
from anlin.places.queries import children
from anlin.places.rules import BUILDING, COMMUNITY, WIDTHS, level_of, span
from anlin.reports.models import Count as Figured
from anlin.reports.queries.trend import Trend, trends

MOST_NAMES = 100
EXCEPTIONS = ("no_contact", "doubts", "doubts_homes", "urgent_unread")
_LAPSED, _TO_DO = ("missed", "late"), ("open",)


@dataclass(frozen=True, slots=True)
class Line:
    """One row or tile: a place or a measure with its count."""

    name: str
    code: str
    count: Count
    clause: str = ""
    trend: Trend | None = None

    @property
    def lacks(self) -> bool:
        """Tell whether something is missed or was done late."""
        return bool(self.count.missed or self.count.late)

    @property
    def unpaired(self) -> int:
        """Return what is excused or not owed."""
        return self.count.excused + self.count.exempt


@dataclass(frozen=True, slots=True)
class Missing:
    """One duty that is not done in time, with who it concerns where the viewer may know."""

    duty: DutyRow
    person: Person | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """Whose duties are not done in time, the most urgent first, and how many more there are."""

    missing: tuple[Missing, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """The picture of one place on one day, without names; `as_of` is the age of its figures."""

    total: Count
    trend: Trend
    measures: tuple[Line, ...]
    below: tuple[Line, ...]
    as_of: datetime | None
    exceptions: tuple[tuple[Figure, int], ...] = ()

    @property
    def lacking(self) -> tuple[Line, ...]:
        """Return the measures of which something is missed or was done late."""
        return tuple(each for each in self.measures if each.lacks)

    @property
    def in_time(self) -> tuple[Line, ...]:
        """Return the measures of which all that is over was done in time."""
        return tuple(each for each in self.measures if not each.lacks)


def board(code: str, day: date, at: datetime, measure: str = "") -> Board:
    """Return the board of the place `code` on `day` as it stands at `at`.

    Cost: reads a few figures at the levels above a community, one probe per duty below it.
    """
    lo, hi = span(code)
    level = level_of(code)
    own = _only(counts_at(lo=lo, level=level, day=day, at=at), measure)
    fortnight = trends(lo=lo, hi=hi, level=level, day=day, at=at, measure=measure)
    lines = [_of_measure(each, fortnight.measures.get(each.measure)) for each in own]
    return Board(
        total=sum((each.count for each in own), Count()),
        trend=fortnight.total,
        measures=tuple(sorted(lines, key=_most_missing_first)),
        below=tuple(_below(code, day, at, measure)) if level < BUILDING else (),
        as_of=at if level in LIVE_LEVELS else refreshed_at(),
        exceptions=exceptions(lo, level, day),
    )


def exceptions(lo: int, level: int, day: date) -> tuple[tuple[Figure, int], ...]:
    """Return what must not be there at all and is: nobody answers, nobody read, zeros in doubt."""
    found = Figured.objects.filter(level=level, place=lo, day=day, figure__in=EXCEPTIONS)
    rows = found.exclude(number=0).values_list("figure", "number")
    return tuple((figures()[name], number) for name, number in rows)


def _only(counts: Iterable[MeasureCount], measure: str) -> list[MeasureCount]:
    return [each for each in counts if not measure or each.measure == measure]


def _of_measure(each: MeasureCount, trend: Trend | None) -> Line:
    return Line(spoken(each.zh, each.en), each.measure, each.count, each.clause, trend)


def _below(code: str, day: date, at: datetime, measure: str) -> list[Line]:
    """Return the places below, most missing first; below a community they are counted live."""
    lo, hi = span(code)
    places = list(children(code, day))
    if not places:
        return []
    counts: dict[int, Count] = defaultdict(Count)
    for each in _only(board_below(lo=lo, hi=hi, level=places[0].level, day=day, at=at), measure):
        counts[each.place] += each.count
    lines = [Line(place.name, place.code, counts[place.lo]) for place in places]
    if lo not in {place.lo for place in places}:  # what it owes itself lies in none of those below
        community = level_of(code) == COMMUNITY
        own = gettext("This community") if community else gettext("This place itself")
        lines.append(Line(own, code, counts[lo]))
    return sorted((line for line in lines if line.count != Count()), key=_most_missing_first)


def _most_missing_first(line: Line) -> tuple[int, int, str]:
    return (-line.count.missed, -(line.count.open + line.count.late), line.code)


def missing(viewer: Viewer, code: str, day: date, at: datetime, measure: str = "") -> Names:
    """Return whose duties are not done in time in a community or less, if names may be seen.

    In a grid, and for one measure, also open ones.

    Cost: one probe per duty; of a whole community only of windows that have closed.
    """
    lo, hi = span(code)
    if not viewer.names or hi - lo > WIDTHS[COMMUNITY]:
        return Names()
    whole = hi - lo == WIDTHS[COMMUNITY] and not measure
    windows = windows_of(day)
    if whole:  # nothing is missed or late before it closes
        windows = windows.filter(Q(own=True) | Q(closes__lte=at))
    values = {
        "windows": sql.array(windows.values_list("pk", flat=True)),
        "lo": lo,
        "hi": hi,
        "at": at,
        "statuses": sql.array(_LAPSED if whole else _LAPSED + _TO_DO),
        "measure": measure or None,
        "most": MOST_NAMES,
    }
    rows = sql.rows_often("reports/missing", values)
    found = [DutyRow(*row[:-1]) for row in rows]
    known = {
        person.pk: person
        for person in persons(viewer, [d.subject for d in found if d.subject != d.place])
    }
    today = local_day(at)
    named = tuple(
        Missing(duty, person, age_on(person.born_on, today) if person else None)
        for duty in found
        for person in [known.get(duty.subject)]
    )
    return Names(named, (rows[0].total if rows else 0) - len(named))
