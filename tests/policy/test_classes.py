"""Classes: the first row that matches, else points, else nothing; and every case of a table."""

import pytest

from anlin.policy.pack import Library
from anlin.policy.rules import (
    Axis,
    Decision,
    DecisionTable,
    Row,
    Score,
    UnknownFactError,
    band,
    bands_of,
    decide,
    every_case,
)

AGE = Axis("age", ("young", "old"), (0, 65))
ALONE = Axis("alone", ("no", "yes"))
TABLE = DecisionTable(
    "tier", "p", "", "", "o", "P-5", (AGE, ALONE),
    rows=(
        Row("1", "care", (("alone", ("yes",)),)),
        Row("2", "calm", (("age", ("young",)), ("alone", ("no", "yes")))),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("age", "name"), [(0, "young"), (64, "young"), (65, "old"), (104, "old")])
def test_a_band_begins_at_its_edge(age: int, name: str) -> None:
    assert band(AGE, age) == name


def test_a_number_below_the_first_band_is_refused() -> None:
    with pytest.raises(UnknownFactError):
        band(AGE, -1)


def test_the_first_row_that_matches_decides() -> None:
    assert decide(TABLE, {"age": 30, "alone": "yes"}) == Decision("care", "table", "1")


def test_an_absent_axis_takes_every_value() -> None:
    assert decide(TABLE, {"age": 70, "alone": "yes"}).row == "1"


def test_without_a_row_or_a_score_nothing_decides() -> None:
    assert decide(TABLE, {"age": 70, "alone": "no"}) == Decision("", "none", "")


def test_points_decide_only_where_no_row_does(sample: Library) -> None:
    (table,) = sample.classes
    assert decide(table, {"age": 70, "alone": "no"}) == Decision("care", "score", "1")
    assert decide(table, {"age": 3, "alone": "no"}).basis == "table"


def test_points_below_every_step_decide_nothing() -> None:
    score = Score((("age", "young", 0), ("alone", "no", 0)), ((5, "care"),))
    table = DecisionTable("t", "p", "", "", "o", "P-5", (AGE, ALONE), (), score)
    assert decide(table, {"age": 1, "alone": "no"}) == Decision("", "none", "")


def test_a_fact_that_is_no_value_of_its_axis_is_refused() -> None:
    with pytest.raises(UnknownFactError, match="alone"):
        decide(TABLE, {"age": 70, "alone": "maybe"})


def test_a_fact_that_is_missing_is_refused() -> None:
    with pytest.raises(UnknownFactError, match="age"):
        decide(TABLE, {"alone": "no"})


def test_every_combination_is_decided_under_its_values() -> None:
    assert every_case(TABLE) == {
        "young|no": Decision("calm", "table", "2"),
        "young|yes": Decision("care", "table", "1"),
        "old|no": Decision("", "none", ""),
        "old|yes": Decision("care", "table", "1"),
    }


def test_bands_are_told_with_their_least_number() -> None:
    assert bands_of(TABLE) == ((0, "young"), (65, "old"))
