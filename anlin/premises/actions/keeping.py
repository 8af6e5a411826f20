"""Keeping passes true, and forgetting what gates registered when its days are over."""

from datetime import datetime, timedelta

from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.places.rules import span
from anlin.policy.queries import limits_in_force
from anlin.premises.actions.desk import journal
from anlin.premises.rules import KEEP

_COUNTED = ("passages", "visits", "passes", "vehicles", "followups")


def follow_people(*, at: datetime) -> int:
    """Let passes and vehicles say where their people live, or that they left; return how many.

    The journal says of the move itself.
    """
    asked = {"at": at}
    return sql.run("premises/follow_people", asked) + sql.run("premises/follow_vehicles", asked)


def forget(*, at: datetime) -> int:
    """Delete what is older than the pack's days at each place; return how many rows.

    One line of the journal per county says how many of what. Where no limit holds, all is kept.
    The open scope must show the places.
    """
    day = local_day(at)
    held = [
        each
        for each in limits_in_force(KEEP)
        if each.since <= day and (each.until is None or day < each.until)
    ]
    ranges = [span(each.place) for each in held]
    found = sql.rows("premises/forget", {
        "los": [lo for lo, _ in ranges],
        "his": [hi for _, hi in ranges],
        "befores": [start_of(day - timedelta(days=int(each.limit.value))) for each in held],
    })  # fmt: skip
    for row in found:
        detail = {name: int(getattr(row, name)) for name in _COUNTED}
        journal("forget", "premises_passage", row.county, by=None, at=at, detail=detail)
    return sum(int(getattr(row, name)) for row in found for name in _COUNTED)
