"""Every statement stands in a file that says what it does and fits the migrated tables."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

import psycopg
import pytest
from django.db import connection

from anlin.base.sockets import figures, populations
from tests.house.reading import Source, files, planted

HEADER = ("in", "out", "cost", "again")
FIELD = re.compile(r"^-- (\w+): +\S")
SENTENCE = re.compile(r"^-- (what: +)?[A-Z].*\w")
PARAMETER = re.compile(r"%\((\w+)\)s")


def statements() -> list[Source]:
    return files("anlin", suffixes={".sql"})


def headless(sources: Iterable[Source]) -> list[str]:
    """Return the files that do not start with a sentence and what goes in and out, cost, again."""
    return [
        f"{source.path}: {_fields(source)}"
        for source in sources
        if not SENTENCE.match(source.text) or _fields(source) != HEADER
    ]


def _fields(source: Source) -> tuple[str, ...]:
    comment = takewhile(lambda line: line.startswith("--"), source.text.splitlines())
    fields = [field[1] for line in comment if (field := FIELD.match(line))]
    return tuple(field for field in fields if field != "what")


def unfit(sources: Iterable[Source]) -> Iterator[str]:
    """Yield what PostgreSQL says about the statements that it cannot prepare."""
    with connection.cursor() as cursor:
        for number, source in enumerate(sources):
            cursor.execute("savepoint house")
            try:
                cursor.connection.execute(f"prepare house_{number} as {_numbered(source.text)}")
            except psycopg.Error as error:
                yield f"{source.path}: {error}"
            cursor.execute("rollback to savepoint house")


def _numbered(text: str) -> str:
    """Return a statement with PostgreSQL's own parameters in place of psycopg's."""
    if "{population}" in text:
        text = text.replace("{population}", next(iter(populations().values())).select)
    text = text.replace("{figure}", next(iter(figures().values())).sql)
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    return PARAMETER.sub(number, text).replace("%%", "%")


def test_every_statement_has_its_header() -> None:
    assert headless(statements()) == []


@pytest.mark.django_db
def test_postgresql_can_prepare_every_statement() -> None:
    assert list(unfit(statements())) == []


@pytest.mark.parametrize(
    "sabotage",
    [
        "-- Counts.\n-- in: x\n-- out: x\n-- again: x\nselect 1",
        "-- in: x\n-- out: x\n-- cost: x\n-- again: x\nselect 1",
        "select 1",
    ],
)
def test_a_statement_without_its_header_is_caught(sabotage: str) -> None:
    assert len(headless(planted(sabotage, "anlin/people/sql/x.sql"))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sabotage",
    ["select no_such_column from places_place", "select 1; select 2", "select %(a)s + from x"],
)
def test_a_statement_that_does_not_fit_is_caught(sabotage: str) -> None:
    assert len(list(unfit(planted(sabotage, "anlin/people/sql/x.sql")))) == 1
