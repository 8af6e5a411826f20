"""The heart's timed work, minute by minute, as the product does it: no scope is open before."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

import pytest

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.duties import queries
from anlin.duties.jobs import keep_up
from anlin.duties.models import Escalation, Lapse, Obligation, Window
from anlin.duties.queries import Count
from anlin.duties.rules.facts import Facts, PlaceFact, SubjectFact
from anlin.journal.actions import write
from anlin.people.models import Household, Person, SpecialGroup
from anlin.places.rules import lo_of, span
from anlin.policy import actions as policy
from tests.duties import town
from tests.duties.town import BUILDINGS, COMMUNITIES, DAILY, REPORT, ROUNDS, WHOLE_DAY, World, at

pytestmark = pytest.mark.django_db
HERE = lo_of(COMMUNITIES[0])
Block = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def running(as_owner: Block) -> Block:
    """A town with two measures in force from 2 January, and one elder."""
    first = date(2023, 1, 2)
    said = {
        DAILY.code: town.term(DAILY, first, every=1, slots=ROUNDS),
        REPORT.code: town.term(REPORT, first, every=1, slots=WHOLE_DAY),
    }
    whole = town.library()
    measures = tuple(
        replace(each, terms=(said[each.code],)) for each in whole.measures if each.code in said
    )
    released = at("01-01 12:00")
    with as_owner():
        policy.release(replace(whole, measures=measures), by=None, at=released, using="default")
        policy.adopt(
            "town", "0", since=first, by=None, at=released, reason="试行", knowingly=True,
            using="default",
        )  # fmt: skip
        place = lo_of(BUILDINGS[0])
        home = Household.objects.create(place=place, door="3-1-402", label="王家")
        for number in (1, 2):
            Person.objects.create(
                pk=number, place=place, household=home, name="王桂兰", sex="female",
                born_on=town.BORN[0], area=HERE,
            )  # fmt: skip
        elder = SubjectFact(id="1", place=BUILDINGS[0], groups=("lone_elder",))
        neighbour = SubjectFact(id="2", place=BUILDINGS[0])
        places = tuple(PlaceFact(code) for code in COMMUNITIES)
        town.settle(World(Facts(places=places, subjects=(elder, neighbour)), (), (), released))
    return as_owner


def minute(moment: str) -> None:
    with clock.frozen(at(moment)):
        keep_up()


def count(moment: str) -> Count:
    day: datetime = at(moment)
    with nationwide():
        told = queries.board(lo=0, level=0, day=local_day(day), at=day)
    return sum((each.count for each in told), Count())


def rows() -> tuple[int, ...]:
    with nationwide():
        return tuple(model.objects.count() for model in (Window, Obligation, Lapse, Escalation))


@pytest.mark.usefixtures("running")
def test_today_and_tomorrow_stand_and_a_second_minute_adds_nothing() -> None:
    minute("01-02 01:00")
    assert count("01-02 01:00") == Count(due=5, open=5)
    assert count("01-03 01:00").due == 5
    before = rows()
    minute("01-02 01:01")
    assert rows() == before


def test_a_fact_that_changes_is_followed_the_next_minute(running: Block) -> None:
    minute("01-02 01:00")
    place = lo_of(BUILDINGS[0])
    with running():
        SpecialGroup.objects.create(
            person_id=2, place=place, group="orphan", since=date(2023, 1, 1)
        )
        write(by=None, verb="people.join_group", place=place, subject="people_person:2",
              at=at("01-02 02:00"))  # fmt: skip
    assert count("01-02 02:00").due == 5
    minute("01-02 02:01")
    assert count("01-02 02:01").due == 7


@pytest.mark.usefixtures("running")
def test_an_outage_leaves_no_day_without_duties_and_no_lapse_unraised() -> None:
    minute("01-02 01:00")
    minute("01-06 01:00")
    for day in range(2, 6):
        assert count(f"01-{day:02} 12:00").due == 5
    with nationwide():
        assert Lapse.objects.count() == 4 * 5
        assert Escalation.objects.count() == 4 * 5
    minute("01-06 01:01")
    with nationwide():
        assert Lapse.objects.count() == 4 * 5


@pytest.mark.usefixtures("running")
def test_a_change_is_followed_in_exactly_the_places_that_it_names() -> None:
    minute("01-02 01:00")
    lines = (
        ("policy.adopt", "500103"),
        ("people.move", BUILDINGS[0]),
        ("people.move", BUILDINGS[4]),
        ("policy.read", "0"),
    )
    with nationwide():
        for verb, code in lines:
            write(by=None, verb=verb, place=lo_of(code), subject="x:1", at=at("01-02 02:00"))
        assert queries.changed_since_reconciled() == [span("500103"), span(COMMUNITIES[2])]
