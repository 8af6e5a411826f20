"""Where a need goes first, and what its steps make of it."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from anlin.dispatch.rules import NeedKind, State, Told, What, first_level, state_of
from anlin.policy.rules import DecisionTable
from tests.packs.cases import library

AT = datetime.fromisoformat("2023-01-20T18:00:00+08:00")
HOUR = timedelta(hours=1)


def route() -> list[DecisionTable]:
    return [table for table in library().classes if table.name == "need_route"]


@pytest.mark.parametrize(
    ("kind", "level", "personal", "first"),
    [
        ("medicine", 6, True, 5),  # a resident's, told by the grid: their community
        ("medicine", 5, True, 5),  # told by the community itself, which answers it
        ("medicine", 5, False, 4),  # its own: somebody above it
        ("staff", 6, False, 4),
        ("supplies", 6, True, 3),
        ("laboratory", 5, False, 3),
        ("supplies", 3, False, 2),  # the county's own goes to the city
        ("staff", 0, False, 0),
    ],
)
def test_a_need_goes_where_the_pack_says_and_never_to_who_raised_it(
    kind: str, level: int, personal: bool, first: int
) -> None:
    assert first_level(NeedKind(kind), level, personal=personal, tables=route()) == first


def test_without_a_pack_the_nearest_level_above_answers() -> None:
    assert first_level(NeedKind.STAFF, 6, personal=False, tables=[]) == 5
    assert first_level(NeedKind.STAFF, 5, personal=False, tables=[]) == 4
    assert first_level(NeedKind.CARE, 5, personal=True, tables=[]) == 5


STORY = (
    Told(What.ANSWERED, AT + HOUR),
    Told(What.PASSED, AT + 2 * HOUR),
    Told(What.SETTLED, AT + 3 * HOUR),
    Told(What.REOPENED, AT + 4 * HOUR),
    Told(What.MERGED, AT + 5 * HOUR, 7),
)


def test_a_state_follows_from_the_steps_in_whatever_order_they_are_read() -> None:
    wanted = [State.OPEN, State.ANSWERED, State.ANSWERED, State.SETTLED, State.ANSWERED,
              State.MERGED]  # fmt: skip
    for order in permutations(STORY):
        assert [state_of(order, None, AT + n * HOUR) for n in range(6)] == wanted


def test_only_what_nobody_answered_is_overdue() -> None:
    due = AT + 2 * HOUR
    assert state_of([], due, due - HOUR) is State.OPEN
    assert state_of([], due, due) is State.OVERDUE
    assert state_of([Told(What.PASSED, AT)], due, due) is State.OVERDUE  # passing answers nothing
    assert state_of([Told(What.ANSWERED, due + HOUR)], due, due + HOUR) is State.ANSWERED
