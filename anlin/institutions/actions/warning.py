"""Warnings: a nurse takes one over, and says what came of it; each once."""

from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.institutions.actions.desk import at_work, journal
from anlin.institutions.models import Step, Warning
from anlin.institutions.rules import (
    AlreadyClosedError,
    AlreadyTakenError,
    NotTakenError,
    Outcome,
    UnknownWarningError,
)
from anlin.people.actions.desk import unless
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


def take_over(warning: int, *, by: Viewer, at: datetime) -> Step:
    """Take a warning over: from now on somebody is with the resident.

    Raises:
        AlreadyTakenError: somebody has.
        NotYoursError: the role does not carry it.
        UnknownWarningError: no such warning in sight.
    """
    with at_work(by, Right.NURSE), unless("institutions_step_taken_once", AlreadyTakenError()):
        held = _here(warning)
        made = Step.objects.create(warning=held, place=held.place, at=at, by=by.user)
        entry = Entry(
            client_id=uuid5(NAMESPACE_OID, f"institutions_warning:{held.pk}"),
            subject=held.person_id, place=held.home, occurred_at=at,
            kinds=(EvidenceKind.WARNING_TAKEN,), content={"warning": held.pk},
        )  # fmt: skip
        record(entries=[entry], by=by, at=at)
        journal("take_over", held, held.place, by=by, at=at)
    return made


def close(warning: int, *, outcome: Outcome, note: str, by: Viewer, at: datetime) -> Step:
    """Say what came of a warning that was taken over.

    Raises:
        AlreadyClosedError: somebody has.
        NotTakenError: nobody has taken it over yet.
        UnknownWarningError: no such warning in sight.
    """
    with at_work(by, Right.NURSE), unless("institutions_step_closed_once", AlreadyClosedError()):
        held = _here(warning)
        if not Step.objects.filter(warning=held, outcome="").exists():
            raise NotTakenError
        made = Step.objects.create(
            warning=held, place=held.place, outcome=outcome, note=note.strip(), at=at, by=by.user
        )
        journal("close_warning", held, held.place, by=by, at=at, detail={"outcome": str(outcome)})
    return made


def _here(warning: int) -> Warning:
    found = Warning.objects.filter(pk=warning).first()
    if found is None:
        raise UnknownWarningError
    return found
