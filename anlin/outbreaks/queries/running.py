"""How an institution is run in an outbreak: what is asked of it now, and where contacts lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.base import sql
from anlin.duties.queries import DutyRow, duties, windows_to_do
from anlin.institutions.queries.regime import regime_at
from anlin.institutions.rules.regime import Regime
from anlin.outbreaks.models import Case, Contact
from anlin.outbreaks.queries.law import site_limit
from anlin.outbreaks.rules import ASKS, PROVES, Deed, Standing, site_lacks
from anlin.records.models import Submission


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of an institution, and when and how it was last done since."""

    deed: Deed
    duty: DutyRow
    done: Submission | None


def asks(place: int, at: datetime) -> list[Ask]:
    """Return what is asked of an institution now, what is not done first.

    What a site is asked once it has ended is a matter of the lapses, not of this list.
    Cost: four statements.
    """
    held = regime_at(place, at)
    over = set() if held and held.regime == Regime.SITE else {Deed.EQUIPPED}
    owed = [
        each
        for each in duties(
            windows=windows_to_do(at), lo=place, hi=place + 1, at=at, subject=place
        )
        if each.measure in ASKS and ASKS[each.measure] not in over
    ]  # fmt: skip
    if not owed:
        return []
    kinds = {int(PROVES[ASKS[each.measure]]) for each in owed}
    told = Submission.objects.filter(place=place, subject=place, conflict_of=None)
    newest: dict[int, Submission] = {}
    for each in told.order_by("-occurred_at", "-pk")[:200]:
        for kind in kinds & set(each.kinds):
            newest.setdefault(kind, each)
    found = [_ask(each, newest.get(int(PROVES[ASKS[each.measure]]))) for each in owed]
    return sorted(found, key=lambda each: each.done is not None)


def _ask(duty: DutyRow, newest: Submission | None) -> Ask:
    return Ask(ASKS[duty.measure], duty, newest if duty.have else None)


def site_lacking(place: int, day: date) -> tuple[str, str, str] | None:
    """Return what an institution lacks to be run as an isolation site; None if nothing."""
    open_cases = Case.objects.filter(place=place, closed_at=None).count()
    return site_lacks(open_cases, confirmed(place), site_limit(place, day))


def confirmed(place: int) -> int:
    """Return how many people are confirmed contacts of open cases of an institution."""
    known = Contact.objects.filter(place=place, standing=Standing.CONFIRMED, case__closed_at=None)
    return known.values("person", "post", "visitor").distinct().count()


def contacts_inside(place: int) -> Sequence[sql.Row]:
    """Return the confirmed contacts of open cases who lie in the institution, and in which zone."""
    return sql.rows("outbreaks/contacts_inside", {"place": place})
