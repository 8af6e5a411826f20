"""Two hundred phones that lose answers, repeat, reorder, move, run wrong and restart lose nothing.

sent = accepted + duplicate + conflict + quarantined, for each phone, always; and what the server
keeps is exactly what came.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from anlin.accounts.rules import Role, Viewer
from anlin.accounts.rules.devices import CARRIED
from anlin.base import sql
from anlin.base.scope import open_scope
from anlin.field.actions import batch
from anlin.field.rules import MOST_ITEMS, ranges, read_batch
from anlin.people.models import Household, Person
from anlin.places.rules import level_of, span
from tests.field.phones import let_past, put_up
from tests.twins import found_out

PHONES = 200
NOON = datetime(2023, 1, 17, 4, 0, tzinfo=UTC)
GRIDS = ("500103001001001", "500103001001002")
PEOPLE = 12  # in each grid
Block = Callable[[], AbstractContextManager[None]]
_quick = settings(
    max_examples=int(os.environ.get("ANLIN_WORLDS", "200")) // 40,
    stateful_step_count=8, deadline=None, database=None, derandomize="CI" in os.environ,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@dataclass
class Sim:
    """One phone, and what it knows: what waits, what was answered, and what ever left it."""

    number: int
    grid: int
    off: timedelta = timedelta()
    made: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    deleted: set[int] = field(default_factory=set)

    @property
    def viewer(self) -> Viewer:
        lo, hi = span(GRIDS[self.grid])
        return Viewer(
            self.number, "x", Role.GRID_WORKER, GRIDS[self.grid], lo, hi, level_of(GRIDS[0]),
            device=self.number, carried=CARRIED,
        )  # fmt: skip

    def make(self, dice: Random, now: datetime) -> None:
        """Write something down, offline."""
        self.made += 1
        subject = dice.choice(
            [1 + dice.randrange(PEOPLE) + 100 * self.grid, 100 * (1 - self.grid) + 1]
        )
        body: dict[str, object] = {"subject": subject, "way": "door", "condition": "well"}
        kind = "contact"
        match dice.randrange(8):
            case 0:
                body["temperature"] = "365"
            case 1:
                kind = "weather"
            case 2:
                kind, body = "need", {"subject": subject, "needs": ["medicine"]}
        moment = now + self.off - timedelta(minutes=dice.randrange(600))
        self.waiting.append({
            "id": str(UUID(int=dice.getrandbits(128), version=4)), "seq": self.made, "kind": kind,
            "at": moment.isoformat(), "body": body,
        })  # fmt: skip

    def send(self, dice: Random, now: datetime) -> None:
        """Send some of what waits, and again some of what went before, in any order."""
        going = dice.sample(self.waiting, min(len(self.waiting), dice.randint(0, 6)))
        going += dice.choices(self.sent, k=dice.randint(0, 2)) if self.sent else []
        if self.sent and dice.random() < 0.2:  # an item was changed after it was sent
            odd = json.loads(json.dumps(dice.choice(self.sent)))
            odd["body"]["note"] = str(dice.randrange(3))
            going.append(odd)
        dice.shuffle(going)
        self.transmit(going[:MOST_ITEMS], now, heard=dice.random() < 0.7)

    def transmit(self, going: list[dict[str, Any]], now: datetime, *, heard: bool) -> None:
        left = [each["seq"] for each in self.waiting if each not in going]
        body = {"made": self.made, "oldest": min(left, default=None), "items": going}
        made, oldest, sent = read_batch(json.dumps(body).encode())
        by = self.viewer
        with open_scope(by.lo, by.hi, user=by.user, names=True):
            taken = batch.take_batch(
                made=made, oldest=oldest, sent=sent, ahead=self.off, by=by, at=now
            )
        self.sent += going
        if not heard:
            return  # the answer was lost: all of it waits on, and goes again
        self.asked += len(going)
        self.answered += Counter(answer.result for answer in taken.answers)
        assert [str(answer.id) for answer in taken.answers] == [each["id"] for each in going]
        self.waiting = [each for each in self.waiting if each not in going]
        held = {seq for first, last in taken.have for seq in range(first, last + 1)}
        assert held == {each["seq"] for each in self.sent}


class Phones(RuleBasedStateMachine):
    """Everybody's day, hour by hour."""

    as_owner: Block

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.now = NOON
        self.phones = [Sim(n, n % 2) for n in range(1, PHONES + 1)]

    @initialize(dice=st.randoms(use_true_random=False))
    def morning(self, dice: Random) -> None:
        for phone in self.phones:
            phone.make(dice, self.now)

    @rule(dice=st.randoms(use_true_random=False), busy=st.integers(5, 25))
    def hour(self, dice: Random, busy: int) -> None:
        self.now += timedelta(hours=1)
        for phone in dice.sample(self.phones, busy):
            for _ in range(dice.randint(0, 3)):
                phone.make(dice, self.now)
            phone.send(dice, self.now)

    @rule(dice=st.randoms(use_true_random=False))
    def trouble(self, dice: Random) -> None:
        """Some change their grid while offline, some clocks run wrong, some lose an item."""
        for phone in dice.sample(self.phones, 20):
            match dice.randrange(3):
                case 0:
                    phone.grid = 1 - phone.grid
                case 1:
                    phone.off = timedelta(minutes=dice.randint(-900, 900))
                case 2 if phone.waiting:
                    never = phone.waiting.pop(dice.randrange(len(phone.waiting)))
                    if never not in phone.sent:
                        phone.deleted.add(never["seq"])

    def teardown(self) -> None:
        """Evening: everything goes that waits; then the books are compared."""
        try:
            self.now += timedelta(hours=1)
            for phone in self.phones:
                phone.transmit(phone.waiting, self.now, heard=True)
            self.compare()
        finally:
            transaction.savepoint_rollback(self.point)

    def compare(self) -> None:
        with self.as_owner():
            receipts = sql.rows_of(
                "select user_id, client_id, standing, seq from field_receipt", []
            )
            asides = sql.rows_of("select user_id, client_id, standing, body from field_aside", [])
            entries = sql.rows_of("select recorder, client_id from records_submission", [])
            missing = {
                row.device: {n for first, last in json.loads(row.missing)
                             for n in range(first, last + 1)}
                for row in sql.rows("field/phones", {"lo": 0, "hi": 10**18})
            }  # fmt: skip
        for phone in self.phones:
            came = {
                (each["id"], each["kind"], each["at"], json.dumps(each["body"])): each
                for each in phone.sent
            }
            ids = {each["id"] for each in phone.sent}
            own = [row for row in receipts if row.user_id == phone.number]
            kept = [row for row in asides if row.user_id == phone.number]
            assert phone.asked == sum(phone.answered.values())
            assert sorted(str(row.client_id) for row in own) == sorted(ids)
            accepted = {row.client_id for row in own if row.standing == 1}
            assert len(own) - len(accepted) == sum(row.standing == 3 for row in kept)
            assert len(accepted) + len(kept) == len(came)  # nothing dropped, nothing twice
            stand = [row.client_id for row in entries if row.recorder == phone.number]
            assert sorted(stand) == sorted(accepted)
            assert missing[phone.number] == phone.deleted
            assert len(ranges(each["seq"] for each in phone.sent)) <= 1 + len(phone.deleted)


