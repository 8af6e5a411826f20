"""Law 1: a later term never changes an earlier day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import strategies as st

from anlin.base.days import NEVER, start_of
from anlin.duties import actions
from anlin.duties.rules import evaluate
from anlin.duties.rules.windows import windows_on
from anlin.policy.rules import Ruling
from tests.duties.readings import Line, derived, key, read
from tests.duties.town import FIRST, World
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, all_windows, early
from tests.laws.worlds import DAYS, laws, worlds


@dataclass(frozen=True)
class Amended:
    """A world, and what is ordered from a day on."""

    world: World
    day: date
    after: tuple[Ruling, ...]


@st.composite
def amendments(draw: st.DrawFn) -> Amended:
    world = draw(worlds(most=6))
    day = FIRST + timedelta(days=draw(st.integers(1, DAYS - 1)))
    before = tuple(each for each in world.rulings if each.since < day)
    ended = tuple(
        replace(each, until=day)
        if (each.until is None or each.until > day) and draw(st.booleans())
        else each
        for each in before
    )
    later = tuple(replace(each, since=max(each.since, day)) for each in draw(laws()))
    later = tuple(each for each in later if each.until is None or each.since < each.until)
    return Amended(replace(world, rulings=before, at=start_of(day)), day, (*ended, *later))


def earlier_days_stay(amended: Amended) -> None:
    """What plain reading said of any moment before the day, it says after the amendment."""
    world = amended.world
    after = replace(world, rulings=amended.after)
    for days in range(1, 8, 3):
        moment = start_of(amended.day - timedelta(days=days)) + timedelta(hours=23)
        assert _before(amended.day, world, moment) == _before(amended.day, after, moment)
    codes = {ruling.measure for ruling in world.rulings}
    for code in codes:
        old = [each for each in world.rulings if each.measure == code]
        new = [each for each in amended.after if each.measure == code]
        for number in range((amended.day - FIRST).days):
            day = FIRST + timedelta(days=number)
            assert windows_on(old, day) == windows_on(new, day)


def _before(day: date, world: World, moment: datetime) -> list[Line]:
    return [line for line in read(world, moment) if line.opens < start_of(day)]


def test_a_later_term_changes_no_earlier_day() -> None:
    holds(earlier_days_stay, amendments())


def test_a_reading_by_todays_term_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def todays(rulings, day):  # type: ignore[no-untyped-def]
        return windows_on(rulings, max([day, *(each.since for each in rulings)]))

    monkeypatch.setattr(evaluate, "windows_on", todays)
    breaks(earlier_days_stay, amendments())


def planned_days_stay(heart: Heart, amended: Amended) -> None:
    """What has opened when the law is amended at noon of the day keeps its duties."""
    noon = start_of(amended.day) + timedelta(hours=12)
    night = start_of(amended.day) - timedelta(minutes=1)
    world = replace(amended.world, at=noon)
    heart.take(world)
    rates, standing = _rates(noon), _standing(night)
    law = heart.under(replace(world, rulings=amended.after))
    days = [FIRST + timedelta(days=n) for n in range(DAYS + 1)]
    actions.plan(law=law, days=days, at=noon)
    actions.reconcile(law=law, at=noon)
    assert _standing(night) == standing
    after = _rates(noon)
    assert [line for line in after if key(line) in {key(each) for each in rates}] == rates
    assert all(line.opens >= start_of(amended.day) for line in after if line not in rates)


def _rates(moment: datetime) -> list[Line]:
    return [each for each in _opened(moment) if each.closes < NEVER]


def _standing(moment: datetime) -> list[Line]:
    return [each for each in _opened(moment) if each.closes == NEVER]


def _opened(moment: datetime) -> list[Line]:
    return [line for line in derived(all_windows(), moment) if line.opens <= moment]


@pytest.mark.django_db
def test_an_amendment_leaves_what_has_opened(heart: Heart) -> None:
    holds(lambda amended: planned_days_stay(heart, amended), amendments())


@pytest.mark.django_db
def test_planning_that_replaces_open_windows_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = actions.plan

    def eager(*, law, days, at):  # type: ignore[no-untyped-def]
        return honest(law=law, days=days, at=early())

    monkeypatch.setattr(actions, "plan", eager)
    breaks(lambda amended: planned_days_stay(heart, amended), amendments())
