"""Whatever opened and closed in whatever order: each day is answered as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from anlin.base.problems import Problem
from anlin.places import actions, queries
from anlin.places.models import Place
from anlin.places.rules import Kind, Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AT = datetime(2023, 3, 1, 4, tzinfo=UTC)
STREET, ONE, TWO = "500103001", "500103001001", "500103001002"
GRID = "500103001001001"
UNITS = [STREET, ONE, TWO, GRID]
DAYS = [date(2023, 1, 1) + timedelta(n) for n in range(14)]
Act = tuple[int, str, bool]
acts = st.lists(st.tuples(st.integers(1, 13), st.sampled_from(UNITS), st.booleans()), max_size=12)


class Plain:
    """The same tree as sets of open days: no ranges, no SQL."""

    def __init__(self) -> None:
        self.open = {code: set(DAYS) for code in UNITS}
        self.closed: dict[str, date | None] = dict.fromkeys(UNITS)

    def below(self, code: str) -> Iterator[str]:
        return (each for each in UNITS if each.startswith(code))

    def close(self, code: str, on: date) -> None:
        for each in self.below(code):
            if self.closed[each] is None:
                self.open[each] -= {day for day in DAYS if day >= on}
                self.closed[each] = on

    def reopen(self, code: str, on: date) -> None:
        ended = self.closed[code]
        for each in self.below(code):
            if self.closed[each] == ended:
                self.open[each] |= {day for day in DAYS if day >= on}
                self.closed[each] = None


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def play(history: list[Act]) -> Plain:
    """Do to the table and to the plain tree whatever the table does not refuse."""
    actions.open_places(ONE, Kind.GRID, ["1 网格"], DAYS[0], by=None, at=AT)
    plain = Plain()
    for number, code, closing in sorted(history, key=lambda act: act[0]):
        verb = actions.close_place if closing else actions.reopen_place
        try:
            verb(code, DAYS[number], by=None, at=AT)
        except Problem:
            continue
        (plain.close if closing else plain.reopen)(code, DAYS[number])
    return plain


def open_by_periods(day: date) -> set[str]:
    return set(queries.open_on(day).values_list("code", flat=True)) & set(UNITS)


def open_by_last_opening(day: date) -> set[str]:
    """Answer as a table with one opening and one closing day per place would."""
    last: dict[str, Period] = {
        each.code: each.periods[-1] for each in Place.objects.filter(code__in=UNITS)
    }
    return {code for code, period in last.items() if period.holds(day)}


def agree(plain: Plain, read: Callable[[date], set[str]]) -> bool:
    return all(read(day) == {code for code in UNITS if day in plain.open[code]} for day in DAYS)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts)
@example([(2, STREET, True), (5, STREET, False), (8, ONE, True), (11, ONE, False)])
@example([(3, GRID, True), (5, ONE, True), (10, ONE, False)])
def test_every_day_is_answered_as_it_was(history: list[Act]) -> None:
    with undone():
        assert agree(play(history), open_by_periods)


def test_one_opening_day_per_place_would_not_do() -> None:
    with undone():
        plain = play([(2, STREET, True), (5, STREET, False), (8, ONE, True), (11, ONE, False)])
        assert not agree(plain, open_by_last_opening)
