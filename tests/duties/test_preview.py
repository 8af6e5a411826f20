"""A preview says beforehand exactly what is then derived, on every day of its fifteen."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.duties import actions, queries
from anlin.duties.models import Window
from anlin.duties.queries import LawInForce
from anlin.duties.queries.compared import Reach, compared, counted
from anlin.duties.rules import preview as rules
from anlin.duties.rules.facts import (
    Facts,
    GroupFact,
    ObservationFact,
    PlaceFact,
    ReliefFact,
    SubjectFact,
)
from anlin.duties.rules.preview import Counted
from anlin.duties.rules.windows import Window as PlannedWindow
from anlin.places.rules import span
from anlin.policy.rules import Measure, Ruling, Slot
from anlin.records.rules import EvidenceKind
from tests.duties import town
from tests.duties.town import (
    AFTER,
    BUILDINGS,
    COMMUNITIES,
    DAILY,
    DAY,
    FIRST,
    HOUR,
    MEASURES,
    OBSERVED,
    REPORT,
    ROUNDS,
    STANDING,
    THIRD,
    THREE_DAYS,
    TIERED,
    WEEK,
    WEEKLY,
    WHOLE_DAY,
    Act,
    World,
    at,
    ruling,
    term,
)

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
NOW = at("01-11 10:00")  # a Wednesday
TODAY, TOMORROW = date(2023, 1, 11), date(2023, 1, 12)
COUNTY = "500103"
MINUTES = {measure.code: measure.minutes for measure in MEASURES}
PEOPLE = (
    SubjectFact(
        id="1", place=BUILDINGS[0], groups=("lone_elder",), disease="unstable", vaccination="none"
    ),
    SubjectFact(
        id="2",
        place=BUILDINGS[1],
        groups=(GroupFact("orphan", since=date(2023, 1, 5), until=date(2023, 1, 19)),),
    ),
    SubjectFact(id="3", place=BUILDINGS[2], groups=("orphan",)),
    SubjectFact(id="4", place=BUILDINGS[4], disease="stable", vaccination="full"),
)
SEEN = (
    ObservationFact("1", day=date(2023, 1, 3)),
    ObservationFact("2", day=date(2023, 1, 8), ended_at=at("01-17 09:00")),
    ObservationFact("3", day=date(2023, 1, 10), opened_at=at("01-11 08:00")),
    ObservationFact("4", day=date(2023, 1, 2)),
)
PLACES = tuple(PlaceFact(code) for code in COMMUNITIES)


def ever(measure: Measure, place: str = "0", **more: object) -> Ruling:
    return ruling(measure, place, term(measure, FIRST, **more))


EARLY = Slot(13 * HOUR, 15 * HOUR)
TWICE = ever(WEEKLY, needs=2, every=7, slots=WEEK)
ROUND = ever(DAILY, every=1, slots=ROUNDS)
REPORTS = ever(REPORT, every=1, slots=WHOLE_DAY)
OPEN = ever(STANDING, every=None)
SOON = ever(AFTER, within=24 * HOUR, grace=HOUR)
FOURTEEN = ever(OBSERVED, every=1, slots=ROUNDS, lasts=14)
SEVEN = ruling(OBSERVED, COUNTY, replace(FOURTEEN.term, since=TOMORROW, lasts=7))
CHANGES = {
    "seven days instead of fourteen, in one county": ([FOURTEEN, TWICE], [FOURTEEN, SEVEN, TWICE]),
    "more often a week, from the next Monday": (
        [TWICE],
        [TWICE, ruling(WEEKLY, COUNTY, term(WEEKLY, TOMORROW, needs=3, every=7, slots=WEEK))],
    ),
    "every day instead of every week": (
        [TWICE, REPORTS],
        [TWICE, REPORTS, ruling(WEEKLY, COUNTY, term(WEEKLY, TOMORROW, every=1, slots=ROUNDS))],
    ),
    "another hour from today on, while the first round runs": (
        [ROUND],
        [
            ROUND,
            ruling(DAILY, COUNTY, term(DAILY, TODAY, every=1, slots=(ROUNDS[0], EARLY))),
        ],
    ),
    "something new": ([ROUND], [ROUND, ruling(REPORT, COUNTY, replace(REPORTS.term, since=TODAY))]),
    "an end": ([ROUND, REPORTS], [ROUND, replace(REPORTS, until=date(2023, 1, 14))]),
    "every three days instead of standing": (
        [OPEN],
        [OPEN, ruling(STANDING, COUNTY, term(STANDING, TOMORROW, every=3, slots=THREE_DAYS))],
    ),
    "standing beside events and classes": (
        [SOON, ever(TIERED, every=7, slots=WEEK), ever(THIRD, every=3, slots=THREE_DAYS)],
        [
            SOON,
            ever(TIERED, every=7, slots=WEEK),
            ever(THIRD, every=3, slots=THREE_DAYS),
            ruling(STANDING, COUNTY, term(STANDING, TOMORROW, every=None)),
            ruling(TIERED, COUNTY, term(TIERED, TOMORROW, every=1, slots=WHOLE_DAY)),
        ],
    ),
}


@pytest.fixture
def law(as_owner: Block) -> Iterator[LawInForce]:
    """The town's law without rulings, its people, an exemption, and somebody unwell today."""
    with as_owner():
        town.found()
    with nationwide():
        relief = ReliefFact("3", "exempt", since=NOW - DAY, until=NOW + 5 * DAY, at=NOW - DAY)
        unwell = Act("1", (EvidenceKind.UNWELL,), NOW - HOUR, NOW - HOUR)
        facts = Facts(places=PLACES, subjects=PEOPLE, observations=SEEN)
        world = World(facts, (), (unwell,), NOW, (relief,))
        with as_owner():
            town.settle(world)
        town.deliver(world.entries())
        town.relieve(world)
        yield queries.law_in_force()


