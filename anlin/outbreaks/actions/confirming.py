"""A case is confirmed: from then on it counts for the community around the institution."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.areas.actions import record_case, withdraw_matter
from anlin.areas.rules import Source as Infected
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work
from anlin.outbreaks.actions.desk import case_here, journal
from anlin.outbreaks.models import Case
from anlin.outbreaks.populations import CASES
from anlin.outbreaks.rules import BeforeDetectedError, Closing, ConfirmedError
from anlin.people.actions.desk import past

_CHAIN = timedelta(days=14)  # as criteria of areas count: cases of one small area within 14 days
_CONFIRMED = ("confirmed_on", "infected", "confirmed_at", "confirmed_by", "counted")


def confirm_case(case: int, *, on: date, infected: Infected, by: Viewer, at: datetime) -> Case:
    """Write down that a case was confirmed; a resident's counts for the community at once.

    A worker lives elsewhere, where the own community records it. Cases of one institution within
    14 days are one chain.

    Raises:
        BeforeDetectedError: confirmed before it was detected.
        ConfirmedError: it was confirmed before.
        FutureDayError: the day has not come.
    """
    past(on, "on", at)
    with at_work(by, Right.NURSE, Right.RECORD):
        kept = case_here(case)
        if kept.confirmed_on is not None:
            raise ConfirmedError
        if on < local_day(kept.detected_at):
            raise BeforeDetectedError(field="on", since=f"{local_day(kept.detected_at)}")
        if kept.person_id is not None:
            kept.counted = record_case(
                place=kept.place, found_on=on, source=infected, linked=_before(kept, on),
                client_id=uuid5(NAMESPACE_OID, f"outbreaks_case:{kept.pk}"),
                matter=CASES + kept.pk, by=by, at=at,
            )  # fmt: skip
        kept.confirmed_on, kept.infected = on, infected
        kept.confirmed_at, kept.confirmed_by = at, by.user
        kept.save(update_fields=[*_CONFIRMED])
        journal("confirm_case", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"on": on.isoformat(), "counted": kept.counted is not None})  # fmt: skip
    return kept


def _before(kept: Case, on: date) -> int | None:
    """Return as what the newest case before in the institution counts, if it is of one chain."""
    known = Case.objects.filter(
        place=kept.place, counted__isnull=False, confirmed_on__lte=on, confirmed_on__gt=on - _CHAIN
    ).exclude(closing=Closing.EXCLUDED)
    return known.order_by("-confirmed_on", "-pk").values_list("counted", flat=True).first()


def count_no_more(kept: Case, *, by: Viewer, at: datetime) -> None:
    """Take a confirmed case back that tests exclude after all; within the caller's transaction."""
    if kept.counted is not None:
        withdraw_matter(
            place=kept.place, matter=CASES + kept.pk, by=by, at=at, why="excluded by tests"
        )
