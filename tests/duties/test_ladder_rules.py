"""The ladder's clock, and which ladder holds where, against the plainest reading of both."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from anlin.base.days import ZONE, start_of
from anlin.duties.rules import ladder
from anlin.duties.rules.ladder import UNLESS_ADOPTED, Section, above, due_up_to, dues, sections
from anlin.places.rules import span
from anlin.policy.rules import Adoption, LadderInForce, ladders_in_force
from tests.duties import ladders
from tests.duties.ladders import HOUR, NIGHT
from tests.duties.town import at
from tests.twins import found_out

MONDAY = datetime(2023, 1, 2, tzinfo=ZONE)
STEP = timedelta(minutes=30)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
quiets = st.none() | st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1])
moments = st.integers(0, 4 * 48).map(lambda n: MONDAY + n * STEP)
waits = st.integers(0, 100).map(lambda n: n * STEP)
Count = Callable[[datetime, timedelta, tuple[time, time] | None], datetime]


def awake(since: datetime, until: datetime, quiet: tuple[time, time] | None) -> timedelta:
    """Count the time outside quiet hours, step by step."""
    steps = 0
    while since < until:
        steps += not ladder.quiet_at(quiet, since)
        since += STEP
    return steps * STEP


def counts_awake(count: Count, lapsed: datetime, now: datetime, after: timedelta, quiet) -> None:  # type: ignore[no-untyped-def]
    due = lapsed <= now and awake(lapsed, now, quiet) >= after
    assert (lapsed <= min(now, count(now, after, quiet))) == due


@given(moments, moments, waits, quiets)
@settings(max_examples=400, deadline=None)
def test_what_is_due_has_waited_long_enough_outside_quiet_hours(
    lapsed: datetime, now: datetime, after: timedelta, quiet: tuple[time, time] | None
) -> None:
    assume(not ladder.quiet_at(quiet, now))
    counts_awake(due_up_to, lapsed, now, after, quiet)


def test_a_clock_that_runs_through_the_night_is_found_out() -> None:
    def sleepless(now: datetime, after: timedelta, quiet: object) -> datetime:
        return now - after

    with found_out():
        counts_awake(sleepless, at("01-02 21:00"), at("01-03 07:00"), 2 * HOUR, NIGHT)


def test_a_lapse_of_the_night_is_told_in_the_morning_and_climbs_from_then() -> None:
    made = ladders.ladder((5, timedelta()), (4, 2 * HOUR), (3, 6 * HOUR), quiet=NIGHT)
    (section,) = sections(ladders.everywhere(made))[1:]
    told = {
        clock: [due.level for due in dues([section], at(clock), None)
                if not due.deadline and due.upto >= at("01-03 00:00")]
        for clock in ("01-03 06:59", "01-03 07:00", "01-03 08:59", "01-03 09:00", "01-03 13:00")
    }  # fmt: skip
    assert told == {
        "01-03 06:59": [], "01-03 07:00": [5], "01-03 08:59": [5],
        "01-03 09:00": [5, 4], "01-03 13:00": [5, 4, 3],
    }  # fmt: skip


def test_a_deadline_climbs_in_the_night() -> None:
    made = ladders.ladder((5, timedelta()), (4, 2 * HOUR), quiet=NIGHT)
    found = dues(sections(ladders.everywhere(made)), at("01-03 03:00"), None)
    assert {due.deadline for due in found if due.since > ladder.EVER} == {True}
    assert [due.upto for due in found if due.level == 4] == [at("01-03 01:00")]


def test_where_nothing_is_adopted_the_community_alone_is_told() -> None:
    (whole,) = sections([])
    assert whole == Section(0, 10**18, ladder.EVER, ladder.NEVER, UNLESS_ADOPTED)
    assert [(due.level, due.upto) for due in dues([whole], at("01-03 03:00"), None)] == [
        (5, at("01-03 03:00")),
        (5, at("01-03 03:00")),
    ]


def test_the_ladder_adopted_nearest_holds_and_only_while_it_does() -> None:
    wide, near = ladders.ladder((5, HOUR)), ladders.ladder((5, 2 * HOUR))
    first, second = date(2023, 1, 2), date(2023, 1, 9)
    found = sections(
        [LadderInForce("50", first, None, wide), LadderInForce("500103", first, second, near)]
    )
    lo, hi = span("500103")
    told = [(s.lo, s.hi, s.ladder) for s in found if s.since == start_of(first)]
    assert told == [
        (0, span("50")[0], UNLESS_ADOPTED), (span("50")[0], lo, wide), (lo, hi, near),
        (hi, span("50")[1], wide), (span("50")[1], 10**18, UNLESS_ADOPTED),
    ]  # fmt: skip
    assert ladder.ladder_at(found, lo, start_of(second)) is wide
    assert ladder.ladder_at(found, lo, start_of(second) - HOUR) is near


@given(st.lists(st.sampled_from(("0", "50", "500103", "500243", "500103001")), max_size=4), moments)
def test_every_place_has_one_ladder_at_every_moment(places: list[str], now: datetime) -> None:
    made = [
        LadderInForce(place, date(2023, 1, 2 + n), None, ladders.ladder((5, n * HOUR)))
        for n, place in enumerate(places)
    ]
    found = [each for each in sections(made) if each.since <= now < each.until]
    assert [each.lo for each in found] == [0, *(each.hi for each in found[:-1])]
    assert found[-1].hi == 10**18


def test_a_ladder_holds_where_its_pack_does_for_as_long_as_both_say() -> None:
    made = ladders.ladder((5, timedelta()))
    adopted = Adoption("town", "500103", date(2023, 1, 5), date(2023, 2, 1))
    other = Adoption("elsewhere", "50", date(2023, 1, 5))
    assert ladders_in_force([made], [adopted, other]) == [
        LadderInForce("500103", date(2023, 1, 5), date(2023, 2, 1), made)
    ]


def test_above_the_top_of_a_ladder_stands_the_next_level() -> None:
    made = ladders.ladder((5, timedelta()), (3, HOUR))
    assert [getattr(above(made, level), "level", None) for level in (5, 3, 2, 0)] == [3, 2, 1, None]
