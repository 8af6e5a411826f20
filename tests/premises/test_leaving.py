"""A pass follows its resident, also out of the door for good: it lets nobody in any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.premises import actions, queries
from anlin.premises.rules import LeftError
from tests.people.street import AT
from tests.twins import found_out

if TYPE_CHECKING:
    from anlin.premises.models import Gate, Pass

pytestmark = pytest.mark.django_db
Passes = Callable[..., UUID]
LATER = AT + timedelta(days=1)


def names_inside(gate: "Gate", by: Viewer, days: int = 0) -> list[str]:
    at = LATER + timedelta(days=days)
    with actions.desk.at_gate(by):
        return [line.who.name for line in queries.inside(gate.place, gate.place + 1, at)]


@pytest.fixture
def leave(issued: "Pass", worker: Viewer) -> Callable[..., None]:
    """Return what lets the resident of the pass move out or die; gates know it a moment later."""
    from anlin.people.actions import record_event
    from anlin.people.rules import Event

    def happens(event: str, *, known: bool = True) -> None:
        record_event(
            issued.person_id, event=Event(event), on=LATER.date(), by=worker, at=LATER
        )  # fmt: skip
        with nationwide():
            assert not known or actions.follow_people(at=LATER) == 1

    return happens


@pytest.mark.parametrize("event", ["moved_out", "died"])
def test_a_pass_of_somebody_who_left_lets_nobody_in_but_still_out(
    event: str, issued: "Pass", gate: "Gate", keeper: Viewer, worker: Viewer, passes: Passes,
    leave: Callable[..., None],
) -> None:  # fmt: skip
    passes(AT, pass_=issued.pk)
    leave(event)
    with actions.desk.at_gate(keeper):
        assert [each.left for each in queries.find(gate, "1234")] == [True]
        assert [each.left for each in queries.gate_list(keeper, LATER).passes] == [True]
        assert queries.gate_list(keeper, LATER + timedelta(days=32)).passes == []
    with pytest.raises(LeftError):
        passes(LATER, pass_=issued.pk)
    passes(LATER - timedelta(minutes=1), pass_=issued.pk)  # was let in before anybody knew
    passes(LATER, way="out", pass_=issued.pk)
    assert names_inside(gate, keeper) == []
    with pytest.raises(LeftError):
        actions.issue_pass(issued.person_id, by=worker, at=LATER)
    with pytest.raises(LeftError):
        actions.add_vehicle(issued.person_id, plate="渝A·D1234", by=worker, at=LATER)


def test_a_pass_works_again_when_its_resident_lives_there_again(
    issued: "Pass", gate: "Gate", keeper: Viewer, worker: Viewer, passes: Passes,
    leave: Callable[..., None],
) -> None:  # fmt: skip
    from anlin.people.actions import move_person

    leave("moved_out")
    back = LATER + timedelta(days=1)
    home = issued.person.household_id
    move_person(issued.person_id, household=home, on=back.date(), by=worker, at=back)
    with nationwide():
        assert actions.follow_people(at=back) == 1
    passes(back, pass_=issued.pk)
    assert names_inside(gate, keeper, days=1) == ["王桂兰"]


def test_a_pass_that_follows_nobody_is_found_out(
    issued: "Pass", passes: Passes, leave: Callable[..., None]
) -> None:
    leave("died", known=False)
    with found_out(pytest.fail.Exception), pytest.raises(LeftError):
        passes(LATER, pass_=issued.pk)
