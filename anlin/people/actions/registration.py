"""Registering households and persons, moving them, putting right what was entered wrongly."""

from datetime import date, datetime

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.people.actions.desk import (
    at_work,
    end,
    household_here,
    journal,
    keep_number,
    opened,
    past,
    person_here,
    unless,
)
from anlin.people.models import Health, Household, Person, Residence, SpecialGroup
from anlin.people.rules import (
    DoorTakenError,
    DoubleIdentityError,
    EmptyFieldError,
    Sex,
    community_of,
    identity,
)


def register_household(*, place: int, door: str, label: str, by: Viewer, at: datetime) -> Household:
    """Register those who live behind one door of the building or natural village at `place`.

    Raises:
        DoorTakenError: a household is registered there.
        EmptyFieldError: no door was given.
    """
    if not door.strip():
        raise EmptyFieldError(field="door")
    with (
        at_work(by, place),
        unless("people_household_one_per_door", DoorTakenError(field="door", door=door)),
    ):
        household = Household.objects.create(place=place, door=door.strip(), label=label.strip())
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
) -> Person:
    """Register a resident of `household`, living there since `since` or today.

    A number tells day of birth and sex; who has none gives both.

    Raises:
        BadIdentityError: the number cannot be one, or contradicts what was given.
        BirthNeededError: no number, and day of birth or sex is missing.
        DoubleIdentityError: the number is known in this community.
        EmptyFieldError: no name was given.
        FutureDayError: born, or living there, from a day to come.
    """
    who = identity(id_number, born_on, sex)
    moved_in = since or local_day(at)
    past(who.born_on, "born_on", at)
    past(moved_in, "since", at)
    if not name.strip():
        raise EmptyFieldError(field="name")
    with at_work(by), unless("people_person_one_per_id", DoubleIdentityError(field="id_number")):
        home = household_here(household)
        person = Person.objects.create(
            place=home.place,
            household=home,
            name=name.strip(),
            sex=who.sex,
            born_on=who.born_on,
            phone="".join(phone.split()),
            area=community_of(home.place),
        )
        keep_number(person, who.number)
        person.save()
        Residence.objects.create(person=person, household=home, place=home.place, since=moved_in)
        journal("register_person", person, home.place, by=by, at=at)
    return person


def move_person(person: int, *, household: int, on: date, by: Viewer, at: datetime) -> Person:
    """Let somebody live in `household` from `on`; their facts go with them.

    The journals of both communities say so, for what is owed changes in both.

    Raises:
        DayOrderError: they moved into where they are now on that day or later.
        DoubleIdentityError: their number is known in the other community.
        FutureDayError: the day is to come.
    """
    past(on, "on", at)
    with at_work(by), unless("people_person_one_per_id", DoubleIdentityError()):
        who, home = person_here(person), household_here(household)
        came_from = who.place
        stays = Residence.objects.filter(person=who)
        end(stays.filter(until=None), on)
        stays.create(person=who, household=home, place=home.place, since=on)
        number = opened(who)
        who.household, who.place, who.area = home, home.place, community_of(home.place)
        keep_number(who, number)
        who.save()
        SpecialGroup.objects.filter(person=who).update(place=home.place)
        Health.objects.filter(person=who).update(place=home.place)
        for place in sorted({community_of(p): p for p in (home.place, came_from)}.values()):
            journal("move_person", who, place, by=by, at=at, detail={"to": str(home.place)})
    return who


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
        DoubleIdentityError: the number is known in this community.
        EmptyFieldError: the name would be empty, or no reason was given.
    """
    if not reason.strip():
        raise EmptyFieldError(field="reason")
    if name is not None and not name.strip():
        raise EmptyFieldError(field="name")
    with at_work(by), unless("people_person_one_per_id", DoubleIdentityError(field="id_number")):
        who = person_here(person)
        changed = {"name": name, "phone": phone, "id_number": id_number}
        if name is not None:
            who.name = name.strip()
        if phone is not None:
            who.phone = "".join(phone.split())
        if id_number is not None:
            right = identity(id_number, None, None)
            who.born_on, who.sex = right.born_on, right.sex
            keep_number(who, right.number)
        who.save()
        fields = [field for field, value in changed.items() if value is not None]
        journal("correct_person", who, who.place, by=by, at=at, reason=reason,
                 detail={"fields": fields})  # fmt: skip
    return who
