"""14 days of observation become 7 in the middle of running ones, for one county only."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db.models import F

from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.duties import actions, queries
from anlin.duties.actions import planning
from anlin.duties.models import Figure, Lapse, Window
from anlin.duties.queries import LawInForce
from anlin.duties.rules import windows
from anlin.duties.rules.evaluate import evaluate
from anlin.duties.rules.facts import Facts, ObservationFact, PlaceFact, SubjectFact
from anlin.places.rules import lo_of
from anlin.policy.rules import Ruling
from anlin.records.rules import EvidenceKind
from tests.duties import town
from tests.duties.readings import Line, derived
from tests.duties.town import (
    BUILDINGS,
    COMMUNITIES,
    DAY,
    HOUR,
    OBSERVED,
    WHOLE_DAY,
    Act,
    World,
    at,
    ruling,
    term,
)
from tests.twins import found_out

pytestmark = pytest.mark.django_db
FIRST = date(2023, 1, 2)
AMENDED = date(2023, 1, 13)
NOON = start_of(AMENDED - DAY) + 12 * HOUR
COUNTY, OTHER = "500103", "500243"
HERE, ELSEWHERE = BUILDINGS[0], BUILDINGS[4]
FORTNIGHT = ruling(
    OBSERVED, "0", term(OBSERVED, FIRST, every=1, slots=WHOLE_DAY, lasts=14, clause="T-8")
)
SEVEN = ruling(
    OBSERVED, COUNTY, term(OBSERVED, AMENDED, every=1, slots=WHOLE_DAY, lasts=7, clause="T-9")
)
# Who is observed where, and the event's day: on the day of the amendment it is day 10 and day 4.
OBSERVED_HERE = {"1": date(2023, 1, 3), "2": date(2023, 1, 9)}
OBSERVED_ELSEWHERE = {"3": date(2023, 1, 3), "4": date(2023, 1, 9)}
PEOPLE = tuple(
    SubjectFact(id=who, place=place, since=date(2022, 1, 1))
    for place, group in ((HERE, OBSERVED_HERE), (ELSEWHERE, OBSERVED_ELSEWHERE))
    for who in group
)
FACTS = Facts(
    places=tuple(PlaceFact(code) for code in COMMUNITIES),
    subjects=PEOPLE,
    observations=tuple(
        ObservationFact(who, day) for who, day in (OBSERVED_HERE | OBSERVED_ELSEWHERE).items()
    ),
)
READINGS = tuple(
    Act(who, (EvidenceKind.TEMPERATURE,), moment, moment)
    for who, moment in (
        ("1", at("01-05 09:00")), ("1", at("01-12 09:00")), ("2", at("01-11 09:00")),
        ("3", at("01-12 10:00")),
    )
)  # fmt: skip
WORLD = World(FACTS, (FORTNIGHT,), READINGS, at("01-30 00:00"))


@pytest.fixture
def law(as_owner: Callable[[], AbstractContextManager[None]]) -> Iterator[LawInForce]:
    """Settle the town and let the product run under 14 days until the day before the amendment."""
    with as_owner():
        town.found()
        town.settle(WORLD)
    with nationwide():
        town.deliver(WORLD.entries())
        before = replace(queries.law_in_force(), rulings=(FORTNIGHT,))
        work(before, start_of(FIRST - DAY), NOON)
        yield before


def work(law: LawInForce, since: datetime, moment: datetime) -> None:
    """Plan every day as of `since`, follow the facts, count and raise what lapsed by `moment`."""
    days = [FIRST + n * DAY for n in range((local_day(moment) - FIRST).days + 2)]
    new = actions.plan(law=law, days=days, at=since)
    actions.derive(windows=new, at=moment)
    actions.reconcile(law=law, at=moment)
    actions.refresh(at=moment)
    actions.sweep(at=moment, since=start_of(FIRST))


def amend(law: LawInForce) -> None:
    """Let the county's order come in at noon, and the days pass until all is over."""
    after = replace(law, rulings=(FORTNIGHT, SEVEN))
    for day in (AMENDED - DAY + n * DAY for n in range(14)):
        work(after, start_of(day) + 12 * HOUR, start_of(day) + 12 * HOUR)


def lines(moment: datetime, *, before: date | None = None) -> list[Line]:
    """Return the duties as they stand at a moment, perhaps only those of the days before one."""
    numbers = list(Window.objects.values_list("pk", flat=True))
    end = start_of(before) if before else moment
    return [line for line in derived(numbers, moment) if line.opens < end]


