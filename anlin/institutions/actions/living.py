"""Letting the ledger know who lives in an institution: newcomers, and people it knows."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import part_here
from anlin.institutions.models import Institution, Location, Stay
from anlin.institutions.rules import BedTakenError, Came, Part, State
from anlin.people.actions import move_person
from anlin.people.actions.changing import Act
from anlin.people.actions.desk import unless
from anlin.people.actions.registration import Door, Newcomer, enter_households, enter_persons
from anlin.people.models import Household, Person
from anlin.people.rules import AT_HOME, Identity, Source

_DOOR = "集体"  # the one door in the ledger behind which all residents of a building live


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody to be admitted: into which bed, when, and who they are."""

    bed: int | None
    name: str
    who: Identity
    since: datetime
    phone: str = ""
    client_id: UUID | None = None


def one_stay(bed: Location) -> AbstractContextManager[None]:
    """Say that the bed is taken where the database says that two would lie in it."""
    return unless("institutions_stay_one_per_bed", BedTakenError(field="bed", bed=bed.name))


def enter(home: Institution, found: Sequence[Admission], act: Act) -> list[Stay]:
    """Register newcomers in the ledger and let each stay in the own bed, by a few statements.

    Raises:
        BedTakenError: a bed is taken, or given twice.
        UnknownPartError: a bed does not stand here.
    """
    wanted = {each.bed or 0 for each in found}
    beds = {
        bed.pk: bed
        for bed in Location.objects.select_for_update(no_key=True).filter(
            pk__in=wanted, institution=home, kind=Part.BED, until=None
        )
    }
    for missing in wanted - beds.keys():
        part_here(home, missing, Part.BED)
    homes = _households(home, {bed.building for bed in beds.values()}, act)
    people = enter_persons(
        [
            Newcomer(
                homes[beds[each.bed or 0].building], each.name, each.who, local_day(each.since),
                each.phone, client_id=each.client_id,
            )
            for each in found
        ],
        act,
    )  # fmt: skip
    stays = [
        Stay(
            client_id=each.client_id, institution=home, place=home.place,
            home=beds[each.bed or 0].building, person=person, bed=beds[each.bed or 0],
            state=State.IN, came=Came.ADMITTED, since=each.since, why=act.why, opened_at=act.at,
            opened_by=act.by.user,
        )
        for each, person in zip(found, people, strict=True)
    ]  # fmt: skip
    first = beds[stays[0].bed_id or 0] if stays else None
    taken = BedTakenError(field="bed", bed=first.name if first and len(stays) == 1 else "")
    with unless("institutions_stay_one_per_bed", taken):
        return Stay.objects.bulk_create(stays)


def _households(home: Institution, buildings: set[int], act: Act) -> dict[int, Household]:
    """Return the household of each building, registered in the ledger when the first one comes."""
    parts = Location.objects.select_for_update(no_key=True, of=("self",)).filter(
        institution=home, kind=Part.BUILDING, building__in=buildings
    )
    known = {part.building: part for part in parts.select_related("household")}
    without = [part for part in known.values() if part.household is None]
    doors = [Door(part.building, _DOOR, home.name) for part in without]
    for part, made in zip(without, enter_households(doors, act), strict=True):
        part.household = made
    Location.objects.bulk_update(without, ["household"])
    return {lo: part.household for lo, part in known.items() if part.household is not None}


def live_in(
    who: Person, bed: Location, when: datetime, *, by: Viewer, at: datetime, why: str
) -> None:
    """Let the ledger say that somebody lives in the building of a bed."""
    homes = _households(bed.institution, {bed.building}, Act(by, at, why))
    target = homes[bed.building]
    if who.household_id != target.pk or who.living not in AT_HOME:
        move_person(
            who.pk, household=target.pk, on=local_day(when), by=by, at=at, why=why,
            source=Source.SCREEN, same_day=True,
        )  # fmt: skip
