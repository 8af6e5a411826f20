"""Doubting zeros against what is known; answering and settling doubts."""

from datetime import date, datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.scope import NATION
from anlin.base.sockets import figures, reporters
from anlin.committees.actions.desk import at_desk, journal
from anlin.committees.models import DoubtStep
from anlin.committees.queries import NEIGHBOURS_LIMIT, Doubted, doubt, line_names
from anlin.committees.rules import (
    PLACE,
    AnsweredDoubtError,
    OwnDoubtError,
    SaidNothingError,
    Step,
    Subject,
    UnknownDoubtError,
    width_of,
)
from anlin.places.rules import COMMUNITY, span
from anlin.policy.queries import limits_in_force

_DAY = timedelta(days=1)


def doubt_here(subject: Subject, day: date, at: datetime) -> int:
    """Doubt what one subject just reported; in the scope of whoever reports."""
    return _doubt(subject.place, subject.place + width_of(subject.kind), day, at)


def raise_doubts(*, day: date, at: datetime, lo: int = NATION[0], hi: int = NATION[1]) -> int:
    """Doubt every report of `day` that says zero where something is known; return how many.

    For the product's own job, in its scope. Cost: one statement for each figure.
    """
    raised = _doubt(lo, hi, day, at)
    for held in limits_in_force(NEIGHBOURS_LIMIT):
        first, last = span(held.place)
        first, last = max(lo, first), min(hi, last)
        if first < last and held.holds(first, day):
            values = {"lo": first, "hi": last, "day": day, "at": at}
            values["least"] = int(held.limit.value)
            for line in line_names():
                raised += sql.run("committees/doubt_neighbours", values | {"line": line})
    return raised


def _doubt(lo: int, hi: int, day: date, at: datetime) -> int:
    text = sql.statement("committees/doubt")
    lines = set(line_names())
    raised = 0
    values: dict[str, object] = {"lo": lo, "hi": hi, "at": at, "day": day}
    values |= {"since": start_of(day), "until": start_of(day + _DAY)}
    for figure in figures().values():
        if figure.line not in lines or figure.told:
            continue
        values |= {"figure": figure.name, "line": figure.line}
        for kind in (PLACE, *reporters()):
            of = {"kind": kind, "width": width_of(kind)}
            raised += sql.run_text(text.replace("{figure}", figure.sql), values | of)
    return raised


def explain(number: int, *, said: str, by: Viewer, at: datetime) -> DoubtStep:
    """Say why the zero is right after all; the level above decides.

    Raises:
        AnsweredDoubtError: it does not wait for an explanation.
        SaidNothingError: no words.
        UnknownDoubtError: none of that number here.
    """
    with at_desk(by):
        found = _found(by, number)
        if not found.mine_to_explain:
            raise AnsweredDoubtError
        return _step(found, Step.EXPLAINED, said, by, at)


def settle(number: int, *, accept: bool, said: str, by: Viewer, at: datetime) -> DoubtStep:
    """Accept the explanation, or send it back; never by whoever reports.

    Raises:
        AnsweredDoubtError: nothing was explained, or it is settled.
        OwnDoubtError: the viewer's place is the one that reports.
        SaidNothingError: no words.
        UnknownDoubtError: none of that number here.
    """
    with at_desk(by):
        found = _found(by, number)
        if by.level >= COMMUNITY or not by.may(Right.BOARD):
            raise OwnDoubtError
        if not found.mine_to_settle:
            raise AnsweredDoubtError
        return _step(found, Step.ACCEPTED if accept else Step.RETURNED, said, by, at)


def _found(by: Viewer, number: int) -> Doubted:
    found = doubt(by, number)
    if found is None:
        raise UnknownDoubtError
    sql.rows("committees/lock_day", {"kind": "doubt", "subject": number})
    return doubt(by, number) or found


def _step(found: Doubted, step: Step, said: str, by: Viewer, at: datetime) -> DoubtStep:
    if not said.strip():
        raise SaidNothingError(field="said")
    made = DoubtStep.objects.create(
        doubt=found.doubt, place=found.doubt.place, step=step, said=said.strip(), by=by.user,
        actor=by.name, at=at,
    )  # fmt: skip
    journal(
        f"doubt_{step}", f"committees_doubt:{found.doubt.pk}", found.doubt.place, by=by, at=at,
        reason=said.strip(),
    )  # fmt: skip
    return made
