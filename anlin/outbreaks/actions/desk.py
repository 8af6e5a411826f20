"""The desk every act on a case is done at: which case, and the line in the journal."""

from anlin.journal.actions import Book
from anlin.outbreaks.models import Case
from anlin.outbreaks.rules import UnknownCaseError

journal = Book("outbreaks")


def case_here(case: int) -> Case:
    """Return an open case of the open scope, held until the transaction ends.

    Raises:
        UnknownCaseError: there is none, or it is closed.
    """
    found = Case.objects.select_for_update().filter(pk=case, closed_at=None).first()
    if found is None:
        raise UnknownCaseError
    return found
