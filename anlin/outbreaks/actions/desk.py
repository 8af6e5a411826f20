"""The desk every act on a case is done at: which case, and the line in the journal."""

from collections.abc import Mapping
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.journal.actions import write
from anlin.outbreaks.models import Case
from anlin.outbreaks.rules import UnknownCaseError


def case_here(case: int) -> Case:
    """Return an open case of the open scope, held until the transaction ends.

    Raises:
        UnknownCaseError: there is none, or it is closed.
    """
    found = Case.objects.select_for_update().filter(pk=case, closed_at=None).first()
    if found is None:
        raise UnknownCaseError
    return found


def journal(
    verb: str,
    subject: str,
    place: int,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write the one line of an act; `detail` never names a person."""
    write(
        by=by, verb=f"outbreaks.{verb}", place=place, subject=subject, at=at, reason=reason,
        detail=detail,
    )  # fmt: skip
