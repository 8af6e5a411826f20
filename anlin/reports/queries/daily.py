"""Who reported on a day: how complete and how punctual each place is, and what is missing."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import ZONE, start_of
from anlin.base.sockets import reporters
from anlin.committees.queries import Doubted, Told, doubts, urgents
from anlin.committees.rules import PLACE
from anlin.duties.queries import (
    Count,
    DutyRow,
    MeasureCount,
    board,
    board_below,
    duties,
    refreshed_at,
    windows_of,
)
from anlin.places.models import Place
from anlin.places.queries import children, places_at
from anlin.places.rules import COMMUNITY, COUNTY, WIDTHS, level_of, span
from anlin.policy.queries import limit_at, measure_ids, measures
from anlin.policy.rules import Limit
from anlin.reports.models import Count as Figured
from anlin.reports.queries.board import Board
from anlin.reports.queries.picture import Picture

CUT_OFF = "report_cut_{level}"  # the limits of packs that this room asks for, one for each level
COMPLETE = "report_complete"  # and this one: how many per cent are to come, and in time
OWN = ("zero_reports", "corrected", "reports_after", "doubts")
HOMES = "{}_homes"  # the same figures of institutions


@dataclass(frozen=True, slots=True)
class Reported:
    """The reports of one place: expected as of the day, and what came of them.

    `after` came only when the day had ended; they are missed as duties, and still received.
    """

    name: str
    code: str
    expected: int
    on_time: int
    late: int
    open: int
    excused: int
    after: int
    zero: int
    corrected: int
    doubts: int

    @property
    def received(self) -> int:
        """Return how many came, whenever that was."""
        return min(self.expected, self.on_time + self.late + self.after)

    @property
    def missing(self) -> int:
        """Return how many are over and did not come."""
        return max(0, self.expected - self.received - self.open - self.excused)


@dataclass(frozen=True, slots=True)
class Silent:
    """An institution whose report of a day has not come, and until when it is due."""

    name: str
    duty: DutyRow


@dataclass(frozen=True, slots=True)
class Daily:
    """The reports of a place on a day, of the places below it, and what they raise."""

    total: Reported
    below: tuple[Reported, ...]
    cut_off: Limit | None
    complete: Limit | None
    before_cut_off: int
    urgent: tuple[Told, ...]
    doubts: tuple[Doubted, ...]
    silent: tuple[Silent, ...]
    as_of: datetime | None

    @property
    def falls_short(self) -> bool:
        """Tell whether fewer have come, of those whose time is over, than the order asks for."""
        over = self.total.expected - self.total.open - self.total.excused
        if self.complete is None or not over:
            return False
        return 100 * self.total.received < int(self.complete.value) * over

    @property
    def cut_off_at(self) -> str:
        """Return the hour of the day at which this level takes stock."""
        return "" if self.cut_off is None else f"{_hour(self.cut_off):%H:%M}"


def daily(viewer: Viewer, code: str, day: date, at: datetime, kind: str = PLACE) -> Daily:
    """Return who reported on `day` at the place `code` and below it, as known at `at`.

    Of communities, or of the institutions that are a `kind` of reporter.
    Cost: the figures of two levels, and the reports of the day in the range.
    """
    lo, hi = span(code)
    level = level_of(code)
    asked = reporting_measures(kind)
    places = list(children(code, day)) if level < COMMUNITY else []
    here = _counts(board(lo=lo, level=level, day=day, at=at), asked)
    below = _counts(
        board_below(lo=lo, hi=hi, level=level + 1, day=day, at=at) if places else (), asked
    )
    own = _own(level, lo, lo + 1, day, kind)
    inner = _own(level + 1, lo, hi, day, kind) if places else {}
    of_all = kind == PLACE  # the orders set hours and completeness for communities only
    cut_off = limit_at(CUT_OFF.format(level=level), lo, day) if of_all else None
    return Daily(
        total=_reported("", code, here.get(lo, Count()), own.get(lo, Counter())),
        below=tuple(_below(places, below, inner)),
        cut_off=cut_off,
        complete=limit_at(COMPLETE, lo, day) if of_all else None,
        before_cut_off=_before(lo, hi, day, cut_off) if cut_off else 0,
        urgent=tuple(urgents(viewer, at, days=3)),
        doubts=tuple(each for each in doubts(viewer, at, days=3) if each.open),
        silent=() if of_all or level < COUNTY else tuple(_silent(lo, hi, day, at, asked)),
        as_of=refreshed_at(),
    )


def reported(board: Board, picture: Picture) -> Reported:
    """Return the reports of a place from what its board and its picture hold already."""
    asked = reporting_measures(PLACE)
    own = Counter({each.figure.name: each.number for each in picture.shown})
    counts = [line.count for line in board.measures if line.code in asked]
    return _reported("", "", max(counts, key=lambda each: each.due, default=Count()), own)


def reporting_measures(kind: str) -> frozenset[str]:
    """Return the measures that ask for a daily report of communities, or of a kind of reporter."""
    others = {name: each.kind for each in reporters().values() for name in each.populations}
    return frozenset(
        code
        for code, measure in measures().items()
        if "daily_report" in measure.evidence and others.get(measure.population, PLACE) == kind
    )


def _counts(found: Collection[MeasureCount], asked: Collection[str]) -> Mapping[int, Count]:
    """Return by place what is owed of daily reports: a community owes one, by however many orders.

    Of several orders that ask the same community, the one that asks most decides.
    """
    best: dict[int, Count] = {}
    for each in found:
        if each.measure in asked and (
            each.place not in best or each.count.due > best[each.place].due
        ):
            best[each.place] = each.count
    return best


def _silent(lo: int, hi: int, day: date, at: datetime, asked: Collection[str]) -> Iterator[Silent]:
    """Yield who owes a report of the day and has sent none, those past their time first."""
    windows = windows_of(day).filter(measure_id__in=[measure_ids()[code] for code in asked])
    found = duties(lo=lo, hi=hi, windows=windows, at=at)
    left = [each for each in found if each.status in ("missed", "open")]
    named = places_at({each.place for each in left})
    for duty in sorted(left, key=lambda each: (each.status, each.place)):
        yield Silent(named[duty.place].name if duty.place in named else "", duty)


def _own(level: int, lo: int, hi: int, day: date, kind: str) -> Mapping[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    named = {name if kind == PLACE else HOMES.format(name): name for name in OWN}
    rows = Figured.objects.filter(level=level, place__gte=lo, place__lt=hi, day=day)
    rows = rows.filter(figure__in=named)
    for place, figure, number in rows.values_list("place", "figure", "number"):
        found.setdefault(place, Counter())[named[figure]] = number
    return found


def _reported(name: str, code: str, count: Count, own: Counter[str]) -> Reported:
    return Reported(
        name, code, count.due, count.met, count.late, count.open, count.excused,
        own["reports_after"], own["zero_reports"], own["corrected"], own["doubts"],
    )  # fmt: skip


def _below(
    places: Collection[Place], counts: Mapping[int, Count], own: Mapping[int, Counter[str]]
) -> list[Reported]:
    """Return the places below, those that miss most first; who owes nothing is left out."""
    rows = [
        _reported(each.name, each.code, counts.get(each.lo, Count()), own.get(each.lo, Counter()))
        for each in places
    ]
    kept = [row for row in rows if row.expected or row.received or row.doubts]
    return sorted(kept, key=lambda row: (-row.missing, -row.doubts, -row.open, row.code))


def _before(lo: int, hi: int, day: date, limit: Limit) -> int:
    """Return how many had reported when this level took stock."""
    closes = start_of(day).replace(hour=_hour(limit).hour, minute=_hour(limit).minute)
    values = {"lo": lo, "hi": hi, "day": day, "closes": closes, "width": WIDTHS[0]}
    return sum(row.number for row in sql.rows("reports/in_time", values))


def _hour(limit: Limit) -> time:
    return (
        datetime.combine(date.min, time(), ZONE) + timedelta(minutes=round(float(limit.value) * 60))
    ).time()
