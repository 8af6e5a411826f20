"""A database of its own for a bench: made, filled, dropped."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import django
import psycopg
from psycopg import sql

from anlin.base import cluster

HERE = Path(__file__).resolve().parent
NAME = "anlin_bench"


@contextmanager
def stage() -> Iterator[psycopg.Connection]:
    """Make a migrated database with the national tree, and drop it at the end."""
    cluster.start()
    _administer("drop database if exists {} with (force)")
    _administer("create database {}")
    os.environ["ANLIN_DATABASE_NAME"] = NAME
    os.environ["DJANGO_SETTINGS_MODULE"] = "anlin.config.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    try:
        call_command("migrate", database="owner", verbosity=0)
        call_command("places", "load")
        with psycopg.connect(cluster.owner_url(NAME), autocommit=True) as connection:
            yield connection
    finally:
        connections.close_all()
        _administer("drop database if exists {} with (force)")


def settle(connection: psycopg.Connection) -> None:
    """Write out what building left: it is not what is measured."""
    connection.execute("vacuum (analyze)")
    connection.execute("checkpoint")


def _administer(statement: str) -> None:
    with psycopg.connect(cluster.owner_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(NAME)))


def run_file(connection: psycopg.Connection, name: str, **values: int | str) -> None:
    """Run every statement of bench/sql/`name` with `values` put in."""
    text = (HERE / "sql" / name).read_text()
    connection.execute((text % values if values else text.replace("%%", "%")).encode())


def copy_out(connection: psycopg.Connection, query: str, how: str, path: Path) -> None:
    """Write the rows of `query` to `path` in the given COPY format."""
    text = f"copy ({query}) to stdout (format {how})".encode()
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(text) as copy:
        for block in copy:
            file.write(block)


def seconds(
    work: Callable[[], object], *, runs: int = 1, before: Callable[[], object] | None = None
) -> float:
    """Return the median wall time of `work` over `runs`, each after `before`."""
    taken = []
    for _ in range(runs):
        if before:
            before()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def peak_memory_mb() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
