"""Deriving again what changed, and raising what lapsed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from json import dumps

from django.db.models import Max

from anlin.base import sql
from anlin.base.planner import WHOLE_TABLES, planned_without
from anlin.base.scope import NATION
from anlin.base.sessions import Part, in_sessions
from anlin.duties.actions.counting import (
    ABOVE_COUNTY,
    LEVELS_ABOVE_COMMUNITY,
    WITHIN_A_COUNTY,
    count_raised,
    derive,
    roll_up,
)
from anlin.duties.actions.streaming import stream
from anlin.duties.models import Beat, Lapse, Recheck, Window
from anlin.duties.queries import by_way, parts_of, windows_to_sweep
from anlin.duties.rules import ladder
from anlin.policy.rules import LadderInForce

AT_ONCE = 1000  # the plan for changed communities turns bad near five times as many


def sweep(*, at: datetime, since: datetime, ladders: Sequence[LadderInForce] = ()) -> int:
    """Raise every lapse between `since` and `at`, and put lapses before the rungs now due.

    Returns how many lapses are new. Doing it again, or after an outage, raises nothing twice.
    Where duties are many it works in several sessions, each in a part of the nation.
    """
    windows = windows_to_sweep(since=since, at=at)
    parts = parts_of(windows)
    last = Lapse.objects.aggregate(last=Max("pk"))["last"] or 0

    def raise_within(part: Part) -> int:
        return raise_lapses(windows, at=at, within=part, levels=WITHIN_A_COUNTY)

    raised = in_sessions(raise_within, parts)
    if raised or len(parts) > 1:
        roll_up(windows=windows, levels=ABOVE_COUNTY)
    climbed = Beat.objects.values_list("climbed_at", flat=True).get()
    if climbed is not None:
        sql.run("duties/recheck_raised", {"after": last, "at": climbed})
    climb(at=at, before=climbed, ladders=ladders, parts=parts)
    Beat.objects.update(swept_at=at)
    return raised


def climb(
    *,
    at: datetime,
    before: datetime | None,
    ladders: Sequence[LadderInForce],
    parts: Sequence[Part] = (NATION,),
) -> int:
    """Put lapses that are still missed before the rungs due since `before`; return how many.

    In quiet hours only deadlines climb, and what else is due stays due for the morning.
    """
    found = ladder.sections(ladders)
    dues = ladder.dues(found, at, before)
    again = list(Recheck.objects.all())

    def climb_within(part: Part) -> int:
        here = [each for each in again if part[0] <= each.community < part[1]]
        values = {
            "dues": dumps([asdict(due) for due in ladder.within(dues, *part)], default=str),
            "communities": [each.community for each in here],
            "sinces": [each.since for each in here],
            "at": at,
        }
        with planned_without(WHOLE_TABLES):  # the session next door fills what is still empty
            return sql.run("duties/escalate", values)

    told = in_sessions(climb_within, parts)
    if not any(ladder.quiet_at(section.ladder.quiet, at) for section in found):
        Recheck.objects.filter(pk__in=[each.pk for each in again]).delete()
        Beat.objects.update(climbed_at=at)
    return told


def raise_lapses(
    windows: Sequence[int],
    *,
    at: datetime,
    within: Part = NATION,
    communities: Sequence[int] | None = None,
    counted: bool = True,
    levels: Sequence[int] = LEVELS_ABOVE_COMMUNITY,
) -> int:
    """Raise a lapse for what is missed of `windows`, and count it; return how many are new.

    They are counted into the figures of communities and summed up to `levels`. Where figures are
    not `counted` yet, every community named is looked at.
    """
    lo, hi = within
    values = {"communities": communities, "lo": lo, "hi": hi, "at": at, "counted": counted}
    ways = by_way(windows)
    raised = 0
    if communities is None:
        raised = stream(["raise_dense"], windows=ways.pop("dense", ()), within=within, at=at)
    raised += sum(
        sql.run("duties/raise_lapses", values | {"windows": of_way}) for of_way in ways.values()
    )
    if raised:
        count_raised(windows=windows, within=within, communities=communities, levels=levels)
    return raised


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
        Recheck.objects.bulk_create(Recheck(community=r.community, since=r.since) for r in taken)
        lapsed = windows.filter(lapses__lte=at).values_list("pk", flat=True)
        raise_lapses(list(lapsed), at=at, communities=communities)
        changed += len(communities)
    deadlines = Window.objects.filter(own=True, opens__lte=at).exclude(within=None)
    derive(windows=list(deadlines.values_list("pk", flat=True)), at=at)
    Beat.objects.update(refreshed_at=at)
    return changed
