"""Accounts made, kept longer and ended, roles given and taken; one journal line each."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from anlin.accounts.actions.desk import (
    must_manage,
    must_manage_all_roles,
    must_not_be_own,
    one,
    set_password,
    write,
)
from anlin.accounts.actions.handover import stop_covers
from anlin.accounts.models import Grant, User
from anlin.accounts.rules import (
    OFFICES,
    AccountEndedError,
    Role,
    SecondNeededError,
    SpellError,
    UsernameTakenError,
    Viewer,
    WrongLevelError,
    needs_second,
)
from anlin.base import scope
from anlin.base.days import NEVER, local_day
from anlin.places.rules import level_of, lo_of, span


def create_user(
    *,
    by: Viewer | None,
    at: datetime,
    username: str,
    name: str,
    password: str,
    place: str,
    active_until: date,
    language: str = "zh-hans",
    using: str = "default",
) -> User:
    """Make an account kept by `place` that works until `active_until`, exclusive.

    Raises:
        NotYoursError: the actor may not manage accounts there.
        SpellError: that day is over.
        UsernameTakenError: somebody has that name.
        WeakPasswordError: the password does not pass.
    """
    home = lo_of(place)
    must_manage(by, *span(place))
    if active_until <= local_day(at):
        raise SpellError(field="last")
    maker = None if by is None else by.user
    user = User(
        username=username, name=name, place=home, active_until=active_until,
        language=language, created_at=at,
        made_by=maker, keyed_by=maker,
    )  # fmt: skip
    set_password(user, password)
    try:
        with transaction.atomic(using=using):
            user.save(using=using, force_insert=True)
            write("create_user", by, home, user, at, using=using)
    except IntegrityError as error:
        raise UsernameTakenError(field="username") from error
    return user


def grant_role(
    *,
    by: Viewer | None,
    at: datetime,
    user: int,
    role: Role,
    place: str,
    since: datetime | None = None,
    until: datetime = NEVER,
    using: str = "default",
) -> Grant:
    """Give `user` a role at `place` from `since` (or now) until `until`, exclusive.

    Raises:
        NotYoursError: the actor may not manage accounts there, or means the own account.
        SecondNeededError: the actor alone must not give that role to that account.
        WrongLevelError: the role is not held on that level.
    """
    lo, hi = span(place)
    must_manage(by, lo, hi)
    must_not_be_own(by, user)
    if level_of(place) not in OFFICES[role].levels:
        raise WrongLevelError(field="place")
    if by is not None and seconded(by, user, role, using=using):
        raise SecondNeededError(field="role")
    with transaction.atomic(using=using):
        grant = Grant.objects.using(using).create(
            user_id=user, role=role, place_code=place, lo=lo, hi=hi, since=since or at, until=until
        )
        detail = {"role": role, "until": until.isoformat()}
        write("grant_role", by, lo, grant, at, detail=detail, using=using)
    return grant


def end_grant(
    *, by: Viewer | None, at: datetime, grant: int, reason: str, using: str = "default"
) -> None:
    """End a grant now; whoever works under it, or stands in for it, is out at the next request.

    Raises:
        NotYoursError: the grant is out of the actor's reach, ended already, or the own.
    """
    with transaction.atomic(using=using):
        held = one(Grant.objects.using(using).select_for_update().filter(pk=grant, until__gt=at))
        must_manage(by, held.lo, held.hi)
        must_not_be_own(by, held.user_id)
        held.until = max(at, held.since)
        held.save(using=using, update_fields=["until"])
        write("end_grant", by, held.lo, held, at, reason=reason, using=using)
        stop_covers([held.pk], by=by, at=at, reason=reason, using=using)


def prolong_user(
    *, by: Viewer | None, at: datetime, user: int, active_until: date, using: str = "default"
) -> None:
    """Let an account work until another day, exclusive.

    Raises:
        AccountEndedError: it works no more.
        NotYoursError: the account is out of the actor's reach, or the own.
        SpellError: that day is over.
    """
    with transaction.atomic(using=using):
        found = one(User.objects.using(using).select_for_update().filter(pk=user))
        must_manage(by, found.place, found.place + 1)
        must_not_be_own(by, user)
        must_manage_all_roles(by, user, at, using)
        if found.active_until <= local_day(at):
            raise AccountEndedError
        if active_until <= local_day(at):
            raise SpellError(field="last")
        found.active_until = active_until
        found.save(using=using, update_fields=["active_until"])
        detail = {"until": active_until.isoformat()}
        write("prolong_user", by, found.place, found, at, detail=detail, using=using)


def disable_user(
    *, by: Viewer | None, at: datetime, user: int, reason: str, using: str = "default"
) -> None:
    """End an account today; its sessions, and those who stand in for it, are out at once.

    Raises:
        NotYoursError: the account is out of the actor's reach, or the own.
    """
    with transaction.atomic(using=using):
        found = one(User.objects.using(using).select_for_update().filter(pk=user))
        must_manage(by, found.place, found.place + 1)
        must_not_be_own(by, user)
        held = must_manage_all_roles(by, user, at, using)
        found.active_until = min(found.active_until, local_day(at))
        found.save(using=using, update_fields=["active_until"])
        write("disable_user", by, found.place, found, at, reason=reason, using=using)
        stop_covers([each.pk for each in held], by=by, at=at, reason=reason, using=using)


def seconded(by: Viewer, user: int, role: Role, *, using: str = "default") -> bool:
    """Tell whether another administrator must confirm that `by` gives `user` that role.

    Who made the account is asked of the whole nation: it may be kept at another place of `by`.
    """
    with scope.open_scope(*scope.NATION, staff=True, using=using):
        found = User.objects.using(using).filter(pk=user).values_list("made_by", "keyed_by")
        made_by, keyed_by = found.first() or (None, None)
    return needs_second(by, role, made_by, keyed_by)
