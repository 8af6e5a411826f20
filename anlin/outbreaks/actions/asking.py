"""Gates of an institution: requisition, meals and gatherings, placement of children."""

from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work, institution_here
from anlin.outbreaks.actions.desk import journal
from anlin.outbreaks.models import Permit
from anlin.outbreaks.queries import permit_gate
from anlin.outbreaks.rules import What
from anlin.people.rules import EmptyFieldError


def ask_permit(institution: int, *, what: What, words: str, by: Viewer, at: datetime) -> Permit:
    """Ask whether something may be done in an institution, and keep the answer with its clauses.

    Raises:
        EmptyFieldError: it is not said what is meant.
    """
    if not words.strip():
        raise EmptyFieldError(field="words")
    with at_work(by, Right.HOME):
        home = institution_here(institution, hold=True)
        asked = permit_gate(home.place, what, local_day(at))
        made = Permit.objects.create(
            institution=home, place=home.place, what=what, words=words.strip(), at=at, by=by.user,
            refused=[
                {"clause": each.limit.clause, "order": each.limit.order,
                 "has": None if each.has is None else str(each.has)}
                for each in asked
                if not each.met
            ],
        )  # fmt: skip
        journal("ask_permit", f"outbreaks_permit:{made.pk}", home.place, by=by, at=at,
                detail={"what": str(what), "refused": len(made.refused)})  # fmt: skip
    return made
