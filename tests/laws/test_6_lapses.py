"""Law 6: every duty past its lapse stands in one of five ways; each missed one lapses once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st

from anlin.base.days import start_of
from anlin.duties import actions, queries
from anlin.duties.models import Escalation, Lapse, Obligation
from tests.duties import town
from tests.duties.ladders import UP_TO_COUNTY
from tests.duties.readings import derived, key
from tests.duties.town import FIRST, World, name_of, place_named
from tests.laws import broken
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, all_windows
from tests.laws.worlds import moments, worlds

pytestmark = pytest.mark.django_db
RUNGS = UP_TO_COUNTY[0].ladder.rungs
SETTLED = {"met", "late", "missed", "excused", "exempt"}


@dataclass(frozen=True)
class Watched:
    """A world, and the moments at which the heart was awake; between them it was down."""

    world: World
    awake: tuple[datetime, ...]
    late: tuple[int, ...]


@st.composite
def watches(draw: st.DrawFn) -> Watched:
    world = draw(worlds())
    awake = sorted(draw(st.sets(moments, max_size=4)))
    late = draw(st.lists(st.sampled_from((1, 2, 3)), unique=True))
    return Watched(world, tuple(each for each in awake if each < world.at), tuple(late))


def lapse_once(heart: Heart, watched: Watched) -> None:
    """Follow a world from wake to wake; some people are registered only when it first wakes."""
    world = watched.world
    entries = world.entries()
    told: set[tuple[int, int]] = set()
    heart.take(replace(world, acts=(), reliefs=()))
    Obligation.objects.filter(subject__in=watched.late).delete()
    _wake(start_of(FIRST), told)
    for moment in (*watched.awake, world.at):
        actions.reconcile(law=heart.under(world), at=moment)
        town.deliver(each for each in entries if each[0] <= moment)
        entries = [each for each in entries if each[0] > moment]
        if moment == world.at:
            town.relieve(world)
        _wake(moment, told)
    _settled(world.at)
    before = _raised()
    _wake(world.at, told)
    _wake(world.at, told)
    assert _raised() == before


def _wake(moment: datetime, told: set[tuple[int, int]]) -> None:
    """Do what the heart does each minute: each rung hears of what is missed when its time comes."""
    actions.refresh(at=moment)
    actions.sweep(at=moment, since=queries.swept_until(moment), ladders=UP_TO_COUNTY)
    missed = {key(line) for line in derived(all_windows(), moment) if line.status == "missed"}
    told |= {
        (lapse.pk, rung.number)
        for lapse in Lapse.objects.all()
        for rung in RUNGS
        if lapse.lapsed_at + rung.after <= moment and _name(lapse) in missed
    }
    assert sorted(Escalation.objects.values_list("lapse_id", "rung")) == sorted(told)


def _name(lapse: Lapse) -> tuple[str, str, str, datetime]:
    codes = {number: code for code, number in town.measure_numbers().items()}
    return (
        codes[lapse.measure_id], name_of(lapse.subject), place_named(lapse.place), lapse.opens,
    )  # fmt: skip


def _settled(at: datetime) -> None:
    past = [line for line in derived(all_windows(), at) if line.lapses <= at]
    assert all(line.status in SETTLED for line in past)
    raised = [_name(each) for each in Lapse.objects.all()]
    missed = [key(line) for line in past if line.status == "missed"]
    assert len(set(raised)) == len(raised)
    assert len(set(missed)) == len(missed)
    assert set(missed) <= set(raised)
    assert set(raised) <= {key(line) for line in past}


def _raised() -> tuple[list[object], list[object]]:
    return (
        list(Lapse.objects.order_by("pk").values_list()),
        list(Escalation.objects.order_by("pk").values_list()),
    )


def test_a_missed_duty_lapses_once_and_climbs_once_a_rung(heart: Heart) -> None:
    holds(lambda watched: lapse_once(heart, watched), watches())


def test_a_sweep_that_forgets_an_outage_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "swept_until", lambda at: at - timedelta(hours=1))
    breaks(lambda watched: lapse_once(heart, watched), watches())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("and l.lapsed_at <= d.upto and l.place >= d.lo", "and l.place >= d.lo"),
        ("and w.late_until > c.since", "and false"),
    ],
)
def test_an_escalation_too_early_or_forgotten_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str
) -> None:
    broken.statements(monkeypatch, {"duties/escalate": (right, wrong)})
    breaks(lambda watched: lapse_once(heart, watched), watches())


def test_an_escalation_that_is_raised_again_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch,
        {"duties/escalate": ("on conflict (lapse_id, rung) do nothing", "returning 1")},
    )
    broken.statements(monkeypatch, {"duties/escalate": ("e.rung = d.rung offset", "false offset")})
    from django.db import IntegrityError

    breaks(lambda watched: lapse_once(heart, watched), watches(), IntegrityError)