def last_days(found: Sequence[Line]) -> dict[str, date]:
    """Return the last day that each person owes a reading for."""
    return {
        who: max(local_day(line.opens) for line in found if line.subject == who)
        for who in OBSERVED_HERE | OBSERVED_ELSEWHERE
    }


def due(place: str, level: int, day: date) -> int:
    told = queries.board(lo=lo_of(place), level=level, day=day, at=at("01-28 00:00"))
    return sum(each.count.due for each in told)


def test_only_that_county_changes_and_only_from_that_day(law: LawInForce) -> None:
    amend(law)
    assert last_days(lines(at("01-28 00:00"))) == {
        "1": AMENDED - DAY,  # day 9; on day 10 only 7 are asked for
        "2": date(2023, 1, 16),  # day 7
        "3": date(2023, 1, 17),  # day 14
        "4": date(2023, 1, 23),
    }
    asked = {day: (due(COUNTY, 3, day), due(OTHER, 3, day), due("50", 1, day)) for day in (
        AMENDED - DAY, AMENDED, date(2023, 1, 16), date(2023, 1, 17), date(2023, 1, 18)
    )}  # fmt: skip
    assert list(asked.values()) == [(2, 2, 4), (1, 2, 3), (1, 2, 3), (0, 2, 2), (0, 1, 1)]


def test_counting_a_community_again_counts_the_same(law: LawInForce) -> None:
    amend(law)
    before = figures()
    for code in COMMUNITIES:
        sql.run("duties/mark", {"community": lo_of(code), "since": start_of(FIRST)})
    assert actions.refresh(at=at("01-28 00:00")) == len(COMMUNITIES)
    assert figures() == before


def figures() -> list[tuple[object, ...]]:
    found = Figure.objects.order_by("window_id", "level", "place")
    return list(found.values_list("window_id", "level", "place", "due", "met"))


def test_every_past_day_answers_as_before(law: LawInForce) -> None:
    history, lapses = lines(NOON), set(Lapse.objects.values_list("subject", "opens"))
    cited = {row.pk: row.clause for row in Window.objects.filter(opens__lt=start_of(AMENDED))}
    amend(law)
    assert lines(NOON) == history
    assert lapses <= set(Lapse.objects.values_list("subject", "opens"))
    kept = Window.objects.filter(opens__lt=start_of(AMENDED))
    assert {row.pk: row.clause for row in kept} == cited
    assert set(cited.values()) == {"T-8"}


def test_later_duties_cite_the_countys_clause_there_and_the_nations_elsewhere(
    law: LawInForce,
) -> None:
    amend(law)
    listed = queries.duties(
        lo=0, hi=10**18, windows=queries.windows_of(AMENDED), at=start_of(AMENDED) + HOUR
    )
    assert {(str(row.subject), row.clause) for row in listed} == {
        ("2", "T-9"), ("3", "T-8"), ("4", "T-8"),
    }  # fmt: skip


def test_the_dry_run_says_the_same(law: LawInForce) -> None:
    amend(law)
    moment = at("01-28 00:00")
    found = evaluate(
        WORLD.whole(), replace(WORLD.law(), rulings=(FORTNIGHT, SEVEN)), since=FIRST, at=moment
    )
    told = {(d.subject, d.times.opens, d.verdict.status.value, d.clause) for d in found}
    clauses = dict(Window.objects.values_list("opens", "clause").filter(lo__lte=lo_of(HERE)))
    assert clauses
    assert {(s, o, status) for s, o, status, _ in told} == {
        (line.subject, line.opens, line.status) for line in lines(moment)
    }


def test_an_order_that_reached_everybody_would_show(
    law: LawInForce, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = planning.windows_on

    def everywhere(rulings: Sequence[Ruling], day: date) -> list[windows.Window]:
        return honest([replace(each, place="0") for each in rulings], day)

    monkeypatch.setattr(planning, "windows_on", everywhere)
    with found_out():
        test_only_that_county_changes_and_only_from_that_day(law)


def test_an_order_that_reached_back_would_show(
    law: LawInForce, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    history = lines(NOON)
    amend(law)
    with as_owner():
        Window.objects.filter(opens__lt=start_of(AMENDED)).update(begun_from=F("opens") - 7 * DAY)
    assert lines(NOON) != history
