"""Where a duty stands: from its moments, what was recorded, and when one asks."""

from datetime import UTC, datetime, timedelta

import pytest

from anlin.base.days import NEVER
from anlin.duties.rules.status import Act, Mark, Status, Verdict, verdict
from anlin.duties.rules.windows import Times

HOUR = timedelta(hours=1)
SIX = datetime(2023, 1, 16, 6, tzinfo=UTC)
ROUND = Times(opens=SIX, closes=SIX + 4 * HOUR, lapses=SIX + 6 * HOUR, late_until=SIX + 8 * HOUR)


def hour(number: float) -> datetime:
    """Return a moment so many hours after the window opened."""
    return SIX + number * HOUR


def act(number: float, received: float | None = None, weight: int = 1) -> Act:
    return Act(hour(number), hour(number if received is None else received), weight)


def stands(
    *acts: Act, at: float, needs: int = 1, spacing: timedelta = timedelta(),
    excuse: Status | None = None, times: Times = ROUND,
) -> Verdict:  # fmt: skip
    return verdict(times, needs=needs, spacing=spacing, acts=acts, at=hour(at), excuse=excuse)


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (-0.1, Status.UPCOMING),
        (0, Status.OPEN),
        (3.9, Status.OPEN),
        (5.9, Status.OPEN),
        (6, Status.MISSED),
        (99, Status.MISSED),
    ],
)
def test_without_evidence_it_opens_and_lapses_by_the_clock(at: float, status: Status) -> None:
    assert stands(at=at).status is status


@pytest.mark.parametrize(
    ("done", "status"),
    [
        (-0.1, Status.MISSED),
        (0, Status.MET),
        (3.99, Status.MET),
        (4, Status.LATE),
        (7.99, Status.LATE),
        (8, Status.MISSED),
    ],
)
def test_an_act_counts_from_the_opening_and_is_late_from_the_closing(
    done: float, status: Status
) -> None:
    assert stands(act(done), at=20).status is status


def test_twice_asked_and_once_done_is_not_enough() -> None:
    assert stands(act(1), at=3, needs=2) == Verdict(Status.OPEN, 1)
    assert stands(act(1), act(5), at=7, needs=2) == Verdict(Status.LATE, 2)
    assert stands(act(1), act(2), at=7, needs=2) == Verdict(Status.MET, 2)


def test_acts_too_close_together_count_once() -> None:
    pair = (act(1), act(1.5))
    assert stands(*pair, at=3, needs=2, spacing=HOUR) == Verdict(Status.OPEN, 1)
    assert stands(*pair, act(2), at=3, needs=2, spacing=HOUR) == Verdict(Status.MET, 2)
    assert stands(*pair, at=3, needs=2).status is Status.MET


def test_a_correction_takes_its_act_back_and_only_that() -> None:
    assert stands(act(1), act(1, 2, weight=-1), at=3) == Verdict(Status.OPEN, 0)
    assert stands(act(1), act(1), act(1, 2, weight=-1), at=3) == Verdict(Status.MET, 1)
    taken_back = (act(1), act(1, 2, weight=-1), act(2))
    assert stands(*taken_back, at=3, needs=2, spacing=HOUR).have == 1


def test_what_arrives_later_is_not_known_yet() -> None:
    phone_was_off = act(1, received=7)
    assert stands(phone_was_off, at=6.5).status is Status.MISSED
    known = stands(phone_was_off, at=7)
    assert known == Verdict(Status.MET, 1, (Mark.RECEIVED_LATE, Mark.CURED))


def test_an_act_in_time_that_arrives_between_closing_and_lapse_cures_nothing() -> None:
    assert stands(act(1, received=5), at=9).marks == (Mark.RECEIVED_LATE,)


def test_an_act_done_after_the_lapse_is_late_and_cures_it() -> None:
    assert stands(act(7), at=9) == Verdict(Status.LATE, 1, (Mark.CURED,))


def test_an_excuse_stands_only_where_nothing_was_done_and_an_exemption_always() -> None:
    assert stands(at=9, excuse=Status.EXCUSED).status is Status.EXCUSED
    assert stands(act(1), at=9, excuse=Status.EXCUSED).status is Status.MET
    assert stands(act(1), at=9, excuse=Status.EXEMPT).status is Status.EXEMPT


def test_a_standing_duty_is_open_until_the_first_act_and_never_missed() -> None:
    forever = Times(SIX, NEVER, NEVER, NEVER)
    assert stands(at=99_999, times=forever).status is Status.OPEN
    assert stands(act(9_000), at=99_999, times=forever) == Verdict(Status.MET, 1)
