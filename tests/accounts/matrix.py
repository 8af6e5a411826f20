"""Which tables stand under a scope, and rows for each of them at every edge of every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest
from django.db import DatabaseError, connections, transaction

from anlin.base.cluster import APP_ROLE
from anlin.places.rules import span

PLACES = (
    "0", "50", "51", "5001", "5002", "500103", "500104", "500103001", "500103002",
    "500103001001", "500103001002", "500103001001003", "500103001001004",
)  # fmt: skip
COLUMNS = {
    "accounts_attempt": "at",
    "accounts_grant": "lo",
    "duties_recheck": "community",
    "field_receipt": "user_id",
    "journal_check": "area",
    "policy_draft": "lo",
    "policy_draft_version": "lo",
    "records_change": "community",
}
VALUES = {
    "bigint": "{n}",
    "integer": "{n}",
    "smallint": "{n}",
    "boolean": "false",
    "bytea": "int8send({n})",
    "jsonb": "'{{}}'",
    "uuid": "gen_random_uuid()",
    "date": "date '2023-01-18'",
    "timestamp with time zone": "timestamptz '2023-01-18 10:00+08'",
    "interval": "interval '1 day'",
    "smallint[]": "'{{}}'",
    "text[]": "'{{}}'",
    "datemultirange": "'{{}}'",
    "int8multirange": "'{{}}'",
}
COUNTED = {"journal_entry.seq", "journal_entry.area"}  # have defaults, and must differ

_RELATIONS = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity,
       c.relispartition and not has_table_privilege(%(role)s, c.oid, 'select, insert, update')
       or not has_table_privilege(%(role)s, c.oid, 'select, insert, update, delete, truncate')
       or c.relkind = 'v' and coalesce(c.reloptions @> '{security_invoker=true}', false)
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
order by 1
"""
_COLUMNS = """
select a.attname, format_type(a.atttypid, null)
from pg_attribute a
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = %(table)s::regclass and a.attnum > 0 and not a.attisdropped
      and (a.attnotnull and d.oid is null and a.attidentity = ''
           or %(table)s || '.' || a.attname = any(%(counted)s))
"""
_CHECKS = """
select conname from pg_constraint where conrelid = %s::regclass and contype in ('c', 'x')
"""


@dataclass(frozen=True)
class Relation:
    """A table or view, and what keeps the product from reading all of it."""

    name: str
    forced: bool
    out_of_reach: bool


@dataclass(frozen=True)
class Table:
    """A table under a scope, and the column that holds its place."""

    name: str
    column: str


def relations() -> list[Relation]:
    """Return every table and view of the product."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_RELATIONS, {"role": APP_ROLE})
        return [Relation(*row) for row in cursor.fetchall()]


def scoped_tables() -> Sequence[Table]:
    """Return the tables under forced row-level security."""
    return [
        Table(relation.name, COLUMNS.get(relation.name, "place"))
        for relation in relations()
        if relation.forced
    ]


@cache
def seeded_places() -> frozenset[int]:
    """Return both edges of every place and their neighbours outside."""
    edges = [span(code) for code in PLACES]
    places = {place for lo, hi in edges for place in (lo - 1, lo, hi - 1, hi)}
    return frozenset(place for place in places if 0 <= place < 10**18)


def seed(table: Table) -> None:
    """Put a row at every edge into `table`; what only checks values is out of the way."""
    try:
        with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            for (check,) in _asked(_CHECKS, [table.name]):
                cursor.execute(f'alter table {table.name} drop constraint "{check}"')
            cursor.execute(_rows(table))
    except DatabaseError as error:
        pytest.fail(f"{table.name}: no row could be made ({error}); see VALUES, COLUMNS, COUNTED")


def _rows(table: Table) -> str:
    parameters: dict[str, str | list[str]] = {"table": table.name, "counted": sorted(COUNTED)}
    needed = {part: kind for part, kind in _asked(_COLUMNS, parameters) if part != table.column}
    columns = ", ".join(f'"{part}"' for part in (table.column, *needed))
    rows = []
    for n, place in enumerate(sorted(seeded_places()), 1):
        where = "now()" if table.column == "at" else str(place)
        rows.append(f"({', '.join([where, *(_value(kind, n) for kind in needed.values())])})")
    return f"insert into {table.name} ({columns}) values {', '.join(rows)}"


def _value(kind: str, n: int) -> str:
    return VALUES.get(kind, "'t{n}'").format(n=n)


def _asked(
    query: str, parameters: Sequence[str] | dict[str, str | list[str]]
) -> list[tuple[str, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())
