"""What an account tries by typing addresses and sending forms that no screen offers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from anlin.accounts import actions
from anlin.accounts.rules import Role
from anlin.base import clock
from anlin.base.scope import open_scope
from anlin.committees.queries import line_names
from anlin.people.actions import register_household, register_person
from anlin.people.rules import Sex
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, lo_of, span
from anlin.policy import actions as policy
from tests.accounts.people import AT, COUNTY, GRID, HERE, SECRET, STREET, hire
from tests.duties.town import WEEKLY, library, measure_numbers

PHONE = "00900001234"
HOME = lo_of(f"{GRID}001")


@dataclass(frozen=True)
class Ground:
    """One person at one door, one duty, and the addresses of both."""

    person: str
    building: str
    why: str


@pytest.fixture
def ground(committed: str) -> Iterator[Ground]:
    with clock.frozen(AT):
        lo, hi = span(COUNTY)
        Place.objects.using("owner").create(
            code=COUNTY, level=3, lo=lo, hi=hi, kind="county", name="渝中区", periods=[Period(EVER)]
        )
        policy.release(library(), by=None, at=AT, using="owner")
        worker = hire("community", Role.COMMUNITY_WORKER, HERE)
        for name, role, place in (
            ("grid", Role.GRID_WORKER, GRID),
            ("leader", Role.COUNTY_LEADER, COUNTY),
            ("case", Role.COUNTY_CASE_OFFICER, COUNTY),
            ("street", Role.STREET_OFFICER, STREET),
        ):
            hire(name, role, place)
        home = register_household(place=HOME, door="3-1-402", label="王家", by=worker, at=AT)
        person = register_person(
            household=home.pk, name="王桂兰", by=worker, at=AT, born_on=date(1940, 5, 1),
            sex=Sex.FEMALE, phone=PHONE,
        )  # fmt: skip
        window = _one_duty(person.pk)
        yield Ground(
            f"/people/{person.pk}/", f"/households/{HOME}/", f"/why/{window}/{HOME}/{person.pk}/"
        )
    connections.close_all()


def _one_duty(person: int) -> int:
    """Plan one week for the town's first measure, owed to one person."""
    from anlin.duties.models import Window

    with open_scope(0, 10**18):
        measure = measure_numbers()[WEEKLY.code]
    opens, closes = AT - timedelta(days=2), AT + timedelta(days=5)
    window = Window.objects.using("owner").create(
        measure_id=measure, opens=opens, closes=closes, lapses=closes, late_until=closes,
        lo=0, hi=10**18, needs=1, spacing=timedelta(), own=False, grace=timedelta(), dense=False,
        kinds=[1], order="town-1", clause=WEEKLY.code,
    )  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into duties_obligation (measure_id, place, subject, since, until)"
            " values (%s, %s, %s, %s, '9999-12-31 00:00+00')",
            [measure, HOME, person, opens - timedelta(days=9)],
        )
    return window.pk


def enter(username: str) -> Client:
    client = Client(headers={"accept": "application/json"})
    answer = client.post("/login", {"username": username, "password": SECRET})
    assert answer.status_code == 302
    return client


def test_whoever_may_see_no_names_is_not_told_that_a_person_is_concerned(ground: Ground) -> None:
    assert enter("grid").get(ground.why).status_code == 200
    assert enter("leader").get(ground.why).status_code == 404


def test_an_address_beyond_all_numbers_or_days_breaks_nothing(ground: Ground) -> None:
    grid, leader = enter("grid"), enter("leader")
    assert grid.get(f"/why/1/{10**19}/1/").status_code == 404
    assert grid.get(f"/why/1/{HOME}/{10**30}/").status_code == 404
    assert grid.post("/households/", {"q": "\0"}).status_code == 200
    assert grid.get("/orders/", {"q": "\0"}).status_code == 200
    assert leader.get("/board/", {"day": "0001-01-01"}).status_code == 200


def test_whoever_records_nothing_gets_no_sheet_with_a_whole_telephone_number(
    ground: Ground,
) -> None:
    assert PHONE in enter("grid").get(f"{ground.person}contact").content.decode()
    case = enter("case")
    answer = case.get(f"{ground.person}contact")
    assert (answer.status_code, PHONE in answer.content.decode()) == (403, False)
    assert PHONE not in case.get(ground.person).content.decode()


def test_whoever_must_ask_by_two_facts_cannot_walk_from_door_to_door(ground: Ground) -> None:
    assert "王桂兰" in enter("community").get(ground.building).content.decode()
    for username in ("street", "case", "leader"):
        assert enter(username).get(ground.building).status_code == 404


def test_whoever_walks_through_the_numbers_of_persons_leaves_a_trail(ground: Ground) -> None:
    enter("community").get(ground.person)
    case = enter("case")
    for path in (ground.person, "/people/999/"):
        case.get(path)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select role, subject from journal_entry where verb = 'people.look'")
        assert cursor.fetchall() == [("county_case_officer", "people_person:1")]


def test_nobody_excuses_a_duty_of_the_own_by_changing_the_role(ground: Ground) -> None:
    relief = {"kind": "excused", "reason": "住院治疗"}
    both = hire("both", Role.COMMUNITY_WORKER, HERE)
    actions.grant_role(
        by=None, at=AT, user=both.user, role=Role.GRID_WORKER, place=GRID, using="owner"
    )
    assert enter("both").post(ground.why, relief).status_code == 403
    assert enter("grid").post(ground.why, relief).status_code == 403
    assert enter("community").post(ground.why, relief).status_code == 302


def test_a_report_sent_twice_is_one_report_also_when_it_corrects_another(ground: Ground) -> None:
    community = enter("community")
    told = {f"{part}-{line}": "0" for line in line_names() for part in ("known", "said")}
    more = {"said-positives": "1", "why-positives": "核实后更正", "reason": "补报一例"}
    for after, said in ((0, {}), (1, more)):
        client_id = str(uuid4())
        for _ in range(3):
            sent = told | said | {"client_id": client_id, "after": str(after)}
            assert community.post("/report/", sent).status_code == 302
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*), count(conflict_of_id) from records_submission")
        assert cursor.fetchone() == (1, 0)
        cursor.execute("select sum(weight) from records_evidence")
        assert cursor.fetchone() == (1,)
