"""What every act on accounts starts from: who may, the one row, the journal line."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from anlin.accounts.models import Grant, User
from anlin.accounts.rules import (
    OFFICES,
    WEIGHTY,
    NotYoursError,
    Right,
    Role,
    Viewer,
    WeakPasswordError,
)
from anlin.base import scope
from anlin.journal import actions as journal
from anlin.journal.rules import Actor

M = TypeVar("M", bound=Model)


def must_manage(by: Viewer | None, lo: int, hi: int) -> None:
    """Refuse whoever does not manage accounts of all of [lo, hi).

    Raises:
        NotYoursError: the actor's role or place does not reach that far.
    """
    if by is not None and not (by.may(Right.MANAGE) and by.covers_all(lo, hi)):
        raise NotYoursError


def must_manage_all_roles(by: Viewer | None, user: int, at: datetime, using: str) -> list[Grant]:
    """Refuse whoever does not manage all places at which the account holds a role; return those.

    Raises:
        NotYoursError: a role reaches further than the actor.
    """
    with scope.open_scope(0, 0, user=user, using=using):
        held = list(Grant.objects.using(using).filter(user=user, until__gt=at))
    for grant in held:
        must_manage(by, grant.lo, grant.hi)
    return held


def must_stand_above_all_roles(by: Viewer | None, user: int, at: datetime, using: str) -> None:
    """Refuse whoever would get, with the account, into a weighty role as wide as the own.

    Raises:
        NotYoursError: a role reaches further; or as far, and sees names, manages or makes rules.
    """
    for grant in must_manage_all_roles(by, user, at, using):
        weighty = OFFICES[Role(grant.role)].rights & WEIGHTY
        if by is not None and weighty and (grant.lo, grant.hi) == (by.lo, by.hi):
            raise NotYoursError


def must_not_be_own(by: Viewer | None, user: int) -> None:
    """Refuse whoever means the own account.

    Raises:
        NotYoursError: it is the actor's.
    """
    if by is not None and by.user == user:
        raise NotYoursError


def one(found: QuerySet[M]) -> M:
    """Return the row that was asked for.

    Raises:
        NotYoursError: there is none, or it is out of sight.
    """
    row = found.first()
    if row is None:
        raise NotYoursError
    return row


def set_password(user: User, password: str) -> None:
    """Give `user` a password, unsaved.

    Raises:
        WeakPasswordError: it does not pass.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(field="password") from error
    user.set_password(password)


def write(
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
    """Write the one line of an act."""
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
