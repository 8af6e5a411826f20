"""Calling the clinic about somebody unwell; whom a community calls."""

from datetime import datetime
from uuid import UUID

from anlin.accounts.rules import Right, Viewer
from anlin.cases.actions.desk import journal
from anlin.cases.models import Clinic
from anlin.cases.rules import Decision
from anlin.people.actions.desk import at_work, person_here
from anlin.people.rules import EmptyFieldError, community_of
from anlin.records.actions import Receipt, record
from anlin.records.rules import Entry, EvidenceKind


def record_care(
    person: int, *, client_id: UUID, decision: Decision, note: str, by: Viewer, at: datetime
) -> Receipt:
    """Record that the clinic was called about somebody unwell, and what it decided.

    Raises:
        NotYoursError: the role or the area does not carry it.
    """
    with at_work(by, right=Right.RECORD):
        who = person_here(person)
        content = {"care": str(decision)} | ({"note": note.strip()} if note.strip() else {})
        # nobody was reached: the alert stays where it is
        settles = () if decision is Decision.UNREACHED else (EvidenceKind.CARE,)
        entry = Entry(client_id, who.pk, who.place, at, settles, content)
        (receipt,) = record(entries=[entry], by=by, at=at)
    return receipt


def set_clinic(*, name: str, phone: str, by: Viewer, at: datetime) -> Clinic:
    """Say whom the viewer's community calls when somebody is unwell.

    Raises:
        EmptyFieldError: name or telephone is missing.
        NotYoursError: the role or the area does not carry it.
    """
    for field, value in (("name", name), ("phone", phone)):
        if not value.strip():
            raise EmptyFieldError(field=field)
    with at_work(by, right=Right.RECORD):
        kept = Clinic.objects.create(
            place=community_of(by.lo), name=name.strip(), phone="".join(phone.split()),
            at=at, by=by.user,
        )  # fmt: skip
        journal("set_clinic", kept.place, f"cases_clinic:{kept.pk}", by, at)
    return kept
