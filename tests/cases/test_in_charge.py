"""Property: at every moment a person is in exactly one community's charge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.base.scope import nationwide
from anlin.cases.actions import (
    accept_person,
    answering,
    offer_person,
    pass_person_on,
    return_person,
    withdraw_person,
)
from anlin.cases.models import Handover
from anlin.people.models import Person, Residence
from tests.cases.sides import (
    BEYOND,
    DAY,
    HERE,
    MINUTE,
    SIDES,
    THERE,
    WIDTH,
    code,
    found,
    seen_from,
    worker_at,
)
from tests.people.street import AT

Register = Callable[..., Person]
AsOwner = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def communities(as_owner: AsOwner) -> None:
    with as_owner():
        found()


@pytest.fixture
def person(communities: None, register: Register) -> Person:
    return register(since=date(2022, 1, 1))


@dataclass
class World:
    """What must hold, told by a model that knows only who accepted last."""

    person: int
    charge: int = HERE
    broken: list[str] = field(default_factory=list)

    def check(self) -> None:
        seen = [seen_from(side) for side in SIDES]
        holders = [side for side, (people, _) in zip(SIDES, seen, strict=True) if people]
        if holders != [self.charge]:
            self.broken.append(f"in charge: {holders}, not {[self.charge]}")
        with nationwide():
            stays = Residence.objects.filter(person=self.person, until=None)
            if [each.place // WIDTH * WIDTH for each in stays] != [self.charge]:
                self.broken.append("lives elsewhere than it is in charge")
            waits = list(Handover.objects.filter(answered_at=None))
        for each in waits:
            sides = {self.charge, each.to_place}
            found = {side for side, (_, open_) in zip(SIDES, seen, strict=True) if each.pk in open_}
            if found != sides:
                self.broken.append(f"an open hand-over is seen by {found}, not {sides}")
        if len(waits) > 1:
            self.broken.append("two hand-overs are open at once")

    def act(self, what: str, side: int, other: int, step: int) -> None:
        """Try one act at one side; what the rules refuse changes nothing."""
        by, at = worker_at(side), AT + step * MINUTE
        with nationwide():
            waits = Handover.objects.filter(answered_at=None).first()
            number, target = (waits.pk, waits.to_place) if waits else (0, 0)
        try:
            if what == "offer":
                offer_person(
                    self.person, to=code(other), note="", by=by, at=at,
                    client_id=UUID(int=step + 1),
                )  # fmt: skip
            elif what == "accept":
                accept_person(number, place=side + 1001, door="1-1", by=by, at=at)
                self.charge = target
            elif what == "return":
                return_person(number, word="不住这里", by=by, at=at)
            elif what == "pass":
                pass_person_on(number, to=code(other), word="住在隔壁", by=by, at=at)
            else:
                withdraw_person(number, word="登记有误", by=by, at=at)
        except Problem:
            pass


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["offer", "offer", "accept", "accept", "return", "pass", "withdraw"]),
        st.sampled_from(SIDES),
        st.sampled_from(SIDES),
    ),
    min_size=4,
    max_size=14,
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def broken_by(person: Person, acts: list[tuple[str, int, int]]) -> list[str]:
    world = World(person.pk)
    with undone():
        for step, (what, side, other) in enumerate(acts):
            world.act(what, side, other, step)
            world.check()
    return world.broken


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_a_person_is_in_exactly_one_communitys_charge_at_every_moment(
    person: Person, acts: list[tuple[str, int, int]]
) -> None:
    assert broken_by(person, acts) == []


HANDED = [("offer", HERE, THERE), ("accept", THERE, THERE), ("offer", THERE, BEYOND)]


def forget(*_: object, **__: object) -> None:
    """The twin of moving: the answer is written down and nobody moves."""


def lose(person: int, **told: object) -> None:
    """The twin that lets go at once and takes over some other day."""
    with nationwide():
        Residence.objects.filter(person=person, until=None).update(until=local_day(AT) + DAY)


@pytest.mark.parametrize("sabotage", [forget, lose])
def test_a_hand_over_that_moves_nobody_is_found(
    person: Person, monkeypatch: pytest.MonkeyPatch, sabotage: Callable[..., None]
) -> None:
    assert broken_by(person, HANDED) == []
    monkeypatch.setattr(answering, "move_person", sabotage)
    assert broken_by(person, HANDED) != []
