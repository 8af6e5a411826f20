"""Golden edges of the four earlies: the window of contacts, the clock, closing, the drawing."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from anlin.outbreaks.rules import chart_of, may_close, minutes, share, window
from anlin.outbreaks.rules.running import site_lacks
from anlin.policy.rules import Limit

AT = datetime.fromisoformat("2023-01-20T18:00:00+08:00")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_contacts_are_drawn_from_days_before_the_first_symptom_or_detection() -> None:
    until = AT + DAY
    assert window(AT, AT - 3 * DAY, 2, until) == (AT - 5 * DAY, until)
    assert window(AT, None, 2, until) == (AT - 2 * DAY, until)
    assert window(AT, AT + DAY, 2, until) == (AT - 2 * DAY, until)
    assert window(AT, None, 0, until) == (AT, until)
    assert window(AT, AT - DAY, None, until) is None


def test_a_window_never_ends_before_it_begins() -> None:
    assert window(AT, None, 2, AT - 9 * DAY) == (AT - 2 * DAY, AT - 2 * DAY)


@pytest.mark.parametrize(
    ("later", "found"),
    [(timedelta(0), 0), (timedelta(seconds=59), 0), (MINUTE, 1), (timedelta(seconds=119), 1),
     (timedelta(hours=2), 120), (-MINUTE, 0)],
)  # fmt: skip
def test_a_part_of_a_minute_does_not_count(later: timedelta, found: int) -> None:
    assert minutes(AT, AT + later) == found


@pytest.mark.parametrize(
    ("values", "percent", "found"),
    [
        ([], 50, None), ([5], 1, 5), ([5], 90, 5), (range(1, 11), 90, 9), (range(1, 11), 91, 10),
        ([100, 1, 3, 2], 50, 2), ([3, 1, 2], 50, 2), ([1, 2], 0, 1), (range(1, 101), 100, 100),
    ],
)  # fmt: skip
def test_a_share_is_the_value_that_so_many_do_not_exceed(
    values: list[int], percent: int, found: int | None
) -> None:
    assert share(values, percent) == found


def closing(**told: object) -> tuple[str, ...]:
    given: dict[str, object] = {"open_steps": 0, "undecided": 0, "quiet_days": 14, "wanted": 14,
                                "excluded": False}  # fmt: skip
    return may_close(**(given | told))  # type: ignore[arg-type]


def test_a_case_closes_with_nothing_open_and_enough_quiet_days() -> None:
    assert closing() == ()
    assert closing(quiet_days=13) == ("quiet",)
    assert closing(quiet_days=None) == ("quiet",)
    assert closing(quiet_days=None, wanted=None) == ()
    assert closing(open_steps=1) == ("steps",)
    assert closing(undecided=1) == ("contacts",)
    assert closing(open_steps=2, undecided=3, quiet_days=0) == ("steps", "contacts", "quiet")
    assert closing(open_steps=2, undecided=3, quiet_days=0, excluded=True) == ()


def test_an_isolation_site_takes_a_case_and_as_many_contacts_as_the_limit_says() -> None:
    limit = Limit(
        "site_contacts", "p", date(2020, 1, 1), None, "o", "FE-9", Decimal("10.0"), "count", "more"
    )
    assert site_lacks(0, 99, None) == ("B-2.5", "没有未了结的病例", "no case is open")
    assert site_lacks(1, 0, None) is None
    assert site_lacks(1, 10, limit) is None
    assert site_lacks(1, 9, limit) == (
        "FE-9", "核定的接触者 9 人，须满 10 人", "9 of 10 confirmed contacts",
    )  # fmt: skip


def test_a_day_has_residents_below_staff_as_tall_as_they_are_many() -> None:
    days = [(date(2023, 1, n), *told) for n, told in enumerate([(2, 2), (0, 0), (1, 0), (0, 3)], 1)]
    drawn = chart_of(days)
    assert (drawn.width, drawn.height, drawn.base) == (600, 120, 116)
    assert [(each.day.day, each.kind, each.number) for each in drawn.bars] == [
        (1, "residents", 2), (1, "staff", 2), (3, "residents", 1), (4, "staff", 3),
    ]  # fmt: skip
    assert [(each.x, each.y, each.width, each.height) for each in drawn.bars] == [
        (1, 60, 40.9, 56), (1, 4, 40.9, 56), (86.7, 88, 40.9, 28), (129.6, 32, 40.9, 84),
    ]  # fmt: skip


def test_bars_stand_at_tenths() -> None:
    found = [(each.y, each.height) for each in chart_of([(date(2023, 1, 1), 1, 2)]).bars]
    assert found == [(78.7, 37.3), (4, 74.7)]


def test_many_days_are_drawn_narrower_and_none_not_at_all() -> None:
    days = [(date(2023, 1, 1) + n * DAY, 1, 0) for n in range(20)]
    assert [each.width for each in chart_of(days).bars] == [28] * 20
    assert chart_of([]).bars == chart_of([(date(2023, 1, 1), 0, 0)]).bars == ()
