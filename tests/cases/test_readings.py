"""Which reading is abnormal: what was not measured never makes it worse, and 93 is an emergency."""

import pytest

from anlin.cases.rules import ABNORMAL, EMERGENCY, NORMAL, asks_spo2, judge
from anlin.policy.rules import DecisionTable
from tests.packs.cases import library


@pytest.fixture(scope="module")
def tables() -> dict[str, DecisionTable]:
    return {each.pack: each for each in library().classes if each.name == "home_reading"}


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ({"temperature": "37.2"}, NORMAL),
        ({"temperature": "37.3"}, ABNORMAL),
        ({"temperature": "36.5", "spo2": 95}, NORMAL),
        ({"temperature": "36.5", "spo2": 94}, ABNORMAL),
        ({"temperature": "36.5", "spo2": 93}, EMERGENCY),
        ({"temperature": "36.5", "spo2": 92}, EMERGENCY),
        ({"spo2": 98}, NORMAL),
        ({"temperature": "36.5", "symptoms": ["cough"]}, ABNORMAL),
        ({"temperature": "36.5", "symptoms": ["cough", "breathless"]}, EMERGENCY),
        ({"condition": "unwell"}, ABNORMAL),
        ({"condition": "well"}, NORMAL),
        ({}, NORMAL),
        ({"temperature": "warm"}, NORMAL),
    ],
)
def test_the_draft_draws_its_lines_here(
    tables: dict[str, DecisionTable], content: dict[str, object], outcome: str
) -> None:
    assert judge([tables["home-care-draft"]], content) == outcome


def test_without_the_draft_only_symptoms_are_abnormal(tables: dict[str, DecisionTable]) -> None:
    firm = [tables["national-2020-communities"]]
    assert judge(firm, {"temperature": "39.0", "spo2": 80}) == NORMAL
    assert judge(firm, {"temperature": "36.5", "symptoms": ["fever"]}) == ABNORMAL
    assert judge([], {"temperature": "39.0", "symptoms": ["fever"]}) == NORMAL


def test_of_two_orders_the_stricter_decides(tables: dict[str, DecisionTable]) -> None:
    both = list(tables.values())
    assert judge(both, {"temperature": "37.3"}) == ABNORMAL
    assert asks_spo2(both)
    assert not asks_spo2([tables["national-2020-communities"]])
