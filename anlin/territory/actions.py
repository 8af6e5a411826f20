"""Changing the tree with the right to, from a day that has not begun where people live."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.duties.actions import follow_places as reliefs_follow
from anlin.people.actions.following import follow_places as people_follow
from anlin.places import actions as tree
from anlin.places.models import Place
from anlin.places.rules import Kind, span
from anlin.territory import queries
from anlin.territory.rules import NotYoursToChangeError, StillLivedInError, check_day


def set_up(
    above: str, kind: Kind, names: Sequence[str], on: date, *, by: Viewer, at: datetime, reason: str
) -> list[Place]:
    """Set up places below `above`, which is the actor's own or lies in it.

    Raises:
        FromTodayError: the day is over.
        NotYoursToChangeError: the role or the place does not carry it.
        Problem: as `places.actions.open_places`.
    """
    with _at_work(by, above, own=True):
        check_day(on, local_day(at))
        return tree.open_places(above, kind, names, on, by=by, at=at, reason=reason)


def close(code: str, on: date, *, by: Viewer, at: datetime, reason: str) -> Place:
    """Close a place in which nobody lives, with every place below it.

    Raises:
        StillLivedInError: people are registered there.
        Problem: as `set_up`, or as `places.actions.close_place`.
    """
    with _at_work(by, code):
        check_day(on, local_day(at))
        number = queries.residents_in([code])
        if number:
            raise StillLivedInError(name=queries.name_of(code), number=number)
        return tree.close_place(code, on, by=by, at=at, reason=reason)


def reopen(code: str, on: date, *, by: Viewer, at: datetime, reason: str) -> Place:
    """Reopen a closed place.

    Raises:
        Problem: as `set_up`, or as `places.actions.reopen_place`.
    """
    with _at_work(by, code):
        check_day(on, local_day(at))
        return tree.reopen_place(code, on, by=by, at=at, reason=reason)


def split(
    code: str,
    into: Sequence[str],
    shares: Mapping[str, int],
    on: date,
    *,
    by: Viewer,
    at: datetime,
    reason: str,
) -> list[Place]:
    """Split a place, and share out what lies below; households follow on the day.

    Raises:
        FromTomorrowError: people live there, and the day has begun.
        Problem: as `set_up`, or as `places.actions.split`.
    """
    with _at_work(by, code):
        _check_day([code], on, at)
        return tree.split(code, into, on, by=by, at=at, reason=reason, shares=shares)


def merge(
    codes: Sequence[str], name: str, on: date, *, by: Viewer, at: datetime, reason: str
) -> Place:
    """Join places of one parent; what lies below, and its households, go along.

    Raises:
        Problem: as `split`, or as `places.actions.merge`.
    """
    with _at_work(by, *codes):
        _check_day(codes, on, at)
        return tree.merge(codes, name, on, by=by, at=at, reason=reason)


def recode(
    code: str,
    on: date,
    *,
    name: str,
    kind: Kind,
    above: str,
    by: Viewer,
    at: datetime,
    reason: str,
) -> Place:
    """Let a place go on under another name, as another kind, or below another place.

    Raises:
        Problem: as `split`, or as `places.actions.recode`.
    """
    with _at_work(by, code), _at_work(by, above, own=True):
        _check_day([code], on, at)
        return tree.recode(code, on, name=name, kind=kind, above=above, by=by, at=at, reason=reason)


def follow(*, at: datetime) -> int:
    """Let households, and what is excused for their people, follow buildings; return communities.

    On the day on which buildings got their new codes; what was recorded before stays where it was.
    """
    today = local_day(at)
    with transaction.atomic():
        reliefs_follow(today=today)
        return people_follow(today=today, at=at)


@contextmanager
def _at_work(by: Viewer, *codes: str, own: bool = False) -> Iterator[None]:
    """Open the actor's scope, if role and place carry a change of all of these places.

    A place itself is changed from above; what lies below it, from it, too.
    """
    spans = [span(code) for code in codes]
    inside = all(by.covers_all(lo, hi) for lo, hi in spans)
    if not by.may(Right.GROUND) or not inside or (not own and (by.lo, by.hi) in spans):
        raise NotYoursToChangeError
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff):
        yield


def _check_day(codes: Sequence[str], on: date, at: datetime) -> None:
    lived_in = next((code for code in codes if queries.residents_in([code])), "")
    name = queries.name_of(lived_in) if lived_in else ""
    check_day(on, local_day(at), lived_in=name)
