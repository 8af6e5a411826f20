"""The live picture of a place: figures of every room, their trend, their neighbours, and where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.scope import open_scope
from anlin.base.sockets import TOPICS, Figure, Topic, figures
from anlin.places.models import Place
from anlin.places.queries import below, children
from anlin.places.rules import COMMUNITY, GRID, WIDTHS, Kind, level_of, parent, span
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit
from anlin.reports.models import Count, Counted
from anlin.reports.queries.trend import DAYS
from anlin.reports.rules import FEW, HIDDEN, hide, middle

SMALL = "small_number"  # the limit of packs that this room asks for
LEAST_NEIGHBOURS = 3  # of fewer, the middle would tell one of them
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a place: today, a week before, fourteen days, and its neighbours' middle.

    `so_far`: the day is not over and what it counts happens within it, so it goes on growing.
    """

    figure: Figure
    number: int
    week_before: int | None
    days: tuple[tuple[date, int | None], ...]
    neighbours: float | None
    so_far: bool = False
    recounted: int | None = None

    @property
    def presses(self) -> bool:
        """Tell whether it counts something that should not be there."""
        return self.figure.bad and self.number != 0

    @property
    def change(self) -> int | None:
        """Return by how much it differs from the same weekday a week before, whole as that was."""
        if self.so_far or self.week_before is None or HIDDEN in (self.number, self.week_before):
            return None
        return self.number - self.week_before


