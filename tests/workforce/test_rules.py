"""Golden edges of staff: full days before duty, rest, rows of days, loans."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest

from anlin.policy.rules import Asked, Limit
from anlin.workforce.rules import Looked, Span, facts_of, needed, rest_owed, slices
from anlin.workforce.rules.lending import STEPS, Lent, may_step
from anlin.workforce.rules.rota import Slice, rest_before, row_of
from anlin.workforce.rules.starting import earliest, in_words, missing

FIRST = date(2023, 1, 6)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AT = datetime.fromisoformat("2023-01-20T00:00:00+08:00")


def asked(name: str, value: str, has: int | None, stricter: str = "more") -> Asked:
    limit = Limit(name, "p", date(2020, 1, 1), None, "o", "C-4.2", Decimal(value), "", stricter)  # type: ignore[arg-type]
    return Asked(limit, None if has is None else Decimal(has))


@pytest.mark.parametrize(("after", "days"), [(0, 0), (13, 13), (14, 14), (-1, 0)])
def test_fourteen_days_are_full_on_the_fifteenth_calendar_day(after: int, days: int) -> None:
    found = facts_of(Looked(isolated_on=FIRST), FIRST + after * DAY)
    assert found["staff_isolation"] == days
    assert bool(missing([asked("staff_isolation", "14", days)])) is (days < 14)


def test_days_stop_where_isolation_was_broken_off_and_never_began_for_some() -> None:
    left = Looked(isolated_on=FIRST, left_on=FIRST + 9 * DAY)
    assert facts_of(left, FIRST + 20 * DAY)["staff_isolation"] == 9
    assert facts_of(left, FIRST + 5 * DAY)["staff_isolation"] == 5
    assert facts_of(Looked(), FIRST)["staff_isolation"] == 0


def test_what_was_found_is_counted_and_nobody_looked_at_is_not_known() -> None:
    assert facts_of(Looked(), FIRST) == {
        "staff_isolation": 0, "staff_abnormal": None, "staff_infected": 0, "staff_tests": 0,
    }  # fmt: skip
    assert facts_of(Looked(well=1, symptom=2, negative=4, positive=8), FIRST) == {
        "staff_isolation": 0, "staff_abnormal": 10, "staff_infected": 8, "staff_tests": 4,
    }  # fmt: skip
    for seen in (Looked(well=1), Looked(negative=1)):
        assert facts_of(seen, FIRST)["staff_abnormal"] == 0
    for seen in (Looked(symptom=1), Looked(symptom=1, well=1), Looked(symptom=1, negative=1)):
        assert facts_of(seen, FIRST)["staff_abnormal"] == 1
    assert facts_of(Looked(negative=1, positive=1), FIRST)["staff_abnormal"] == 1
    assert facts_of(Looked(positive=1), FIRST)["staff_abnormal"] == 1


def test_the_day_on_which_somebody_may_start_is_told_where_only_days_lack() -> None:
    days, tests = asked("staff_isolation", "14", 3), asked("staff_tests", "2", 2)
    seen = Looked(isolated_on=FIRST)
    assert earliest([days, tests], seen, FIRST + 3 * DAY) == FIRST + 14 * DAY
    assert earliest([days], seen, FIRST + 20 * DAY) == FIRST + 20 * DAY
    assert earliest([tests], seen, FIRST) is None
    assert earliest([days, asked("staff_tests", "2", 1)], seen, FIRST) is None
    assert earliest([days], Looked(), FIRST) is None
    assert earliest([days], Looked(isolated_on=FIRST, left_on=FIRST + DAY), FIRST) is None


def test_a_condition_is_said_in_both_languages() -> None:
    assert in_words(asked("staff_isolation", "14.0", 3)) == (
        "隔离观察 3 天，须满 14 天", "3 of 14 days of isolation",
    )  # fmt: skip
    assert in_words(asked("staff_abnormal", "0", None, "less")) == (
        "身体异常次数 未知，须为 0", "something abnormal: not known, may be 0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("residents", "carers"), [(0, 0), (1, 1), (10, 1), (11, 2), (100, 10), (101, 11)]
)
def test_a_part_of_a_carer_is_a_whole_one(residents: int, carers: int) -> None:
    assert needed(residents, 10) == carers
    assert needed(residents, None) == 0


def span(since: float, until: float) -> Span:
    return Span(AT + since * HOUR, AT + until * HOUR)


def cut(*spans: Span, wanted: int = 2) -> list[tuple[float, float, int, int]]:
    found = slices(spans, AT, AT + 24 * HOUR, wanted=wanted)
    return [((each.since - AT) / HOUR, (each.until - AT) / HOUR, each.carers, each.short)
            for each in found]  # fmt: skip


def test_a_day_is_cut_where_somebody_comes_or_goes() -> None:
    assert cut() == [(0, 24, 0, 2)]
    assert cut(span(-4, 8), span(8, 16), span(12, 30)) == [
        (0, 12, 1, 1), (12, 16, 2, 0), (16, 24, 1, 1),
    ]  # fmt: skip
    assert cut(span(0, 24), span(0, 24), span(0, 24)) == [(0, 24, 3, 0)]
    assert cut(span(-8, 0), span(24, 32)) == [(0, 24, 0, 2)]
    assert cut(span(6, 7), wanted=1) == [(0, 6, 0, 1), (6, 7, 1, 0), (7, 24, 0, 1)]


def test_hands_are_short_by_what_lacks_and_never_less_than_nothing() -> None:
    short = [Slice(AT, AT + HOUR, carers, 2).short for carers in (0, 1, 2, 3)]
    assert short == [2, 1, 0, 0]


def test_the_rest_beside_a_shift_is_the_shortest_gap_on_either_side() -> None:
    shift = span(24, 32)
    assert rest_before([], shift) is None
    assert rest_before([span(0, 8), span(2, 13)], shift) == 11 * HOUR
    assert rest_before([span(0, 13), span(40, 48)], shift) == 8 * HOUR
    assert rest_before([span(16, 24)], shift) == rest_before([span(32, 40)], shift) == 0 * HOUR
    assert rest_before([span(20, 28)], shift) is None


def test_days_in_a_row_are_counted_back_from_a_day() -> None:
    days = [FIRST, FIRST + DAY, FIRST + 3 * DAY]
    found = [row_of(days, FIRST + n * DAY) for n in range(5)]
    assert found == [1, 2, 0, 1, 0]


@pytest.mark.parametrize(
    ("days", "owed"),
    [
        ("", 0), ("111111", 0), ("1111111", 1), ("111111111111", 1), ("1111111111111", 2),
        ("11111110", 1), ("111111101", 0), ("11111111111110101", 0), ("1111111111111011", 1),
        ("111111011111", 0), ("0011111110", 1), ("10000001111111", 1), ("11111110111111", 0),
        ("111111101111111", 1), ("1111111001111111", 1),
    ],
)  # fmt: skip
def test_a_day_of_rest_is_owed_for_each_full_row_and_settled_by_a_free_one(
    days: str, owed: int
) -> None:
    worked = [FIRST + n * DAY for n, on in enumerate(days) if on == "1"]
    assert rest_owed([*reversed(worked), *worked], 6) == owed
    assert rest_owed(worked, None) == 0


def test_only_the_side_that_may_brings_a_loan_further() -> None:
    for now, to in product(Lent, Lent):
        sides = STEPS.get((now, to), ())
        assert may_step(now, to, lends=True, borrows=False) is ("lender" in sides)
        assert may_step(now, to, lends=False, borrows=True) is ("borrower" in sides)
        assert may_step(now, to, lends=True, borrows=True) is bool(sides)
        assert not may_step(now, to, lends=False, borrows=False)
