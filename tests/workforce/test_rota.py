"""The rota: what a shift may be, where hands are short, what rest is owed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlin.accounts.rules import Viewer
from anlin.workforce import actions, queries
from anlin.workforce.rules import (
    NotOnDutyError,
    ShiftLimitError,
    ShiftOverError,
    Span,
    needed,
    rest_owed,
    slices,
)
from tests.institutions.house import AT

if TYPE_CHECKING:
    from anlin.institutions.models import Post

HOUR = timedelta(hours=1)
START = datetime.fromisoformat("2023-01-21T00:00:00+08:00")
Hire = Callable[..., "Post"]
spans = st.lists(st.tuples(st.integers(-5, 30), st.integers(1, 12)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(spans)
def test_every_hour_of_the_day_lies_in_one_slice_with_as_many_carers_as_are_there(
    told: list[tuple[int, int]],
) -> None:
    known = [Span(START + a * HOUR, START + (a + b) * HOUR) for a, b in told]
    found = slices(known, START, START + 24 * HOUR, wanted=2)
    for hour in range(24):
        moment = START + hour * HOUR + HOUR / 2
        (held,) = [each for each in found if each.since <= moment < each.until]
        there = sum(each.since <= moment < each.until for each in known)
        assert (held.carers, held.short) == (there, max(2 - there, 0))


@pytest.mark.parametrize(("inside", "carers"), [(0, 0), (1, 1), (10, 1), (11, 2), (120, 12)])
def test_one_carer_has_as_many_residents_as_the_order_says(inside: int, carers: int) -> None:
    assert needed(inside, 10) == carers
    assert needed(inside, None) == 0


def test_a_day_of_rest_is_owed_for_each_full_row_and_settled_by_a_free_day() -> None:
    first = date(2023, 1, 1)
    row = [first + timedelta(days=n) for n in range(7)]
    assert (rest_owed(row[:6], 6), rest_owed(row, 6)) == (0, 1)
    assert rest_owed([*row, first + timedelta(days=8)], 6) == 0
    assert rest_owed(row, None) == 0


@pytest.mark.django_db
def test_a_shift_is_refused_by_the_clause_it_breaks(law: None, hire: Hire, head: Viewer) -> None:
    from anlin.workforce.models import Start

    post = hire()

    def plan(begins: int, hours: int) -> object:
        since = START + begins * HOUR
        return actions.plan_shift(
            post.pk, since=since, until=since + hours * HOUR, inside=False, by=head, at=AT
        )

    with pytest.raises(NotOnDutyError):
        plan(8, 8)
    from anlin.institutions.actions.desk import at_work

    with at_work(head):
        Start.objects.create(post=post, place=post.place, asked=[], level="", at=AT, by=1)
    plan(8, 12)
    with pytest.raises(ShiftLimitError, match="WF-2"):
        plan(72, 13)
    with pytest.raises(ShiftLimitError, match="at least 11 hours of rest"):
        plan(30, 8)
    with pytest.raises(ShiftOverError):
        plan(8, 8)
    plan(31, 8)
    with at_work(head):
        day = queries.rota(post.place, START, START + 24 * HOUR)
    assert [each.carers for each in day.slices] == [0, 1, 0]
    assert day.ratio is not None
    assert day.ratio.clause == "WF-1"
