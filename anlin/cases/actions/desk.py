"""What every act of this room does: hold the running case, and write its one line."""

from collections.abc import Mapping
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.cases.models import Observation
from anlin.cases.rules import Ending, NotObservedError
from anlin.journal.actions import write
from anlin.journal.rules import Actor


def running(person: int) -> Observation | None:
    """Return what somebody is at home for, held until the transaction ends."""
    found = Observation.objects.select_for_update().filter(person=person, ended_at=None)
    return found.first()


def running_or_refused(person: int) -> Observation:
    """Return what somebody is at home for.

    Raises:
        NotObservedError: for nothing.
    """
    found = running(person)
    if found is None:
        raise NotObservedError
    return found


def finish(kept: Observation, ending: Ending, by: Viewer, at: datetime) -> None:
    """End what somebody is at home for."""
    kept.ended_at, kept.ended_by, kept.ending = at, by.user, ending
    kept.save(update_fields=["ended_at", "ended_by", "ending"])


def journal(
    verb: str,
    place: int,
    subject: str,
    by: Actor,
    at: datetime,
    *,
    detail: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Write the one line of an act; `detail` never names a person."""
    write(
        by=by, verb=f"cases.{verb}", place=place, at=at, reason=reason, detail=detail,
        subject=subject,
    )  # fmt: skip


def named(kept: Observation) -> str:
    """Return how the journal calls an observation."""
    return f"cases_observation:{kept.pk}"
