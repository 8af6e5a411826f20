"""Signing in and out, passwords, and going on under another grant; one journal line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import connections, transaction

from anlin.accounts.actions.desk import (
    must_manage,
    must_stand_above_all_roles,
    one,
    set_password,
    write,
)
from anlin.accounts.models import Attempt, Key, User
from anlin.accounts.rules import (
    FAILURES,
    FROM_ONE_ADDRESS,
    SPELL,
    BadCredentialsError,
    Person,
    ShutError,
    Viewer,
    WrongPasswordError,
    locked_until,
)
from anlin.base import scope, seal
from anlin.base.days import local_day
from anlin.journal import actions as journal

_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
_LOGIN = "select set_config('anlin.login', %s, true), set_config('anlin.attempt', %s, true)"


def change_password(
    *, by: Viewer | None, at: datetime, user: int, new: str, old: str = "", using: str = "default"
) -> User:
    """Set a new password: the own with the old one, another's as its manager.

    Every session opened with the old password is out at its next request, and every access key.

    Raises:
        ShutError: too many wrong guesses of the own one; nothing was compared.
        WrongPasswordError: `old` is not the own present password.
        WeakPasswordError: the new one does not pass.
        NotYoursError: another's account, or a role held on it, out of the actor's reach.
    """
    if by is not None and by.user == user:
        _must_know(old, by, at, using)
    with transaction.atomic(using=using):
        found = one(User.objects.using(using).select_for_update().filter(pk=user))
        if by is None or by.user != user:
            must_manage(by, found.place, found.place + 1)
            must_stand_above_all_roles(by, user, at, using)
        found.keyed_by = None if by is None or by.user == user else by.user
        set_password(found, new)
        found.save(using=using, update_fields=["password", "keyed_by"])
        keys = Key.objects.using(using).filter(user=user, ended_at=None).update(ended_at=at)
        place = found.place if by is None else by.lo
        write("change_password", by, place, found, at, detail={"keys": keys}, using=using)
    return found


def sign_in(
    *,
    username: str,
    password: str,
    device: str,
    at: datetime,
    source: str = "",
    using: str = "default",
) -> User:
    """Return the person who signs in; the refusal says the same whoever was meant.

    Failures are counted by user name and `device`: empty for one that never signed this person
    in, so a stranger's guesses shut out strangers and never the person's own telephone. Those of
    strangers are also counted by `source`, the address they come from, whomever they name.

    Raises:
        ShutError: too many failures; nothing was compared.
        BadCredentialsError: no such person, the wrong password, or the account has ended.
    """
    who = seal.blind_index(f"{username}\0{device}", area="accounts_attempt").hex()
    stranger = "" if device or not source else _stranger(source)
    if stranger:
        with _login("", stranger, using):
            _must_be_open(stranger, at, FROM_ONE_ADDRESS, using)
    with _login(username, who, using):
        _must_be_open(who, at, FAILURES, using)
        user = User.objects.using(using).filter(username=username).first()
        right = _is_right(user, password, at)
        _count(who, right, at, using)
        _note_sign_in(user, right, who, at, using)
    if user is None or not right:
        if stranger:
            with _login("", stranger, using):
                _count(stranger, False, at, using)
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


def _stranger(source: str) -> str:
    return seal.blind_index(source, area="accounts_source").hex()


def _must_be_open(who: str, at: datetime, most: int, using: str) -> None:
    failed = Attempt.objects.using(using).filter(who=who).values_list("at", flat=True)
    until = locked_until(list(failed), most)
    if until is not None and until > at:
        raise ShutError


def _count(who: str, right: bool, at: datetime, using: str) -> None:
    """Keep a failure; a success forgets those before it, and time does."""
    failed = Attempt.objects.using(using).filter(who=who)
    failed.filter(at__lte=at if right else at - 2 * SPELL).delete()
    if not right:
        Attempt.objects.using(using).create(who=who, at=at)


def _must_know(old: str, by: Viewer, at: datetime, using: str) -> None:
    """Refuse whoever does not know the own password; a guess is kept though it is refused."""
    who = seal.blind_index(f"{by.user}\0old", area="accounts_attempt").hex()
    found = one(User.objects.using(using).filter(pk=by.user))
    with _login("", who, using):
        _must_be_open(who, at, FAILURES, using)
        right = check_password(old, found.password)
        _count(who, right, at, using)
        if not right:
            write("change_password_refused", by, by.lo, found, at, using=using)
    if not right:
        raise WrongPasswordError(field="old")


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
