"""Rounds on a carer's phone: judged there as here, taken in once, and never for somebody elsewhere.

The phone's own tests read the same file of readings (`web/field/tests/readings.json`).
"""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.accounts.rules.devices import CARRIED
from anlin.base.scope import nationwide, open_scope
from anlin.field.actions import batch
from anlin.field.queries.along import table_out
from anlin.field.queries.rounds import round_list
from anlin.field.rules import read_batch
from anlin.institutions.models import Institution, Stay, Warning
from anlin.institutions.rules import Bound, facts_of, judge
from anlin.places.rules import span
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind
from tests.field.phones import put_up
from tests.institutions.conftest import (
    admit,
    civil,
    community,
    head,
    home,
    library,
    tables,
    warning_law,
)
from tests.institutions.house import AT, GRID

if TYPE_CHECKING:
    from anlin.policy.rules import DecisionTable

__all__ = ["admit", "civil", "community", "head", "home", "library", "tables", "warning_law"]
READINGS = Path(__file__).parents[2] / "web/field/tests/readings.json"
CASES, PHONE = 150, 5
WELL = {"temperature": "36.4", "spo2": 97, "breathing": 16, "posture": "rest", "oxygen": False,
        "symptoms": []}  # fmt: skip
BOUNDS = {"round_temperature_rise": Bound(Decimal(1), "o", "WR-3"),
          "round_spo2_fall": Bound(Decimal(4), "o", "WR-3")}  # fmt: skip
Admit = Callable[..., Stay]
Send = Callable[..., list[str]]


def _some(dice: Random) -> dict[str, Any]:
    """Return a reading near the edges of the tables, with something left out now and then."""
    reading: dict[str, Any] = {
        "temperature": dice.choice(["36.4", "36.9", "37.2", "37.3", "38.4"]),
        "spo2": dice.choice([92, 93, 94, 95, 97]),
        "breathing": dice.choice([16, 29, 30, 39, 40, 49, 50, 60]),
        "posture": dice.choice(["rest", "rest", "after_activity"]),
        "oxygen": dice.random() < 0.3,
        "symptoms": dice.choice([[], [], ["cough"], ["breathless"]]),
    }
    return {name: value for name, value in reading.items() if dice.random() < 0.9}


def _judged(tables: "list[DecisionTable]", dice: Random) -> dict[str, Any]:
    body, months = _some(dice), dice.choice([1, 2, 11, 12, 59, 60, 960])
    usual = dice.choice([{}, {"temperature": "35.9"}, {"spo2": "98.5", "temperature": "36.55"}])
    baseline = {axis: Decimal(value) for axis, value in usual.items()}
    found = judge(tables, facts_of(body, months), baseline, BOUNDS)
    return {
        "body": body, "months": months, "usual": usual, "level": found.level,
        "said": [each.clause for each in found.said],
        "changes": [[each.axis, each.was, each.now] for each in found.changes],
    }  # fmt: skip


def test_the_phone_and_the_server_are_held_to_the_same_readings(
    tables: "list[DecisionTable]",
) -> None:
    dice = Random(1)
    told = {
        "tables": msgspec.to_builtins([table_out(each) for each in tables]),
        "bounds": {name: {"value": str(each.value), "clause": each.clause}
                   for name, each in BOUNDS.items()},
        "cases": [_judged(tables, dice) for _ in range(CASES)],
    }  # fmt: skip
    written = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    assert READINGS.read_text() == written, f"{READINGS.name} is not what the law says; write anew"


def test_a_reading_judged_otherwise_is_noticed(tables: "list[DecisionTable]") -> None:
    """The twin: without one of the tables the file no longer says what the law does."""
    told, dice = json.loads(READINGS.read_text())["cases"], Random(1)
    assert [_judged(tables, dice) for _ in range(CASES)] == told
    dice = Random(1)
    assert [_judged(tables[1:], dice) for _ in range(CASES)] != told


