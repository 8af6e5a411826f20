"""Golden edges of what institutions decide: rounds, doors, leaving a station."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from anlin.institutions.rules import (
    PLACES,
    Bound,
    Change,
    Kind,
    RoundBody,
    Said,
    concerning,
    facts_of,
    judge,
    kinds_of,
    missing,
)
from anlin.institutions.rules.leaving import days_inside, may_leave
from anlin.institutions.rules.readings import EMERGENCY, NORMAL, UNKNOWN, WARNING
from anlin.institutions.rules.regime import hours_since, in_words, lacking, told
from anlin.policy.rules import Asked, Limit
from anlin.records.rules import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anlin.policy.rules import DecisionTable

AT = datetime.fromisoformat("2023-01-20T18:00:00+08:00")
HOUR = timedelta(hours=1)
OLD = 80 * 12
WELL = {"temperature": "36.4", "spo2": 97, "breathing": 16, "posture": "rest", "oxygen": False,
        "symptoms": []}  # fmt: skip


def limit(name: str, value: str, stricter: str = "less", clause: str = "X-1") -> Limit:
    return Limit(name, "p", date(2020, 1, 1), None, "o", clause, Decimal(value), "", stricter)  # type: ignore[arg-type]


def asked(name: str, value: str, has: str | None, *more: str) -> Asked:
    return Asked(limit(name, value, *more), None if has is None else Decimal(has))


def test_what_is_said_of_a_reading_names_table_pack_order_clause_and_row(
    tables: "Sequence[DecisionTable]",
) -> None:
    found = judge(tables, facts_of(WELL | {"breathing": 30}, OLD))
    assert found.warns
    assert found.said == (
        Said("warning_severe", "warning-draft", "diagnosis-10", "DX-1", "B4", EMERGENCY),
    )


def test_a_table_that_hangs_on_what_was_not_measured_is_not_cited(
    tables: "Sequence[DecisionTable]",
) -> None:
    content = {name: value for name, value in WELL.items() if name not in ("posture", "oxygen")}
    found = judge(tables, facts_of(content | {"spo2": 92}, OLD))
    assert found.level == EMERGENCY
    assert [(each.clause, each.outcome) for each in found.said] == [("NR-1", EMERGENCY)]


def test_what_nobody_measured_is_unknown_also_beside_a_baseline() -> None:
    usual, bounds = {"spo2": Decimal(99)}, {"round_spo2_fall": Bound(Decimal(4), "o", "c")}
    found = judge([], facts_of({"posture": "rest"}, OLD), usual, bounds)
    assert (found.level, found.said, found.changes) == (UNKNOWN, (), ())


def test_symptoms_alone_are_enough_to_warn(tables: "Sequence[DecisionTable]") -> None:
    assert judge(tables, facts_of({"symptoms": ["breathless"]}, OLD)).level == EMERGENCY
    assert judge(tables, facts_of({"symptoms": []}, OLD)).level == UNKNOWN


def test_nothing_is_cited_of_a_reading_that_does_not_warn(
    tables: "Sequence[DecisionTable]",
) -> None:
    assert judge(tables, facts_of(WELL, OLD)).said == ()
    assert judge(tables, facts_of(WELL | {"oxygen": True}, OLD)).said == ()


def test_a_change_says_what_was_and_is_and_from_where_on_it_warns() -> None:
    bounds = {name: Bound(Decimal(value), "o", clause) for name, value, clause in (
        ("round_temperature_rise", "1.0", "T"), ("round_spo2_fall", "4", "S"),
        ("round_breathing_rise", "6", "B"),
    )}  # fmt: skip
    usual = {"temperature": Decimal("35.9"), "spo2": Decimal("98.5"), "breathing": Decimal(16)}
    facts = facts_of(WELL | {"temperature": "36.9", "spo2": 94, "breathing": 22}, OLD)
    found = judge([], facts, usual, bounds)
    assert (found.level, found.said) == (WARNING, ())
    assert found.changes == (
        Change("temperature", "35.9", "36.9", "1", "o", "T"),
        Change("spo2", "98.5", "94", "4", "o", "S"),
        Change("breathing", "16", "22", "6", "o", "B"),
    )
    near = facts_of(WELL | {"temperature": "36.8", "spo2": 95, "breathing": 21}, OLD)
    assert judge([], near, usual, bounds).level == NORMAL
    assert judge([], facts, usual).changes == judge([], facts, None, bounds).changes == ()


def test_a_change_does_not_make_an_emergency_mild(tables: "Sequence[DecisionTable]") -> None:
    usual, bounds = {"spo2": Decimal(99)}, {"round_spo2_fall": Bound(Decimal(4), "o", "c")}
    facts = facts_of(WELL | {"spo2": 90}, OLD)
    assert judge(tables, facts, usual, bounds).level == EMERGENCY


def test_facts_are_tenths_of_a_degree_air_or_oxygen_and_how_bad_symptoms_are() -> None:
    assert facts_of(WELL, 7) == {
        "age_months": 7, "temperature": 364, "spo2": 97, "breathing": 16, "posture": "rest",
        "oxygen": "air", "symptoms": "none",
    }  # fmt: skip
    more = facts_of({"oxygen": True, "symptoms": ("cough",)}, 7)
    assert more == {"age_months": 7, "oxygen": "oxygen", "symptoms": "some"}
    assert facts_of({"symptoms": ["cough", "breathless"]}, 7)["symptoms"] == "breathless"
    assert facts_of({"spo2": "97", "symptoms": None, "temperature": ""}, 7) == {"age_months": 7}


def test_only_what_a_table_looks_at_is_asked_for_and_always_the_temperature(
    tables: "Sequence[DecisionTable]",
) -> None:
    assert missing({}) == ["temperature"]
    assert missing({}, tables) == ["temperature", "spo2", "breathing", "symptoms"]
    assert missing(facts_of(WELL, OLD), tables) == []


@pytest.mark.parametrize(
    ("values", "lacking_", "kinds"),
    [
        ({"temperature": "36.4", "symptoms": []}, [], {"HEALTH_ROUND", "TEMPERATURE"}),
        ({"temperature": "36.4"}, ["spo2"], {"ROUND_PARTIAL", "TEMPERATURE"}),
        ({"spo2": 97, "symptoms": ["cough"]}, [], {"HEALTH_ROUND", "UNWELL"}),
        ({"not_done": "asleep"}, ["temperature"], {"ROUND_PARTIAL"}),
    ],
)
def test_a_round_counts_only_where_nothing_lacks(
    values: dict[str, object], lacking_: list[str], kinds: set[str]
) -> None:
    found = kinds_of(RoundBody(subject=1, **values), lacking_)  # type: ignore[arg-type]
    assert {each.name for each in found} == kinds
    assert all(isinstance(each, EvidenceKind) for each in found)


@pytest.mark.parametrize(
    ("kind", "belongs"),
    [
        (Kind.FUNERAL, {"institutions", "funeral_institutions"}),
        (Kind.DAY_CARE, {"institutions", "day_care_institutions"}),
        (Kind.RESCUE, {"institutions", "institutions_with_residents", "rescue_stations",
                       "residents_of_institutions", "residents_of_rescue_stations"}),
        (Kind.MINORS, {"institutions", "institutions_with_residents", "child_institutions",
                       "residents_of_institutions", "children_in_institutions"}),
    ],
)  # fmt: skip
def test_each_kind_belongs_to_the_populations_that_orders_name(
    kind: Kind, belongs: set[str]
) -> None:
    assert concerning(kind) == belongs
    assert set(PLACES["institutions"][2]) == set(Kind)


@pytest.mark.parametrize(
    ("ago", "hours"),
    [
        (timedelta(0), 0), (timedelta(minutes=1), 1), (HOUR, 1),
        (48 * HOUR, 48), (48 * HOUR + timedelta(seconds=1), 49), (-timedelta(seconds=1), None),
    ],
)  # fmt: skip
def test_a_part_of_an_hour_since_a_test_counts_as_one(ago: timedelta, hours: int | None) -> None:
    assert hours_since(AT - ago, AT) == hours
    assert hours_since(None, AT) is None


@pytest.mark.parametrize(
    ("warm", "lacks"), [("37.2", False), ("37.3", True), ("37.4", True), (None, True)]
)
def test_from_the_fever_limit_on_nobody_comes_in(warm: str | None, lacks: bool) -> None:
    assert bool(lacking([asked("gate_fever", "37.3", warm)])) is lacks


def test_other_conditions_at_the_door_are_met_at_their_value() -> None:
    tests = [asked("visitor_test_hours", "48", has) for has in ("48", "49", None)]
    assert lacking(tests) == tuple(tests[1:])


def test_what_lacks_at_the_door_is_said_in_both_languages_with_each_clause_once() -> None:
    fever, test = asked("gate_fever", "37.30", "37.5"), asked("visitor_test_hours", "48", None)
    assert in_words(fever) == ("体温 37.5 ℃，须低于 37.3 ℃", "37.5 °C, must be below 37.3 °C")
    assert in_words(test) == (
        "检测是 未知 小时前，须在 48 小时内", "tested not known hours ago, must be within 48",
    )  # fmt: skip
    closed = asked("closed_entries", "0", "1", "less", "B-1.1")
    assert told([fever, test, closed]) == {
        "clauses": "X-1, B-1.1",
        "lacking_zh": "；".join(in_words(each)[0] for each in (fever, test, closed)),
        "lacking_en": "; ".join(in_words(each)[1] for each in (fever, test, closed)),
    }


@pytest.mark.parametrize(
    ("came", "asked_at", "days"),
    [
        ("2023-01-06T00:00", "2023-01-20T00:00", 14),
        ("2023-01-06T00:00", "2023-01-19T23:59", 13),
        ("2023-01-06T23:59", "2023-01-20T00:00", 14),
        ("2023-01-07T00:00", "2023-01-20T23:59", 13),
        ("2023-01-20T00:01", "2023-01-20T23:59", 0),
    ],
)
def test_fourteen_days_are_full_at_midnight_in_china(came: str, asked_at: str, days: int) -> None:
    since, at = (datetime.fromisoformat(f"{each}:00+08:00") for each in (came, asked_at))
    assert days_inside(since, at) == days
    fits = asked("rescue_isolation", "14", str(days), "more")
    assert may_leave([fits, asked("rescue_negative", "1", "0", "more")]) is (days >= 14)


def test_either_full_days_or_a_negative_test_lets_somebody_leave_a_station() -> None:
    early, negative = (asked(name, value, has, "more") for name, value, has in (
        ("rescue_isolation", "14", "3"), ("rescue_negative", "1", "1"),
    ))  # fmt: skip
    assert may_leave([early, negative])
    assert not may_leave([early])
    assert may_leave([])