@pytest.fixture
def machine(db: None, as_owner: Block) -> type[Phones]:
    """Return the machine on two hundred people with a phone each, in two grids."""
    with as_owner():
        _settle()
    return type("Ready", (Phones,), {"as_owner": staticmethod(as_owner)})


def _settle() -> None:
    let_past("people_household", "people_person", "field_receipt", "field_aside", "field_phone",
             "records_submission")  # fmt: skip
    for n, grid in enumerate(GRIDS):
        place = span(grid)[0] + 1
        home = Household.objects.create(place=place, door="1", label="某家")
        Person.objects.bulk_create(
            Person(
                pk=100 * n + each, place=place, household=home, name="某人", sex="female",
                born_on=date(1950, 1, 1), area=place - place % 10**6,
            )
            for each in range(1, PEOPLE + 1)
        )  # fmt: skip
    put_up(range(1, PHONES + 1), GRIDS[0])


def test_nothing_is_lost_and_nothing_stands_twice(machine: type[Phones]) -> None:
    run_state_machine_as_test(machine, settings=_quick)  # type: ignore[no-untyped-call]


@contextmanager
def _fails(machine: type[Phones]) -> Iterator[None]:
    how = settings(_quick, phases=(Phase.generate,), derandomize=True)
    with found_out(AssertionError, ExceptionGroup):
        run_state_machine_as_test(machine, settings=how)  # type: ignore[no-untyped-call]
    yield


def test_a_server_that_drops_what_it_cannot_take_in_is_found_out(
    machine: type[Phones], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_put_aside", lambda *_: None)
    with _fails(machine):
        pass


def test_a_server_that_takes_other_content_for_a_repeat_is_found_out(
    machine: type[Phones], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "digest", lambda item: item.id.bytes)
    with _fails(machine):
        pass


def test_a_server_that_forgets_what_it_knows_is_found_out(
    machine: type[Phones], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_known", lambda *_: {})
    monkeypatch.setattr(batch, "_keep", lambda *_: None)
    with _fails(machine):
        pass
