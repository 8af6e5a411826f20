"""Registering households and persons, one or many, and putting right what was entered wrongly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.people.actions.changing import Act, Edit, amend
from anlin.people.actions.desk import (
    at_work,
    household_here,
    journal,
    keep_number,
    past,
    person_here,
    unless,
)
from anlin.people.models import Household, Person, Residence, SpecialGroup
from anlin.people.queries import holding
from anlin.people.rules import (
    DoorTakenError,
    DoubleIdentityError,
    Group,
    Identity,
    Sex,
    community_of,
    identity,
    phone_of,
    said,
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be registered: who they are, and where they live since when."""

    home: Household
    name: str
    who: Identity
    since: date
    phone: str = ""
    relation: str = ""
    groups: Sequence[Group] = ()
    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A household to be registered."""

    place: int
    door: str
    label: str = ""
    client_id: UUID | None = None


def register_household(*, place: int, door: str, label: str, by: Viewer, at: datetime) -> Household:
    """Register those who live behind one door of the building or natural village at `place`.

    Raises:
        DoorTakenError: a household is registered there.
        EmptyFieldError: no door was given.
    """
    found = Door(place, said(door, "door"), label.strip())
    with (
        at_work(by, place),
        unless("people_household_one_per_door", DoorTakenError(field="door", door=door)),
    ):
        (household,) = enter_households([found], Act(by, at))
        journal("register_household", household, household.place, by=by, at=at)
    return household


def register_person(
    *,
    household: int,
    name: str,
    by: Viewer,
    at: datetime,
    id_number: str = "",
    born_on: date | None = None,
    sex: Sex | None = None,
    phone: str = "",
    since: date | None = None,
    relation: str = "",
) -> Person:
    """Register a resident of `household`, living there since `since` or today.

    A number tells day of birth and sex; who has none gives both. Whether somebody out of sight
    has the same number is told to nobody here: pairs are found later, for who sees both.

    Raises:
        BadIdentityError: the number cannot be one, or contradicts what was given.
        BirthNeededError: no number, and day of birth or sex is missing.
        DoubleIdentityError: somebody in sight has the number.
        EmptyFieldError: no name was given.
        FutureDayError: born, or living there, from a day to come.
    """
    who = identity(id_number, born_on, sex)
    moved_in = since or local_day(at)
    past(who.born_on, "born_on", at)
    past(moved_in, "since", at)
    name = said(name, "name")
    with at_work(by):
        home = household_here(household)
        if who.number and holding(community_of(home.place), [who.number]):
            raise DoubleIdentityError(field="id_number")
        newcomer = Newcomer(home, name, who, moved_in, phone_of(phone), relation)
        (person,) = enter_persons([newcomer], Act(by, at))
        journal("register_person", person, home.place, by=by, at=at)
    return person


def correct_person(
    person: int,
    *,
    reason: str,
    by: Viewer,
    at: datetime,
    name: str | None = None,
    phone: str | None = None,
    id_number: str | None = None,
) -> Person:
    """Put right what was entered wrongly; what is None stays. The journal names the fields only.

    Raises:
        BadIdentityError: the number cannot be one.
        EmptyFieldError: the name would be empty, or no reason was given.
    """
    why = said(reason, "reason")
    asked = {
        "name": None if name is None else said(name, "name"),
        "phone": None if phone is None else phone_of(phone),
        "id_number": None if id_number is None else identity(id_number, None, None).number,
    }
    with at_work(by):
        who = person_here(person)
        edits = [Edit(who, name, value) for name, value in asked.items() if value is not None]
        amend(edits, Act(by, at, why))
        journal("correct_person", who, who.place, by=by, at=at, reason=why,
                 detail={"fields": [edit.field for edit in edits]})  # fmt: skip
    return who


def enter_households(found: Sequence[Door], act: Act) -> list[Household]:
    """Put households behind their doors, all by one statement."""
    return Household.objects.bulk_create(
        Household(
            place=door.place, door=door.door, label=door.label, client_id=door.client_id,
            registered_at=act.at, registered_by=act.by.user, source=act.source,
            brought_by_id=act.brought_by,
        )
        for door in found
    )  # fmt: skip


def enter_persons(found: Sequence[Newcomer], act: Act) -> list[Person]:
    """Put people into their households with all that is known of them, by a few statements."""
    numbers = _numbers(len(found))
    persons = [_person(*each, act) for each in zip(found, numbers, strict=True)]
    Person.objects.bulk_create(persons)
    both = list(zip(found, persons, strict=True))
    Residence.objects.bulk_create(
        Residence(person=person, household=new.home, place=person.place, since=new.since)
        for new, person in both
    )
    SpecialGroup.objects.bulk_create(
        SpecialGroup(
            person=person, place=person.place, group=group, since=act.on or local_day(act.at)
        )
        for new, person in both
        for group in new.groups
    )
    return persons


def _person(new: Newcomer, number: int, act: Act) -> Person:
    person = Person(
        id=number, place=new.home.place, household=new.home, name=new.name, sex=new.who.sex,
        born_on=new.who.born_on, phone=new.phone, area=community_of(new.home.place),
        relation=new.relation, client_id=new.client_id, registered_at=act.at,
        registered_by=act.by.user, source=act.source, brought_by_id=act.brought_by,
    )  # fmt: skip
    keep_number(person, new.who.number)
    return person


def _numbers(count: int) -> Iterable[int]:
    """Return the next numbers of persons: a sealed value is bound to its row's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval('people_person_id_seq') from generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]
