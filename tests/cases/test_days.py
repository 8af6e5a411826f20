"""Golden: on which day observation ends, to the minute, in China."""

from datetime import UTC, date, datetime, timedelta

import pytest

from anlin.base.days import ZONE, local_day, start_of
from anlin.cases.rules import day_number, ends_at, last_day
from anlin.duties.rules.windows import owes, windows_on
from anlin.policy.rules import DayZero, Ruling, Term

EVENT = date(2020, 2, 1)
DAY = timedelta(days=1)


def law(lasts: int = 14, rule: DayZero = DayZero.EVENT) -> Ruling:
    term = Term(date(2020, 1, 29), None, "o", "A-2.2", every=1, lasts=lasts, day0_rule=rule)
    return Ruling("A-2.2", "0", term.since, None, term)


def over(at: datetime, ruling: Ruling, extended: int = 0, begun_on: date = EVENT) -> bool:
    last = last_day(begun_on, ruling.term, extended)
    assert last is not None
    assert (local_day(at) > last) == (at >= ends_at(last))
    return at >= ends_at(last)


@pytest.mark.parametrize(
    ("moment", "ended"),
    [
        ("2020-02-15T23:59:59+08:00", False),  # 13 days and 23:59 after day 0 has ended
        ("2020-02-16T00:00:00+08:00", True),  # 14 days and 00:00
        ("2020-02-15T15:59:59+00:00", False),
        ("2020-02-15T16:00:00+00:00", True),
        ("2020-02-15T00:00:00+08:00", False),
    ],
)
def test_14_days_end_at_midnight_in_china(moment: str, ended: bool) -> None:
    assert over(datetime.fromisoformat(moment), law()) is ended


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_hour_of_the_event_does_not_matter(hour: int) -> None:
    at = datetime(2020, 2, 1, hour, 59, tzinfo=ZONE)
    assert last_day(local_day(at.astimezone(UTC)), law().term) == date(2020, 2, 15)


def test_a_new_exposure_resets_the_count() -> None:
    again = EVENT + 10 * DAY
    last = ends_at(EVENT + 14 * DAY)
    assert over(last, law()) is True
    assert over(last, law(), begun_on=again) is False
    assert last_day(again, law().term) == again + 14 * DAY


def test_the_pack_says_which_day_is_day_0() -> None:
    counted = law(rule=DayZero.BEFORE)
    assert last_day(EVENT, counted.term) == date(2020, 2, 14)
    assert day_number(EVENT, EVENT, DayZero.BEFORE) == 1
    assert day_number(EVENT, EVENT, DayZero.EVENT) == 0


@pytest.mark.parametrize("extended", [0, 1, 7])
@pytest.mark.parametrize("rule", list(DayZero))
def test_the_paper_ends_when_the_last_reading_was_owed(rule: DayZero, extended: int) -> None:
    ruling = law(rule=rule)
    windows = [w for n in range(40) for w in windows_on([slotted(ruling)], EVENT + n * DAY)]
    begun = start_of(EVENT + extended * DAY)  # how the population moves it
    owed = [
        w
        for w in windows
        if owes(w, start_of(EVENT + DAY), datetime.max.replace(tzinfo=UTC), begun)
    ]
    assert local_day(owed[-1].opens) == last_day(EVENT, ruling.term, extended)


def slotted(ruling: Ruling) -> Ruling:
    from dataclasses import replace

    from anlin.policy.rules import Slot

    return replace(ruling, term=replace(ruling.term, slots=(Slot(timedelta(), DAY),)))


def test_7_days_in_one_county_end_there_after_7() -> None:
    assert last_day(EVENT, law(7).term) == EVENT + 7 * DAY
    assert last_day(EVENT, law(14).term) == EVENT + 14 * DAY
    assert last_day(EVENT, None) is None
