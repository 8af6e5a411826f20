"""Registering people who arrived, once; and telling them how to reach the clinic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.cases.actions.desk import journal
from anlin.cases.models import Traveller
from anlin.cases.rules import ArrivalError, Coming, DoorNeededError, plausible
from anlin.people.actions import register_household, register_person
from anlin.people.actions.desk import NotYoursError, at_work, person_here
from anlin.people.models import Household, Person
from anlin.people.rules import EmptyFieldError, Sex
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody arrived; `legs` as in `TravellerBody`."""

    client_id: UUID
    person: int
    coming: Coming
    origin: str
    arrived_on: date
    legs: tuple[Mapping[str, str], ...] = ()
    note: str = ""


def register_arrivals(*, arrivals: Sequence[Arrival], by: Viewer, at: datetime) -> list[Traveller]:
    """Register people who arrived, once each; return them in order. Sent twice is written once.

    Raises:
        ArrivalError: a day of arrival cannot be meant.
        EmptyFieldError: it is not said where somebody comes from.
        NotYoursError: a person is not in sight, or the role does not carry it.
    Cost: three statements and one journal line for any number.
    """
    if not arrivals:
        return []
    for each in arrivals:
        if not plausible(each.arrived_on, local_day(at)):
            raise ArrivalError(field="arrived_on", day=each.arrived_on.isoformat())
        if not each.origin.strip():
            raise EmptyFieldError(field="origin")
    with at_work(by, right=Right.RECORD):
        found = Person.objects.filter(pk__in={each.person for each in arrivals})
        places = dict(found.values_list("pk", "place"))
        if any(each.person not in places for each in arrivals):
            raise NotYoursError
        rows = [_row(each, places[each.person], by, at) for each in arrivals]
        Traveller.objects.bulk_create(rows, ignore_conflicts=True)
        ids = [each.client_id for each in arrivals]
        kept = {each.client_id: each for each in Traveller.objects.filter(client_id__in=ids)}
        if len(kept) < len(set(ids)):
            raise NotYoursError(field="client_id")
        first = min(each.pk for each in kept.values())
        journal("register_arrivals", min(places.values()), f"cases_traveller:{first}", by, at,
                detail={"arrivals": len(kept)})  # fmt: skip
    return [kept[each] for each in ids]


def _row(each: Arrival, place: int, by: Viewer, at: datetime) -> Traveller:
    return Traveller(
        client_id=each.client_id, person_id=each.person, place=place, coming=each.coming,
        origin=each.origin.strip(), arrived_on=each.arrived_on,
        legs=[dict(leg) for leg in each.legs], note=each.note.strip(),
        registered_at=at, registered_by=by.user,
    )  # fmt: skip


@transaction.atomic
def register_newcomer(
    *,
    place: int,
    door: str,
    name: str,
    id_number: str,
    born_on: date | None,
    sex: Sex | None,
    phone: str,
    arrival: Callable[[int], Arrival],
    by: Viewer,
    at: datetime,
) -> int:
    """Register somebody who is in no ledger here, behind the door where they stay, and the arrival.

    Raises:
        Problem: as registering a person and an arrival do.
    """
    with at_work(by, right=Right.RECORD):
        home = home_behind(place, door, name, by, at)
        who = register_person(
            household=home.pk, name=name, id_number=id_number, born_on=born_on, sex=sex,
            phone=phone, by=by, at=at,
        )  # fmt: skip
    register_arrivals(arrivals=[arrival(who.pk)], by=by, at=at)
    return int(who.pk)


def home_behind(place: int, door: str, label: str, by: Viewer, at: datetime) -> Household:
    """Return the household behind a door of the open scope, registered now if there is none.

    Raises:
        DoorNeededError: building or door is not said.
    """
    if not place or not door.strip():
        raise DoorNeededError(field="door" if place else "place")
    found = Household.objects.filter(place=place, door=door.strip()).first()
    return found or register_household(place=place, door=door, label=label, by=by, at=at)


def tell_clinic(person: int, *, client_id: UUID, by: Viewer, at: datetime) -> None:
    """Record that a person was told how to reach the clinic, and what to look after.

    Raises:
        NotYoursError: the role or the area does not carry it.
    """
    with at_work(by, right=Right.RECORD):
        who = person_here(person)
        told = {"told": "clinic"}
        entry = Entry(client_id, who.pk, who.place, at, (EvidenceKind.CLINIC_TOLD,), told)
        record(entries=[entry], by=by, at=at)
