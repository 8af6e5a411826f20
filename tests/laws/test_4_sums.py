"""Law 4: a parent's figure is the sum of its children's, and equals a recount from evidence."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection

from anlin.base.days import NEVER
from anlin.base.sql import named
from anlin.duties import actions
from anlin.places.rules import WIDTHS
from tests.duties import town
from tests.duties.town import World
from tests.laws import broken
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, all_windows, figures
from tests.laws.worlds import worlds

pytestmark = pytest.mark.django_db
Sums = dict[tuple[int, int, int], tuple[int, ...]]
STATUSES = ("due", "met", "late", "excused", "exempt", "lapsed")


def adds_up(heart: Heart, world: World) -> None:
    """Figures derived at first, and those refreshed as acts came in, add up to the recount."""
    entries = world.entries()
    half = len(entries) // 2
    early = replace(world, acts=(), reliefs=())
    town.deliver(entries[:half])
    heart.take(early)
    town.deliver(entries[half:])
    town.relieve(world)
    actions.refresh(at=world.at)
    found = {figure[:3]: figure[3:] for figure in figures()}
    _parents_are_sums(found)
    assert {key: value for key, value in found.items() if key[1] == 5} == recounted(world)
    actions.derive(windows=all_windows(), at=world.at)
    assert {figure[:3]: figure[3:] for figure in figures()} == found


def _parents_are_sums(found: Sums) -> None:
    for level in range(5):
        sums: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0] * len(STATUSES))
        for (window, below, place), values in found.items():
            if below == level + 1:
                parent = (window, level, place - place % WIDTHS[level])
                sums[parent] = [a + b for a, b in zip(sums[parent], values, strict=True)]
        parents = {key: list(value) for key, value in found.items() if key[1] == level}
        assert parents == sums


def recounted(world: World) -> Sums:
    """Count every duty again from windows, obligations, evidence and reliefs, one by one."""
    sums: dict[tuple[int, int, int], Counter[str]] = defaultdict(Counter)
    acts, reliefs = _table("records_evidence"), _table("duties_relief")
    for window in _table("duties_window"):
        for owed in _table("duties_obligation"):
            if owed.measure_id != window.measure_id or not window.lo <= owed.place < window.hi:
                continue
            community = owed.place - owed.place % 10**6
            status = _status(window, owed, acts, reliefs, world)
            if status:
                sums[window.id, 5, community].update(status)
    return {key: tuple(counts[name] for name in STATUSES) for key, counts in sums.items()}


def _table(name: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {name}")
        return named(cursor)


def _status(window, owed, acts: list, reliefs: list, world: World) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    """Return what one duty adds to: nothing if it is not owed."""
    times = _times(window, owed)
    if times is None:
        return ()
    opens, closes, lapses = times
    mine = [
        act
        for act in acts
        if (act.place, act.subject) == (owed.place, owed.subject)
        and act.kind in window.kinds
        and opens <= act.occurred_at < window.late_until
    ]
    decided = {
        each.kind
        for each in reliefs
        if (each.place, each.subject) == (owed.place, owed.subject)
        and each.measure_id in (None, window.measure_id)
        and (
            each.since <= world.at < each.until  # a standing duty is excused as long as it lasts
            if closes == NEVER
            else each.since < closes and each.until > opens
        )
    }
    if "exempt" in decided:
        return ("exempt",)
    if _enough([act for act in mine if act.occurred_at < closes], window):
        return "due", "met"
    if _enough(mine, window):
        return "due", "late"
    if "excused" in decided:
        return "due", "excused"
    return ("due", "lapsed") if window.own and lapses <= world.at else ("due",)


def _times(window, owed) -> tuple[datetime, datetime, datetime] | None:  # type: ignore[no-untyped-def]
    """Return when a duty opens, closes and lapses, or None if it is not owed."""
    if window.within:
        closes = owed.since + window.within
        if window.opens <= owed.since < window.closes and owed.until >= closes:
            return owed.since, closes, closes + window.grace
    elif window.own:
        if owed.since < window.late_until and owed.until >= NEVER:
            return max(window.opens, owed.since), NEVER, NEVER
    elif owed.since <= window.opens and owed.until >= window.closes and not _over(window, owed):
        return window.opens, window.closes, window.lapses
    return None


def _over(window, owed) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether the days have passed that the matter of an obligation is owed for."""
    return window.begun_from is not None and (owed.begun or owed.since) < window.begun_from


def _enough(acts: list, window) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether acts that were not taken back reach what is needed, apart as asked."""
    net: Counter[object] = Counter()
    for act in acts:
        net[act.occurred_at] += act.weight
    if window.spacing == timedelta():
        return sum(net.values()) >= window.needs
    count, last = 0, None
    for moment in sorted(moment for moment in net if net[moment] > 0):
        if last is None or moment - last >= window.spacing:
            count, last = count + 1, moment
    return count >= window.needs


def test_parents_are_the_sums_of_their_children_and_of_the_evidence(heart: Heart) -> None:
    holds(lambda world: adds_up(heart, world), worlds())


def test_a_roll_up_that_loses_a_child_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(monkeypatch, {"duties/roll_up": ("sum(k.due)", "max(k.due)")})
    breaks(lambda world: adds_up(heart, world), worlds())


def test_a_refresh_that_forgets_the_queue_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch,
        {"duties/take_changes": ("group by community", "where false group by community")},
    )
    breaks(lambda world: adds_up(heart, world), worlds())
