"""Every edge of every number, and that what is missing is never normal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.institutions.rules import Bound, facts_of, judge
from anlin.institutions.rules.readings import EMERGENCY, LEVELS, NORMAL, UNKNOWN, WARNING

if TYPE_CHECKING:
    from anlin.policy.rules import DecisionTable

OLD, CHILD, BABY = 80 * 12, 30, 1
WELL = {"temperature": "36.4", "spo2": 97, "breathing": 16, "posture": "rest", "oxygen": False,
        "symptoms": []}  # fmt: skip


def level(tables: "Sequence[DecisionTable]", months: int = OLD, **values: object) -> str:
    content = {name: value for name, value in (WELL | values).items() if value is not None}
    return judge(tables, facts_of(content, months)).level


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, NORMAL),
        ({"temperature": "37.2"}, NORMAL),
        ({"temperature": "37.3"}, WARNING),
        ({"spo2": 92}, EMERGENCY),
        ({"spo2": 93}, EMERGENCY),
        ({"spo2": 94}, WARNING),
        ({"spo2": 95}, NORMAL),
        ({"spo2": 92, "posture": "after_activity"}, EMERGENCY),
        ({"spo2": 93, "posture": "after_activity"}, WARNING),
        ({"spo2": 94, "posture": "after_activity"}, NORMAL),
        ({"spo2": 92, "oxygen": True}, EMERGENCY),
        ({"spo2": 93, "oxygen": True}, EMERGENCY),
        ({"spo2": 94, "oxygen": True}, WARNING),
        ({"spo2": 98, "oxygen": True}, UNKNOWN),
        ({"breathing": 29}, NORMAL),
        ({"breathing": 30}, EMERGENCY),
        ({"symptoms": ["cough"]}, WARNING),
        ({"symptoms": ["breathless"]}, EMERGENCY),
        ({"spo2": None}, UNKNOWN),
        ({"temperature": None}, UNKNOWN),
        ({"breathing": None}, UNKNOWN),
        ({"symptoms": None}, UNKNOWN),
        ({"spo2": 97, "posture": None}, NORMAL),
        ({"spo2": 93, "posture": None}, WARNING),
        ({"spo2": None, "temperature": "38.4"}, WARNING),
        ({"temperature": None, "spo2": 91}, EMERGENCY),
        ({"spo2": 97, "oxygen": None}, UNKNOWN),
    ],
)
def test_every_edge_comes_to_what_its_clause_says(
    tables: "Sequence[DecisionTable]", values: dict[str, object], expected: str
) -> None:
    assert level(tables, **values) == expected


@pytest.mark.parametrize(
    ("months", "breathing", "expected"),
    [
        (BABY, 59, NORMAL), (BABY, 60, EMERGENCY), (2, 49, NORMAL), (2, 50, EMERGENCY),
        (11, 50, EMERGENCY), (12, 39, NORMAL), (12, 40, EMERGENCY), (59, 39, NORMAL),
        (60, 29, NORMAL), (60, 30, EMERGENCY), (CHILD, 40, EMERGENCY), (OLD, 30, EMERGENCY),
    ],
)  # fmt: skip
def test_breathing_is_judged_by_age(
    tables: "Sequence[DecisionTable]", months: int, breathing: int, expected: str
) -> None:
    assert level(tables, months, breathing=breathing) == expected


def test_at_exactly_93_both_clauses_are_cited_and_at_92_they_agree(
    tables: "Sequence[DecisionTable]",
) -> None:
    def cited(spo2: int) -> dict[str, str]:
        found = judge(tables, facts_of(WELL | {"spo2": spo2}, OLD)).said
        return {each.clause: each.outcome for each in found}

    assert cited(93) == {"DX-1": "emergency", "NR-1": "normal"}
    assert cited(92) == {"DX-1": "emergency", "NR-1": "emergency"}
    assert cited(97) == {}


def test_nothing_measured_is_unknown_and_without_an_order_only_the_temperature_is_asked(
    tables: "Sequence[DecisionTable]",
) -> None:
    assert judge(tables, facts_of({"not_done": "asleep"}, OLD)).level == UNKNOWN
    assert judge([], facts_of({"temperature": "36.4", "symptoms": []}, OLD)).level == NORMAL
    assert judge([], facts_of({"symptoms": []}, OLD)).level == UNKNOWN


@given(
    st.integers(340, 420), st.integers(50, 100), st.integers(4, 80),
    st.sampled_from(["rest", "after_activity"]), st.booleans(),
    st.sampled_from([[], ["cough"], ["breathless"]]), st.integers(0, 1200),
    st.sets(st.sampled_from(["temperature", "spo2", "breathing", "posture", "oxygen", "symptoms"])),
)  # fmt: skip
def test_leaving_something_out_never_makes_a_reading_normal_that_was_not(
    tables: "Sequence[DecisionTable]", warm: int, spo2: int, breathing: int, posture: str,
    oxygen: bool, symptoms: list[str], months: int, left_out: set[str],
) -> None:  # fmt: skip
    whole = {"temperature": f"{warm / 10:.1f}", "spo2": spo2, "breathing": breathing,
             "posture": posture, "oxygen": oxygen, "symptoms": symptoms}  # fmt: skip
    part = {name: value for name, value in whole.items() if name not in left_out}
    all_of_it = judge(tables, facts_of(whole, months)).level
    some_of_it = judge(tables, facts_of(part, months)).level
    assert some_of_it != NORMAL or all_of_it == NORMAL
    assert LEVELS.index(some_of_it) <= max(LEVELS.index(all_of_it), LEVELS.index(UNKNOWN))


@pytest.mark.parametrize(("now", "warns"), [("36.8", False), ("36.9", True)])
def test_a_change_of_the_limit_warns_and_less_does_not(now: str, warns: bool) -> None:
    bounds = {"round_temperature_rise": Bound(Decimal("1.0"), "o", "c")}
    found = judge([], facts_of({"temperature": now}, OLD), {"temperature": Decimal("35.9")}, bounds)
    assert found.warns is warns
    assert [change.was for change in found.changes] == (["35.9"] if warns else [])


def test_a_saturation_that_falls_warns_and_one_that_rises_does_not() -> None:
    bounds = {"round_spo2_fall": Bound(Decimal(4), "o", "c")}
    for spo2, warns in ((96, False), (95, True), (100, False)):
        facts = facts_of({"temperature": "36.4", "spo2": spo2}, OLD)
        assert judge([], facts, {"spo2": Decimal(99)}, bounds).warns is warns
