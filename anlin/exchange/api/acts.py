"""What a leader was told, and does about it: take note, excuse, ask the level above."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.duties.actions import acknowledge, ask_up, relieve
from anlin.duties.queries import Item, history, inbox
from anlin.exchange import queries
from anlin.exchange.api.door import LEAD
from anlin.exchange.api.duties import code_at, lapse_out, leading
from anlin.exchange.api.places import REFUSALS, DayIn, day_of
from anlin.exchange.api.shapes import Code, LapseOut
from anlin.exchange.queries import Lapsed
from anlin.records.rules import NO_NUL

router = Router()
NumberIn = Annotated[int, Path(ge=1, lt=2**63, description="`id` of a lapse")]
Words = Annotated[str, Field(min_length=4, max_length=300, pattern=NO_NUL)]


class NoteIn(Schema):
    """What is done about it."""

    note: Annotated[str, Field(max_length=300, pattern=NO_NUL)] = ""


class ReasonIn(Schema):
    """What is needed, in words that others understand."""

    reason: Words


class ReliefIn(Schema):
    """Owed and forgiven, or not owed at all; and why."""

    kind: Literal["excused", "exempt"]
    reason: Words


class ItemOut(Schema):
    """A lapse as the place sees it that was told of it; `own`: the key's owner owes the duty."""

    lapse: int
    measure: str
    zh: str
    en: str
    clause: str
    owed_by: str
    place: Code
    subject: int | None
    lapsed_at: datetime
    told_at: datetime | None
    status: str
    cured: bool
    noted_at: datetime | None
    holds_until: datetime | None
    asked_for: str
    own: bool


class InboxOut(Schema):
    """What a place was told on a day: at most `cap` one by one, the rest as a number."""

    day: date
    cap: int
    more: int
    items: list[ItemOut]
    left: list[ItemOut]


class EventOut(Schema):
    """Something that became known of a lapse."""

    kind: str
    at: datetime
    level: int | None
    by: int | None
    words: str
    moment: datetime | None


class HistoryOut(Schema):
    """Everything that became known of a lapse, in that order."""

    items: list[EventOut]


@router.get("/inbox", response={200: InboxOut, **REFUSALS}, operation_id="inbox")
def told(request: HttpRequest, day: DayIn = None) -> InboxOut:
    """The lapses put before the place that the key's owner leads, at most `cap`, and how many more.

    `left` are those of the two days before that nobody has answered for.
    """
    viewer, at = leading(request), clock.now()
    found = inbox(viewer, at=at, day=day_of(day, at))
    return InboxOut(
        day=found.day,
        cap=found.cap,
        more=found.more,
        items=[_item(each) for each in found.items],
        left=[_item(each) for each in found.left],
    )


@router.get(
    "/lapses/{number}/history", response={200: HistoryOut, **REFUSALS}, operation_id="lapse_history"
)
def events(request: HttpRequest, number: NumberIn) -> HistoryOut:
    """Everything that became known of a lapse, in that order; by whom, for those who see staff."""
    viewer, at = leading(request), clock.now()
    _one(viewer, number)
    return HistoryOut(items=[
        EventOut(
            kind=each.kind, at=each.at, level=each.level, by=each.by if viewer.staff else None,
            words=each.words or "", moment=each.moment,
        )
        for each in history(number, at=at)
    ])  # fmt: skip


@router.post(
    "/lapses/{number}/acknowledge",
    response={200: LapseOut, **REFUSALS},
    auth=LEAD,
    operation_id="acknowledge",
)
def note(request: HttpRequest, number: NumberIn, body: NoteIn) -> LapseOut:
    """Take note of a lapse: this place answers for it, and those above are told later."""
    return _act(
        request, number,
        lambda by, found: acknowledge(lapse=number, note=body.note, by=by, at=clock.now()),
    )  # fmt: skip


@router.post(
    "/lapses/{number}/ask-up",
    response={200: LapseOut, **REFUSALS},
    auth=LEAD,
    operation_id="ask_up",
)
def ask(request: HttpRequest, number: NumberIn, body: ReasonIn) -> LapseOut:
    """Ask the level above for help at once, with a reason."""
    return _act(
        request, number,
        lambda by, found: ask_up(lapse=number, reason=body.reason, by=by, at=clock.now()),
    )  # fmt: skip


@router.post(
    "/lapses/{number}/excuse",
    response={200: LapseOut, **REFUSALS},
    auth=LEAD,
    operation_id="excuse",
)
def excuse(request: HttpRequest, number: NumberIn, body: ReliefIn) -> LapseOut:
    """Say with authority why the duty is forgiven or was not owed; the lapse stays in history."""
    return _act(
        request, number,
        lambda by, found: relieve(
            kind=body.kind, reason=body.reason, subject=found.subject, place=found.place,
            since=found.opens, until=found.closes, measure_id=found.measure_id,
            by=by, at=clock.now(),
        ),
    )  # fmt: skip


def _act(request: HttpRequest, number: int, act: Callable[[Viewer, Lapsed], object]) -> LapseOut:
    """Do it, and return the lapse as it then stands."""
    viewer = leading(request)
    act(viewer, _one(viewer, number))
    return lapse_out(_one(viewer, number), viewer)


def _one(viewer: Viewer, number: int) -> Lapsed:
    found = queries.lapse(viewer, number, clock.now())
    if found is None:
        raise Http404
    return found


def _item(each: Item) -> ItemOut:
    return ItemOut(
        lapse=each.lapse,
        measure=each.measure,
        zh=each.zh,
        en=each.en,
        clause=each.clause,
        owed_by=each.owed_by,
        place=code_at(each.place),
        subject=None if each.subject == each.place else each.subject,
        lapsed_at=each.lapsed_at,
        told_at=each.told_at,
        status=each.status,
        cured=each.cured,
        noted_at=each.noted_at,
        holds_until=each.holds_until,
        asked_for=each.asked_for or "",
        own=each.own,
    )
