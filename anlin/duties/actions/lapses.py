"""Deriving again what changed, and raising what lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.base import sql
from anlin.base.scope import NATION
from anlin.duties.actions.counting import derive
from anlin.duties.models import Beat, Window

AT_ONCE = 1000  # the plan for changed communities turns bad near five times as many


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: which level is told, and how long after the lapse."""

    number: int
    level: int
    after: timedelta


def sweep(
    *, at: datetime, since: datetime, rungs: Sequence[Rung], within: tuple[int, int] = NATION
) -> int:
    """Raise every lapse between `since` and `at`, and put lapses before the rungs now due.

    Returns how many lapses are new. Doing it again, or after an outage, raises nothing twice.
    """
    due = Window.objects.filter(lapses__gt=since, lapses__lte=at, own=False)
    own = Window.objects.filter(own=True, opens__lte=at).exclude(within=None)
    windows = [*due.values_list("pk", flat=True), *own.values_list("pk", flat=True)]
    raised = _raise_lapses(windows, at=at, within=within)
    sql.run(
        "duties/escalate",
        {
            "rungs": [rung.number for rung in rungs],
            "levels": [rung.level for rung in rungs],
            "afters": [rung.after for rung in rungs],
            "since": since - max((rung.after for rung in rungs), default=timedelta()),
            "at": at,
        },
    )
    Beat.objects.update(swept_at=at)
    return raised


def _raise_lapses(
    windows: Sequence[int],
    *,
    at: datetime,
    within: tuple[int, int] = NATION,
    communities: Sequence[int] | None = None,
) -> int:
    lo, hi = within
    values = {"windows": list(windows), "communities": communities, "lo": lo, "hi": hi, "at": at}
    return sql.run("duties/raise_lapses", values)


def refresh(*, at: datetime) -> int:
    """Derive again what changed since the last call; return how many communities that were.

    A change can reach far back (a correction, somebody registered late): what is missed by it and
    lapsed long ago is raised here, as the sweep has passed it.
    """
    changed = 0
    refreshed = Beat.objects.values_list("refreshed_at", flat=True).get()
    sql.run("duties/mark_reliefs", {"since": refreshed or at, "until": at})
    while taken := sql.rows("duties/take_changes", {"most": AT_ONCE}):
        communities = [row.community for row in taken]
        since = min(row.since for row in taken)
        windows = Window.objects.filter(late_until__gt=since)
        derive(windows=list(windows.values_list("pk", flat=True)), at=at, communities=communities)
        lapsed = windows.filter(lapses__lte=at).values_list("pk", flat=True)
        _raise_lapses(list(lapsed), at=at, communities=communities)
        changed += len(communities)
    deadlines = Window.objects.filter(own=True, opens__lte=at).exclude(within=None)
    derive(windows=list(deadlines.values_list("pk", flat=True)), at=at)
    Beat.objects.update(refreshed_at=at)
    return changed
