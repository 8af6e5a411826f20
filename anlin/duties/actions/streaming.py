"""Running statements over whole ranges of places, window by window."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from anlin.base import sql
from anlin.base.planner import HASHES, LOOPS, planned_without
from anlin.duties.models import Window


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
