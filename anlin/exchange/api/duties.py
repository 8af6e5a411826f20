"""What is owed, why, what became of it: duties, figures, lapses."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import AwareDatetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import NEVER, local_day, start_of
from anlin.base.problems import Problem
from anlin.base.sockets import populations
from anlin.duties.queries import MeasureCount, board_below, refreshed_at
from anlin.duties.queries import board as board_at
from anlin.exchange import queries
from anlin.exchange.api.door import OtherScopeError, reach, viewer_of
from anlin.exchange.api.law import MeasureIn, clause_out, order_line, rulings_out
from anlin.exchange.api.places import REFUSALS, After, CodeIn, DayIn, Limit, day_of
from anlin.exchange.api.shapes import (
    BoardOut,
    CountOut,
    DutyOut,
    DutyPage,
    LapseOut,
    LapsePage,
    LineOut,
    StepOut,
    WhyOut,
)
from anlin.exchange.queries import Duty, Lapsed, standing_at
from anlin.places.rules import BUILDING, COMMUNITY, WIDTHS, code_of, level_of
from anlin.policy.queries import clause

router = Router()
COUNTY = 3
LONGEST = timedelta(days=31)
KnownIn = Annotated[
    AwareDatetime | None, Query(description="what was known at this moment; default: now")
]


class TooWideError(Problem):
    """So much was asked for at once that only smaller places or times are answered."""

    code = "too-wide"
    http = 422
    zh = "一次查的范围太大。"
    en = "This is too much at once."
    way_out_zh = "请逐个社区查任务，逐个区县查逾期，时间不超过 31 天。"
    way_out_en = "Ask for duties by community, for lapses by county, for at most 31 days."


@router.get("/places/{code}/duties", response={200: DutyPage, **REFUSALS}, operation_id="duties")
def duties(
    request: HttpRequest,
    code: CodeIn,
    day: DayIn = None,
    known_at: KnownIn = None,
    measure: MeasureIn = "",
    status: Annotated[str, Query(max_length=16)] = "",
    after: After = "",
    limit: Limit = 100,
) -> DutyPage:
    """The duties that touch `day` at a community or below it, as known then and as known now.

    Duties about persons are shown to those who may see persons.
    """
    viewer, at = viewer_of(request), clock.now()
    span = reach(viewer, code)
    if level_of(code) < COMMUNITY:
        raise TooWideError(field="code")
    asked, known = day_of(day, at), min(known_at or at, at)
    found, following = queries.duties_page(
        viewer, span, asked, known_at=known, at=at,
        measure=measure, status=status, after=after, limit=limit,
    )  # fmt: skip
    return DutyPage(
        place=code, day=asked, known_at=known, items=[_duty(each) for each in found], next=following
    )


@router.get("/duties/why", response={200: WhyOut, **REFUSALS}, operation_id="why")
def why(
    request: HttpRequest,
    window: Annotated[int, Query(ge=1, lt=2**31)],
    place: Annotated[str, Query(pattern=r"^[0-9]{12}([0-9]{3}){0,2}$")],
    subject: Annotated[int | None, Query(ge=1, lt=2**62)] = None,
    known_at: KnownIn = None,
) -> WhyOut:
    """Why one duty is owed: its clause and order, the term in force, who is concerned."""
    viewer, at = viewer_of(request), clock.now()
    lo, _ = reach(viewer, place)
    about = lo if subject is None else subject
    found = queries.duty(viewer, window, lo, about, known_at=min(known_at or at, at), at=at)
    if found is None:
        raise Http404
    held = standing_at(place, local_day(found.opens), found.measure)
    cited = clause(found.clause)
    population = populations().get(found.population)
    return WhyOut(
        duty=_duty(found),
        clause=clause_out(cited),
        order=order_line(cited.order, cited.order.pack.name),
        ruling=next(iter(rulings_out(held)), None),
        population=found.population,
        concerned_zh=population.title_zh if population else "",
        concerned_en=population.title_en if population else "",
    )


@router.get("/places/{code}/board", response={200: BoardOut, **REFUSALS}, operation_id="board")
def board(request: HttpRequest, code: CodeIn, day: DayIn = None) -> BoardOut:
    """The figures of a place of any level on a day, by measure, with their age."""
    viewer, at = leading(request), clock.now()
    lo, _ = reach(viewer, code)
    level, asked = level_of(code), day_of(day, at)
    counts = board_at(lo=lo, level=level, day=asked, at=at)
    return _board(code, level, level, asked, at, counts)


@router.get(
    "/places/{code}/board/below", response={200: BoardOut, **REFUSALS}, operation_id="board_below"
)
def below(
    request: HttpRequest, code: CodeIn, day: DayIn = None, measure: MeasureIn = ""
) -> BoardOut:
    """The figures of the places one level below, by place and measure."""
    viewer, at = leading(request), clock.now()
    lo, hi = reach(viewer, code)
    level, asked = level_of(code), day_of(day, at)
    if level == BUILDING:
        raise Http404
    counts = board_below(lo=lo, hi=hi, level=level + 1, day=asked, at=at)
    chosen = [each for each in counts if measure in ("", each.measure)]
    return _board(code, level, level + 1, asked, at, chosen)


@router.get("/places/{code}/lapses", response={200: LapsePage, **REFUSALS}, operation_id="lapses")
def lapses(
    request: HttpRequest,
    code: CodeIn,
    since: DayIn = None,
    until: DayIn = None,
    after: After = "",
    limit: Limit = 100,
) -> LapsePage:
    """What lapsed at a county or below it from day `since` to day `until`, both included.

    Default: the last seven days. A lapse that was cured stays, and says so.
    """
    viewer, at = leading(request), clock.now()
    span = reach(viewer, code)
    last = day_of(until, at)
    first = last - timedelta(days=6) if since is None else day_of(since, at)
    if level_of(code) < COUNTY or not timedelta() <= last - first <= LONGEST:
        raise TooWideError(field="code" if level_of(code) < COUNTY else "since")
    found, following = queries.lapses_page(
        span,
        since=start_of(first),
        until=start_of(last + timedelta(days=1)),
        at=at,
        after=after,
        limit=limit,
    )
    return LapsePage(items=[lapse_out(each, viewer) for each in found], next=following)


@router.get("/lapses/{number}", response={200: LapseOut, **REFUSALS}, operation_id="lapse")
def lapse(request: HttpRequest, number: int) -> LapseOut:
    """One lapse: what was missed, who was told of it when, what has become of it."""
    viewer = leading(request)
    found = queries.lapse(viewer, number, clock.now()) if 0 < number < 2**63 else None
    if found is None:
        raise Http404
    return lapse_out(found, viewer)


def leading(request: HttpRequest) -> Viewer:
    """Return the viewer of a request, who must hold a role that sees figures.

    Raises:
        OtherScopeError: it does not.
    """
    viewer = viewer_of(request)
    if not viewer.may(Right.BOARD):
        raise OtherScopeError(scope="board")
    return viewer


def _board(
    code: str, level: int, of: int, day: date, at: datetime, counts: list[MeasureCount]
) -> BoardOut:
    as_of = at if of > COMMUNITY else refreshed_at()
    return BoardOut(
        place=code,
        level=level,
        day=day,
        as_of=as_of,
        age_seconds=None if as_of is None else max(0, int((at - as_of).total_seconds())),
        items=[
            LineOut(
                place=code_of(each.place, of), measure=each.measure, zh=each.zh, en=each.en,
                clause=each.clause, count=CountOut(**asdict(each.count)),
            )
            for each in counts
        ],
    )  # fmt: skip


def _duty(each: Duty) -> DutyOut:
    return DutyOut(
        window=each.window,
        measure=each.measure,
        zh=each.zh,
        en=each.en,
        order=each.order,
        clause=each.clause,
        owed_by=each.owed_by,
        place=code_at(each.place),
        subject=None if each.subject == each.place else each.subject,
        opens=each.opens,
        closes=None if each.closes >= NEVER else each.closes,
        lapses=None if each.lapses >= NEVER else each.lapses,
        needs=each.needs,
        have=each.have,
        status=each.status,
        received_late=each.received_late,
        cured=each.cured,
        status_now=each.status_now,
    )


def lapse_out(each: Lapsed, viewer: Viewer) -> LapseOut:
    """Return a lapse; whom it concerns only for those who may see persons."""
    shown = viewer.names and each.subject != each.place
    return LapseOut(
        id=each.id,
        measure=each.measure,
        zh=each.zh,
        en=each.en,
        clause=each.clause,
        place=code_at(each.place),
        subject=each.subject if shown else None,
        opens=each.opens,
        lapsed_at=each.lapsed_at,
        raised_at=each.raised_at,
        status=each.status,
        cured=each.cured,
        steps=[StepOut(**step) for step in each.steps],
    )


def code_at(lo: int) -> str:
    """Return the code of the place, community or below, that a data row's number points to."""
    level = COMMUNITY
    while lo % WIDTHS[level]:
        level += 1
    return code_of(lo, level)
