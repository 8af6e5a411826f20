"""When something is owed, where, and when it has lapsed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from anlin.base.days import NEVER, start_of
from anlin.duties.rules.windows import Window, owes, standing, times, windows_on
from anlin.places.rules import span
from anlin.policy.rules import Ruling, Slot, Term

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = date(2023, 1, 16)
CHONGQING, YUZHONG = span("50"), span("500103")
WEEKLY = Term(
    since=date(2023, 1, 14), until=None, order="o", clause="E-8", needs=2, every=7,
    slots=(Slot(timedelta(), 7 * DAY),),
)  # fmt: skip
ROUNDS = Term(
    since=date(2023, 1, 1), until=None, order="o", clause="R-1", every=1, grace=HOUR,
    slots=(Slot(6 * HOUR, 10 * HOUR), Slot(14 * HOUR, 18 * HOUR)),
)  # fmt: skip


def held(term: Term, place: str = "50", **more: object) -> Ruling:
    ruling = Ruling("m", place, term.since, term.until, term)
    return replace(ruling, **more)  # type: ignore[arg-type]


def opens_in(rulings: list[Ruling], first: date, days: int) -> list[date]:
    """Return the days on which a window opens."""
    every = [first + n * DAY for n in range(days)]
    return [day for day in every for _ in windows_on(rulings, day)]


def moment(day: date, hours: float = 0) -> datetime:
    return start_of(day) + timedelta(hours=hours)


def test_a_weekly_window_opens_on_monday_and_closes_a_week_later() -> None:
    (window,) = windows_on([held(WEEKLY)], MONDAY)
    assert (window.opens, window.closes, window.lapses) == (
        moment(MONDAY), moment(MONDAY + 7 * DAY), moment(MONDAY + 7 * DAY),
    )  # fmt: skip
    assert (window.lo, window.hi, window.needs) == (*CHONGQING, 2)


def test_a_term_that_starts_on_saturday_asks_first_in_the_week_after() -> None:
    assert opens_in([held(WEEKLY)], date(2023, 1, 9), 15) == [MONDAY, MONDAY + 7 * DAY]


def test_two_rounds_a_day_each_take_late_acts_until_the_next_one_opens() -> None:
    morning, afternoon = windows_on([held(ROUNDS)], MONDAY)
    assert (morning.closes, morning.lapses) == (moment(MONDAY, 10), moment(MONDAY, 11))
    assert morning.late_until == afternoon.opens == moment(MONDAY, 14)
    assert afternoon.late_until == moment(MONDAY + DAY, 6)


def test_every_third_day_counts_from_the_term_wherever_it_is_adopted() -> None:
    third = Term(
        since=date(2023, 1, 2), until=None, order="o", clause="G-3", every=3,
        slots=(Slot(timedelta(), 3 * DAY),),
    )  # fmt: skip
    late_adopter = held(third, since=date(2023, 1, 6))
    assert opens_in([late_adopter], date(2023, 1, 2), 12) == [date(2023, 1, 8), date(2023, 1, 11)]


def test_a_county_that_tightens_is_cut_out_of_the_range_above() -> None:
    local = held(replace(WEEKLY, needs=3), "500103")
    ranges = [(w.lo, w.hi, w.needs) for w in windows_on([held(WEEKLY), local], MONDAY)]
    assert ranges == [
        (CHONGQING[0], YUZHONG[0], 2), (*YUZHONG, 3), (YUZHONG[1], CHONGQING[1], 2),
    ]  # fmt: skip


def test_an_amendment_in_the_middle_of_a_week_leaves_the_running_week_alone() -> None:
    wednesday = MONDAY + 2 * DAY
    before = held(WEEKLY, until=wednesday)
    after = held(replace(WEEKLY, needs=3, since=wednesday))
    weeks = [w for d in range(14) for w in windows_on([before, after], MONDAY + d * DAY)]
    assert [(w.opens, w.needs) for w in weeks] == [
        (moment(MONDAY), 2), (moment(MONDAY + 7 * DAY), 3),
    ]  # fmt: skip


def test_nothing_opens_from_the_day_a_term_has_ended() -> None:
    ended = held(replace(ROUNDS, until=MONDAY))
    assert opens_in([ended], MONDAY - DAY, 3) == [MONDAY - DAY] * 2


def test_a_demand_without_a_rate_stands_open_and_never_closes() -> None:
    term = Term(since=date(2023, 1, 11), until=None, order="o", clause="D-6.1")
    (window,) = standing([held(term)])
    assert (window.opens, window.closes, window.own) == (moment(date(2023, 1, 11)), NEVER, True)
    joined = moment(MONDAY, 9)
    assert times(window, joined).opens == joined
    assert owes(window, joined, NEVER)
    assert not owes(window, joined, moment(MONDAY + DAY))


def test_a_deadline_runs_from_its_event() -> None:
    term = Term(
        since=date(2023, 1, 1), until=None, order="o", clause="U-1",
        within=2 * HOUR, grace=HOUR,
    )  # fmt: skip
    (window,) = windows_on([held(term)], MONDAY)
    event = moment(MONDAY, 23)
    t = times(window, event)
    assert (t.opens, t.closes, t.lapses, t.late_until) == (
        event, moment(MONDAY + DAY, 1), moment(MONDAY + DAY, 2), NEVER,
    )  # fmt: skip
    assert owes(window, event, NEVER)
    assert not owes(window, moment(MONDAY + DAY), NEVER), "the next day's window takes that event"
    assert not owes(window, event, event + HOUR), "gone before it was due"


@pytest.mark.parametrize(
    ("since", "until", "owed"),
    [
        (moment(MONDAY), moment(MONDAY + 7 * DAY), True),
        (moment(MONDAY) + timedelta(seconds=1), NEVER, False),
        (moment(MONDAY - DAY), moment(MONDAY + 7 * DAY) - timedelta(seconds=1), False),
        (moment(MONDAY - DAY), NEVER, True),
    ],
)
def test_nobody_owes_a_window_they_did_not_have_whole(
    since: datetime, until: datetime, owed: bool
) -> None:
    (window,) = windows_on([held(WEEKLY)], MONDAY)
    assert owes(window, since, until) is owed


EVENT = date(2020, 2, 1)
TWICE = Term(
    since=date(2020, 1, 29), until=None, order="o", clause="A-2.2", every=1, lasts=14,
    slots=(Slot(timedelta(), 12 * HOUR), Slot(12 * HOUR, DAY)),
)  # fmt: skip


def owed_days(rulings: list[Ruling], begun: date, since: datetime) -> list[int]:
    """Return which days after the event's own have a window that is owed, each as often."""
    return [
        (day - begun).days
        for day in (begun + n * DAY for n in range(30))
        for window in windows_on(rulings, day)
        if owes(window, since, NEVER, start_of(begun))
    ]


