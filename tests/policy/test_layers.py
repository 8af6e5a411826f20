"""What is in force where: terms, adoptions and local values laid over each other."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlin.policy.rules import (
    Adoption,
    Kind,
    Measure,
    Ruling,
    Slot,
    Term,
    Values,
    conflicts,
    inside,
    loosened,
    rulings,
)

Rule = Callable[[Iterable[Measure], Iterable[Values], Iterable[Adoption]], list[Ruling]]
FIRST = date(2026, 1, 1)
STRICTER = {
    **{"needs": "more", "spacing": "more", "lasts": "more"},
    **{"every": "less", "grace": "less", "within": "less"},
}
WEEKLY = Term(FIRST, None, "o", "P-1", needs=2, every=7, slots=(Slot(timedelta(), timedelta(7)),))


def measure(*terms: Term) -> Measure:
    """Return a measure of the pack `nation` with these terms."""
    return Measure(
        "P-1", "nation", Kind.CADENCE, "", "", "all", "grid_worker", ("visit",), 1, terms
    )


def day(number: int) -> date:
    """Return a day by its number."""
    return FIRST + timedelta(days=number)


def on(found: Iterable[Ruling], place: str, when: date) -> list[Ruling]:
    """Return the rulings in force at exactly this place on a day."""
    return [
        each
        for each in found
        if each.place == place and each.since <= when and (not each.until or when < each.until)
    ]


def test_a_term_holds_where_and_while_its_pack_is_adopted() -> None:
    adoption = Adoption("nation", "50", day(10), day(20))
    (found,) = rulings([measure(WEEKLY)], [], [adoption])
    assert (found.place, found.since, found.until) == ("50", day(10), day(20))


def test_an_adoption_after_the_term_has_ended_puts_nothing_in_force() -> None:
    ended = replace(WEEKLY, until=day(5))
    assert rulings([measure(ended)], [], [Adoption("nation", "50", day(5))]) == []


def test_a_pack_nobody_adopted_is_nowhere_in_force() -> None:
    assert rulings([measure(WEEKLY)], [], []) == []


def test_local_values_take_the_place_of_the_term_at_the_same_place() -> None:
    daily = replace(WEEKLY, every=1, needs=1, clause="Q-1", since=day(10), until=day(20))
    found = rulings(
        [measure(WEEKLY)],
        [Values("county", "P-1", (daily,))],
        [Adoption("nation", "50", FIRST), Adoption("county", "50", day(0))],
    )
    assert [(each.since, each.until, each.term.clause) for each in found] == [
        (day(0), day(10), "P-1"),
        (day(10), day(20), "Q-1"),
        (day(20), None, "P-1"),
    ]


def test_local_values_leave_the_place_around_as_it_was() -> None:
    daily = replace(WEEKLY, every=1, needs=1, clause="Q-1")
    found = rulings(
        [measure(WEEKLY)],
        [Values("county", "P-1", (daily,))],
        [Adoption("nation", "0", FIRST), Adoption("county", "500103", day(3))],
    )
    assert [each.term.clause for each in on(found, "0", day(9))] == ["P-1"]
    assert [each.term.clause for each in on(found, "500103", day(9))] == ["Q-1"]
    assert on(found, "500103", day(2)) == []


days = st.integers(0, 40).map(day)
until = st.none() | st.integers(1, 40).map(day)
places = st.sampled_from(["0", "50", "5001", "500103", "500243"])


@st.composite
def terms(draw: st.DrawFn) -> tuple[Term, ...]:
    """Terms of one measure: in order, the earlier ending before the later begins."""
    starts = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=4)))
    made = []
    for number, start in enumerate(starts):
        after = day(starts[number + 1]) if number + 1 < len(starts) else draw(st.none() | days)
        end = None if after is None or after <= day(start) else after
        made.append(replace(WEEKLY, since=day(start), until=end, needs=draw(st.integers(1, 9))))
    return tuple(made)


@st.composite
def adopted(draw: st.DrawFn, pack: str) -> list[Adoption]:
    """Adoptions of a pack: at one place never two at once."""
    made = []
    for place in draw(st.sets(places, max_size=3)):
        since, end = draw(days), draw(until)
        made.append(Adoption(pack, place, since, end if end and end > since else None))
    return made


worlds = st.tuples(terms(), terms(), adopted("nation"), adopted("county"))
World = tuple[tuple[Term, ...], tuple[Term, ...], list[Adoption], list[Adoption]]


def doubled(rule: Rule, world: World) -> list[tuple[str, date]]:
    """Return the places and days on which more than one term of the measure is in force."""
    own, local, nation, county = world
    found = rule([measure(*own)], [Values("county", "P-1", local)], [*nation, *county])
    spots = {each.place for each in found}
    return [
        (place, day(number))
        for place in spots
        for number in range(45)
        if len(on(found, place, day(number))) > 1
    ]


@settings(max_examples=200, deadline=None)
@given(worlds)
def test_at_one_place_at_most_one_term_of_a_measure_is_in_force(world: World) -> None:
    assert doubled(rulings, world) == []


def without_cutting(
    measures: Iterable[Measure], values: Iterable[Values], adoptions: Iterable[Adoption]
) -> list[Ruling]:
    """Lay local values beside the terms of the pack above instead of over them."""
    given_adoptions = list(adoptions)
    own = rulings(measures, [], given_adoptions)
    local = rulings([], values, given_adoptions)
    return [*own, *local]


def test_values_laid_beside_the_terms_above_would_be_seen() -> None:
    world = (
        (WEEKLY,),
        (WEEKLY,),
        [Adoption("nation", "50", FIRST)],
        [Adoption("county", "50", FIRST)],
    )
    assert doubled(rulings, world) == []
    assert doubled(without_cutting, world)


def rewritten(rule: Rule, world: World, start: int) -> list[tuple[str, date]]:
    """Return the earlier places and days that a term added from day `start` on changes."""
    own, local, nation, county = world
    known = tuple(term for term in own if term.since < day(start))
    ended = tuple(replace(term, until=min(term.until or date.max, day(start))) for term in known)
    later = replace(WEEKLY, since=day(start), needs=7)
    values = [Values("county", "P-1", local)]
    before = rule([measure(*known)], values, [*nation, *county])
    after = rule([measure(*ended, later)], values, [*nation, *county])
    return [
        (place, day(number))
        for place in ("0", "50", "5001", "500103", "500243")
        for number in range(start)
        if [each.term.needs for each in on(before, place, day(number))]
        != [each.term.needs for each in on(after, place, day(number))]
    ]


@settings(max_examples=200, deadline=None)
@given(worlds, st.integers(1, 40))
def test_a_term_added_later_never_changes_an_earlier_day(world: World, start: int) -> None:
    assert rewritten(rulings, world, start) == []


def latest_only(
    measures: Iterable[Measure], values: Iterable[Values], adoptions: Iterable[Adoption]
) -> list[Ruling]:
    """Let the newest term of a measure hold for as long as its pack is adopted."""
    newest = [
        replace(each, terms=(replace(each.terms[-1], since=FIRST, until=None),))
        for each in measures
        if each.terms
    ]
    return rulings(newest, values, adoptions)


def test_a_rule_that_knows_only_the_newest_term_would_be_seen() -> None:
    world: World = (
        (WEEKLY,),
        (replace(WEEKLY, since=day(30)),),
        [Adoption("nation", "50", FIRST)],
        [],
    )
    assert rewritten(rulings, world, 5) == []
    assert rewritten(latest_only, world, 5)


@pytest.mark.parametrize(
    ("change", "parameters"),
    [
        ({}, []),
        ({"needs": 3}, []),
        ({"needs": 1}, ["needs"]),
        ({"needs": 1, "every": 3}, []),
        ({"needs": 1, "every": 4}, ["needs"]),
        ({"needs": 1, "every": 1}, []),
        ({"needs": 9, "every": 14}, ["every"]),
        ({"every": None}, ["every"]),
        ({"grace": timedelta(hours=1)}, ["grace"]),
        ({"spacing": timedelta(days=1)}, []),
        ({"slots": (Slot(timedelta(days=1), timedelta(days=5)),)}, []),
        ({"lasts": 14}, []),
        ({"lasts": 15}, []),
        ({"lasts": 13}, ["lasts"]),
        ({"lasts": None}, []),
    ],
)
def test_a_local_term_only_tightens(change: dict[str, object], parameters: list[str]) -> None:
    floor = replace(WEEKLY, lasts=14)
    local = replace(floor, **change)  # type: ignore[arg-type]
    assert [each.parameter for each in loosened(STRICTER, floor, local)] == parameters


def test_what_lasts_while_one_is_concerned_is_only_shortened_by_a_number() -> None:
    (wrong,) = loosened(STRICTER, WEEKLY, replace(WEEKLY, lasts=400))
    assert (wrong.parameter, wrong.least) == ("lasts", None)


def test_a_deadline_may_only_become_shorter() -> None:
    floor = Term(FIRST, None, "o", "P-2", within=timedelta(hours=2))
    shorter = replace(floor, within=timedelta(hours=1))
    assert loosened(STRICTER, floor, shorter) == []
    assert [each.parameter for each in loosened(STRICTER, shorter, floor)] == ["within"]


def test_a_standing_demand_may_be_given_a_rate() -> None:
    standing = Term(FIRST, None, "o", "P-1", every=None)
    assert loosened(STRICTER, standing, WEEKLY) == []


def test_a_window_may_shrink_but_not_reach_out() -> None:
    floor = replace(WEEKLY, every=1, slots=(Slot(timedelta(hours=8), timedelta(hours=20)),))
    later = replace(floor, slots=(Slot(timedelta(hours=8), timedelta(hours=21)),))
    assert [each.parameter for each in loosened(STRICTER, floor, later)] == ["slots"]
    assert loosened(STRICTER, later, floor) == []


def test_what_a_measure_does_not_open_stays_fixed() -> None:
    (wrong,) = loosened({}, WEEKLY, replace(WEEKLY, needs=3))
    assert (wrong.parameter, wrong.direction, wrong.least) == ("needs", "same", 2)


def test_a_looser_term_inside_a_stricter_place_is_a_conflict() -> None:
    outer = Ruling("P-1", "50", FIRST, day(20), WEEKLY)
    inner = Ruling("P-1", "500103", day(10), None, replace(WEEKLY, needs=1))
    (found,) = conflicts([outer, inner], {"P-1": STRICTER})
    assert (found.inner, found.outer, found.wrong.parameter) == (inner, outer, "needs")


@pytest.mark.parametrize(("place", "since"), [("500103", day(20)), ("51", day(10)), ("0", day(10))])
def test_terms_that_never_meet_are_no_conflict(place: str, since: date) -> None:
    outer = Ruling("P-1", "50", FIRST, day(20), WEEKLY)
    other = Ruling("P-1", place, since, None, replace(WEEKLY, needs=1))
    assert [
        each for each in conflicts([outer, other], {"P-1": STRICTER}) if each.inner == other
    ] == []


def test_every_place_lies_in_the_nation() -> None:
    assert inside("500103", "0")
    assert inside("500103", "500103")
    assert not inside("50", "500103")
