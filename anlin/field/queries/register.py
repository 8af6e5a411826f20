"""What the register's screens show: a household, what is known since when, key people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base.words import dated
from anlin.field.queries.labels import Label, Labels
from anlin.field.queries.today import groups_of, place_names
from anlin.people.models import Household, Person, SpecialGroup
from anlin.people.queries import (
    FIELD_WORDS,
    GROUP_WORDS,
    LIVING_WORDS,
    RELATION_WORDS,
    SEX_WORDS,
    Known,
    Step,
    household_page,
    known,
    steps,
)
from anlin.people.rules import AT_HOME, Group, Living, Relation, Sex, age_on, mask_phone
from anlin.places.models import Place
from anlin.places.rules import BUILDING, COMMUNITY, TOWN

MOST = 100


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household as its page shows them."""

    person: Person
    age: int
    relation: str
    living: str
    label: Label | None
    groups: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """One household: who lives there, who left, and how its entry changed."""

    household: Household
    building: str
    members: tuple[Member, ...]
    left: tuple[Member, ...]
    since: Known
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a person: since when and from whom, so that nobody asks again."""

    word: str
    value: str
    at: datetime | None
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of two entries that are compared: all that tells them apart, the number sealed."""

    person: Person
    place: str
    sex: str
    phone: str
    groups: tuple[str, ...]
    since: Known


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a place belong to a special group now."""

    group: str
    word: str
    count: int


def home(viewer: Viewer, household: int, day: date) -> Home | None:
    """Return one household, or None if it is out of sight."""
    found = household_page(viewer, household)
    if found is None:
        return None
    labels = Labels(day)
    people = [_member(person, day, labels) for person in found.person_set.all()]
    return Home(
        household=found,
        building=place_names([found.place]).get(found.place, ""),
        members=tuple(each for each in people if each.person.living in AT_HOME),
        left=tuple(each for each in people if each.person.living not in AT_HOME),
        since=known(found)[""],
        steps=tuple(steps(found)),
    )


def facts(person: Person) -> list[Fact]:
    """Return what is known of a person field by field, with its date, its source and who said it.

    The identity number stands apart: it stays sealed.
    """
    told, values = known(person), {
        "name": person.name,
        "born_on": dated(person.born_on),
        "sex": str(SEX_WORDS[Sex(person.sex)]),
        "phone": mask_phone(person.phone),
        "relation": str(RELATION_WORDS[Relation(person.relation)]) if person.relation else "",
        "living": str(LIVING_WORDS[Living(person.living)]),
    }  # fmt: skip
    found = []
    for field, value in values.items():
        since = told.get(field, told[""])
        found.append(Fact(str(FIELD_WORDS[field]), value, since.at, since.by, since.source))
    return found


def buildings_of(viewer: Viewer) -> Sequence[tuple[str, str]]:
    """Return the buildings and natural villages of the viewer's place, for a choice."""
    found = Place.objects.filter(level=BUILDING, lo__gte=viewer.lo, lo__lt=viewer.hi)
    return [(str(lo), name) for lo, name in found.order_by("lo").values_list("lo", "name")]


def groups_counted(viewer: Viewer) -> list[GroupCount]:
    """Return how many people of the viewer's place belong to each special group now."""
    members = within(viewer, SpecialGroup.objects.filter(until=None, person__living__in=AT_HOME))
    counted: dict[str, int] = {}
    for group in members.values_list("group", flat=True):
        counted[group] = counted.get(group, 0) + 1
    return [
        GroupCount(group, str(word), counted[group])
        for group, word in GROUP_WORDS.items()
        if group in counted
    ]


def key_people(viewer: Viewer, group: Group, day: date) -> list[Member]:
    """Return the people of one special group as one walks them, up to `MOST`."""
    members = Person.objects.filter(
        specialgroup__group=group, specialgroup__until=None, living__in=AT_HOME
    )
    found = within(viewer, members).select_related("household")
    found = found.prefetch_related("specialgroup_set", "health_set").order_by("place", "pk")
    labels = Labels(day)
    return [_member(person, day, labels) for person in found[:MOST]]


def entry(person: Person) -> Entry:
    """Return one of two entries that are compared."""
    held = SpecialGroup.objects.filter(person=person, until=None).order_by("since")
    return Entry(
        person=person,
        place=" ".join(place.name for place in _line_to(person.place)),
        sex=str(SEX_WORDS[Sex(person.sex)]),
        phone=mask_phone(person.phone),
        groups=tuple(str(GROUP_WORDS[Group(each.group)]) for each in held),
        since=known(person)[""],
    )


def _line_to(place: int) -> Sequence[Place]:
    """Return the town, the community and the building of a place."""
    levels = (TOWN, COMMUNITY, BUILDING)
    return list(
        Place.objects.filter(level__in=levels, lo__lte=place, hi__gt=place).order_by("level")
    )


def _member(person: Person, day: date, labels: Labels) -> Member:
    return Member(
        person,
        age_on(person.born_on, day),
        str(RELATION_WORDS[Relation(person.relation)]) if person.relation else "",
        "" if person.living == Living.HERE else str(LIVING_WORDS[Living(person.living)]),
        labels.of(person, person.health_set.all()),
        groups_of(person, day),
    )
