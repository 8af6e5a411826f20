"""Every worked case of a class comes out as written, and spoiled engines do not pass."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from anlin.policy.pack import ClassCase
from anlin.policy.pack.shapes import GateCase
from anlin.policy.rules import (
    Adoption,
    Decision,
    DecisionTable,
    asked,
    decide,
    every_case,
    limits_in_force,
)
from tests.packs.cases import class_cases, label, library

Decide = Callable[[DecisionTable, Mapping[str, object]], Decision]
CASES = class_cases()


def table_of(case: ClassCase) -> DecisionTable:
    """Return the decision table that a case is about."""
    (found,) = (
        table
        for table in library().classes
        if (table.pack, table.name) == (case.pack, case.class_name)
    )
    return found


def wrong(engine: Decide) -> list[str]:
    """Return the cases that `engine` decides otherwise than written."""
    return [label(case) for case in CASES if engine(table_of(case), case.given) != case.expect]


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_worked_case_comes_out_as_written(case: ClassCase) -> None:
    assert decide(table_of(case), case.given) == case.expect


def test_all_27_combinations_of_the_label_are_worked_out() -> None:
    (tier,) = (table for table in library().classes if table.name == "risk_tier")
    decided = every_case(tier)
    assert len(decided) == 27
    by_score = sorted(key for key, decision in decided.items() if decision.basis == "score")
    assert by_score == [
        "0-64|stable|none",
        "0-64|stable|partial",
        "80+|none|none",
        "80+|none|partial",
        "80+|unstable|full",
    ]
    worked = {
        "|".join(_values(tier, case.given)) for case in CASES if case.class_name == "risk_tier"
    }
    assert worked == set(decided)


def _values(table: DecisionTable, given: Mapping[str, object]) -> list[str]:
    from anlin.policy.rules import value_of

    return [value_of(axis, given[axis.name]) for axis in table.axes]


@pytest.mark.parametrize(
    ("cumulative", "expected"), [(50, "medium"), (51, "high")], ids=["50 cases", "51 cases"]
)
def test_one_case_more_than_fifty_with_a_cluster_makes_a_county_high(
    cumulative: int, expected: str
) -> None:
    (risk,) = (table for table in library().classes if table.name == "county_risk")
    facts = {"cumulative": cumulative, "quiet_days": 3, "cluster": "yes"}
    assert decide(risk, facts).outcome == expected


@pytest.mark.parametrize(("quiet", "expected"), [(13, "medium"), (14, "low")])
def test_fourteen_quiet_days_make_a_county_low(quiet: int, expected: str) -> None:
    (risk,) = (table for table in library().classes if table.name == "county_risk")
    facts = {"cumulative": 50, "quiet_days": quiet, "cluster": "no"}
    assert decide(risk, facts).outcome == expected


def last_match(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    return decide(replace(table, rows=tuple(reversed(table.rows))), facts)


def score_first(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    return decide(replace(table, rows=()), facts) if table.score else decide(table, facts)


def no_score(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    return decide(replace(table, score=None), facts)


def edge_too_high(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    axes = tuple(
        replace(axis, edges=tuple(edge + (edge > 0) for edge in axis.edges)) for axis in table.axes
    )
    return decide(replace(table, axes=axes), facts)


def edge_too_low(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    axes = tuple(
        replace(axis, edges=tuple(max(0, edge - 1) for edge in axis.edges)) for axis in table.axes
    )
    return decide(replace(table, axes=axes), facts)


def colour_only(table: DecisionTable, facts: Mapping[str, object]) -> Decision:
    return replace(decide(table, facts), row="")


@pytest.mark.parametrize(
    "spoiled", [last_match, score_first, no_score, edge_too_high, edge_too_low, colour_only]
)
def test_a_spoiled_engine_fails_the_worked_cases(spoiled: Decide) -> None:
    assert wrong(decide) == []
    assert wrong(spoiled)


@pytest.mark.parametrize("name", ["risk_tier", "community_class", "county_risk"])
def test_a_row_left_out_is_seen_by_the_worked_cases(name: str) -> None:
    drafted = (table for table in library().classes if table.pack == "grading-draft")
    (table,) = (table for table in drafted if table.name == name)
    for row in table.rows:
        spoiled = replace(table, rows=tuple(each for each in table.rows if each != row))
        assert any(
            decide(spoiled, case.given) != case.expect
            for case in CASES
            if (case.pack, case.class_name) == (table.pack, name)
        ), f"row {row.number} of {name} may be left out unseen"


def lacking(case: GateCase) -> list[str]:
    """Return which limits of a gate its own pack finds not met, were it adopted everywhere."""
    law = [each for each in library().limits if each.pack == case.pack]
    in_force = limits_in_force(law, [Adoption(case.pack, "0", date(2020, 1, 1))])
    found = asked(in_force, case.names, 0, case.day, case.given, case.level)
    return [each.limit.name for each in found if not each.met]


@pytest.mark.parametrize("case", library().gate_cases, ids=lambda case: str(case.spot))
def test_a_worked_case_of_a_gate_comes_out_as_written(case: GateCase) -> None:
    assert lacking(case) == list(case.lacking)
