"""Accounts made and ended, roles given and taken; one journal line each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.db.models import Model, QuerySet

from anlin.accounts.models import Attempt, Grant, User
from anlin.accounts.rules import (
    OFFICES,
    SPELL,
    BadCredentialsError,
    NotYoursError,
    Person,
    Right,
    Role,
    ShutError,
    UsernameTakenError,
    Viewer,
    WeakPasswordError,
    WrongLevelError,
    WrongPasswordError,
    locked_until,
)
from anlin.base import scope, seal
from anlin.base.days import NEVER, local_day
from anlin.journal import actions as journal
from anlin.journal.rules import Actor
from anlin.places.rules import level_of, lo_of, span

M = TypeVar("M", bound=Model)
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
_LOGIN = "select set_config('anlin.login', %s, true), set_config('anlin.attempt', %s, true)"


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
        UsernameTakenError: somebody has that name.
        WeakPasswordError: the password does not pass.
    """
    home = lo_of(place)
    _must_manage(by, *span(place))
    user = User(
        username=username, name=name, place=home, active_until=active_until,
        language=language, created_at=at,
    )  # fmt: skip
    _set_password(user, password)
    try:
        with transaction.atomic(using=using):
            user.save(using=using, force_insert=True)
            _write("create_user", by, home, user, at, using=using)
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
        WrongLevelError: the role is not held on that level.
    """
    lo, hi = span(place)
    _must_manage(by, lo, hi)
    _must_not_be_own(by, user)
    if level_of(place) not in OFFICES[role].levels:
        raise WrongLevelError(field="place")
    with transaction.atomic(using=using):
        grant = Grant.objects.using(using).create(
            user_id=user, role=role, place_code=place, lo=lo, hi=hi, since=since or at, until=until
        )
        detail = {"role": role, "until": until.isoformat()}
        _write("grant_role", by, lo, grant, at, detail=detail, using=using)
    return grant


def end_grant(
    *, by: Viewer | None, at: datetime, grant: int, reason: str, using: str = "default"
) -> None:
    """End a grant now; whoever works under it is out at the next request.

    Raises:
        NotYoursError: the grant is out of the actor's reach, ended already, or the own.
    """
    with transaction.atomic(using=using):
        held = _one(Grant.objects.using(using).select_for_update().filter(pk=grant, until__gt=at))
        _must_manage(by, held.lo, held.hi)
        _must_not_be_own(by, held.user_id)
        held.until = max(at, held.since)
        held.save(using=using, update_fields=["until"])
        _write("end_grant", by, held.lo, held, at, reason=reason, using=using)


def disable_user(
    *, by: Viewer | None, at: datetime, user: int, reason: str, using: str = "default"
) -> None:
    """End an account today; its sessions are out at their next request.

    Raises:
        NotYoursError: the account is out of the actor's reach, or the own.
    """
    with transaction.atomic(using=using):
        found = _one(User.objects.using(using).select_for_update().filter(pk=user))
        _must_manage(by, found.place, found.place + 1)
        _must_not_be_own(by, user)
        found.active_until = min(found.active_until, local_day(at))
        found.save(using=using, update_fields=["active_until"])
        _write("disable_user", by, found.place, found, at, reason=reason, using=using)


def change_password(
    *, by: Viewer | None, at: datetime, user: int, new: str, old: str = "", using: str = "default"
) -> User:
    """Set a new password: the own with the old one, another's as its manager.

    Every session opened with the old password is out at its next request.

    Raises:
        WrongPasswordError: `old` is not the own present password.
        WeakPasswordError: the new one does not pass.
        NotYoursError: another's account, or a role held on it, out of the actor's reach.
    """
    with transaction.atomic(using=using):
        found = _one(User.objects.using(using).select_for_update().filter(pk=user))
        if by is None or by.user != user:
            _must_manage(by, found.place, found.place + 1)
            _must_manage_all_roles(by, user, at, using)
        elif not check_password(old, found.password):
            raise WrongPasswordError(field="old")
        _set_password(found, new)
        found.save(using=using, update_fields=["password"])
        place = found.place if by is None else by.lo
        _write("change_password", by, place, found, at, using=using)
    return found


def sign_in(
    *, username: str, password: str, device: str, at: datetime, using: str = "default"
) -> User:
    """Return the person who signs in; the refusal says the same whoever was meant.

    Failures are counted by user name and `device`: empty for one that never signed this person
    in, so a stranger's guesses shut out strangers and never the person's own telephone.

    Raises:
        ShutError: too many failures; nothing was compared.
        BadCredentialsError: no such person, the wrong password, or the account has ended.
    """
    who = seal.blind_index(f"{username}\0{device}", area="accounts_attempt").hex()
    with _login(username, who, using):
        attempts = Attempt.objects.using(using).filter(who=who)
        until = locked_until(list(attempts.values_list("at", flat=True)))
        if until is not None and until > at:
            raise ShutError
        user = User.objects.using(using).filter(username=username).first()
        right = _is_right(user, password, at)
        attempts.filter(at__lte=at if right else at - 2 * SPELL).delete()
        if not right:
            Attempt.objects.using(using).create(who=who, at=at)
        _note_sign_in(user, right, who, at, using)
    if user is None or not right:
        raise BadCredentialsError
    return user


def sign_out(*, by: Viewer, at: datetime, using: str = "default") -> None:
    """Journal that the viewer leaves; the session is the caller's to end."""
    journal.write(
        by=by, verb="accounts.sign_out", place=by.lo, subject=f"accounts_user:{by.user}",
        at=at, using=using,
    )  # fmt: skip


