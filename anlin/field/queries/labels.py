"""Risk labels of persons, derived by the decision table in force where they live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anlin.people.models import Health, Person
from anlin.people.queries import DISEASE_WORDS, VACCINATION_WORDS
from anlin.people.rules import Disease, Vaccination, age_on
from anlin.places.rules import span
from anlin.policy import queries as law
from anlin.policy.rules import DecisionTable, UnknownFactError, decide

RISK = "risk_tier"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact a label rests on, with its name in both languages; so can `value` be read."""

    zh: str
    en: str
    value: object


@dataclass(frozen=True, slots=True)
class Label:
    """A person's class, what decided it, and from which facts."""

    outcome: str
    basis: str
    row: str
    table: DecisionTable
    facts: tuple[Fact, ...]


class Labels:
    """The decision tables for risk labels that hold on one day.

    Cost: three statements, however many persons are asked for.
    """

    def __init__(self, day: date) -> None:
        self._day = day
        known = law.tables()
        self._holds = sorted(
            (
                (*span(each.place), known[each.id])
                for each in law.tables_in_force()
                if each.name == RISK
                and each.since <= day
                and (each.until is None or day < each.until)
            ),
            key=lambda held: held[1] - held[0],
        )

    def of(self, person: Person, findings: Iterable[Health]) -> Label | None:
        """Return the label of `person`, or None where no order grades or nobody surveyed."""
        finding = next((f for f in findings if self._holds_today(f)), None)
        table = next((t for lo, hi, t in self._holds if lo <= person.place < hi), None)
        if finding is None or table is None:
            return None
        facts: dict[str, object] = {
            "age": age_on(person.born_on, self._day),
            "disease": finding.disease,
            "vaccination": finding.vaccination,
        }
        try:
            decided = decide(table, facts)
        except UnknownFactError:
            return None
        words = facts | {
            "disease": DISEASE_WORDS[Disease(finding.disease)],
            "vaccination": VACCINATION_WORDS[Vaccination(finding.vaccination)],
        }
        shown = tuple(
            Fact(a.zh.partition("：")[0], a.en.partition(":")[0], words.get(a.name, ""))
            for a in table.axes
        )
        return Label(decided.outcome, decided.basis, decided.row, table, shown)

    def _holds_today(self, finding: Health) -> bool:
        return finding.since <= self._day and (finding.until is None or self._day < finding.until)
