"""Who has an account here, what roles each holds, and what waits for a second administrator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anlin.accounts.models import Grant, Proposal, User
from anlin.accounts.queries.handover import names_of
from anlin.accounts.queries.viewers import within
from anlin.accounts.rules import OFFICES, SOON_DAYS, Office, Role, Viewer
from anlin.base.days import local_day

_MOST = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Which accounts are asked for; empty is all that work.

    `state` is `soon` (ends within 30 days), `ended`, or empty; `after` is where a page begins.
    """

    text: str = ""
    role: str = ""
    state: str = ""
    after: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A role that waits for a second administrator, with the names of those it concerns."""

    row: Proposal
    name: str
    by: str

    @property
    def office(self) -> Office:
        """Return what the role may do, with its name in both languages."""
        return OFFICES[Role(self.row.role)]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who works here by an account that is kept elsewhere."""

    grant: Grant
    name: str


def soon(at: datetime) -> date:
    """Return the first day that is not soon."""
    return local_day(at) + timedelta(days=SOON_DAYS + 1)


@dataclass(frozen=True, slots=True)
class Member:
    """An account with the roles it holds at the place asked about."""

    user: User
    held: tuple[Grant, ...]


def staff(
    viewer: Viewer, asked: Filter, lo: int, hi: int, at: datetime, *, most: int
) -> list[Member]:
    """Return up to `most` accounts kept or working in [lo, hi), with their roles there.

    Cost: two statements; a walk over the accounts of the place.
    """
    today = local_day(at)
    inside = Grant.objects.filter(lo__gte=lo, lo__lt=hi, until__gt=at).order_by("since", "pk")
    mine = inside.filter(user=OuterRef("pk"))
    found = User.objects.filter(Q(place__gte=lo, place__lt=hi) | Exists(mine))
    if asked.text:
        found = found.filter(Q(name__icontains=asked.text) | Q(username__icontains=asked.text))
    if asked.role:
        found = found.filter(Exists(mine.filter(role=asked.role)))
    if asked.state == "ended":
        found = found.filter(active_until__lte=today)
    else:
        found = found.filter(active_until__gt=today)
    if asked.state == "soon":
        found = found.filter(active_until__lt=soon(at))
    if asked.after is not None:
        place, number = asked.after
        found = found.filter(Q(place__gt=place) | Q(place=place, pk__gt=number))
    rows = within(viewer, found).order_by("place", "pk")[:most]
    rows = rows.prefetch_related(Prefetch("grants", inside))
    return [Member(row, tuple(row.grants.all())) for row in rows]


def account(viewer: Viewer, number: int) -> User | None:
    """Return an account in sight, or None."""
    return within(viewer, User.objects.all()).filter(pk=number).first()


def called_people(text: str, most: int = 6) -> list[User]:
    """Return the accounts in sight of that user name, or else of that name."""
    exact = list(User.objects.filter(username=text)[:1])
    return exact or list(User.objects.filter(name=text).order_by("pk")[:most])


def roles_of(viewer: Viewer, number: int) -> QuerySet[Grant]:
    """Return the roles that an account holds or held inside the viewer's place, newest first."""
    return within(viewer, Grant.objects.filter(user=number), "lo").order_by("-since", "-pk")


def holder(viewer: Viewer, grant: int) -> int | None:
    """Return who holds a role inside the viewer's place, or None."""
    found = within(viewer, Grant.objects.filter(pk=grant), "lo")
    return found.values_list("user", flat=True).first()


def guests(viewer: Viewer, at: datetime) -> list[Guest]:
    """Return who works here by an account kept outside the viewer's place."""
    kept = User.objects.filter(pk=OuterRef("user"), place__gte=viewer.lo, place__lt=viewer.hi)
    found = within(viewer, Grant.objects.filter(since__lte=at, until__gt=at), "lo")
    rows = list(found.exclude(Exists(kept)).order_by("lo", "pk")[:_MOST])
    names = names_of(grant.user_id for grant in rows)
    return [Guest(grant, names.get(grant.user_id, "")) for grant in rows]


def waiting(viewer: Viewer, at: datetime, *, user: int | None = None) -> list[Waiting]:
    """Return the roles inside the viewer's place that wait for a second administrator."""
    found = within(viewer, Proposal.objects.filter(answer=None, until__gt=at))
    if user is not None:
        found = found.filter(user=user)
    rows = list(found.order_by("at", "pk")[:_MOST])
    names: Mapping[int, str] = names_of(n for row in rows for n in (row.user_id, row.by_id))
    return [Waiting(row, names.get(row.user_id, ""), names.get(row.by_id, "")) for row in rows]
