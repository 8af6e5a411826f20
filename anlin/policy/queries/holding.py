"""Which decision tables hold at a place on a day."""

from datetime import date

from anlin.places.rules import span
from anlin.policy.queries.law import tables, tables_in_force
from anlin.policy.rules import DecisionTable


class Tables:
    """The decision tables of one class that hold on one day.

    Cost: three statements, however many places are asked for.
    """

    def __init__(self, name: str, day: date) -> None:
        held = [
            each
            for each in tables_in_force()
            if each.name == name and each.since <= day and (each.until is None or day < each.until)
        ]
        known = tables() if held else {}
        self._held = [(*span(each.place), known[each.id]) for each in held]

    def at(self, place: int) -> list[DecisionTable]:
        """Return the tables in force at `place`: of several all hold."""
        return [table for lo, hi, table in self._held if lo <= place < hi]