def previewed(
    law: LawInForce, before: Sequence[Ruling], after: Sequence[Ruling], place: str
) -> tuple[Counted, Reach]:
    now, then = (replace(law, rulings=tuple(side)) for side in (before, after))
    days = [TODAY + n * DAY for n in range(15)]
    within = span(place)
    windows = compared(now, then, days=days, at=NOW, within=within)
    return counted(now, windows, MINUTES, days=days, at=NOW, within=within)


def derived(
    law: LawInForce, before: Sequence[Ruling], after: Sequence[Ruling], place: str
) -> dict[date, dict[str, int]]:
    """Return what boards say is owed each day, once the change is released, planned and counted."""
    now, then = (replace(law, rulings=tuple(side)) for side in (before, after))
    with transaction.atomic():
        passed = [FIRST + n * DAY for n in range((TOMORROW - FIRST).days + 1)]
        actions.plan(law=now, days=passed, at=start_of(FIRST) - DAY)
        actions.plan(law=then, days=[TODAY + n * DAY for n in range(16)], at=NOW)
        actions.reconcile(law=then, at=NOW)
        actions.derive(windows=list(Window.objects.values_list("pk", flat=True)), at=NOW)
        lo, _ = span(place)
        level = {1: 0, 6: 3, 12: 5}[len(place)]
        found = {}
        for day in (TODAY + n * DAY for n in range(15)):
            told = queries.board(lo=lo, level=level, day=day, at=start_of(day))
            found[day] = {each.measure: each.count.due for each in told if each.count.due}
        transaction.set_rollback(True)
    return found


def said(found: Counted, side: str) -> dict[date, dict[str, int]]:
    return {
        day: {
            code: duties
            for code, change in found.on(day).items()
            if (duties := getattr(change, side).duties)
        }
        for day in (TODAY + n * DAY for n in range(15))
    }


