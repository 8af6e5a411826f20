"""Keeping the planner from ways that it takes for cheap by an estimate known to be wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from anlin.base import sql

HASHES, LOOPS, WHOLE_TABLES = "enable_hashjoin", "enable_nestloop", "enable_seqscan"


@contextmanager
def planned_without(*ways: str, using: str = "default") -> Iterator[None]:
    """Plan what is run inside without `ways`, in a transaction; they come back at the end."""
    turn = ", ".join(f"set_config('{way}', %s, true) as {way}" for way in ways)
    with transaction.atomic(using=using):
        sql.rows_of(f"select {turn}", ["off"] * len(ways), using=using)
        yield
        sql.rows_of(f"select {turn}", ["on"] * len(ways), using=using)
