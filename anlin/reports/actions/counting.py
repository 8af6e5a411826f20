"""Counting figures at every level; they are a cache, so nothing of it is journalled."""

from datetime import date, datetime, timedelta

from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.planner import LOOPS, planned_without
from anlin.base.scope import NATION
from anlin.base.sockets import figures
from anlin.places.rules import COMMUNITY, WIDTHS
from anlin.reports.models import Counted

_LEVELS = list(range(COMMUNITY + 1))


def count_day(*, day: date, at: datetime) -> int:
    """Count every figure of `day` at every level as known at `at`; return how many rows changed.

    For the product's own job, in its scope. A planner that takes policies for narrow would loop
    over the nation place by place. Cost: one statement for each figure, each side read once.
    """
    text = sql.statement("reports/count_day")
    values = {
        "lo": NATION[0],
        "hi": NATION[1],
        "since": start_of(day),
        "until": start_of(day + timedelta(days=1)),
        "at": at,
        "day": day,
        "levels": _LEVELS,
        "widths": [WIDTHS[level] for level in _LEVELS],
    }
    changed = 0
    with planned_without(LOOPS):
        for figure in figures().values():
            found = text.replace("{figure}", figure.sql)
            changed += sql.rows_of(found, values | {"figure": figure.name})[0].changed
    Counted.objects.update_or_create(day=day, defaults={"at": at})
    return changed