@dataclass(frozen=True, slots=True)
class Tile:
    """One place below with its number of the chosen figure; `width` is its share of the most."""

    place: Place
    number: int
    change: int | None
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is counted at a place on a day, and where the chosen figure lies below it."""

    shown: tuple[Shown, ...]
    chosen: Shown | None
    tiles: tuple[Tile, ...]
    as_of: datetime | None
    least: int
    hides: Limit | None

    @property
    def topics(self) -> list[tuple[Topic, list[Shown]]]:
        """Return the figures by topic, in each first those that ask somebody to act."""
        found = [(topic, [s for s in self.shown if s.figure.topic == topic]) for topic in TOPICS]
        return [(topic, sorted(of, key=lambda s: not s.presses)) for topic, of in found if of]


def picture(
    viewer: Viewer, code: str, day: date, at: datetime, chosen: str = "", *, recount: bool = False
) -> Picture:
    """Return the picture of the place `code` on `day`, as last counted.

    Cost: four statements over rows that are counted already, at any level; below a community
    the figures are counted live.
    """
    level, (lo, hi) = level_of(code), span(code)
    limit = limit_at(SMALL, lo, day)
    least = int(limit.value) if limit else FEW
    known = {name: each for name, each in figures().items() if each.shown}
    rows = _own(known, lo, hi, level, day, at)
    near = _neighbours(code, level, day) if level <= COMMUNITY else {}
    shown = [
        _shown(viewer, each, level, day, at, rows.get(name, {}), near.get(name), least)
        for name, each in known.items()
    ]
    if recount and chosen in known:
        shown = [_recounted(each, lo, hi, day, at) if each.figure.name == chosen else each
                 for each in shown]  # fmt: skip
    best = next((each for each in shown if each.figure.name == chosen), None)
    tiles = _tiles(viewer, code, day, at, best or next(iter(shown), None), least)
    as_of = counted_at(code, day, at)
    return Picture(tuple(shown), best or next(iter(shown), None), tiles, as_of, least, limit)


def counted_at(code: str, day: date, at: datetime) -> datetime | None:
    """Return when the figures of a place and day were counted, or None if they never were."""
    if level_of(code) > COMMUNITY:
        return at
    return Counted.objects.filter(day=day).values_list("at", flat=True).first()


def hidden_at(viewer: Viewer, level: int) -> bool:
    """Tell whether small numbers of persons are hidden from the viewer at places of `level`."""
    return not viewer.names and level >= COMMUNITY


def counted_below(code: str, day: date, figure: str) -> list[tuple[Place, int]]:
    """Return the places one level below with their number of one figure, as counted."""
    places = [each for each in children(code, day) if each.kind != Kind.COMPOUND]
    if not places:
        return []
    lo, hi = span(code)
    found = Count.objects.filter(
        level=places[0].level, place__gte=lo, place__lt=hi, day=day, figure=figure
    )
    numbers = dict(found.values_list("place", "number"))
    return [(each, numbers.get(each.lo, 0)) for each in places]


def _own(
    known: Mapping[str, Figure], lo: int, hi: int, level: int, day: date, at: datetime
) -> Mapping[str, Mapping[date, int]]:
    """Return the numbers of one place by figure and day."""
    if level > COMMUNITY:
        return {name: {day: _live(each, lo, hi, day, at)} for name, each in known.items()}
    since = day - DAYS * _DAY
    counted = Counted.objects.filter(day__gt=since, day__lte=day).values_list("day", flat=True)
    zero = dict.fromkeys(counted, 0)
    rows = {name: dict(zero) for name in known}
    found = Count.objects.filter(
        level=level, place=lo, day__gt=since, day__lte=day, figure__in=known
    )
    for name, on, number in found.values_list("figure", "day", "number"):
        rows[name][on] = number
    return rows


def _live(figure: Figure, lo: int, hi: int, day: date, at: datetime) -> int:
    values = {"lo": lo, "hi": hi, "since": start_of(day), "until": start_of(day + _DAY), "at": at}
    return sum(row.number for row in sql.rows_of(figure.sql, values))


def _neighbours(code: str, level: int, day: date) -> Mapping[str, Sequence[int]]:
    """Return by figure the numbers of the other places under the same parent, without names.

    It reads beyond the viewer's own place, and tells nothing but the middle of those numbers.
    """
    above = parent(code)
    if above is None or level == 0:
        return {}
    lo, hi = span(above)
    own = span(code)[0]
    others = below(above, level, day).exclude(lo=own).count()
    if others < LEAST_NEIGHBOURS:
        return {}
    with open_scope(lo, hi):
        found = Count.objects.filter(level=level, place__gte=lo, place__lt=hi, day=day)
        rows = list(found.exclude(place=own).values_list("figure", "number"))
    numbers: dict[str, list[int]] = {}
    for name, number in rows:
        numbers.setdefault(name, []).append(number)
    return {name: [*of, *[0] * (others - len(of))] for name, of in numbers.items()}


def _shown(
    viewer: Viewer, figure: Figure, level: int, day: date, at: datetime,
    rows: Mapping[date, int], near: Sequence[int] | None, least: int,
) -> Shown:  # fmt: skip
    hides = figure.small and hidden_at(viewer, level)
    first = day - (DAYS - 1) * _DAY
    days = [(first + n * _DAY, rows.get(first + n * _DAY)) for n in range(DAYS)]

    def seen(number: int | None) -> int | None:
        return HIDDEN if hides and number is not None and 0 < number < least else number

    return Shown(
        figure=figure,
        number=seen(rows.get(day, 0)) or 0,
        week_before=seen(rows.get(day - _WEEK)),
        days=() if hides else tuple(days),
        neighbours=middle(near) if near and not hides else None,
        so_far=not figure.stock and at < start_of(day + _DAY),
    )


def _recounted(shown: Shown, lo: int, hi: int, day: date, at: datetime) -> Shown:
    """Return a figure with what it comes to when it is counted again this moment."""
    with open_scope(lo, hi, names=True, staff=True, gate=True):
        again = _live(shown.figure, lo, hi, day, at)
    again = HIDDEN if shown.number == HIDDEN else again
    return replace(shown, recounted=again)


def _tiles(
    viewer: Viewer, code: str, day: date, at: datetime, shown: Shown | None, least: int
) -> tuple[Tile, ...]:
    if shown is None:
        return ()
    level = level_of(code)
    if level < COMMUNITY:
        now = counted_below(code, day, shown.figure.name)
        before = () if shown.so_far else counted_below(code, day - _WEEK, shown.figure.name)
        then = {place.code: number for place, number in before}
    elif level == COMMUNITY and viewer.names:
        now, then = _grids(code, day, at, shown.figure), {}
    else:
        return ()
    numbers = {place.code: number for place, number in now}
    if shown.figure.small and hidden_at(viewer, level + 1):
        numbers, then = hide(numbers, least=least), {}
    return tuple(_ordered(now, numbers, then))


def _ordered(
    now: Iterable[tuple[Place, int]], numbers: Mapping[str, int], then: Mapping[str, int]
) -> list[Tile]:
    most = max(numbers.values(), default=0)
    tiles = [
        Tile(
            place,
            numbers[place.code],
            numbers[place.code] - then[place.code] if place.code in then else None,
            round(100 * max(0, numbers[place.code]) / most) if most > 0 else 0,
        )
        for place, _number in now
    ]
    return sorted(tiles, key=lambda each: (-each.number, each.place.code))


def _grids(code: str, day: date, at: datetime, figure: Figure) -> list[tuple[Place, int]]:
    lo, hi = span(code)
    values = {"lo": lo, "hi": hi, "since": start_of(day), "until": start_of(day + _DAY), "at": at}
    found: dict[int, int] = {}
    for row in sql.rows_of(figure.sql, values):
        grid = row.place - row.place % WIDTHS[GRID]
        found[grid] = found.get(grid, 0) + row.number
    places = [each for each in children(code, day) if each.kind != Kind.COMPOUND]
    return [(each, found.get(each.lo, 0)) for each in places]
