"""Gates, what the law says of them, and who stands before one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import seal
from anlin.base.days import local_day
from anlin.people.models import Person
from anlin.people.rules import AT_HOME, community_of
from anlin.places.queries import names
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit
from anlin.premises.models import Gate, Pass, Passage, Vehicle
from anlin.premises.rules import (
    FEVER,
    KEEP,
    Typed,
    Way,
    Who,
    code_at,
    digest_of,
    mask_name,
    tail_area,
    typed,
    width_at,
)

MOST = 8  # candidates shown at a gate
_TAIL = 4  # digits of an identity number that passes know
_WORKING = Pass.objects.filter(person=OuterRef("pk"), ended_at=None)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody a gate may let pass: by their pass or by their vehicle's plate.

    `inside` tells whether they are; None if they never passed here. Whoever `left` no longer lives
    here and may only go out.
    """

    kind: str
    number: int
    name: str
    door: str
    inside: bool | None
    left: bool


def gates(viewer: Viewer) -> QuerySet[Gate]:
    """Return the gates of the viewer's place, the open ones first."""
    return within(viewer, Gate.objects.all()).order_by("-shut_at", "place", "name")


def gate(viewer: Viewer, number: int) -> Gate | None:
    """Return a gate of the viewer's place, or None."""
    return within(viewer, Gate.objects.filter(pk=number)).first()


def place_names(found: Iterable[Gate]) -> dict[int, str]:
    """Return what the places of gates are called, by their lo."""
    codes = {gate.place: code_at(gate.place) for gate in found}
    called = names(codes.values())
    return {place: called.get(code, "") for place, code in codes.items()}


def fever_limit(place: int, at: datetime) -> Limit | None:
    """Return from which temperature on nobody is let in at a place, if an order says so."""
    return limit_at(FEVER, place, local_day(at))


def keep_limit(place: int, at: datetime) -> Limit | None:
    """Return for how many days a place keeps its registers, if an order says so."""
    return limit_at(KEEP, place, local_day(at))


def pass_of(viewer: Viewer, person: int) -> Pass | None:
    """Return somebody's working pass, without its code."""
    return within(viewer, Pass.objects.filter(person=person, ended_at=None)).first()


def passes_in(viewer: Viewer, place: int) -> tuple[int, int]:
    """Return how many people live in a building, and how many of them have a working pass."""
    living = within(viewer, Person.objects.filter(place=place, living__in=AT_HOME))
    found = living.aggregate(every=Count("pk"), have=Count("pk", filter=Exists(_WORKING)))
    return found["every"], found["have"]


def vehicles_of(viewer: Viewer, person: int) -> QuerySet[Vehicle]:
    """Return somebody's vehicles in use."""
    found = within(viewer, Vehicle.objects.filter(person=person, ended_at=None))
    return found.order_by("plate")


def find(at_gate: Gate, text: str) -> list[Found]:
    """Return who may be meant by a scanned code, a plate, or last digits.

    Shapes: at most `MOST`. A code is known in the viewer's whole place, anything else only among
    those whom the gate serves.
    """
    kind, bare = typed(text)
    passes = Pass.objects.filter(ended_at=None).order_by("at_door", "pk")
    if kind is Typed.CODE:
        return _found(at_gate, passes.filter(digest=digest_of(bare)), ())
    if kind is Typed.NOTHING:
        return []
    served = {"door__gte": at_gate.place, "door__lt": at_gate.place + width_at(at_gate.place)}
    plates = Vehicle.objects.filter(ended_at=None, plate__endswith=bare, **served)
    known = passes.filter(_ends(at_gate, bare), **served) if kind is Typed.DIGITS else passes.none()
    return _found(at_gate, known[:MOST], plates.order_by("plate")[:MOST])[:MOST]


def _ends(at_gate: Gate, digits: str) -> Q:
    """Return who has a telephone or an identity number that ends in `digits`."""
    ends = Q(phone__endswith=digits)
    if len(digits) == _TAIL:
        area = tail_area(community_of(at_gate.place))
        ends |= Q(tail=seal.blind_index(digits, area=area))
    return ends


def _found(at_gate: Gate, passes: Iterable[Pass], vehicles: Iterable[Vehicle]) -> list[Found]:
    known, cars = list(passes), list(vehicles)
    seen = _seen(at_gate.place, [each.person_id for each in known], [each.pk for each in cars])
    found = [
        Found("pass", p.pk, mask_name(p.name), p.at_door, seen.get(Who(person=p.person_id)),
              p.left_at is not None)
        for p in known
    ]  # fmt: skip
    return found + [
        Found("vehicle", v.pk, v.plate, v.at_door, seen.get(Who(vehicle=v.pk)),
              v.left_at is not None)
        for v in cars
    ]  # fmt: skip


def _seen(place: int, persons: list[int], vehicles: list[int]) -> dict[Who, bool]:
    """Return whether each of these last went in by a gate of the place."""
    later = Passage.objects.filter(place=place, corrects=OuterRef("uid"))
    found = (
        Passage.objects.filter(Q(person__in=persons) | Q(vehicle__in=vehicles), place=place)
        .filter(~Exists(later), void=False, way__in=[Way.IN, Way.OUT])
        .order_by("occurred_at", "uid")
        .values_list("person", "vehicle", "way")
    )
    return {Who(person, vehicle): way == Way.IN for person, vehicle, way in found}
