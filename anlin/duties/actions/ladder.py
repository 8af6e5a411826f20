"""Answering for a lapse that was put before one's place: take note, or ask the level above."""

from datetime import datetime

from django.db import IntegrityError, transaction

from anlin.accounts.rules import Viewer
from anlin.duties.models import Acknowledgement, Appeal, Escalation, Lapse
from anlin.duties.queries import ladder_of
from anlin.duties.rules.ladder import LEADERS, above, ends_at
from anlin.duties.rules.problems import (
    AlreadyAcknowledgedError,
    AlreadyAskedError,
    NobodyAboveError,
    NotBeforeYouError,
    OwnDutyError,
    ReasonNeededError,
)
from anlin.journal.actions import write
from anlin.policy.models import Measure


def acknowledge(*, lapse: int, by: Viewer, at: datetime, note: str = "") -> int:
    """Take note of a lapse put before the place that `by` leads; return the note's id.

    It holds back the rungs above for as long as the ladder says, once.

    Raises:
        NotBeforeYouError: it was not put before a place that `by` leads.
        OwnDutyError: `by` owes the duty.
        AlreadyAcknowledgedError: somebody did already.
    """
    told = _told(lapse, by)
    owed_by = Measure.objects.values_list("owed_by", flat=True).get(pk=told.lapse.measure_id)
    if by.holds(owed_by, told.place):
        raise OwnDutyError
    ladder = ladder_of(told.lapse)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Acknowledgement.objects.create(
                    lapse=told.lapse,
                    rung=told.rung,
                    place=told.place,
                    note=note,
                    by=by.user,
                    at=at,
                    holds_until=ends_at(ladder, told.level, at),
                )
        except IntegrityError as twice:
            raise AlreadyAcknowledgedError from twice
        write(
            by=by, verb="duties.acknowledge", place=told.place, subject=f"duties_lapse:{lapse}",
            at=at, reason=note,
            detail={"rung": told.rung, "holds_until": made.holds_until.isoformat()},
        )  # fmt: skip
    return made.pk


def ask_up(*, lapse: int, reason: str, by: Viewer, at: datetime) -> int:
    """Put a lapse before the next rung at once, with a reason; return the level that is asked.

    Raises:
        NotBeforeYouError: it was not put before a place that `by` leads.
        NobodyAboveError: `by` is at the top.
        ReasonNeededError: no reason is given.
        AlreadyAskedError: that rung was asked already.
    """
    if not reason.strip():
        raise ReasonNeededError(field="reason")
    told = _told(lapse, by)
    higher = above(ladder_of(told.lapse), told.level)
    if higher is None:
        raise NobodyAboveError
    with transaction.atomic():
        _tell(told.lapse, higher.number, higher.level, at)
        try:
            with transaction.atomic():
                Appeal.objects.create(
                    lapse=told.lapse,
                    rung=higher.number,
                    place=told.place,
                    reason=reason,
                    by=by.user,
                    at=at,
                )
        except IntegrityError as twice:
            raise AlreadyAskedError from twice
        write(
            by=by, verb="duties.ask_up", place=told.place, subject=f"duties_lapse:{lapse}",
            at=at, reason=reason, detail={"rung": higher.number},
        )  # fmt: skip
    return higher.level


def _told(lapse: int, by: Viewer) -> Escalation:
    """Return where the lapse was put before the place that `by` leads."""
    found = Escalation.objects.select_related("lapse").filter(
        lapse=lapse, level=by.level, place__gte=by.lo, place__lt=by.hi
    )
    told = found.first() if by.role in LEADERS else None
    if told is None:
        raise NotBeforeYouError
    return told


def _tell(lapse: Lapse, rung: int, level: int, at: datetime) -> None:
    """Put the lapse before a rung, unless the sweep did so already."""
    Escalation.objects.bulk_create(
        [Escalation(lapse=lapse, rung=rung, level=level, place=lapse.place, raised_at=at)],
        ignore_conflicts=True,
    )
