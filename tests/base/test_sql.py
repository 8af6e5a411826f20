"""Statements of the busiest paths go to libpq by themselves: they say and refuse the same."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, OperationalError, connection, connections, transaction
from pytest_django import DjangoDbBlocker

from anlin.base import sql

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
TEXT = """
select %(number)s::bigint as number, %(number)s::bigint %% 7 as rest, %(words)s::text[] as words,
       %(at)s::timestamptz as at, %(none)s::text as none, 10 / %(by)s::int as share
"""
VALUES = {"number": 50, "words": sql.array(["a", "b"]), "at": AT, "none": None, "by": 2}


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "statement", lambda name: TEXT)
    sql._numbered.cache_clear()


@pytest.mark.django_db
def test_what_runs_often_returns_the_same_rows() -> None:
    often = sql.rows_often("base/told", VALUES)
    assert often == sql.rows_of(TEXT, VALUES) == [(50, 1, ["a", "b"], AT, None, 5)]
    assert often[0].rest == 1


@pytest.mark.django_db
def test_a_value_of_another_width_is_prepared_anew() -> None:
    numbers = (1, 2**20, 2**40, 3)
    rows = [sql.rows_often("base/told", VALUES | {"number": number})[0] for number in numbers]
    assert [row.number for row in rows] == list(numbers)


@pytest.mark.django_db
def test_a_refusal_is_djangos_own_and_undoes_the_transaction() -> None:
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        sql.rows_often("base/told", VALUES | {"by": 0})
    assert sql.rows_often("base/told", VALUES)


@pytest.mark.django_db
def test_nothing_runs_in_a_broken_transaction() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            sql.rows_often("base/told", VALUES)


@pytest.mark.usefixtures("django_db_setup")
def test_the_first_statement_opens_the_transaction(django_db_blocker: DjangoDbBlocker) -> None:
    """Without it the scope that a door opens would end with its own statement."""
    with django_db_blocker.unblock(), transaction.atomic():
        sql.rows_often("base/told", VALUES)
        assert connection.connection.info.transaction_status.name == "INTRANS"
    assert connection.connection.info.transaction_status.name == "IDLE"


@pytest.mark.usefixtures("django_db_setup")
def test_a_server_that_is_gone_is_no_fault_of_the_statement(
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Phones are told to come again: their door knows it by this kind of error."""
    with django_db_blocker.unblock():
        sql.rows_often("base/told", VALUES)
        with connections["owner"].cursor() as cursor:
            gone = connection.connection.info.backend_pid
            cursor.execute("select pg_terminate_backend(%s, 5000)", [gone])
        with pytest.raises(OperationalError):
            sql.rows_often("base/told", VALUES)
        connection.close()