def switch_grant(*, by: Viewer, to: Viewer, at: datetime, using: str = "default") -> None:
    """Journal that the viewer goes on under another grant, at the place that is left."""
    journal.write(
        by=by, verb="accounts.switch_grant", place=by.lo, subject=f"accounts_grant:{to.grant}",
        at=at, using=using,
    )  # fmt: skip


@contextmanager
def _login(username: str, who: str, using: str) -> Iterator[None]:
    """Open a transaction that sees the one account named and its own failures, one at a time."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_ONE_BY_ONE, [who])
        cursor.execute(_LOGIN, [username, who])
        yield
        cursor.execute(_LOGIN, ["", ""])


def _is_right(user: User | None, password: str, at: datetime) -> bool:
    """Compare in the same time whether the person exists or not."""
    if user is None:
        make_password(password)
        return False
    return check_password(password, user.password) and user.active_until > local_day(at)


def _note_sign_in(user: User | None, right: bool, who: str, at: datetime, using: str) -> None:
    place = 0 if user is None else user.place
    person = None if user is None else Person(user.pk)
    with scope.open_scope(place, place + 1, using=using):
        journal.write(
            by=person if right else None,
            verb="accounts.sign_in" if right else "accounts.sign_in_refused",
            place=place,
            subject=f"accounts_user:{'?' if user is None else user.pk}",
            at=at,
            detail={"who": who},
            using=using,
        )


def _must_manage(by: Viewer | None, lo: int, hi: int) -> None:
    if by is not None and not (by.may(Right.MANAGE) and by.lo <= lo and hi <= by.hi):
        raise NotYoursError


def _must_manage_all_roles(by: Viewer | None, user: int, at: datetime, using: str) -> None:
    """Refuse whoever would get, with the account, into a role beyond the own reach."""
    with scope.open_scope(0, 0, user=user, using=using):
        held = list(Grant.objects.using(using).filter(user=user, until__gt=at))
    for grant in held:
        _must_manage(by, grant.lo, grant.hi)


def _must_not_be_own(by: Viewer | None, user: int) -> None:
    if by is not None and by.user == user:
        raise NotYoursError


def _one(found: QuerySet[M]) -> M:
    row = found.first()
    if row is None:
        raise NotYoursError
    return row


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(field="password") from error
    user.set_password(password)


def _write(
    verb: str,
    by: Actor | None,
    place: int,
    subject: Model,
    at: datetime,
    *,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
    using: str,
) -> None:
    journal.write(
        by=by,
        verb=f"accounts.{verb}",
        place=place,
        subject=f"{subject._meta.db_table}:{subject.pk}",
        at=at,
        reason=reason,
        detail=detail,
        using=using,
    )
