"""How a place kept its duties over the last fourteen days, and against the week before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.base import sql
from anlin.base.days import start_of
from anlin.duties.models import Window
from anlin.duties.queries.heart import LIVE_LEVELS

DAYS = 14
_WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """What came of the duties of one day whose time is over; nothing owed has no share."""

    day: date
    due: int = 0
    met: int = 0
    late: int = 0
    excused: int = 0

    @property
    def missed(self) -> int:
        """Return what nobody did."""
        return self.due - self.met - self.late - self.excused

    @property
    def share(self) -> float | None:
        """Return how many per cent were done in time."""
        return 100 * self.met / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Trend:
    """Fourteen days, the oldest first, and the week before them to compare with."""

    before: tuple[Point, ...]
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """Return the newest day of which something is over."""
        return next((each for each in reversed(self.points) if each.share is not None), None)

    @property
    def week_before(self) -> Point | None:
        """Return the same weekday a week before the newest one."""
        if self.last is None:
            return None
        wanted = self.last.day - _WEEK * _DAY
        return next((each for each in (*self.before, *self.points) if each.day == wanted), None)

    @property
    def change(self) -> float | None:
        """Return by how many points of a per cent the newest day beats the same weekday before."""
        last, then = self.last, self.week_before
        if last is None or then is None or last.share is None or then.share is None:
            return None
        return last.share - then.share

    @property
    def worst(self) -> Point | None:
        """Return the day with the lowest share."""
        known = [each for each in self.points if each.share is not None]
        return min(known, key=lambda each: each.share or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Trends:
    """The trend of the place as a whole, and of each measure by its code."""

    total: Trend
    measures: Mapping[str, Trend]


def trends(*, lo: int, hi: int, level: int, day: date, at: datetime, measure: str = "") -> Trends:
    """Return what came of the fourteen days up to `day` at one place, known at `at`.

    A window counts on each day it touches, as on that day's board, and once its time is over.
    Standing demands have no day and are left out. A day that is not over has no point yet: what
    little of it is over would be held against whole days.

    Cost: one statement over figures, or, below a community, over its duties.
    """
    days = [day - n * _DAY for n in range(DAYS + _WEEK - 1, -1, -1)]
    values: dict[str, object] = {
        "days": days,
        "starts": [start_of(each) for each in days],
        "ends": [start_of(each + _DAY) for each in days],
        "at": at,
    }
    if level in LIVE_LEVELS:
        windows = _windows(days, lo, hi)
        rows = sql.rows("reports/trend_live", values | {"windows": windows, "lo": lo, "hi": hi})
    else:
        values |= {"level": level, "place": lo}
        values |= {"since": start_of(days[0]), "until": start_of(day + _DAY)}
        rows = sql.rows("reports/trend", values)
    return _trends(days, [row for row in rows if not measure or row.code == measure])


def _windows(days: Sequence[date], lo: int, hi: int) -> list[int]:
    found = Window.objects.filter(
        opens__lt=start_of(days[-1] + _DAY), closes__gt=start_of(days[0]),
        late_until__gt=start_of(days[0]), lo__lt=hi, hi__gt=lo,
    )  # fmt: skip
    return list(found.values_list("pk", flat=True))


def _trends(days: Sequence[date], rows: Iterable[sql.Row]) -> Trends:
    found: dict[str, dict[date, Point]] = defaultdict(dict)
    for row in rows:
        found[row.code][row.day] = Point(*row[1:])
    total = {day: _sum(day, [of.get(day) for of in found.values()]) for day in days}
    return Trends(_trend(days, total), {code: _trend(days, of) for code, of in found.items()})


def _sum(day: date, points: Iterable[Point | None]) -> Point:
    known = [each for each in points if each]
    return Point(
        day,
        sum(each.due for each in known),
        sum(each.met for each in known),
        sum(each.late for each in known),
        sum(each.excused for each in known),
    )


def _trend(days: Sequence[date], known: Mapping[date, Point]) -> Trend:
    points = [known.get(day) or Point(day) for day in days]
    return Trend(tuple(points[:-DAYS]), tuple(points[-DAYS:]))
