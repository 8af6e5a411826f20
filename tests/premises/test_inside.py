"""The statement that says who is inside agrees with the plain reading, however entries arrive."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.scope import nationwide
from anlin.premises import queries
from anlin.premises.actions import Now, take_in
from anlin.premises.rules import Entry, PassageBody, Visitor, inside
from tests.laws.harness import breaks, holds
from tests.people.street import AT
from tests.premises.test_rules import MORNING, registers

if TYPE_CHECKING:
    from anlin.premises.models import Gate

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
Registers = tuple[list[Entry], list[Entry]]


def visits(entries: list[Entry]) -> list[Entry]:
    """Return the entries as visits, so that the worlds need no residents."""
    from uuid import UUID

    def one(entry: Entry) -> Entry:
        number = (entry.who.person or 0) + 1000
        return replace(entry, who=replace(entry.who, person=None, visit=UUID(int=number)))

    return [one(entry) for entry in entries]


def agrees(gate: "Gate", keeper: Viewer) -> Callable[[Registers], None]:
    def law(register: Registers) -> None:
        written, arrived = (visits(each) for each in register)
        seen = set()
        for entry in arrived:  # one telephone after another, each entry once
            if entry.id in seen:
                continue
            seen.add(entry.id)
            body = PassageBody(
                gate.pk, entry.way.value, visit=entry.who.visit, visitor=Visitor("访", whom="家"),
                corrects=entry.corrects, void=entry.void,
            )  # fmt: skip
            (done,) = take_in(items=[Now(entry.id, entry.at, body)], by=keeper, at=AT)
            assert isinstance(done, int)
        with nationwide():
            found = {line.visit for line in queries.inside(gate.place, gate.place + 1, AT)}
        assert found == {who.visit for who in inside(written)}

    return law


def test_the_database_says_who_is_inside_as_the_rules_do(gate: "Gate", keeper: Viewer) -> None:
    holds(agrees(gate, keeper), registers(), one_in=2)


def test_a_statement_that_goes_by_arrival_is_found_out(
    gate: "Gate", keeper: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sql.statement("premises/latest")
    broken = real.replace("p.occurred_at desc, p.uid desc", "p.id desc")
    assert broken != real
    monkeypatch.setattr(
        "anlin.base.sql.statement",
        lambda name: broken if name == "premises/latest" else (sql.ANLIN / _file(name)).read_text(),
    )
    breaks(agrees(gate, keeper), registers())


def _file(name: str) -> str:
    room, _, file = name.partition("/")
    return f"{room}/sql/{file}.sql"


def test_who_went_out_today_and_is_not_back(
    issued: object, gate: "Gate", keeper: Viewer, passes: Callable[..., object]
) -> None:
    passes(AT - timedelta(hours=3), way="out", pass_=issued.pk)  # type: ignore[attr-defined]
    with nationwide():
        (out,) = queries.not_returned(gate.place, gate.place + 1, AT)
        assert out.who.name == "王桂兰"
    passes(AT - timedelta(hours=1), pass_=issued.pk)  # type: ignore[attr-defined]
    with nationwide():
        assert queries.not_returned(gate.place, gate.place + 1, AT) == []


def test_hours_count_each_way_once(
    gate: "Gate", keeper: Viewer, passes: Callable[..., object]
) -> None:
    from uuid import uuid4

    for minute, way in enumerate(("in", "in", "out", "refused")):
        told = {"visit": uuid4(), "visitor": Visitor("访", whom="家")}
        passes(MORNING + timedelta(hours=1, minutes=minute), way=way, **told)
    with nationwide():
        (row,) = queries.hours(gate.place, gate.place + 1, AT)
    assert (row.hour, row.came, row.left_, row.refused) == (9, 2, 1, 1)


def test_entries_can_be_neither_changed_nor_deleted_by_anybody(
    gate: "Gate", passes: Callable[..., object], worker: Viewer
) -> None:
    from uuid import uuid4

    from django.db.utils import ProgrammingError

    from anlin.premises.actions.desk import at_gate
    from anlin.premises.models import Passage

    passes(AT, visit=uuid4(), visitor=Visitor("访", whom="家"))
    with at_gate(worker), connection.cursor() as cursor:
        cursor.execute("delete from premises_passage")
        assert (cursor.rowcount, Passage.objects.count()) == (0, 1)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("update premises_passage set way = 'out'")
