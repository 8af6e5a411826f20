"""Saying, with authority, why a duty is not done or not owed."""

from datetime import date, datetime

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import NEVER
from anlin.duties.models import Obligation, Relief
from anlin.duties.rules.problems import MayNotRelieveError, OwnDutyError, ReasonNeededError
from anlin.journal.actions import write
from anlin.places.rules import WIDTHS
from anlin.policy.models import Measure


def relieve(
    *,
    kind: str,
    subject: int,
    place: int,
    since: datetime,
    until: datetime,
    reason: str,
    by: Viewer,
    at: datetime,
    measure_id: int | None = None,
) -> int:
    """Excuse or exempt a subject from windows that overlap [since, until); return the relief's id.

    Raises:
        MayNotRelieveError: the viewer lacks the authority, or the place is out of range.
        OwnDutyError: the viewer owes one of these duties.
        ReasonNeededError: no reason is given.
    """
    if not by.may(Right.EXCUSE) or not by.covers(place):
        raise MayNotRelieveError()
    if not reason.strip():
        raise ReasonNeededError(field="reason")
    if any(by.holds(role, place) for role in _owed_by(subject, place, measure_id)):
        raise OwnDutyError()
    with transaction.atomic():
        relief = Relief.objects.create(
            measure_id=measure_id,
            place=place,
            subject=subject,
            since=since,
            until=until,
            kind=kind,
            reason=reason,
            by=by.user,
            at=at,
        )
        sql.run("duties/mark", {"community": place - place % WIDTHS[5], "since": since})
        write(
            by=by, verb=f"duties.{kind}", place=place, subject=f"duties_relief:{relief.pk}", at=at,
            reason=reason,
            detail={"measure": measure_id, "until": None if until == NEVER else until.isoformat()},
        )  # fmt: skip
    return relief.pk


def follow_places(*, today: date) -> int:
    """Let reliefs go on for people whose building got a new code; return how many."""
    return sql.run("duties/follow_reliefs", {"today": today})


def _owed_by(subject: int, place: int, measure_id: int | None) -> set[str]:
    """Return the roles that owe the duties in question: of one measure, or of all about them."""
    measures = Measure.objects.all()
    if measure_id is None:
        owed = Obligation.objects.filter(place=place, subject=subject)
        measures = measures.filter(pk__in=owed.values("measure_id"))
    else:
        measures = measures.filter(pk=measure_id)
    return set(measures.values_list("owed_by", flat=True))
