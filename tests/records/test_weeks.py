"""The weekly partitions of evidence, also when something was recorded before its week was made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from anlin.base.scope import open_scope
from anlin.records.actions import make_weeks
from tests.records.test_record import HI, LO, NOON, counted, send, visit

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]


def in_no_week() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from records_evidence_past")
        return int((cursor.fetchone() or (0,))[0])


def test_a_week_takes_in_what_was_recorded_before_it_was_made(as_owner: Block) -> None:
    send(visit(), visit(occurred_at=NOON - timedelta(days=10)))
    with as_owner():
        assert in_no_week() == 2
    with open_scope(LO, HI):
        assert make_weeks(since=NOON, until=NOON + timedelta(days=1)) == 1
    with as_owner():
        assert in_no_week() == 1
    assert counted() == 2
    send(visit())
    assert counted() == 3


def test_a_week_that_takes_nothing_in_cannot_be_made_any_more(as_owner: Block) -> None:
    send(visit())
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(
            "create table early partition of records_evidence "
            "for values from ('2023-01-16 00:00+08') to ('2023-01-23 00:00+08')"
        )
