"""What the clock makes of a duty on the worker's list."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from anlin.base.days import NEVER
from anlin.duties.queries import DutyRow
from anlin.field.queries.today import Task, is_of_today, mark_of

OPENS = datetime(2023, 1, 15, 16, tzinfo=UTC)
WEEK = DutyRow(
    window=1, measure="E-8", zh="联系", en="contact", clause="E-8", owed_by="grid_worker",
    minutes=10, subject=1, place=500103001001001001, opens=OPENS,
    closes=OPENS + timedelta(days=7), lapses=OPENS + timedelta(days=7), needs=2, have=0,
    status="open", received_late=False, cured=False,
)  # fmt: skip
DAY = replace(WEEK, closes=OPENS + timedelta(days=1), lapses=OPENS + timedelta(days=2))
STANDING = replace(WEEK, closes=NEVER, lapses=NEVER, needs=1)


@pytest.mark.parametrize(
    ("duty", "after", "mark"),
    [
        (WEEK, timedelta(days=3), "open"),
        (WEEK, timedelta(days=6, hours=1), "soon"),
        (DAY, timedelta(hours=1), "open"),
        (DAY, timedelta(hours=13), "soon"),
        (DAY, timedelta(hours=25), "overdue"),
        (STANDING, timedelta(days=300), "open"),
        (replace(WEEK, status="missed"), timedelta(days=8), "missed"),
    ],
)
def test_an_open_duty_looks_as_urgent_as_it_is(duty: DutyRow, after: timedelta, mark: str) -> None:
    assert mark_of(duty, OPENS + after) == mark


def test_what_was_settled_before_today_is_off_the_list() -> None:
    morning = OPENS + timedelta(days=8)
    assert not is_of_today(replace(WEEK, status="met"), morning)
    assert is_of_today(replace(WEEK, status="missed"), morning)
    assert is_of_today(replace(WEEK, status="met"), OPENS + timedelta(days=3))


def test_a_standing_demand_met_once_never_comes_back() -> None:
    assert not is_of_today(replace(STANDING, status="met"), OPENS)
    assert is_of_today(STANDING, OPENS + timedelta(days=300))


def test_a_duty_that_never_closes_shows_no_time() -> None:
    assert Task(STANDING, "open").closes is None
    assert Task(DAY, "open").closes == DAY.closes
