"""What gates registered is deleted after the pack's days: no trace of a name is left anywhere."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.premises import actions
from anlin.premises.rules import Visitor
from tests.people.street import AT
from tests.policy.test_limits import FEVER

if TYPE_CHECKING:
    from anlin.people.models import Person
    from anlin.premises.models import Gate, Pass

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
Passes = Callable[..., object]
CANARY = Visitor("金丝雀甲", "00000007777", "金丝雀乙家", "金丝雀丙事", "渝A金丝1")
KEPT = Visitor("留存者丁", whom="3-1-402")


@pytest.fixture
def keep(as_owner: Block) -> Callable[[str], None]:
    """Return what puts the keeping of ten days in force at a place."""
    from anlin.policy import actions as policy
    from tests.duties import town

    def adopt(place: str) -> None:
        whole = town.library()
        clause = whole.clauses[0]
        limit = replace(FEVER, name="gate_keep", unit="days", value=Decimal(10),
                        order=clause.order, clause=clause.id)  # fmt: skip
        with as_owner():
            policy.release(replace(whole, limits=(limit,)), by=None, at=AT, using="default")
            policy.adopt(
                "town", place, since=date(2023, 1, 1), by=None, at=AT - timedelta(days=30),
                reason="演练", knowingly=True, using="default",
            )  # fmt: skip

    return adopt


def everywhere(canary: str) -> Iterator[str]:
    """Yield each table of the database that holds the text anywhere in any row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select oid::regclass::text from pg_class"
            " where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace order by 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{canary}%"])
            if cursor.fetchone() != (0,):
                yield table


def forget() -> int:
    with nationwide():
        return actions.forget(at=AT)


@pytest.fixture
def old_and_new(gate: "Gate", passes: Passes) -> None:
    old = AT - timedelta(days=11)
    visit = uuid4()
    passes(old, visit=visit, visitor=CANARY, temperature="36.6")
    passes(old + timedelta(hours=1), way="out", visit=visit)
    passes(AT - timedelta(days=9), visit=uuid4(), visitor=KEPT)


def test_nothing_of_an_old_visit_is_left_in_any_table(
    old_and_new: None, gate: "Gate", keep: Callable[[str], None], as_owner: Block
) -> None:
    from anlin.journal.models import Entry

    keep("500103")
    with as_owner():
        assert set(everywhere(CANARY.name)) == {"premises_visit"}
    assert forget() == 3
    with as_owner():
        told = (CANARY.name, CANARY.phone, CANARY.whom, CANARY.reason, CANARY.plate)
        assert [table for text in told for table in everywhere(text)] == []
        assert set(everywhere(KEPT.name)) == {"premises_visit"}
        line = Entry.objects.order_by("-id").first()
    assert line is not None
    assert (line.verb, line.actor, line.place) == ("premises.forget", None, 500103 * 10**12)
    assert line.detail == {
        "passages": 2, "visits": 1, "passes": 0, "vehicles": 0, "followups": 0
    }  # fmt: skip
    assert forget() == 0


def test_a_search_that_finds_no_canary_is_not_blind(old_and_new: None, as_owner: Block) -> None:
    """The sabotage: deleting the passages alone leaves the visitor's name behind."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("delete from premises_passage")
        assert set(everywhere(CANARY.name)) == {"premises_visit"}


def test_without_an_order_nothing_is_deleted(old_and_new: None) -> None:
    assert forget() == 0


def test_an_order_of_another_county_deletes_nothing_here(
    old_and_new: None, keep: Callable[[str], None]
) -> None:
    keep("500243")
    assert forget() == 0


def test_ended_passes_and_vehicles_go_too(
    register: Callable[..., "Person"], keep: Callable[[str], None], worker: Viewer
) -> None:
    from anlin.premises.models import Pass, Vehicle

    person, early = register().pk, AT - timedelta(days=12)
    vehicle = actions.add_vehicle(person, plate="渝A·D1234", by=worker, at=early)
    actions.end_vehicle(vehicle.pk, by=worker, at=early)
    actions.issue_pass(person, by=worker, at=early)
    newer = actions.issue_pass(person, by=worker, at=early)
    keep("500103")
    assert forget() == 2
    with nationwide():
        assert list(Pass.objects.all()) == [newer]
        assert not Vehicle.objects.exists()


def test_what_people_who_left_used_goes_too(
    issued: "Pass", keep: Callable[[str], None], worker: Viewer, as_owner: Block
) -> None:
    from anlin.people.models import Person
    from anlin.premises.models import Pass, Vehicle

    actions.add_vehicle(issued.person_id, plate="渝A·D1234", by=worker, at=AT)
    with as_owner():
        Person.objects.filter(pk=issued.person_id).update(living="died")
    with nationwide():
        assert actions.follow_people(at=AT - timedelta(days=9)) == 2
        assert actions.follow_people(at=AT) == 0
    keep("500103")
    assert forget() == 0
    with as_owner():
        Pass.objects.update(left_at=AT - timedelta(days=11))
        Vehicle.objects.update(left_at=AT - timedelta(days=11))
    assert forget() == 2


def test_passes_follow_people_who_move(issued: "Pass", worker: Viewer, as_owner: Block) -> None:
    from anlin.people.models import Person
    from anlin.premises.models import Pass

    with as_owner():
        Person.objects.filter(pk=issued.person_id).update(name="王桂香", place=issued.place + 1)
    with nationwide():
        assert actions.follow_people(at=AT) == 1
        assert actions.follow_people(at=AT) == 0
        moved = Pass.objects.get(pk=issued.pk)
    assert (moved.name, moved.place, moved.door) == ("王桂香", issued.place + 1, issued.place + 1)
