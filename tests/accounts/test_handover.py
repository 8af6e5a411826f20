"""Standing in: asked, accepted by the one asked, for that place and that time, and no longer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from anlin.accounts import actions, queries
from anlin.accounts.models import Grant, Handover, HandoverStep
from anlin.accounts.rules import (
    HandoverShutError,
    HandoverTimesError,
    HandoverTwiceError,
    NoGrantError,
    NotAColleagueError,
    NotYoursError,
    Role,
    State,
    Viewer,
    check_times,
    state_of,
)
from anlin.base import scope
from anlin.journal.models import Entry
from tests.accounts.people import AT, GRID, HERE, STREET, THERE, hire

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """Two grids and the desk of one community, its street, and a grid of another community."""

    away: Viewer
    near: Viewer
    committee: Viewer
    street: Viewer
    stranger: Viewer


@pytest.fixture
def desk(as_owner: Callable[[], AbstractContextManager[None]]) -> Desk:
    with as_owner():
        return Desk(
            away=hire("wang", Role.GRID_WORKER, GRID, using="default"),
            near=hire("li", Role.GRID_WORKER, f"{HERE}004", using="default"),
            committee=hire("sun", Role.COMMUNITY_WORKER, HERE, using="default"),
            street=hire("he", Role.STREET_OFFICER, STREET, using="default"),
            stranger=hire("zhao", Role.GRID_WORKER, f"{THERE}001", using="default"),
        )


def as_(viewer: Viewer) -> AbstractContextManager[None]:
    return scope.open_scope(
        viewer.lo, viewer.hi, user=viewer.user, names=viewer.names, staff=viewer.staff
    )


def offer(
    by: Viewer, away: Viewer, taker: Viewer, since: datetime = AT, until: datetime = AT + WEEK
) -> Handover:
    with as_(by):
        return actions.offer_handover(
            by=by, at=AT, grant=away.grant, taker=taker.user, since=since, until=until,
            reason="发热在家",
        )  # fmt: skip


def accept(by: Viewer, handover: Handover, at: datetime = AT) -> Grant:
    with as_(by):
        return actions.accept_handover(by=by, at=at, handover=handover.pk)


def places_of(viewer: Viewer, at: datetime) -> set[str]:
    """Return where somebody may work at a moment."""
    return {held.place_code for held in queries.viewer_for(viewer.user, None, at).held}


def state(viewer: Viewer, handover: Handover, at: datetime = AT) -> State:
    with as_(viewer):
        (found,) = queries.handovers(viewer, at, number=handover.pk)
    return found.state


def lasting_too_long() -> list[int]:
    """Return the roles given for standing in that reach beyond the time agreed on."""
    with scope.nationwide():
        given = HandoverStep.objects.filter(kind="accepted").select_related("grant", "handover")
        pairs = [(step.handover, step.grant) for step in given if step.grant]
        return [
            b.pk for a, b in pairs if not a.since <= b.since <= b.until <= a.until
        ]  # fmt: skip


def test_nothing_changes_until_the_one_asked_accepts(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    assert state(desk.near, made) is State.OFFERED
    assert places_of(desk.near, AT) == {f"{HERE}004"}
    accept(desk.near, made)
    assert state(desk.away, made) is State.RUNNING
    assert places_of(desk.near, AT) == {f"{HERE}004", GRID}


def test_it_ends_by_itself(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    given = accept(desk.near, made)
    assert queries.viewer_for(desk.near.user, given.pk, AT + WEEK - DAY).place_code == GRID
    with pytest.raises(NoGrantError):
        queries.viewer_for(desk.near.user, given.pk, AT + WEEK)
    assert state(desk.away, made, AT + WEEK) is State.ENDED
    assert lasting_too_long() == []


def test_a_role_that_stayed_would_be_found(
    desk: Desk, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    given = accept(desk.near, offer(desk.away, desk.away, desk.near))
    with as_owner():
        Grant.objects.filter(pk=given.pk).update(until=AT + 52 * WEEK)
    assert len(lasting_too_long()) == 1


def test_it_begins_on_its_first_day(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near, since=AT + DAY)
    accept(desk.near, made)
    assert state(desk.near, made) is State.AGREED
    assert places_of(desk.near, AT) == {f"{HERE}004"}
    assert places_of(desk.near, AT + DAY) == {f"{HERE}004", GRID}


def test_the_leader_of_somebody_absent_asks_for_them(desk: Desk) -> None:
    accept(desk.near, offer(desk.committee, desk.away, desk.near))
    assert GRID in places_of(desk.near, AT)
    accept(desk.committee, offer(desk.street, desk.away, desk.committee, AT + WEEK, AT + 2 * WEEK))
    assert GRID in places_of(desk.committee, AT + WEEK)


def test_one_who_declines_says_why_and_gets_nothing(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    with as_(desk.near):
        actions.decline_handover(by=desk.near, at=AT, handover=made.pk, note="家里走不开")
    assert state(desk.away, made) is State.DECLINED
    assert places_of(desk.near, AT) == {f"{HERE}004"}
    with as_(desk.away):
        assert queries.handovers(desk.away, AT)[0].notes == ("家里走不开",)
    assert offer(desk.away, desk.away, desk.committee).pk != made.pk


def test_whoever_works_elsewhere_is_not_asked(desk: Desk) -> None:
    with pytest.raises(NotAColleagueError):
        offer(desk.away, desk.away, desk.stranger)


def test_nobody_hands_work_to_themselves(desk: Desk) -> None:
    for by in (desk.away, desk.committee):
        with pytest.raises(NotAColleagueError):
            offer(by, desk.away, by)


def test_nobody_hands_over_what_is_not_in_their_charge(desk: Desk) -> None:
    for by, away in (
        (desk.near, desk.away),
        (desk.committee, desk.stranger),
        (desk.committee, desk.street),
        (desk.stranger, desk.committee),
    ):
        with pytest.raises(NotYoursError):
            offer(by, away, desk.near if away is not desk.near else desk.away)


def test_a_borrowed_role_is_not_handed_on(desk: Desk) -> None:
    given = accept(desk.near, offer(desk.away, desk.away, desk.near))
    borrowed = queries.viewer_for(desk.near.user, given.pk, AT)
    with pytest.raises(NotYoursError):
        offer(borrowed, borrowed, desk.committee)


def test_only_the_one_asked_answers(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    for other in (desk.away, desk.committee, desk.stranger):
        with as_(other), pytest.raises(NotYoursError):
            actions.accept_handover(by=other, at=AT, handover=made.pk)
        with as_(other), pytest.raises(NotYoursError):
            actions.decline_handover(by=other, at=AT, handover=made.pk, note="不行")


def test_an_answer_is_given_once(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    accept(desk.near, made)
    for _ in range(2):
        with pytest.raises(HandoverShutError):
            accept(desk.near, made)
    assert places_of(desk.near, AT) == {f"{HERE}004", GRID}


def test_what_is_over_is_not_accepted(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    assert state(desk.near, made, AT + WEEK) is State.UNANSWERED
    with pytest.raises(HandoverShutError):
        accept(desk.near, made, AT + WEEK)


def test_one_piece_of_work_is_handed_over_once_at_a_time(desk: Desk) -> None:
    offer(desk.away, desk.away, desk.near)
    with pytest.raises(HandoverTwiceError):
        offer(desk.committee, desk.away, desk.near, since=AT + DAY)
    assert offer(desk.committee, desk.away, desk.near, AT + WEEK, AT + WEEK + DAY).pk


@pytest.mark.parametrize("who", ["away", "near", "committee", "street"])
def test_the_two_and_who_leads_them_end_it_early(desk: Desk, who: str) -> None:
    made = offer(desk.away, desk.away, desk.near)
    given = accept(desk.near, made)
    by: Viewer = getattr(desk, who)
    with as_(by):
        actions.stop_handover(by=by, at=AT + DAY, handover=made.pk, reason="提前回来")
    with pytest.raises(NoGrantError):
        queries.viewer_for(desk.near.user, given.pk, AT + DAY)
    assert state(desk.near, made, AT + DAY) is State.ENDED
    with as_(by), pytest.raises(HandoverShutError):
        actions.stop_handover(by=by, at=AT + DAY, handover=made.pk, reason="再来一次")


def test_an_offer_is_withdrawn_by_who_made_it_and_not_by_others(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    for other in (desk.near, desk.stranger):
        with as_(other), pytest.raises(NotYoursError):
            actions.stop_handover(by=other, at=AT, handover=made.pk, reason="不关我事")
    with as_(desk.away):
        actions.stop_handover(by=desk.away, at=AT, handover=made.pk, reason="不用了")
    with pytest.raises(HandoverShutError):
        accept(desk.near, made)


def test_only_those_concerned_see_it(
    desk: Desk, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    with as_owner():
        third = hire("qian", Role.GRID_WORKER, f"{HERE}005", using="default")
    accept(desk.near, offer(desk.away, desk.away, desk.near))
    for viewer, right in (
        (desk.away, 1), (desk.near, 1), (desk.committee, 1), (desk.street, 1),
        (third, 0), (desk.stranger, 0),
    ):  # fmt: skip
        with as_(viewer):
            assert (Handover.objects.count(), HandoverStep.objects.count()) == (right, right)


def test_each_step_leaves_one_line_without_a_name(desk: Desk) -> None:
    made = offer(desk.away, desk.away, desk.near)
    accept(desk.near, made)
    with as_(desk.committee):
        actions.stop_handover(by=desk.committee, at=AT, handover=made.pk, reason="已返岗")
        lines = Entry.objects.filter(subject=f"accounts_handover:{made.pk}").order_by("pk")
        assert list(lines.values_list("verb", "actor")) == [
            ("accounts.offer_handover", desk.away.user),
            ("accounts.accept_handover", desk.near.user),
            ("accounts.end_handover", desk.committee.user),
        ]
        assert "Wang" not in str(list(lines.values_list("detail", "subject")))


def test_workers_see_whom_to_ask_and_leaders_whom_to_ask_for(desk: Desk) -> None:
    with as_(desk.away):
        (own,) = queries.workers(desk.away, AT)
        near = {each.user for each in queries.colleagues(desk.away, own, AT)}
    assert near == {desk.near.user, desk.committee.user}
    with as_(desk.committee):
        led = {each.user for each in queries.workers(desk.committee, AT)}
        assert queries.worker(desk.committee, desk.stranger.grant, AT) is None
    assert led == {desk.away.user, desk.near.user, desk.committee.user}


@pytest.mark.parametrize(
    ("steps", "hours", "right"),
    [
        ((), 0, State.OFFERED),
        ((), 48, State.UNANSWERED),
        (("accepted",), 0, State.AGREED),
        (("accepted",), 24, State.RUNNING),
        (("accepted",), 48, State.ENDED),
        (("accepted", "ended"), 24, State.ENDED),
        (("declined",), 24, State.DECLINED),
        (("withdrawn",), 99, State.WITHDRAWN),
    ],
)
def test_how_it_stands_follows_from_steps_and_clock(
    steps: tuple[str, ...], hours: int, right: State
) -> None:
    assert state_of(steps, AT + DAY, AT + 2 * DAY, AT + timedelta(hours=hours)) is right


@pytest.mark.parametrize("days", [(1, 1), (-7, 0), (0, 32)])
def test_times_that_make_no_sense_are_refused(days: tuple[int, int]) -> None:
    since, until = (day * DAY for day in days)
    check_times(AT, AT + 31 * DAY, AT)
    with pytest.raises(HandoverTimesError):
        check_times(AT + since, AT + until, AT)
