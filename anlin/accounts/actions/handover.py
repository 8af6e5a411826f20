"""Asking a colleague to stand in, the answer, and the end before its time."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from anlin.accounts.models import Grant, Handover, HandoverStep
from anlin.accounts.queries import grants_in_force
from anlin.accounts.rules import (
    HANDED,
    OPEN,
    HandoverShutError,
    HandoverTwiceError,
    NotAColleagueError,
    NotYoursError,
    Role,
    State,
    Viewer,
    check_times,
    leads,
    neighbourhood,
    state_of,
)
from anlin.base import scope
from anlin.journal import actions as journal


def offer_handover(
    *,
    by: Viewer,
    at: datetime,
    grant: int,
    taker: int,
    since: datetime,
    until: datetime,
    reason: str,
) -> Handover:
    """Ask `taker` to stand in for whoever holds `grant`; nothing changes until they accept.

    Raises:
        HandoverTimesError: the times do not fit.
        HandoverTwiceError: a part of that time is handed over, or offered, already.
        NotAColleagueError: the taker does not work nearby, or is who asks or who is away.
        NotYoursError: the grant is neither the actor's nor in the actor's charge.
    """
    check_times(since, until, at)
    held = Grant.objects.filter(pk=grant, until__gt=at).first()
    if held is None or held.role not in HANDED or not _may_hand(by, held):
        raise NotYoursError
    role = Role(held.role)
    around = neighbourhood(role, held.lo)
    with scope.open_scope(*around, user=by.user, staff=True):
        Grant.objects.select_for_update().get(pk=grant)  # one offer for it at a time
        if taker in (by.user, held.user_id) or not _works_in(around, taker, at):
            raise NotAColleagueError(field="taker")
        if _overlaps(held, since, until, at):
            raise HandoverTwiceError(field="since")
        made = Handover.objects.create(
            grant=held, role=held.role, place_code=held.place_code, place=held.lo,
            giver_id=held.user_id, taker_id=taker, since=since, until=until, reason=reason,
            by_id=by.user, at=at,
        )  # fmt: skip
        detail = {"grant": grant, "taker": taker, "until": until.isoformat()}
        _write("offer", by, made, at, reason, detail)
    return made


def accept_handover(*, by: Viewer, at: datetime, handover: int) -> Grant:
    """Take over: the taker holds the same role at the same place until it ends by itself.

    Raises:
        HandoverShutError: answered, withdrawn or over; or the covered role has ended.
        NotAColleagueError: the taker does not work nearby any more.
        NotYoursError: somebody else was asked.
    """
    found = _asked_of(by, handover)
    begins = max(at, found.since)
    with scope.open_scope(*neighbourhood_of(found), user=by.user, staff=True):
        if not _works_in(neighbourhood_of(found), by.user, at):
            raise NotAColleagueError
        covered = Grant.objects.get(pk=found.grant_id)
        until = min(found.until, covered.until)
        if until <= begins:
            raise HandoverShutError
        given = Grant.objects.create(
            user_id=by.user, role=covered.role, place_code=covered.place_code,
            lo=covered.lo, hi=covered.hi, since=begins, until=until,
        )  # fmt: skip
        _step(found, "accepted", by, at, grant=given)
        _write("accept", by, found, at, "", {"grant": given.pk})
    return given


def _works_in(around: tuple[int, int], user: int, at: datetime) -> bool:
    """Tell whether `user` holds a role in that neighbourhood that could be handed over."""
    near = grants_in_force(at).filter(user=user, role__in=HANDED)
    return near.filter(lo__gte=around[0], lo__lt=around[1]).exists()


def decline_handover(*, by: Viewer, at: datetime, handover: int, note: str) -> None:
    """Say no, and why; nothing changes.

    Raises:
        HandoverShutError: answered, withdrawn or over.
        NotYoursError: somebody else was asked.
    """
    found = _asked_of(by, handover)
    with scope.open_scope(*neighbourhood_of(found), user=by.user, staff=True):
        if found.until <= at:
            raise HandoverShutError
        _step(found, "declined", by, at, note)
        _write("decline", by, found, at, note, {})


def stop_handover(*, by: Viewer, at: datetime, handover: int, reason: str) -> State:
    """Withdraw an offer, or end a hand-over before its time; return how it stands now.

    Both workers and whoever leads them may; the role that was given ends at once.

    Raises:
        HandoverShutError: there is nothing left to stop.
        NotYoursError: the actor is none of these, or was asked and should answer.
    """
    found = _visible(handover)
    answered = found.steps.filter(kind="accepted").first()
    parties = [found.giver_id, found.by_id, *([found.taker_id] if answered else [])]
    if by.user not in parties and not leads(by, found.place_code):
        raise NotYoursError
    kinds = set(found.steps.values_list("kind", flat=True))
    if state_of(kinds, found.since, found.until, at) not in OPEN:
        raise HandoverShutError
    with scope.open_scope(*neighbourhood_of(found), user=by.user, staff=True):
        return _stop(found, by, at, reason)


def _stop(
    found: Handover, by: Viewer | None, at: datetime, reason: str, using: str = "default"
) -> State:
    answered = found.steps.filter(kind="accepted").first()
    _step(found, "ended" if answered else "withdrawn", by, at, reason)
    if answered and answered.grant_id:
        given = Grant.objects.using(using).select_for_update().get(pk=answered.grant_id)
        given.until = max(given.since, min(at, given.until))
        given.save(using=using, update_fields=["until"])
    _write("end" if answered else "withdraw", by, found, at, reason, {}, using)
    return State.ENDED if answered else State.WITHDRAWN


def stop_covers(
    grants: Collection[int], *, by: Viewer | None, at: datetime, reason: str, using: str
) -> None:
    """End what others hold because they stand in for these roles, which end; and open offers.

    Nobody works on in a role that its holder has lost: who gives it anew says to whom.
    """
    shut = HandoverStep.objects.using(using).filter(kind__in=["declined", "withdrawn", "ended"])
    running = Handover.objects.using(using).filter(grant__in=grants, until__gt=at)
    for found in running.exclude(pk__in=shut.values("handover")):
        _stop(found, by, at, reason, using)


def neighbourhood_of(handover: Handover) -> tuple[int, int]:
    """Return the places around a hand-over in which its two workers are colleagues."""
    return neighbourhood(Role(handover.role), handover.place)


def _may_hand(by: Viewer, held: Grant) -> bool:
    """Tell whether the grant is the actor's or in the actor's charge; borrowed ones stay put."""
    borrowed = HandoverStep.objects.filter(grant=held.pk).exists()
    return not borrowed and (held.user_id == by.user or leads(by, held.place_code))


def _overlaps(held: Grant, since: datetime, until: datetime, at: datetime) -> bool:
    found = Handover.objects.filter(grant=held, since__lt=until, until__gt=max(since, at))
    return found.exclude(steps__kind__in=["declined", "withdrawn", "ended"]).exists()


def _visible(handover: int) -> Handover:
    found = Handover.objects.filter(pk=handover).first()
    if found is None:
        raise NotYoursError
    return found


def _asked_of(by: Viewer, handover: int) -> Handover:
    found = _visible(handover)
    if found.taker_id != by.user:
        raise NotYoursError
    return found


def _step(
    found: Handover,
    kind: str,
    by: Viewer | None,
    at: datetime,
    note: str = "",
    grant: Grant | None = None,
) -> None:
    """Write a step down; two at once cannot both be the answer.

    Raises:
        HandoverShutError: there was such a step before.
    """
    try:
        with transaction.atomic(using=found._state.db):
            HandoverStep.objects.using(found._state.db).create(
                handover=found, place=found.place, giver=found.giver_id, taker=found.taker_id,
                kind=kind, note=note, grant=grant, by_id=None if by is None else by.user, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise HandoverShutError from error


def _write(
    verb: str,
    by: Viewer | None,
    found: Handover,
    at: datetime,
    reason: str,
    detail: Mapping[str, object],
    using: str = "default",
) -> None:
    journal.write(
        by=by, verb=f"accounts.{verb}_handover", place=found.place,
        subject=f"accounts_handover:{found.pk}", at=at, reason=reason, detail=detail, using=using,
    )  # fmt: skip
