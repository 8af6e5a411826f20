"""Opening, prolonging and ending what somebody is at home for; one transaction, one line each."""

from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.cases.actions.desk import finish, journal, named, running, running_or_refused
from anlin.cases.models import Certificate, Extension, Observation
from anlin.cases.queries import lasting
from anlin.cases.rules import (
    ENDINGS,
    LONGEST_EXTENSION,
    REASONS,
    AlreadyObservedError,
    Ending,
    Kind,
    NotObservedError,
    Reason,
    TooLongPastError,
    WrongEndingError,
    last_day,
    ruling_at,
)
from anlin.dispatch import actions as needs
from anlin.people.actions.desk import at_work, past, person_here, unless
from anlin.people.models import Person
from anlin.people.rules import EmptyFieldError
from anlin.policy.queries import clauses


def open_observation(
    person: int,
    *,
    begun_on: date,
    reason: Reason,
    by: Viewer,
    at: datetime,
    kind: Kind = Kind.OBSERVATION,
) -> Observation:
    """Put somebody under observation, treatment or follow-up because of an event of `begun_on`.

    Who is at home for an earlier event is so anew from the later one on; a certificate for days
    into which the later event falls is revoked.

    Raises:
        AlreadyObservedError: at home for an event of that day or a later one.
        FutureDayError: the day is to come.
        NotYoursError: the role or the area does not carry it.
        TooLongPastError: the days the law asks for have passed.
        WrongEndingError: the reason does not begin this kind.
    """
    past(begun_on, "begun_on", at)
    if reason not in REASONS[kind]:
        raise WrongEndingError(field="reason")
    again = AlreadyObservedError(field="begun_on", day=begun_on.isoformat())
    with at_work(by, right=Right.RECORD), unless("cases_observation_one_at_a_time", again):
        who = person_here(person)
        if kind is Kind.OBSERVATION:
            _refuse_past(who.place, begun_on, at)
        before = running(person)
        if before is not None:
            if before.begun_on >= begun_on:
                raise AlreadyObservedError(field="begun_on", day=before.begun_on.isoformat())
            finish(before, Ending.RENEWED, by, at)
        revoked = revoke(who, begun_on, by, at) if kind is Kind.OBSERVATION else 0
        opened = Observation.objects.create(
            person=who, place=who.place, kind=kind, begun_on=begun_on, reason=reason,
            opened_at=at, opened_by=by.user,
        )  # fmt: skip
        detail: dict[str, object] = {"begun_on": begun_on.isoformat(), "reason": str(reason)}
        detail |= {"kind": str(kind)} if kind is not Kind.OBSERVATION else {}
        detail |= {"renews": before.pk} if before else {}
        detail |= {"revoked": revoked} if revoked else {}
        journal("open_observation", opened.place, named(opened), by, at, detail=detail)
    return opened


def _refuse_past(place: int, begun_on: date, at: datetime) -> None:
    today = local_day(at)
    ruling = ruling_at(lasting(place, place + 1), place, today)
    last = last_day(begun_on, ruling.term if ruling else None)
    if ruling is not None and last is not None and last < today:
        raise TooLongPastError(field="begun_on", day=begun_on.isoformat(), lasts=ruling.term.lasts)


def revoke(who: Person, event_on: date, by: Viewer, at: datetime) -> int:
    """Revoke certificates that say nothing happened until a day on or after `event_on`."""
    said = Certificate.objects.filter(
        observation__person=who, last_on__gte=event_on, revoked_at=None
    )
    return said.update(revoked_at=at, revoked_by=by.user)


def extend_observation(person: int, *, days: int, why: str, by: Viewer, at: datetime) -> Extension:
    """Add days to somebody's observation; one that is over, but not released, goes on.

    Raises:
        EmptyFieldError: no reason was given, or no number of days that can be meant.
        NotObservedError: the person is not under observation.
        NotYoursError: the role or the area does not carry it.
    """
    _check_extension(days, why)
    with at_work(by, right=Right.RECORD):
        person_here(person)
        kept = running_or_refused(person)
        if kept.kind != Kind.OBSERVATION:
            raise NotObservedError
        added = _extend(kept, days, why, by, at)
        journal(
            "extend_observation", kept.place, named(kept), by, at,
            detail={"days": days}, reason=why.strip(),
        )  # fmt: skip
    return added


def _check_extension(days: int, why: str) -> None:
    if not why.strip():
        raise EmptyFieldError(field="why")
    if not 1 <= days <= LONGEST_EXTENSION:
        raise EmptyFieldError(field="days")


def _extend(kept: Observation, days: int, why: str, by: Viewer, at: datetime) -> Extension:
    return Extension.objects.create(
        observation=kept, place=kept.place, days=days, reason=why.strip(), at=at, by=by.user
    )


def reopen_observation(
    person: int, *, days: int, why: str, by: Viewer, at: datetime
) -> Observation:
    """Let an observation that was released go on for some days; its certificate is revoked.

    Raises:
        AlreadyObservedError: something else runs.
        EmptyFieldError: no reason was given, or no number of days that can be meant.
        NotObservedError: none was released last.
        NotYoursError: the role or the area does not carry it.
    """
    _check_extension(days, why)
    with at_work(by, right=Right.RECORD):
        who = person_here(person)
        before = running(person)
        if before is not None:
            raise AlreadyObservedError(field="days", day=before.begun_on.isoformat())
        last = Observation.objects.filter(person=who).order_by("-ended_at").first()
        if last is None or last.ending != Ending.COMPLETED:
            raise NotObservedError
        opened = Observation.objects.create(
            person=who, place=who.place, kind=last.kind, begun_on=last.begun_on,
            reason=last.reason, opened_at=at, opened_by=by.user, reopens=last,
        )  # fmt: skip
        for earlier in Extension.objects.filter(observation=last).order_by("pk"):
            _extend(opened, earlier.days, earlier.reason, by, at)
        _extend(opened, days, why, by, at)
        revoked = revoke(who, last.begun_on, by, at)
        journal(
            "reopen_observation", opened.place, named(opened), by, at,
            detail={"reopens": last.pk, "days": days, "revoked": revoked}, reason=why.strip(),
        )  # fmt: skip
    return opened


def end_observation(
    person: int, *, ending: Ending, why: str, by: Viewer, at: datetime, clause: str = ""
) -> Observation:
    """End what somebody is at home for; what was owed until now stays owed.

    Raises:
        EmptyFieldError: no reason was given.
        NotObservedError: the person is not under observation.
        NotYoursError: the role or the area does not carry it.
        WrongEndingError: this kind does not end so, or an order is meant and no clause is named.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    with at_work(by, right=Right.RECORD):
        person_here(person)
        kept = running_or_refused(person)
        if ending not in ENDINGS[Kind(kept.kind)]:
            raise WrongEndingError(field="ending")
        if ending is Ending.CLAUSE and clause not in {each.pk for each in clauses([clause])}:
            raise WrongEndingError(field="clause")
        finish(kept, ending, by, at)
        detail = {"ending": str(ending)} | ({"clause": clause} if clause else {})
        journal("end_observation", kept.place, named(kept), by, at,
                detail=detail, reason=why.strip())  # fmt: skip
    return kept


def follow_moves() -> int:
    """Let what lies with people lie where they live now, so that those who see them see both.

    The journal says of the move itself; returns how many observations it took along.
    """
    needs.follow_moves()
    return sql.run("cases/follow_moves", {})