@pytest.mark.parametrize("lasts", [7, 14])
def test_the_day_of_the_event_is_day_0_and_the_last_day_ends_at_midnight(lasts: int) -> None:
    ruling = held(replace(TWICE, lasts=lasts))
    days = owed_days([ruling], EVENT, start_of(EVENT + DAY))
    assert days == [day for day in range(1, lasts + 1) for _ in range(2)]
    last = windows_on([ruling], EVENT + lasts * DAY)[-1]
    assert last.closes == moment(EVENT + (lasts + 1) * DAY)
    assert last.begun_from == start_of(EVENT)
    instant = timedelta(microseconds=1)
    assert owes(last, start_of(EVENT), NEVER, start_of(EVENT))
    assert not owes(last, start_of(EVENT), NEVER, start_of(EVENT) - instant)


def test_who_is_traced_late_owes_from_then_on_and_is_free_with_the_others() -> None:
    traced = start_of(EVENT + 5 * DAY) + 10 * HOUR
    days = owed_days([held(TWICE)], EVENT, traced)
    assert days == [5, *(day for day in range(6, 15) for _ in range(2))]


def test_fourteen_days_become_seven_for_later_windows_only() -> None:
    tenth = EVENT + 10 * DAY
    law = [held(TWICE, until=tenth), held(replace(TWICE, lasts=7, since=tenth))]
    assert owed_days(law, EVENT, start_of(EVENT + DAY))[-1] == 9
    later = EVENT + 5 * DAY
    assert owed_days(law, later, start_of(later + DAY))[-1] == 7


def test_a_longer_window_is_owed_only_if_it_closes_within_the_days() -> None:
    third = Term(
        since=EVENT, until=None, order="o", clause="o", every=3, lasts=5,
        slots=(Slot(timedelta(), 3 * DAY),),
    )  # fmt: skip
    assert owed_days([held(third)], EVENT, start_of(EVENT)) == [0, 3]


def test_a_demand_without_an_end_asks_as_long_as_somebody_is_concerned() -> None:
    (window, _) = windows_on([held(replace(TWICE, lasts=None))], EVENT + 400 * DAY)
    assert window.begun_from is None
    assert owes(window, start_of(EVENT), NEVER, start_of(EVENT))


def _overlaps(windows: list[Window]) -> bool:
    ordered = sorted(windows, key=lambda w: w.lo)
    return any(a.hi > b.lo for a, b in pairwise(ordered))


def test_ranges_of_one_opening_never_overlap_and_a_broken_cut_would_show() -> None:
    layers = [held(WEEKLY, "0"), held(WEEKLY), held(WEEKLY, "5001"), held(WEEKLY, "500103")]
    windows = windows_on(layers, MONDAY)
    assert not _overlaps(windows)
    assert sum(w.hi - w.lo for w in windows) == 10**18
    uncut = [w for layer in layers for w in windows_on([layer], MONDAY)]
    assert _overlaps(uncut)
