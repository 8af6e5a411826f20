"""Who can stand in for whom, and how hand-overs stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from anlin.accounts.models import Grant, Handover, HandoverStep, User
from anlin.accounts.queries.viewers import grants_in_force, grants_of
from anlin.accounts.rules import (
    HANDED,
    OFFICES,
    OPEN,
    Held,
    Office,
    Role,
    State,
    Viewer,
    leads,
    neighbourhood,
    state_of,
)
from anlin.base import scope
from anlin.places.rules import TOWN, span

_MOST = 200


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody at work under one grant, by name; `also` are further grants, borrowed ones too."""

    user: int
    name: str
    grant: int
    role: Role
    place_code: str
    also: tuple[Held, ...] = ()

    @property
    def office(self) -> Office:
        """Return what the role may do, with its name in both languages."""
        return OFFICES[self.role]


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over with the names of those it concerns, and how it stands."""

    row: Handover
    state: State
    giver: str
    taker: str
    by: str
    grant: int | None
    notes: tuple[str, ...]

    @property
    def office(self) -> Office:
        """Return what the handed role may do, with its name in both languages."""
        return OFFICES[Role(self.row.role)]

    @property
    def open(self) -> bool:
        """Tell whether it waits, is agreed or runs."""
        return self.state in OPEN


def names_of(users: Iterable[int]) -> dict[int, str]:
    """Return how colleagues are called, whoever asks; ask only about those in sight already."""
    wanted = set(users)
    if not wanted:
        return {}
    with scope.open_scope(*scope.NATION, staff=True):
        return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


def workers(
    viewer: Viewer, at: datetime, *, role: str = "", place: int | None = None
) -> list[Worker]:
    """Return whose work the viewer may hand over: the own, and that of workers led.

    With `place`, only those who hold `role` over it; without, whoever leads more than a street
    sees only the own: that would be a whole county. Roles that came by a hand-over go no further.
    """
    borrowed = HandoverStep.objects.filter(grant=OuterRef("pk"))
    found = grants_in_force(at).filter(role__in=HANDED).exclude(Exists(borrowed))
    if place is not None:
        found = found.filter(role=role, lo__lte=place, hi__gt=place)
    elif viewer.level < TOWN:
        found = found.filter(user=viewer.user)
    return [
        _worker(grant)
        for grant in found.order_by("lo", "-hi", "user")
        if grant.user_id == viewer.user or leads(viewer, grant.place_code)
    ]


def worker(viewer: Viewer, grant: int, at: datetime) -> Worker | None:
    """Return who works under `grant`, if the viewer may hand that work over."""
    found = grants_in_force(at).filter(pk=grant, role__in=HANDED).first()
    if found is None or HandoverStep.objects.filter(grant=grant).exists():
        return None
    may = found.user_id == viewer.user or leads(viewer, found.place_code)
    return _worker(found) if may else None


def colleagues(viewer: Viewer, worker: Worker, at: datetime) -> list[Worker]:
    """Return who could stand in for `worker`, each once: those who work at the places around.

    A worker sees them by name and place too: whom to ask is no secret among colleagues.
    """
    around = neighbourhood(worker.role, span(worker.place_code)[0])
    with scope.open_scope(*around, user=viewer.user, staff=True):
        found = grants_in_force(at).filter(role__in=HANDED, lo__gte=around[0], lo__lt=around[1])
        near: dict[int, list[Grant]] = {}
        for grant in found.exclude(user__in=[viewer.user, worker.user]):
            near.setdefault(grant.user_id, []).append(grant)
    each = [_worker(grants[0], grants[1:]) for grants in near.values()]
    return sorted(each, key=lambda one: (one.place_code, one.user))


def posts_of(user: int, at: datetime) -> set[tuple[str, str]]:
    """Return the roles a worker holds that can be handed over, each with the code of its place."""
    with scope.open_scope(0, 0, user=user):
        found = grants_of(user, at).filter(role__in=HANDED)
        return set(found.values_list("role", "place_code"))


def handovers(viewer: Viewer, at: datetime, *, number: int | None = None) -> list[Handed]:
    """Return the hand-overs of the viewer and of those led, open ones first, then the newest.

    Cost: three statements.
    """
    found = Handover.objects.prefetch_related("steps").order_by("-at", "-pk")
    if number is not None:
        found = found.filter(pk=number)
    rows = list(found[:_MOST])
    names = names_of(who for row in rows for who in (row.giver_id, row.taker_id, row.by_id))
    handed = [_handed(row, names, at) for row in rows]
    return sorted(handed, key=lambda each: not each.open)


def covers_of(viewer: Viewer, at: datetime) -> list[Handed]:
    """Return the open hand-overs in which the viewer is one of the two."""
    mine = Q(giver=viewer.user) | Q(taker=viewer.user)
    rows = Handover.objects.filter(mine, until__gt=at).prefetch_related("steps").order_by("since")
    found = list(rows)
    names = names_of(who for row in found for who in (row.giver_id, row.taker_id, row.by_id))
    return [each for row in found if (each := _handed(row, names, at)).open]


def _worker(grant: Grant, also: Sequence[Grant] = ()) -> Worker:
    return Worker(
        user=grant.user_id,
        name=grant.user.name,
        grant=grant.pk,
        role=Role(grant.role),
        place_code=grant.place_code,
        also=tuple(Held(g.pk, Role(g.role), g.place_code) for g in also),
    )


def _handed(row: Handover, names: Mapping[int, str], at: datetime) -> Handed:
    steps = list(row.steps.all())
    return Handed(
        row=row,
        state=state_of({step.kind for step in steps}, row.since, row.until, at),
        giver=names.get(row.giver_id, ""),
        taker=names.get(row.taker_id, ""),
        by=names.get(row.by_id, ""),
        grant=next((step.grant_id for step in steps if step.grant_id), None),
        notes=tuple(step.note for step in steps if step.note),
    )
