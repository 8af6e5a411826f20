"""The households of a place, and who lives behind which door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, prefetch_related_objects

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.field.queries.labels import Label, Labels
from anlin.field.queries.today import groups_of, place_names
from anlin.people.models import Household, Person
from anlin.people.queries import bearer, households
from anlin.people.rules import AT_HOME, age_on, fault_of_id, normal_id

MOST = 20
LEAST_PHONE = 7


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody as a list shows them."""

    person: Person
    age: int
    label: Label | None
    groups: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """One household with those who live there, eldest first."""

    household: Household
    residents: tuple[Resident, ...]


@dataclass(frozen=True, slots=True)
class Building:
    """One building or natural village with the number of its households."""

    place: int
    name: str
    households: int
    doors: tuple[Door, ...] = ()


def buildings(viewer: Viewer) -> list[Building]:
    """Return the buildings of the viewer's grid or community as one walks them."""
    found = households(viewer, viewer.lo, viewer.hi)
    counted = [(place, len(list(group))) for place, group in groupby(found, key=_place)]
    names = place_names(place for place, _ in counted)
    return [Building(place, names.get(place, ""), number) for place, number in counted]


def building(viewer: Viewer, place: int, day: date) -> list[Building]:
    """Return one building with every door, or nothing where the viewer sees no household."""
    return opened(households(viewer, place, place + 1), day)


def find(viewer: Viewer, text: str, day: date) -> list[Building]:
    """Return the first doors in the viewer's place that fit a text.

    It is how a door or a resident's name begins, or a whole identity number or telephone number.
    """
    fits = Q(door__startswith=text) | Q(person__name__startswith=text)
    if fault_of_id(normal_id(text)) is None:
        fits = Q(pk__in=[each.household_id for each in bearer(viewer, text)])
    elif len(digits := "".join(text.split())) >= LEAST_PHONE and digits.isdecimal():
        fits |= Q(person__phone=digits)
    standing = Household.objects.filter(fits, closed_on=None)
    found = within(viewer, standing).distinct().order_by("place", "door")
    return opened(list(found[:MOST]), day)


def _place(household: Household) -> int:
    return household.place


def opened(found: Sequence[Household], day: date) -> list[Building]:
    """Return households by building with who lives there, eldest first."""
    eldest = Person.objects.filter(living__in=AT_HOME).order_by("born_on")
    eldest = eldest.prefetch_related("health_set", "specialgroup_set")
    prefetch_related_objects(list(found), Prefetch("person_set", eldest))
    labels = Labels(day)
    names = place_names({household.place for household in found})
    shown = []
    for place, group in groupby(found, key=_place):
        doors = tuple(
            Door(
                household,
                tuple(
                    Resident(
                        person,
                        age_on(person.born_on, day),
                        labels.of(person, person.health_set.all()),
                        groups_of(person, day),
                    )
                    for person in household.person_set.all()
                ),
            )
            for household in group
        )
        shown.append(Building(place, names.get(place, ""), len(doors), doors))
    return shown