@pytest.mark.parametrize("place", ["0", COUNTY, COMMUNITIES[0]])
@pytest.mark.parametrize("name", CHANGES)
def test_a_preview_says_what_is_then_derived_on_every_day(
    law: LawInForce, name: str, place: str
) -> None:
    before, after = CHANGES[name]
    found, _ = previewed(law, before, after, place)
    assert said(found, "after") == derived(law, before, after, place)
    assert said(found, "before") == derived(law, before, before, place)


def _windows_of_the_new_law_only(
    before: Sequence[PlannedWindow], after: Sequence[PlannedWindow], moment: datetime
) -> list[PlannedWindow]:
    return list(after)


def test_a_preview_that_forgets_what_has_opened_is_caught(
    law: LawInForce, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlin.duties.queries import compared as module

    before = [ROUND, REPORTS]
    ended = [replace(ROUND, until=TODAY), replace(REPORTS, until=TODAY)]
    found, _ = previewed(law, before, ended, COUNTY)
    assert said(found, "after") == derived(law, before, ended, COUNTY)
    monkeypatch.setattr(module, "replanned", _windows_of_the_new_law_only)
    found, _ = previewed(law, before, ended, COUNTY)
    assert said(found, "after") != derived(law, before, ended, COUNTY)


def test_a_preview_that_counts_no_days_is_caught(
    law: LawInForce, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlin.duties.queries import compared as module

    before, after = CHANGES["seven days instead of fourteen, in one county"]
    sides = rules.side_by_side

    def endless(
        now: Sequence[PlannedWindow], then: Sequence[PlannedWindow], place: tuple[int, int]
    ) -> list[rules.Compared]:
        return [
            replace(each, window=replace(each.window, begun_from=None))
            for each in sides(now, then, place)
        ]  # fmt: skip

    monkeypatch.setattr(module, "side_by_side", endless)
    found, _ = previewed(law, before, after, COUNTY)
    assert said(found, "after") != derived(law, before, after, COUNTY)


def test_seven_days_instead_of_fourteen_change_only_whose_days_run_in_that_county(
    law: LawInForce,
) -> None:
    before, after = CHANGES["seven days instead of fourteen, in one county"]
    _, reach = previewed(law, before, after, "0")
    assert (reach.persons, reach.sample) == (3, (1, 2, 3))
    assert {lo for lo, _ in reach.communities} == {span(code)[0] for code in COMMUNITIES[:2]}
    found, _ = previewed(law, before, after, "500243")
    assert said(found, "after") == said(found, "before")


def test_a_preview_counts_the_people_and_places_whose_duties_change(law: LawInForce) -> None:
    before, after = CHANGES["every day instead of every week"]
    found, reach = previewed(law, before, after, "0")
    assert (reach.persons, reach.places, reach.sample) == (3, 0, (1, 2, 3))
    assert [lo for lo, _ in reach.communities] == [span(code)[0] for code in COMMUNITIES[:2]]
    assert reach.communities_changed == 2
    nothing = previewed(law, before, before, "0")[1]
    assert nothing == Reach()
    assert found.through([TODAY])


def test_work_is_spread_over_the_days_of_a_window() -> None:
    weekly, daily = (
        rules.windows_through([each], TODAY, TODAY)[0]
        for each in (TWICE, ever(DAILY, every=1, slots=WHOLE_DAY))
    )
    assert rules.minutes_on(weekly, 10, TODAY) == pytest.approx(20 / 7)
    assert rules.minutes_on(daily, 10, TODAY) == 10
    assert rules.minutes_on(daily, 10, TOMORROW) == 0
    standing = rules.windows_through([OPEN], TODAY, TODAY)[0]
    assert rules.minutes_on(standing, 10, TODAY) == 0
    assert timedelta(days=rules.days_of(standing)) == timedelta()
    assert local_day(weekly.opens) == date(2023, 1, 9)
