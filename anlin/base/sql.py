"""Statements live in `anlin/<room>/sql/<name>.sql`; here they are read and run."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.db import connections
from django.db.backends.utils import CursorWrapper

ANLIN = Path(__file__).resolve().parents[1]

Row = Any  # a NamedTuple whose fields are the columns of its statement
Values = Mapping[str, Any]


@cache
def statement(name: str) -> str:
    """Return the text of `room/name` from `anlin/room/sql/name.sql`."""
    room, _, file = name.partition("/")
    return (ANLIN / room / "sql" / f"{file}.sql").read_text()


def run(name: str, parameters: Values, using: str = "default") -> int:
    """Run a named statement and return how many rows it touched."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement(name), parameters)
        return int(cursor.rowcount)


def run_text(text: str, parameters: Values, using: str = "default") -> int:
    """Run a statement given as text, put together from named ones; return the rows it touched."""
    with connections[using].cursor() as cursor:
        cursor.execute(text, parameters)
        return int(cursor.rowcount)


def rows(name: str, parameters: Values, using: str = "default") -> list[Row]:
    """Run a named statement and return its rows; columns are attributes."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement(name), parameters)
        return named(cursor)


def rows_often(name: str, parameters: Values, using: str = "default") -> list[Row]:
    """Run a statement of the busiest paths: prepared once a connection, its values sent apart."""
    connection = connections[using]
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement(name), parameters, prepare=True)
        return named(cursor)


def rows_of(text: str, parameters: Sequence[Any] | Values, using: str = "default") -> list[Row]:
    """Run a statement given as text and return its rows."""
    with connections[using].cursor() as cursor:
        cursor.execute(text, parameters)
        return named(cursor)


def named(cursor: CursorWrapper | psycopg.Cursor) -> list[Row]:
    """Return the rows waiting in `cursor` with their columns as attributes."""
    columns = tuple(column.name for column in cursor.description or ())
    row = _row_type(columns)
    return [row(*values) for values in cursor.fetchall()]


@cache
def _row_type(columns: Sequence[str]) -> Any:  # noqa: ANN401 - a type made at run time
    return NamedTuple("Row", [(column, object) for column in columns])
