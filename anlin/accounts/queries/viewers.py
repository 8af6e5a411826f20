"""Who is at work here, and what of a table that person may see."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from anlin.accounts.models import Grant, Key, User
from anlin.accounts.queries.kept import forget_once_sent, keep
from anlin.accounts.rules import (
    OFFICES,
    REST,
    Held,
    NoGrantError,
    Right,
    Role,
    Viewer,
    carried,
    guarded,
)
from anlin.base import days, scope, seal, sql
from anlin.base.http import SignInNeededError
from anlin.places.rules import level_of

GRANT_SESSION_KEY = "grant"
SEEN_SESSION_KEY = "seen"
_SELDOM = timedelta(minutes=1)  # a session's last use is kept to the minute
BACKEND = "anlin.accounts"
M = TypeVar("M", bound=Model)
_SEEING = {
    name: sql.array(role for role, office in OFFICES.items() if right in office.rights)
    for name, right in (("see_names", Right.NAMES), ("see_staff", Right.STAFF))
}


def within(viewer: Viewer, queryset: QuerySet[M], column: str = "place") -> QuerySet[M]:
    """Return the rows of `queryset` whose `column` lies in the viewer's range."""
    return queryset.filter(**{f"{column}__gte": viewer.lo, f"{column}__lt": viewer.hi})


def grants_in_force(at: datetime, *, using: str = "default") -> QuerySet[Grant]:
    """Return the grants in force at `at` of accounts that work, oldest first.

    The database shows one's own, and with the right to see staff those inside the open scope.
    """
    return (
        Grant.objects.using(using)
        .filter(since__lte=at, until__gt=at, user__active_until__gt=days.local_day(at))
        .select_related("user")
        .order_by("since", "id")
    )


def grants_of(user: int, at: datetime, *, using: str = "default") -> QuerySet[Grant]:
    """Return the grants `user` holds at `at` while the account works, oldest first."""
    return grants_in_force(at, using=using).filter(user=user)


def number_of(username: str, *, using: str = "default") -> int | None:
    """Return the number of the account that signs in as `username`, if it is in sight."""
    found = User.objects.using(using).filter(username=username)
    return found.values_list("pk", flat=True).first()


def viewer_for(user: int, grant: int | None, at: datetime, *, using: str = "default") -> Viewer:
    """Return `user` at work under `grant`, or under the oldest one in force at `at`.

    Raises:
        NoGrantError: the account has ended, or no such grant is in force.
    """
    with scope.open_scope(0, 0, user=user, using=using):
        held = list(grants_of(user, at, using=using))
    chosen = next((g for g in held if grant in (None, g.pk)), None)
    if chosen is None:
        raise NoGrantError
    return _viewer(chosen, held)


def viewer_of(request: HttpRequest, at: datetime) -> Viewer | None:
    """Return who sent `request` and open their scope; None opens nothing.

    Asked at the start of each request's transaction. Programs come by key, and only to the API;
    phones by their own key, and only to theirs; people by session, and only to the screens.
    """
    if request.path_info.startswith(settings.DEVICE_PATH):
        return None  # each request of a phone is let in at its own door, which can say why not
    if request.path_info.startswith(settings.API_PATH):
        return _by_key(request, at)
    viewer = _by_session(request, at)
    if viewer is not None:
        scope.narrow(
            lo=viewer.lo,
            hi=viewer.hi,
            user=viewer.user,
            names=viewer.names,
            staff=viewer.staff,
            gate=viewer.gate,
        )
    return viewer


def _by_key(request: HttpRequest, at: datetime) -> Viewer | None:
    """Return whom the key in the header stands for, unless it, its grant or account has ended."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        return None
    values = {"digest": digest(secret.strip()), "at": at, "today": days.local_day(at)}
    found = sql.rows_often("accounts/knock", values | _SEEING)
    if not found:
        return None
    (row,) = found
    return let_in(row, key=row.key_id, scopes=frozenset(row.scopes), carried=carried(row.scopes))


def let_in(row: sql.Row, **by: Any) -> Viewer:  # noqa: ANN401 - fields of a viewer
    """Return whom a row of the door stands for, who came `by` a key or a phone."""
    held = zip(row.held_ids, row.held_roles, row.held_places, strict=True)
    return Viewer(
        user=row.user_id,
        name=row.name,
        role=Role(row.role),
        place_code=row.place_code,
        lo=row.lo,
        hi=row.hi,
        level=level_of(row.place_code),
        grant=row.grant_id,
        held=tuple(Held(grant, Role(role), place) for grant, role, place in held),
        **by,
    )


def _by_session(request: HttpRequest, at: datetime) -> Viewer | None:
    """Return whose session it is, or None if it, the account or every grant has ended.

    A changed password ends other sessions, and so does rest where a role is guarded; a grant
    that ended gives way to the oldest one left.
    """
    if SESSION_KEY not in request.session:
        return None
    user = int(request.session[SESSION_KEY])
    scope.narrow(lo=0, hi=0, user=user, names=False)
    held = list(grants_of(user, at))
    if not held or not _same_password(request, held[0]):
        request.session.flush()
        return None
    asked = request.session.get(GRANT_SESSION_KEY)
    viewer = _viewer(next((g for g in held if g.pk == asked), held[0]), held)
    return None if guarded(viewer.held) and _rested(request, at) else viewer


def _rested(request: HttpRequest, at: datetime) -> bool:
    """End a session that was not used for too long, or note that it is."""
    seen = request.session.get(SEEN_SESSION_KEY)
    unused = at - datetime.fromisoformat(seen) if seen else None
    if unused is not None and unused > REST:
        request.session.flush()
        return True
    if unused is None or unused >= _SELDOM:
        request.session[SEEN_SESSION_KEY] = at.isoformat()
    return False


def digest(secret: str) -> bytes:
    """Return what is kept of an access key: it says nothing without the installation's own key."""
    return seal.blind_index(secret, area="accounts_key")


def keys_of(viewer: Viewer) -> QuerySet[Key]:
    """Return the person's own keys, the newest first, with the grant each works under."""
    return Key.objects.filter(user=viewer.user).select_related("grant").order_by("-made_at", "-id")


def keys_in_force(viewer: Viewer, at: datetime) -> QuerySet[Key]:
    """Return the person's own keys that nobody ended and whose time is not up."""
    return keys_of(viewer).filter(ended_at=None, until__gt=at)


def signed_in(request: HttpRequest) -> Viewer:
    """Return the viewer of `request`.

    Raises:
        SignInNeededError: nobody is signed in; what was sent waits for whoever typed it.
    """
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        keep(request)
        raise SignInNeededError
    forget_once_sent(request)
    return viewer


def _same_password(request: HttpRequest, grant: Grant) -> bool:
    kept = request.session.get(HASH_SESSION_KEY, "")
    return constant_time_compare(kept, grant.user.get_session_auth_hash())


def _viewer(grant: Grant, held: Sequence[Grant]) -> Viewer:
    return Viewer(
        user=grant.user_id,
        name=grant.user.name,
        role=Role(grant.role),
        place_code=grant.place_code,
        lo=grant.lo,
        hi=grant.hi,
        level=level_of(grant.place_code),
        grant=grant.pk,
        held=tuple(Held(g.pk, Role(g.role), g.place_code) for g in held),
    )
