"""Roles given from the screens: at once, or when a second administrator confirms them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from anlin.accounts.actions.desk import must_manage, must_not_be_own, one, write
from anlin.accounts.actions.people import grant_role, seconded
from anlin.accounts.models import Answer, Grant, Proposal, User
from anlin.accounts.rules import (
    OFFICES,
    AccountEndedError,
    NotYoursError,
    ProposalShutError,
    Role,
    RoleTwiceError,
    Viewer,
    WrongLevelError,
    check_spell,
    may_confirm,
)
from anlin.base.days import local_day
from anlin.places.rules import level_of, span


def give_role(
    *,
    by: Viewer,
    at: datetime,
    user: int,
    role: Role,
    place: str,
    since: datetime,
    until: datetime,
) -> Grant | Proposal:
    """Give a role at once; or propose it, where a second administrator must confirm it.

    Raises:
        AccountEndedError: the account works no more.
        NotYoursError: the actor may not manage accounts there, or means the own account.
        RoleTwiceError: the person holds it in that time already, or it waits.
        SpellError: it would end before it begins, or before now.
        WrongLevelError: the role is not held on that level.
    """
    check_spell(since, until, at)
    with transaction.atomic():
        found = one(User.objects.select_for_update().filter(pk=user))  # one role at a time
        if found.active_until <= local_day(at):
            raise AccountEndedError
        _must_be_new(user, role, place, since, until)
        if seconded(by, user, role):
            return _propose(by, at, user, role, place, since, until)
        return grant_role(by=by, at=at, user=user, role=role, place=place, since=since, until=until)


def confirm_role(*, by: Viewer, at: datetime, proposal: int) -> Grant:
    """Confirm what another administrator proposed; from now on the role works.

    Raises:
        NotYoursError: out of sight, or the actor works below the proposer.
        ProposalShutError: answered before, or its time is up.
        SameHandError: the actor proposed it, or is to hold it.
    """
    with transaction.atomic():
        found = one(Proposal.objects.select_related("user").filter(pk=proposal))
        _must_be_second(by, found)
        since = max(at, found.since)
        if found.until <= since or found.user.active_until <= local_day(at):
            raise ProposalShutError
        grant = Grant.objects.create(
            user_id=found.user_id, role=found.role, place_code=found.place_code,
            lo=found.place, hi=found.hi, since=since, until=found.until,
        )  # fmt: skip
        _answer(found, "confirmed", by, at, grant=grant)
        detail = {"grant": grant.pk, "role": found.role, "until": found.until.isoformat()}
        write("confirm_role", by, found.place, found, at, detail=detail, using="default")
    return grant


def refuse_role(*, by: Viewer, at: datetime, proposal: int, reason: str) -> None:
    """Refuse what another administrator proposed, or take back what one proposed oneself.

    Raises:
        NotYoursError: out of sight, or the actor works below the proposer.
        ProposalShutError: answered before.
        SameHandError: the actor is to hold the role.
    """
    with transaction.atomic():
        found = one(Proposal.objects.filter(pk=proposal))
        own = found.by_id == by.user
        if own:
            must_manage(by, found.place, found.hi)
        else:
            _must_be_second(by, found)
        _answer(found, "withdrawn" if own else "refused", by, at, note=reason)
        verb = "withdraw_role" if own else "refuse_role"
        write(verb, by, found.place, found, at, reason=reason, using="default")


def _must_be_new(user: int, role: Role, place: str, since: datetime, until: datetime) -> None:
    same = Q(user=user, role=role, place_code=place, since__lt=until, until__gt=since)
    if Grant.objects.filter(same).exists() or Proposal.objects.filter(same, answer=None).exists():
        raise RoleTwiceError(field="role")


def _propose(
    by: Viewer, at: datetime, user: int, role: Role, place: str, since: datetime, until: datetime
) -> Proposal:
    lo, hi = span(place)
    must_manage(by, lo, hi)
    must_not_be_own(by, user)
    if level_of(place) not in OFFICES[role].levels:
        raise WrongLevelError(field="place")
    made = Proposal.objects.create(
        user_id=user, role=role, place_code=place, place=lo, hi=hi, since=since, until=until,
        by_id=by.user, from_code=by.place_code, at=at,
    )  # fmt: skip
    detail = {"user": user, "role": role, "until": until.isoformat()}
    write("propose_role", by, lo, made, at, detail=detail, using="default")
    return made


def _must_be_second(by: Viewer, found: Proposal) -> None:
    if not may_confirm(
        by, proposer=found.by_id, holder=found.user_id,
        place=found.place_code, from_code=found.from_code,
    ):  # fmt: skip
        raise NotYoursError


def _answer(
    found: Proposal, kind: str, by: Viewer, at: datetime, note: str = "", grant: Grant | None = None
) -> None:
    """Write the answer down; two at once cannot both be it.

    Raises:
        ProposalShutError: there was one before.
    """
    try:
        with transaction.atomic():
            Answer.objects.create(
                proposal=found, place=found.place, kind=kind, note=note, grant=grant,
                by_id=by.user, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise ProposalShutError from error
