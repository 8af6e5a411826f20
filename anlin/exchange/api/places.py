"""The tree of places, as of any day."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from anlin.accounts.rules import OFFICES
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.exchange.api.door import for_everybody, viewer_of
from anlin.exchange.api.shapes import MeOut, PeriodOut, PlaceOut, PlacePage, ProblemOut
from anlin.exchange.rules import cursor_of, values_of
from anlin.places import queries
from anlin.places.models import Place

router = Router()
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
REFUSALS = {frozenset({401, 403, 404, 422, 429}): ProblemOut}
CodeIn = Annotated[str, Path(pattern=r"^[0-9]{1,18}$", description="code of a place")]
Limit = Annotated[int, Query(ge=1, le=500)]
DayIn = Annotated[
    date | None, Query(description="a day in China, 2000-01-01 to 2100-01-01; default: today")
]
After = Annotated[str, Query(max_length=200, description="`next` of the page before")]


class DayOutOfRangeError(Problem):
    """A day on which there were no orders, or that is too far ahead."""

    code = "day-out-of-range"
    http = 422
    zh = "日期要在 {first} 到 {last} 之间。"
    en = "A day has to lie between {first} and {last}."
    way_out_zh = "请改日期再查。"
    way_out_en = "Ask for another day."


@router.get("/me", response={200: MeOut, **REFUSALS}, operation_id="me")
def me(request: HttpRequest) -> MeOut:
    """Whom the key stands for, where, and what for."""
    viewer = viewer_of(request)
    office = OFFICES[viewer.role]
    return MeOut(
        role=viewer.role.value,
        role_zh=office.zh,
        role_en=office.en,
        place=viewer.place_code,
        place_name=queries.place(viewer.place_code).name,
        scopes=sorted(viewer.scopes),
        names=viewer.names,
    )


@router.get("/places/{code}", response={200: PlaceOut, **REFUSALS}, operation_id="place")
@for_everybody
def place(request: HttpRequest, code: CodeIn) -> PlaceOut:
    """One place, with the periods in which it was open."""
    return _out(queries.place(code))


@router.get(
    "/places/{code}/children", response={200: PlacePage, **REFUSALS}, operation_id="places_below"
)
@for_everybody
def children(
    request: HttpRequest, code: CodeIn, day: DayIn = None, after: After = "", limit: Limit = 100
) -> PlacePage:
    """The places one level below that were open on `day` (default: today), in order of codes."""
    found = queries.children(code, day_of(day, clock.now()))
    if after:
        (last,) = values_of(after, int)
        found = found.filter(lo__gt=last)
    rows = list(found[: limit + 1])
    return PlacePage(
        items=[_out(row) for row in rows[:limit]],
        next=cursor_of(rows[limit - 1].lo) if len(rows) > limit else None,
    )


def day_of(day: date | None, at: datetime) -> date:
    """Return the day asked for, or the one on which `at` falls.

    Raises:
        DayOutOfRangeError: no order is as old as that, or as new.
    """
    if day is not None and not FIRST <= day <= LAST:
        raise DayOutOfRangeError(field="day", first=FIRST, last=LAST)
    return day or local_day(at)


def _out(row: Place) -> PlaceOut:
    return PlaceOut(
        code=row.code,
        level=row.level,
        kind=row.kind,
        name=row.name,
        periods=[PeriodOut(since=each.since, until=each.until) for each in row.periods],
    )
