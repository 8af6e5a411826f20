"""Raising and dealing with needs, and who reads which words."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from tests.people.street import AT, COMMUNITY

Raise = Callable[..., int]
HOUR = timedelta(hours=1)


def listed(by: Viewer, number: int, at: object = AT) -> object:
    from anlin.dispatch.queries import need

    with open_scope(by.lo, by.hi, user=by.user, names=by.names):
        found = need(by, number, at)  # type: ignore[arg-type]
    return found and found.listed


def test_sent_twice_is_one_need(raised: Raise) -> None:
    from anlin.dispatch.models import Need

    id = uuid4()
    assert raised(client_id=id) == raised(client_id=id)
    assert Need.objects.filter(client_id=id).count() in (0, 1)  # out of scope it shows nothing


def test_a_residents_words_are_for_who_may_see_persons(
    raised: Raise, register: Callable[..., object], worker: Viewer, leader: Viewer
) -> None:
    person = register().pk  # type: ignore[attr-defined]
    number = raised("medicine", text="降压药没了", person=person)
    near, far = listed(worker, number), listed(leader, number)
    assert (near.text, near.person.name) == ("降压药没了", "王桂兰")  # type: ignore[attr-defined]
    assert (far.text, far.person, far.personal) == (None, None, True)  # type: ignore[attr-defined]
    assert listed(leader, raised(text="缺两名护理员")).text == "缺两名护理员"  # type: ignore[attr-defined]


def test_a_need_out_of_ones_place_cannot_be_raised_or_dealt_with(
    raised: Raise, worker: Viewer, grid_worker: Viewer
) -> None:
    from anlin.dispatch.actions import answer_need
    from anlin.dispatch.rules import NeedGoneError
    from anlin.people.actions.desk import NotYoursError

    with pytest.raises(NotYoursError):
        raised(place=COMMUNITY + 10**6)
    number = raised()
    with pytest.raises(NeedGoneError):
        answer_need(number, word="马上去", by=grid_worker, at=AT)
    own = raised(place=COMMUNITY + 1000, by=grid_worker)
    with pytest.raises(NotYoursError):  # who raised a difficulty of the grid does not answer it
        answer_need(own, word="马上去", by=grid_worker, at=AT)
    answer_need(own, word="马上去", by=worker, at=AT)


def test_the_table_and_the_plain_rule_tell_the_same_of_any_story(
    raised: Raise, worker: Viewer, leader: Viewer
) -> None:
    from anlin.base.problems import Problem
    from anlin.dispatch import actions
    from anlin.dispatch.models import Step
    from anlin.dispatch.rules import Told, What, state_of

    dice = Random(7)
    numbers = [raised(at=AT - 30 * HOUR) for _ in range(8)]
    verbs = [actions.answer_need, actions.settle_need, actions.pass_need, actions.reopen_need]
    for turn in range(60):
        at, number = AT - 29 * HOUR + turn * HOUR / 4, dice.choice(numbers)
        try:
            if dice.random() < 0.2:
                actions.merge_need(number, into=dice.choice(numbers), word="", by=worker, at=at)
            else:
                dice.choice(verbs)(number, word="已安排", by=dice.choice((worker, leader)), at=at)
        except Problem:
            continue
    for number in numbers:
        found = listed(worker, number)
        with open_scope(worker.lo, worker.hi):
            steps = [Told(What(s.what), s.at, s.other_id) for s in Step.objects.filter(need=number)]
        assert found.state is state_of(steps, None, AT)  # type: ignore[attr-defined]


def test_merging_keeps_both_and_only_the_same_kind_fits(raised: Raise, worker: Viewer) -> None:
    from anlin.dispatch.actions import answer_need, merge_need, reopen_need
    from anlin.dispatch.rules import MergeError, NeedClosedError, State

    first, again, other = raised(), raised(), raised("supplies")
    for into in (other, again, 10**9):
        with pytest.raises(MergeError):
            merge_need(again, into=into, word="", by=worker, at=AT)
    merge_need(again, into=first, word="", by=worker, at=AT + HOUR)
    found = listed(worker, again, AT + HOUR)
    assert (found.state, found.other) == (State.MERGED, first)  # type: ignore[attr-defined]
    with pytest.raises(MergeError):  # no chains: it stands for nothing any more
        merge_need(first, into=again, word="", by=worker, at=AT + HOUR)
    with pytest.raises(NeedClosedError):
        answer_need(again, word="在办", by=worker, at=AT + HOUR)
    reopen_need(again, word="不是同一件事", by=worker, at=AT + 2 * HOUR)
    assert listed(worker, again, AT + 2 * HOUR).state is State.OPEN  # type: ignore[attr-defined]


def test_what_was_done_about_a_need_cannot_be_changed(raised: Raise, worker: Viewer) -> None:
    from anlin.dispatch.actions import answer_need

    number = raised()
    answer_need(number, word="在办", by=worker, at=AT)
    with open_scope(worker.lo, worker.hi, names=True):
        for forbidden in (
            "update dispatch_step set at = now()",
            "delete from dispatch_step",
            "update dispatch_word set text = ''",
            "update dispatch_need set at = now()",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                connection.cursor().execute(forbidden)
