"""How a class is decided from facts: by rows, else by points, and every case of it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import product

from anlin.policy.rules.terms import Axis, Decision, DecisionTable, Measure, Score


class UnknownFactError(Exception):
    """A fact of a class is absent, or not a value of its axis."""

    def __init__(self, axis: str, value: object) -> None:
        self.axis = axis
        self.value = value
        super().__init__(f"{axis}: {value!r}")


def band(axis: Axis, number: int) -> str:
    """Return the band of `axis` that `number` falls in: the last one whose edge it has reached.

    Raises:
        UnknownFactError: the number lies below the first edge.
    """
    index = bisect_right(axis.edges, number) - 1
    if index < 0:
        raise UnknownFactError(axis.name, number)
    return axis.values[index]


def bands_of(table: DecisionTable) -> tuple[tuple[int, str], ...]:
    """Return (least number, name) of each band of the numeric axis; empty when there is none."""
    numeric = [axis for axis in table.axes if axis.edges]
    return tuple(zip(numeric[0].edges, numeric[0].values, strict=True)) if numeric else ()


def value_of(axis: Axis, fact: object) -> str:
    """Return the value that `fact` has on `axis`; a whole number is put into its band.

    Raises:
        UnknownFactError: the fact is absent or no value of the axis.
    """
    if axis.edges and isinstance(fact, int) and not isinstance(fact, bool):
        return band(axis, fact)
    if isinstance(fact, str) and fact in axis.values:
        return fact
    raise UnknownFactError(axis.name, fact)


def case_key(table: DecisionTable, values: Mapping[str, str]) -> str:
    """Return the text under which a combination is kept: its values in order of the axes."""
    return "|".join(values[axis.name] for axis in table.axes)


def decide(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    """Return the class of `facts`: by the first row that matches, else by score, else none.

    Raises:
        UnknownFactError: a fact is absent or no value of its axis.
    """
    values = {axis.name: value_of(axis, facts.get(axis.name)) for axis in table.axes}
    for row in table.rows:
        if all(values[axis] in allowed for axis, allowed in row.takes):
            return Decision(row.outcome, "table", row.number)
    if table.score is None:
        return Decision("", "none", "")
    points = points_of(table.score, values)
    reached = [outcome for least, outcome in sorted(table.score.outcomes) if least <= points]
    return Decision(reached[-1], "score", str(points)) if reached else Decision("", "none", "")


def points_of(score: Score, values: Mapping[str, str]) -> int:
    """Return the points that a combination of axis values adds up to."""
    return sum(points for axis, value, points in score.points if values[axis] == value)


def every_case(table: DecisionTable) -> dict[str, Decision]:
    """Return the decision for every combination of axis values, by `case_key`."""
    names = [axis.name for axis in table.axes]
    combinations = (
        dict(zip(names, chosen, strict=True))
        for chosen in product(*(axis.values for axis in table.axes))
    )
    return {case_key(table, values): decide(table, values) for values in combinations}


def table_of(measure: Measure, tables: Iterable[DecisionTable]) -> DecisionTable | None:
    """Return the table of the measure's class: its own pack's, else the first of that name."""
    named = [table for table in tables if table.name == measure.class_name]
    own = [table for table in named if table.pack == measure.pack]
    return next(iter(own or named), None)
