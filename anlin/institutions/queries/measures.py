"""What an institution of a kind owes by the orders of all packs, and whether they hold here now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.base.days import local_day
from anlin.institutions.models import Institution
from anlin.institutions.rules import concerning
from anlin.places.rules import span
from anlin.policy import queries as law
from anlin.policy.rules import Measure, Ruling


@dataclass(frozen=True, slots=True)
class Owed:
    """One measure of this kind of institution: what it asks, by which clause, since when here."""

    measure: Measure
    ruling: Ruling | None

    @property
    def order(self) -> str:
        """Return the order whose clause asks for it."""
        return self.ruling.term.order if self.ruling else self.measure.terms[-1].order

    @property
    def clause(self) -> str:
        """Return the clause that asks for it."""
        return self.ruling.term.clause if self.ruling else self.measure.terms[-1].clause


def measures_of(found: Institution, at: datetime) -> list[Owed]:
    """Return every measure of the populations that this institution or its residents belong to.

    Those in force here come first.
    Cost: that of reading the law, for any number.
    """
    names, day = concerning(found.kind), local_day(at)
    wanted = [each for each in law.measures().values() if each.population in names]
    here = _held(law.rulings_in_force(), found.place, day)
    owed = [Owed(each, here.get(each.code)) for each in wanted if each.terms]
    return sorted(owed, key=lambda each: (each.ruling is None, each.measure.code))


def _held(rulings: Sequence[Ruling], place: int, day: date) -> dict[str, Ruling]:
    held = {}
    for ruling in rulings:
        lo, hi = span(ruling.place)
        if (
            lo <= place < hi
            and ruling.since <= day
            and (ruling.until is None or day < ruling.until)
        ):
            held[ruling.measure] = ruling
    return held
