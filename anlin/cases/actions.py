"""Opening and ending home observation; each act is one transaction and one journal line."""

from collections.abc import Mapping
from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.cases.models import Observation
from anlin.cases.queries import lasting
from anlin.cases.rules import (
    AlreadyObservedError,
    Ending,
    NotObservedError,
    Reason,
    TooLongPastError,
    day_number,
    ruling_at,
)
from anlin.journal.actions import write
from anlin.people.actions.desk import at_work, past, person_here, unless
from anlin.people.rules import EmptyFieldError


def open_observation(
    person: int, *, begun_on: date, reason: Reason, by: Viewer, at: datetime
) -> Observation:
    """Put somebody under home observation because of an event of `begun_on`, which is day 0.

    Who is under observation for an earlier event is observed anew from the later one on.

    Raises:
        AlreadyObservedError: under observation for an event of that day or a later one.
        FutureDayError: the day is to come.
        NotYoursError: the role or the area does not carry it.
        TooLongPastError: the days the law asks for have passed.
    """
    past(begun_on, "begun_on", at)
    again = AlreadyObservedError(field="begun_on", day=begun_on.isoformat())
    with at_work(by, right=Right.RECORD), unless("cases_observation_one_at_a_time", again):
        who = person_here(person)
        running = _running(person)
        ruling = ruling_at(lasting(who.place, who.place + 1), who.place, local_day(at))
        lasts = ruling.term.lasts if ruling else None
        if lasts is not None and day_number(begun_on, local_day(at)) > lasts:
            raise TooLongPastError(field="begun_on", day=begun_on.isoformat(), lasts=lasts)
        if running is not None:
            if running.begun_on >= begun_on:
                raise AlreadyObservedError(field="begun_on", day=running.begun_on.isoformat())
            _end(running, Ending.RENEWED, by, at)
        opened = Observation.objects.create(
            person=who, place=who.place, begun_on=begun_on, reason=reason,
            opened_at=at, opened_by=by.user,
        )  # fmt: skip
        renews = {"renews": running.pk} if running else {}
        detail = {"begun_on": begun_on.isoformat(), "reason": str(reason), **renews}
        _journal("open_observation", opened, by, at, detail=detail)
    return opened


def end_observation(
    person: int, *, ending: Ending, why: str, by: Viewer, at: datetime
) -> Observation:
    """End somebody's observation before its last day; what was owed until now stays owed.

    Raises:
        EmptyFieldError: no reason was given.
        NotObservedError: the person is not under observation.
        NotYoursError: the role or the area does not carry it.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    with at_work(by, right=Right.RECORD):
        person_here(person)
        running = _running(person)
        if running is None:
            raise NotObservedError
        _end(running, ending, by, at)
        detail = {"ending": str(ending)}
        _journal("end_observation", running, by, at, reason=why.strip(), detail=detail)
    return running


def follow_moves() -> int:
    """Let observations lie where their people live now, so that those who see them see both.

    The journal says of the move itself; returns how many observations it took along.
    """
    return sql.run("cases/follow_moves", {})


def _running(person: int) -> Observation | None:
    found = Observation.objects.select_for_update().filter(person=person, ended_at=None)
    return found.first()


def _end(running: Observation, ending: Ending, by: Viewer, at: datetime) -> None:
    running.ended_at, running.ended_by, running.ending = at, by.user, ending
    running.save(update_fields=["ended_at", "ended_by", "ending"])


def _journal(
    verb: str,
    kept: Observation,
    by: Viewer,
    at: datetime,
    *,
    detail: Mapping[str, object],
    reason: str = "",
) -> None:
    write(
        by=by, verb=f"cases.{verb}", place=kept.place, at=at, reason=reason, detail=detail,
        subject=f"cases_observation:{kept.pk}",
    )  # fmt: skip
