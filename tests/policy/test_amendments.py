"""Orders that a place makes one after the other: the later takes over, and no past day changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlin.policy.rules import Adoption, Corpus, Kind, Measure, Ruling, Slot, Term, Values
from anlin.policy.rules import layers as rule
from tests.laws.harness import breaks

FIRST = date(2026, 1, 1)
DAYS = 40
WEEK = Term(FIRST, None, "o", "P-1", needs=1, every=7, slots=(Slot(timedelta(), timedelta(7)),))
PLACES = ("0", "50", "500103")
NATION = Measure(
    "P-1", "nation", Kind.CADENCE, "", "", "all", "grid_worker", ("visit",), 1, (WEEK,),
    stricter=(("needs", "more"),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Local:
    """An order that a place makes: how many, from which day until which."""

    place: str
    needs: int
    since: int
    until: int | None


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def local(draw: st.DrawFn, first: int = 0) -> Local:
    since = draw(st.integers(first, DAYS - 1))
    until = draw(st.none() | st.integers(since + 1, DAYS))
    return Local(draw(st.sampled_from(PLACES)), draw(st.integers(1, 9)), since, until)


orders = st.lists(local(), max_size=5, unique_by=lambda each: (each.place, each.since))


def law(given_orders: Sequence[Local]) -> Corpus:
    """Return the law with these orders released, in their order."""
    found = Corpus({"P-1": NATION}, adoptions=(Adoption("nation", "0", FIRST),))
    for number, each in enumerate(given_orders, 1):
        name = f"local-{number}"
        until = None if each.until is None else day(each.until)
        term = replace(WEEK, since=day(each.since), until=until, needs=each.needs, clause=name)
        values = (Values(name, "P-1", (term,)),)
        found = found.plus(Adoption(name, each.place, day(each.since), until), values)
    return found


def at(rulings: Sequence[Ruling], place: str, number: int) -> list[str]:
    """Return the clauses in force at exactly this place on a day."""
    when = day(number)
    return [
        each.term.clause
        for each in rulings
        if each.place == place and each.since <= when and (not each.until or when < each.until)
    ]


def earlier_days_stay(before: Sequence[Local], start: int, later: Local) -> None:
    """An order made on day `start` changes no day before it, nor any other place."""
    known = [each for each in before if (each.place, each.since) != (later.place, later.since)]
    was, then = law(known).rulings(), law([*known, later]).rulings()
    for place in PLACES:
        last = start if place == later.place else DAYS
        for number in range(last):
            assert at(was, place, number) == at(then, place, number)


def made_later(start: int) -> st.SearchStrategy[tuple[list[Local], int, Local]]:
    return st.tuples(orders, st.just(start), local(first=start))


amended = st.integers(1, DAYS - 1).flatmap(made_later)


@settings(max_examples=200, deadline=None)
@given(amended)
def test_a_later_order_of_a_place_changes_no_earlier_day(
    case: tuple[list[Local], int, Local],
) -> None:
    earlier_days_stay(*case)


def newest_everywhere(group: Sequence[Ruling]) -> Iterator[Ruling]:
    """Let the order that was made last hold for all days of the ones before it."""
    newest = group[-1]
    yield replace(newest, since=min(each.since for each in group))


def test_a_place_that_knows_only_its_newest_order_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule, "_latest", newest_everywhere)
    breaks(lambda case: earlier_days_stay(*case), amended)


def one_a_day(made: Sequence[Local]) -> None:
    """At one place one term of a measure is in force on a day, that of the latest beginning."""
    found = law(made).rulings()
    for place in PLACES:
        for number in range(DAYS):
            held = at(found, place, number)
            assert len(held) <= 1
            running = [
                (each.since, f"local-{position}")
                for position, each in enumerate(made, 1)
                if each.place == place and each.since <= number < (each.until or DAYS + 1)
            ]
            if running:
                assert held == [max(running)[1]]


@settings(max_examples=200, deadline=None)
@given(orders)
def test_the_order_that_began_last_holds(made: list[Local]) -> None:
    one_a_day(made)


def test_orders_laid_beside_each_other_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "_latest", iter)
    breaks(one_a_day, orders)
