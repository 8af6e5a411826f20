"""The sweep of a large day in several sessions: the same lapses, each once, added up to the top."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from anlin.base import clock
from anlin.base.scope import NATION, nationwide
from anlin.base.sessions import Part
from anlin.duties.actions import lapses
from anlin.duties.jobs import keep_up
from anlin.duties.models import Escalation, Figure, Lapse
from anlin.duties.queries import beat
from anlin.places.models import Place
from anlin.places.rules import WIDTHS, Period, lo_of, span
from anlin.policy import actions as policy
from tests.duties import town
from tests.duties.town import COMMUNITIES, FIRST, REPORT, WHOLE_DAY, at
from tests.twins import found_out

COUNTIES = [lo_of(code) for code in town.COUNTIES]


@pytest.fixture
def large(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three communities of two counties owe a report, and count as many on a machine of two."""
    monkeypatch.setattr(beat, "MANY", 1)
    monkeypatch.setattr(beat.os, "cpu_count", lambda: 2)
    daily = replace(REPORT, terms=(town.term(REPORT, FIRST, every=1, slots=WHOLE_DAY),))
    law = replace(town.library(), measures=(daily,))
    policy.release(law, by=None, at=at("01-01 12:00"), using="owner")
    policy.adopt(
        "town", "0", since=FIRST, by=None, at=at("01-01 12:00"), reason="试行", knowingly=True,
        using="owner",
    )  # fmt: skip
    for code in COMMUNITIES:
        lo, hi = span(code)
        Place.objects.using("owner").create(
            code=code, level=5, lo=lo, hi=hi, kind="community", name="某社区",
            periods=[Period(FIRST.replace(year=2000))],
        )  # fmt: skip


def live() -> tuple[list[int], dict[int, int]]:
    """Let a day pass; return where lapses were raised, and the figure of each level."""
    for moment in ("01-02 12:00", "01-03 00:00", "01-03 00:01"):
        with clock.frozen(at(moment)):
            keep_up()
    with nationwide():
        raised: dict[int, int] = {}
        for level, number in Figure.objects.values_list("level", "raised"):
            raised[level] = raised.get(level, 0) + number
        assert Escalation.objects.count() == Lapse.objects.count()
        return sorted(Lapse.objects.values_list("place", flat=True)), raised


@pytest.mark.usefixtures("large")
def test_each_county_is_swept_in_one_session_and_everything_adds_up() -> None:
    places, raised = live()
    assert places == sorted(lo_of(code) for code in COMMUNITIES)
    assert raised == dict.fromkeys(range(6), 3)
    with nationwide():
        windows = list(Figure.objects.values_list("window_id", flat=True).distinct())
        middle = min(COUNTIES) + WIDTHS[3]
        assert beat.parts_of(windows) == [(NATION[0], middle), (middle, NATION[1])]


@pytest.mark.usefixtures("large")
def test_without_the_sum_across_the_sessions_the_nation_would_not_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(lapses, "ABOVE_COUNTY", ())
    _, raised = live()
    with found_out():
        assert raised == dict.fromkeys(range(6), 3)


@pytest.mark.usefixtures("large")
def test_a_sweep_cut_short_after_one_session_is_made_up_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = lapses.in_sessions

    def only_the_first(work: Callable[[Part], int], parts: Sequence[Part]) -> int:
        if whole(work, [parts[0], parts[0]]):
            raise ConnectionError
        return 0

    monkeypatch.setattr(lapses, "in_sessions", only_the_first)
    with pytest.raises(ConnectionError):
        live()
    monkeypatch.setattr(lapses, "in_sessions", whole)
    with nationwide():
        assert 0 < Lapse.objects.count() < 3
    places, raised = live()
    assert len(places) == 3
    assert raised == dict.fromkeys(range(6), 3)
