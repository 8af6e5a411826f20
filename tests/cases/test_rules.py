"""Which day of observation it is, and which order decides how long it lasts."""

from dataclasses import replace
from datetime import date, timedelta

from anlin.cases.rules import day_number, ruling_at
from anlin.places.rules import lo_of
from anlin.policy.rules import Ruling, Term

DAY = date(2020, 2, 1)
HERE, ELSEWHERE = lo_of("500103001001"), lo_of("500243100201")
NATION = Ruling(
    "A-2.2", "0", date(2020, 1, 29), None,
    Term(date(2020, 1, 29), None, "o", "A-2.2", every=1, lasts=14),
)  # fmt: skip
COUNTY = replace(
    NATION, place="500103", since=DAY + timedelta(days=9), term=replace(NATION.term, lasts=7)
)


def lasts(place: int, day: date, *rulings: Ruling) -> int | None:
    found = ruling_at(rulings, place, day)
    return found.term.lasts if found else None


def test_the_day_of_the_event_is_day_0() -> None:
    assert [day_number(DAY, DAY + timedelta(days=n)) for n in (0, 1, 14)] == [0, 1, 14]


def test_the_nearest_order_decides_from_its_day_on() -> None:
    eve = COUNTY.since - timedelta(days=1)
    assert lasts(HERE, eve, NATION, COUNTY) == lasts(HERE, eve, COUNTY, NATION) == 14
    assert lasts(HERE, COUNTY.since, NATION, COUNTY) == 7
    assert lasts(ELSEWHERE, COUNTY.since, NATION, COUNTY) == 14


def test_of_two_measures_the_longer_one_decides_and_one_without_an_end_lasts_longest() -> None:
    other = replace(NATION, measure="B-1", term=replace(NATION.term, lasts=10))
    endless = replace(NATION, measure="B-2", term=replace(NATION.term, lasts=None))
    assert lasts(HERE, DAY, other, NATION) == 14
    assert lasts(HERE, DAY, other, endless, NATION) is None


def test_where_no_order_speaks_nothing_is_decided() -> None:
    assert ruling_at([COUNTY], HERE, DAY) is None
    assert ruling_at([replace(NATION, until=DAY)], HERE, DAY) is None
