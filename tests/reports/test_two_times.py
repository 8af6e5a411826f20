"""A past day as known then and as known now, in a community and above it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from anlin.base import sql
from anlin.duties import actions
from anlin.duties.queries import windows_of
from anlin.places.rules import WIDTHS, span
from anlin.reports.queries import past
from anlin.reports.queries.past import end_of
from tests.duties import town
from tests.duties.readings import Line, read
from tests.duties.town import COMMUNITIES, FIRST, World
from tests.laws import broken
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart
from tests.laws.worlds import worlds

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = (1, 6, 13)  # some early, some late: each costs two readings of the whole town
_DAY_ASKED = FIRST + 6 * DAY


def live(heart: Heart, world: World) -> World:
    """Live through a world, the sweep awake at the end of each day asked about; return it."""
    told = replace(world, reliefs=())
    entries = told.entries()
    heart.take(replace(told, acts=()))
    for n in ASKED:
        then = end_of(FIRST + n * DAY)
        town.deliver(each for each in entries if each[0] <= then)
        entries = [each for each in entries if each[0] > then]
        actions.reconcile(law=heart.under(told), at=then)
        actions.sweep(at=then, since=town.start_of(FIRST))
    town.deliver(entries)
    last = max([told.at, *(received for received, _ in entries)])
    actions.reconcile(law=heart.under(told), at=last)
    return replace(told, at=last)


def levels_agree(heart: Heart, world: World) -> None:
    """What had lapsed by a day's end is the same counted by lapses and by all duties."""
    lived = live(heart, world)
    for n in ASKED:
        day = FIRST + n * DAY
        if end_of(day) > lived.at:
            continue
        then, values = end_of(day), {"then": end_of(day), "at": lived.at}
        windows = list(windows_of(day).values_list("pk", flat=True))
        lo, hi = span("0")
        nation = sql.rows(
            "reports/fallen", {**values, "windows": windows, "lo": lo, "hi": hi, "width": WIDTHS[0]}
        )
        whole: Counter[tuple[str, str]] = Counter()
        for code in COMMUNITIES:
            lo, hi = span(code)
            for row in sql.rows(
                "reports/two_times", {**values, "windows": windows, "lo": lo, "hi": hi}
            ):
                whole[row.code, "then"] += row.missed_then
        by_lapses = {(row.code, "then"): row.missed_then for row in nation if row.missed_then}
        assert by_lapses == {key: number for key, number in whole.items() if number}, then


def test_above_a_community_lapses_say_what_all_duties_say(heart: Heart) -> None:
    holds(lambda world: levels_agree(heart, world), worlds(), one_in=4)


def test_a_count_that_forgets_what_lapsed_at_midnight_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch, {"reports/fallen": ("l.lapsed_at <= %(then)s", "l.lapsed_at < %(then)s")}
    )
    breaks(lambda world: levels_agree(heart, world), worlds())


def both_times_are_read_right(heart: Heart, world: World) -> None:
    """Then and now are what plain Python reads at those two moments."""
    told = replace(world, reliefs=())
    if told.at < end_of(_DAY_ASKED):
        return
    heart.take(told)
    then, now = read(told, end_of(_DAY_ASKED)), read(told)
    for code in COMMUNITIES:
        for line in past(town.WORKER, code, _DAY_ASKED, told.at).compared:
            if line.code != town.STANDING.code:
                assert line.then.values()[1:4] == _tally(then, line.code, code)
                assert line.now.values()[1:4] == _tally(now, line.code, code)


def _tally(lines: list[Line], measure: str, community: str) -> tuple[int, ...]:
    """Count what is met, late and missed of one measure's duties that touch the day asked."""
    start, end = end_of(_DAY_ASKED - DAY), end_of(_DAY_ASKED)
    found = Counter(
        line.status
        for line in lines
        if line.measure == measure
        and line.place.startswith(community)
        and line.opens < end
        and (line.opens >= start if measure == town.AFTER.code else line.closes > start)
    )
    return found["met"], found["late"], found["missed"]


def test_both_times_are_what_plain_python_reads(heart: Heart) -> None:
    holds(lambda world: both_times_are_read_right(heart, world), worlds(), one_in=4)


def test_a_reading_that_knows_the_future_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch, {"reports/two_times": ("%(lo)s, %(hi)s, %(then)s", "%(lo)s, %(hi)s, %(at)s")}
    )
    breaks(lambda world: both_times_are_read_right(heart, world), worlds())
