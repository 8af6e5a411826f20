"""Shelters of full rescue stations, guardians of children, remains of the dead."""

from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_minute
from anlin.institutions.actions.desk import at_work, follow, institution_here
from anlin.institutions.models import Stay
from anlin.outbreaks.actions.desk import journal
from anlin.outbreaks.models import Guardian, Remains, Shelter
from anlin.outbreaks.populations import REMAINS
from anlin.outbreaks.rules import (
    BeforeDetectedError,
    NotYetError,
    OfNobodyError,
    StepDoneError,
)
from anlin.people.actions.desk import past
from anlin.people.rules import EmptyFieldError, phone_of
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


def _told(**texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise EmptyFieldError(field=field)


def open_shelter(institution: int, *, name: str, beds: int, by: Viewer, at: datetime) -> Shelter:
    """Write down that a temporary shelter was opened.

    Raises:
        EmptyFieldError: it is not said where, or for how many.
    """
    _told(name=name)
    if beds < 1:
        raise EmptyFieldError(field="beds")
    with at_work(by, Right.HOME):
        home = institution_here(institution)
        made = Shelter.objects.create(
            institution=home, place=home.place, name=name.strip(), beds=beds, opened_at=at,
            opened_by=by.user,
        )  # fmt: skip
        journal("open_shelter", f"outbreaks_shelter:{made.pk}", home.place, by=by, at=at,
                detail={"beds": beds})  # fmt: skip
    return made


def close_shelter(shelter: int, *, by: Viewer, at: datetime) -> None:
    """Write down that a shelter was closed.

    Raises:
        StepDoneError: it was closed before, or is not here.
    """
    with at_work(by, Right.HOME):
        held = Shelter.objects.select_for_update().filter(pk=shelter, closed_at=None).first()
        if held is None:
            raise StepDoneError
        held.closed_at = at
        held.save(update_fields=["closed_at"])
        journal("close_shelter", f"outbreaks_shelter:{shelter}", held.place, by=by, at=at)


def name_guardian(
    person: int, *, name: str, phone: str, relation: str, since: date, by: Viewer, at: datetime
) -> Guardian:  # fmt: skip
    """Name who is guardian of a child from a day on; whoever was before ends on that day.

    Raises:
        EmptyFieldError: it is not said who, or what they are to the child.
        OfNobodyError: the child does not stay here.
    """
    _told(name=name, relation=relation)
    past(since, "since", at)
    with at_work(by, Right.HOME, Right.NAMES):
        stay = Stay.objects.filter(person=person, until=None).first()
        if stay is None:
            raise OfNobodyError(field="person")
        before = Guardian.objects.filter(person=person, until=None)
        before.filter(since__lte=since).update(until=since)
        made = Guardian.objects.create(
            person_id=person, place=stay.place, name=name.strip(), phone=phone_of(phone),
            relation=relation.strip(), since=since, at=at, by=by.user,
        )  # fmt: skip
        journal("name_guardian", f"outbreaks_guardian:{made.pk}", stay.place, by=by, at=at)
    return made


def end_guardian(person: int, *, by: Viewer, on: date, at: datetime) -> None:
    """Write down that nobody is guardian of a child any more: isolated, in hospital, dead.

    Raises:
        StepDoneError: nobody was.
    """
    past(on, "on", at)
    with at_work(by, Right.HOME, Right.NAMES):
        held = Guardian.objects.filter(person=person, until=None).first()
        if held is None:
            raise StepDoneError
        Guardian.objects.filter(pk=held.pk).update(until=max(on, held.since))
        journal("end_guardian", f"outbreaks_guardian:{held.pk}", held.place, by=by, at=at)


def take_remains(
    institution: int, *, name: str, patient: bool, paper: str, family: str, came_at: datetime,
    by: Viewer, at: datetime,
) -> Remains:  # fmt: skip
    """Register remains with their papers; those of a patient are owed handling at once.

    Raises:
        NotYetError: in the time to come.
        EmptyFieldError: the name or the paper is missing.
    """
    _told(name=name, paper=paper)
    if came_at > at:
        raise NotYetError(field="came_at")
    with at_work(by, Right.HOME, Right.NAMES):
        home = institution_here(institution)
        made = Remains.objects.create(
            institution=home, place=home.place, name=name.strip(), patient=patient,
            paper=paper.strip(), family=family.strip(), came_at=came_at, by=by.user,
        )  # fmt: skip
        journal("take_remains", f"outbreaks_remains:{made.pk}", home.place, by=by, at=at,
                detail={"patient": patient})  # fmt: skip
    if patient:
        follow(made.place, at)
    return made


def cremate(remains: int, *, done_at: datetime, kept: str, by: Viewer, at: datetime) -> Remains:
    """Write down that remains were cremated, and where the ashes are.

    Raises:
        BeforeDetectedError: before they came, or in the time to come.
        EmptyFieldError: it is not said where the ashes are.
        StepDoneError: it was done before, or they are not here.
    """
    _told(kept=kept)
    with at_work(by, Right.HOME, Right.NAMES, Right.RECORD):
        held = Remains.objects.select_for_update().filter(pk=remains, cremated_at=None).first()
        if held is None:
            raise StepDoneError
        if not held.came_at <= done_at <= at:
            raise BeforeDetectedError(field="done_at", since=local_minute(held.came_at))
        held.cremated_at, held.kept, held.done_by = done_at, kept.strip(), by.user
        held.save(update_fields=["cremated_at", "kept", "done_by"])
        if held.patient:
            entry = Entry(
                uuid5(NAMESPACE_OID, f"outbreaks_remains:{held.pk}"), REMAINS + held.pk,
                held.place, done_at, (EvidenceKind.REMAINS_HANDLED,), {"remains": held.pk},
            )  # fmt: skip
            record(entries=[entry], by=by, at=at)
        journal("cremate", f"outbreaks_remains:{remains}", held.place, by=by, at=at)
    return held
