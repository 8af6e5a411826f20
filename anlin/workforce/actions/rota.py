"""The rota: planning a shift, taking it back, handing it over."""

from datetime import datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import ZONE, local_day
from anlin.institutions.actions.desk import at_work, institution_here
from anlin.institutions.actions.regime import refuse_while_closed
from anlin.institutions.models import Post
from anlin.institutions.rules.regime import Way
from anlin.people.actions.desk import unless
from anlin.policy.queries import limits_in_force
from anlin.policy.rules import strictest
from anlin.workforce.actions.desk import journal, post_here
from anlin.workforce.models import Shift, Start
from anlin.workforce.rules import (
    LIMITS,
    NotOnDutyError,
    ShiftGoneError,
    ShiftLimitError,
    ShiftOverError,
    Span,
    SpanBackwardsError,
    rest_before,
    row_of,
)

_HOUR = timedelta(hours=1)
_LOOK = timedelta(days=31)


def plan_shift(
    post: int, *, since: datetime, until: datetime, inside: bool, by: Viewer, at: datetime
) -> Shift:
    """Plan a shift of somebody who is admitted to duty.

    While the institution is shut only who stays `inside` is planned, but for an exception.

    Raises:
        ClosedError: the institution is shut then, and they would come from outside.
        NotOnDutyError: they are not.
        ShiftLimitError: too long, too little rest, or too many days in a row.
        ShiftOverError: it lies over another of theirs.
        SpanBackwardsError: it ends before it begins.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        worker = post_here(post, hold=True)
        if not Start.objects.filter(post=worker, ended_at=None).exists():
            raise NotOnDutyError(field="post", name=worker.name)
        if until <= since:
            raise SpanBackwardsError(field="until")
        if not inside:
            institution_here(worker.institution_id, hold=True)
            refuse_while_closed(worker.place, Way.ENTER, since)
        _refuse_unrested(worker, Span(since, until))
        with unless("workforce_shift_one_at_a_time", ShiftOverError(field="since")):
            made = Shift.objects.create(
                post=worker, place=worker.place, since=since, until=until, inside=inside, at=at,
                by=by.user,
            )  # fmt: skip
        journal("plan_shift", f"workforce_shift:{made.pk}", worker.place, by=by, at=at)
    return made


def _refuse_unrested(worker: Post, shift: Span) -> None:
    """Refuse what the limits in force do not allow."""
    near = Shift.objects.filter(
        post=worker, cancelled_at=None,
        until__gt=shift.since - _LOOK, since__lt=shift.until + _LOOK,
    )  # fmt: skip
    own = [Span(each.since, each.until) for each in near]
    day = local_day(shift.since)
    in_force = limits_in_force(*LIMITS)
    held = {
        name: found.limit
        for name in LIMITS
        if (found := strictest(in_force, name, worker.place, day)) is not None
    }
    rest = rest_before(own, shift)
    days = [each.since.astimezone(ZONE).date() for each in own] + [day]
    broken = {
        "shift_hours": _hours(shift.until - shift.since),
        "rest_hours": None if rest is None else -_hours(rest),
        "days_in_row": float(row_of(days, day)),
    }
    for name, limit in held.items():
        reached, most = broken[name], float(limit.value)
        if reached is not None and reached > (-most if name == "rest_hours" else most):
            zh, en = (each.format(f"{limit.value.normalize():f}") for each in LIMITS[name])
            raise ShiftLimitError(field="since", clause=limit.clause, why_zh=zh, why_en=en)


def _hours(length: timedelta) -> float:
    return length / _HOUR


def cancel_shift(shift: int, *, by: Viewer, at: datetime) -> None:
    """Take a shift back that is not over.

    Raises:
        ShiftGoneError: it is gone, over or handed over.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        kept = _shift_here(shift)
        if kept.until <= at:
            raise ShiftGoneError
        Shift.objects.filter(pk=kept.pk).update(cancelled_at=at, cancelled_by=by.user)
        journal("cancel_shift", f"workforce_shift:{shift}", kept.place, by=by, at=at)


def hand_over(shift: int, *, to: int, note: str, by: Viewer, at: datetime) -> None:
    """Hand a shift over to whoever comes next, with what they must know.

    Raises:
        NotOnDutyError: whoever takes over is not admitted to duty.
        ShiftGoneError: it is gone, has not begun, or was handed over.
    """
    with at_work(by, Right.RECORD, Right.NAMES):
        kept = _shift_here(shift)
        if kept.since > at or not (by.may(Right.HOME) or kept.post.user == by.user):
            raise ShiftGoneError
        taker = post_here(to)
        if not Start.objects.filter(post=taker, place=kept.place, ended_at=None).exists():
            raise NotOnDutyError(field="to", name=taker.name)
        Shift.objects.filter(pk=kept.pk).update(
            handed_at=at, handed_by=by.user, handed_to=taker, note=note.strip()
        )
        journal("hand_over", f"workforce_shift:{shift}", kept.place, by=by, at=at)


def _shift_here(shift: int) -> Shift:
    held = Shift.objects.select_for_update(of=("self",)).select_related("post")
    found = held.filter(pk=shift, cancelled_at=None, handed_at=None).first()
    if found is None:
        raise ShiftGoneError
    return found
