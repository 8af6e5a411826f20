"""Running statements over whole ranges of places, window by window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from anlin.base import sql
from anlin.duties.models import Window

HASHES, LOOPS, WHOLE_TABLES = "enable_hashjoin", "enable_nestloop", "enable_seqscan"


def stream(
    statements: Sequence[str],
    *,
    windows: Sequence[int],
    within: tuple[int, int],
    at: datetime,
    using: str = "default",
) -> int:
    """Run `statements` for each of `windows`, whose times all subjects share; return rows touched.

    The plan needs a window's values, not columns. Indexes are in the order of the merge: hashing
    one side would spill and take three times as long, and a loop would ask row by row.
    """
    touched = 0
    for row in Window.objects.using(using).filter(pk__in=windows):
        values = _values(row, within) | {"at": at}
        with planned_without(HASHES, LOOPS, using=using):
            touched += sum(sql.run(f"duties/{name}", values, using=using) for name in statements)
    return touched


@contextmanager
def planned_without(*ways: str, using: str = "default") -> Iterator[None]:
    """Keep the planner from `ways` that it takes for cheap by an estimate known to be wrong."""
    turn = ", ".join(f"set_config('{way}', %s, true) as {way}" for way in ways)
    with transaction.atomic(using=using):
        sql.rows_of(f"select {turn}", ["off"] * len(ways), using=using)
        yield
        sql.rows_of(f"select {turn}", ["on"] * len(ways), using=using)


def _values(row: Window, within: tuple[int, int]) -> dict[str, object]:
    return {
        "window": row.pk,
        "measure_id": row.measure_id,
        "opens": row.opens,
        "closes": row.closes,
        "lapses": row.lapses,
        "late_until": row.late_until,
        "begun_from": row.begun_from,
        "needs": row.needs,
        "spacing": row.spacing,
        "kinds": row.kinds,
        "late": row.closes < row.late_until,
        "spaced": row.needs > 1 and row.spacing > timedelta(),
        "lo": max(row.lo, within[0]),
        "hi": min(row.hi, within[1]),
    }
