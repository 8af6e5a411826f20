"""Contacts of a case: drawn from what is recorded, added by hand, confirmed or struck."""

from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.institutions.actions.desk import at_work
from anlin.outbreaks.actions.desk import case_here, journal
from anlin.outbreaks.models import Case, Contact, Task
from anlin.outbreaks.queries import contact_days
from anlin.outbreaks.rules import Basis, ContactGoneError, Standing, Step, window
from anlin.people.rules import EmptyFieldError
from anlin.records.rules import EvidenceKind

ROUNDS = [
    int(kind) for kind in (EvidenceKind.HEALTH_ROUND, EvidenceKind.TEMPERATURE, EvidenceKind.VISIT)
]


def draw(case: Case, at: datetime) -> int:
    """Draw the contacts of a case within the window in force; return how many came or grew.

    Nobody is drawn where no order says how far back to look. Within the caller's transaction.
    """
    days = contact_days(case.place, local_day(at))
    isolated = Task.objects.filter(case=case, step=Step.ISOLATED, done_at__isnull=False).first()
    onset = start_of(case.onset_on) if case.onset_on else None
    until = isolated.done_at if isolated and isolated.done_at else at
    near = window(case.detected_at, onset, int(days.value) if days else None, until)
    if near is None:
        return 0
    asked = {"case": case.pk, "since": near[0], "until": near[1], "rounds": ROUNDS}
    return len(sql.rows("outbreaks/draw_contacts", asked))


def draw_contacts(case: int, *, by: Viewer, at: datetime) -> int:
    """Draw a case's contacts anew; what somebody decided stays."""
    with at_work(by, Right.NURSE):
        kept = case_here(case)
        drawn = draw(kept, at)
        journal("draw_contacts", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"contacts": drawn})  # fmt: skip
    return drawn


def decide_contact(
    contact: int, *, standing: Standing, why: str, by: Viewer, at: datetime
) -> Contact:
    """Confirm a contact, or strike it with a reason.

    Raises:
        ContactGoneError: there is none, or the case is closed.
        EmptyFieldError: it is struck and nobody says why.
    """
    if standing is Standing.STRUCK and not why.strip():
        raise EmptyFieldError(field="why")
    with at_work(by, Right.NURSE):
        kept = Contact.objects.select_for_update().filter(pk=contact, case__closed_at=None).first()
        if kept is None:
            raise ContactGoneError
        kept.standing, kept.why = standing, why.strip()
        kept.decided_at, kept.decided_by = at, by.user
        kept.save(update_fields=["standing", "why", "decided_at", "decided_by"])
        journal("decide_contact", f"outbreaks_contact:{contact}", kept.place, by=by, at=at,
                detail={"standing": str(standing)})  # fmt: skip
    return kept


def confirm_rest(case: int, *, by: Viewer, at: datetime) -> int:
    """Confirm every contact of a case that nobody decided on; return how many."""
    with at_work(by, Right.NURSE):
        kept = case_here(case)
        rest = Contact.objects.filter(case=kept, standing=Standing.DRAWN)
        done = rest.update(standing=Standing.CONFIRMED, decided_at=at, decided_by=by.user)
        journal("confirm_rest", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"contacts": done})  # fmt: skip
    return done


def add_contact(
    case: int, *, visitor: str, why: str, last_at: datetime, by: Viewer, at: datetime
) -> Contact:
    """Add a contact by hand whom no register knows.

    Raises:
        EmptyFieldError: it is not said who, or why.
    """
    for field, text in (("visitor", visitor), ("why", why)):
        if not text.strip():
            raise EmptyFieldError(field=field)
    with at_work(by, Right.NURSE):
        kept = case_here(case)
        made, _ = Contact.objects.get_or_create(
            case=kept, person=None, post=None, visitor=visitor.strip(),
            defaults={
                "place": kept.place, "bases": [Basis.HAND], "last_at": min(last_at, at),
                "standing": Standing.CONFIRMED, "why": why.strip(), "decided_at": at,
                "decided_by": by.user,
            },
        )  # fmt: skip
        journal("add_contact", f"outbreaks_contact:{made.pk}", kept.place, by=by, at=at)
    return made
