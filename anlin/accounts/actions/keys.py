"""Access keys made and ended; one journal line each."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from anlin.accounts.models import Key
from anlin.accounts.queries import digest, keys_in_force
from anlin.accounts.rules import OFFICES, Right, Viewer
from anlin.accounts.rules.keys import (
    KEY_DAYS,
    MOST_KEYS,
    PREFIX,
    KeyByKeyError,
    KeyTooLongError,
    NoScopeError,
    Scope,
    TooManyKeysError,
    UnknownKeyError,
    fitting,
)
from anlin.journal import actions as journal


def make_key(
    *, name: str, scopes: Iterable[Scope], days: int, by: Viewer, at: datetime
) -> tuple[Key, str]:
    """Make a key that works under the viewer's grant; return it with its text, shown only now.

    Raises:
        KeyByKeyError: a program asks for it; keys are made by people who sign in.
        KeyTooLongError: `days` is not between 1 and the most.
        NoScopeError: no scope that the role can use.
        TooManyKeysError: the person keeps enough of them.
    """
    wanted = frozenset(scopes)
    if not 1 <= days <= KEY_DAYS:
        raise KeyTooLongError(field="days", days=KEY_DAYS)
    if not wanted or wanted != fitting(wanted, OFFICES[by.role].rights):
        raise NoScopeError(field="scopes")
    secret = PREFIX + secrets.token_urlsafe(32)
    if by.key:
        raise KeyByKeyError
    with transaction.atomic():
        if keys_in_force(by, at).count() >= MOST_KEYS:
            raise TooManyKeysError(most=MOST_KEYS)
        key = Key.objects.create(
            user_id=by.user,
            grant_id=by.grant,
            place=by.lo,
            name=name,
            digest=digest(secret),
            hint=secret[-4:],
            scopes=sorted(wanted),
            made_at=at,
            until=at + timedelta(days=days),
        )
        journal.write(
            by=by, verb="accounts.make_key", place=by.lo, subject=f"accounts_key:{key.pk}", at=at,
            detail={"scopes": sorted(wanted), "until": key.until.isoformat()},
        )  # fmt: skip
    return key, secret


def end_key(*, key: int, by: Viewer, at: datetime) -> None:
    """End a key at once: one's own, or as manager of its place another's.

    Raises:
        UnknownKeyError: out of sight, or ended already.
    """
    with transaction.atomic():
        found = Key.objects.select_for_update().filter(pk=key, ended_at=None).first()
        if found is None or by.key or not _may_end(by, found):
            raise UnknownKeyError
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        journal.write(
            by=by, verb="accounts.end_key", place=by.lo, subject=f"accounts_key:{key}", at=at
        )


def _may_end(by: Viewer, key: Key) -> bool:
    return key.user_id == by.user or (by.may(Right.MANAGE) and by.covers(key.place))