@pytest.fixture
def phone(home: Institution, as_owner: Any) -> Viewer:  # noqa: ANN401 - see conftest
    """Return a carer at work with a phone."""
    with as_owner():
        put_up([PHONE], GRID)
    lo, hi = span(GRID)
    return Viewer(PHONE, "x", Role.CARER, GRID, lo, hi, 6, device=PHONE, carried=CARRIED)


@pytest.fixture
def send(phone: Viewer, warning_law: None) -> Send:
    """Return what sends items of a round and says what became of each."""

    def one(*items: dict[str, Any], at: Any = AT) -> list[str]:  # noqa: ANN401 - a moment
        body = {"made": len(items), "oldest": None, "items": list(items)}
        made, oldest, sent = read_batch(json.dumps(body).encode())
        with open_scope(phone.lo, phone.hi, user=phone.user, names=True):
            taken = batch.take_batch(
                made=made, oldest=oldest, sent=sent, ahead=timedelta(), by=phone, at=at
            )
        return [each.result for each in taken.answers]

    return one


def item(subject: int, seq: int = 1, **values: object) -> dict[str, Any]:
    body = {"subject": subject} | WELL | values
    return {"id": str(uuid4()), "seq": seq, "kind": "round", "at": AT.isoformat(), "body": body}


def counted(person: int) -> list[set[int]]:
    """Return what each entry about somebody proves, the oldest first."""
    with nationwide():
        found = Submission.objects.filter(subject=person).order_by("pk")
        return [set(each.kinds) for each in found]


def test_an_item_sent_twice_counts_once_and_warns_once(admit: Admit, send: Send) -> None:
    person = admit().person_id
    low = item(person, spo2=92)
    assert send(low) == ["accepted"]
    assert send(low) == ["duplicate"]
    assert counted(person) == [
        {EvidenceKind.HEALTH_ROUND, EvidenceKind.TEMPERATURE, EvidenceKind.WARNING}
    ]
    with nationwide():
        assert Warning.objects.count() == 1


def test_who_is_not_in_the_house_waits_for_the_supervisor(admit: Admit, send: Send) -> None:
    inside = admit().person_id
    assert send(item(inside + 1000), item(inside, 2)) == ["quarantined", "accepted"]
    assert counted(inside + 1000) == []


def test_what_lacks_without_a_reason_is_kept_apart_and_with_one_is_partial(
    admit: Admit, send: Send
) -> None:
    person = admit().person_id
    bare = item(person)
    del bare["body"]["spo2"]
    told = item(person, 2, not_done="refused")
    del told["body"]["spo2"]
    assert send(bare, told) == ["quarantined", "accepted"]
    assert counted(person) == [{EvidenceKind.ROUND_PARTIAL, EvidenceKind.TEMPERATURE}]


def test_a_correction_in_the_same_batch_stands_in_for_the_entry_before(
    admit: Admit, send: Send, phone: Viewer
) -> None:
    person = admit().person_id
    wrong = item(person, spo2=79)
    right = item(person, 2, spo2=97, corrects=wrong["id"])
    assert send(wrong, right) == ["accepted", "accepted"]
    assert len(counted(person)) == 2
    with open_scope(phone.lo, phone.hi, user=phone.user, names=True):
        told = round_list(phone, AT + timedelta(minutes=1))
    assert told is not None
    (bed,) = [bed for floor in told.floors for room in floor.rooms for bed in room.beds]
    assert bed.last["spo2"] == 97


def test_only_whoever_cares_in_an_institution_takes_its_round_along(
    admit: Admit, phone: Viewer, warning_law: None
) -> None:
    admit()
    lo, hi = span(GRID)
    grid = Viewer(PHONE, "x", Role.GRID_WORKER, GRID, lo, hi, 6, device=PHONE, carried=CARRIED)
    with open_scope(lo, hi, user=PHONE, names=True):
        assert round_list(grid, AT) is None
        told = round_list(phone, AT)
    assert told is not None
    assert {table.clause for table in told.tables} >= {"SV-1", "WR-1", "NR-1", "DX-1"}
    assert (told.needs, told.clause) == (2, "D-2.1")
