"""Reading the ledger: pages, lists in walking order, and searches that cannot fish."""

from collections.abc import Callable
from datetime import date

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.people.actions import add_to_group, record_health, register_household
from anlin.people.models import Person
from anlin.people.queries import SearchTooWideError, households, person_page, persons, search
from anlin.people.rules import Disease, Group, Sex, Vaccination
from tests.people.street import AT, BUILDING, COMMUNITY, number_of

Register = Callable[..., Person]
DAY = date(2023, 1, 20)


def test_a_person_s_page_shows_the_household_the_facts_and_no_number(
    register: Register, worker: Viewer
) -> None:
    person = register(phone="000 1234 5678")
    register(name="李大成", id_number=number_of(date(1938, 2, 3), Sex.MALE))
    add_to_group(person.pk, group=Group.LONE_ELDER, since=date(2023, 1, 1), by=worker, at=AT)
    record_health(
        person.pk, disease=Disease.STABLE, vaccination=Vaccination.FULL,
        on=date(2023, 1, 1), by=worker, at=AT,
    )  # fmt: skip
    with open_scope(worker.lo, worker.hi, names=True):
        page = person_page(worker, person.pk, DAY)
    assert page is not None
    assert (page.age, page.phone, page.identified) == (82, "000******78", True)
    assert [member.name for member in page.members] == ["李大成"]
    assert page.groups_on(DAY) == [Group.LONE_ELDER]
    health = page.health_on(DAY)
    assert health is not None
    assert health.disease == Disease.STABLE
    assert page.health_on(date(2022, 12, 31)) is None


def test_the_next_grid_s_worker_sees_no_page(register: Register, worker: Viewer) -> None:
    person = register()
    lo, hi = COMMUNITY + 2000, COMMUNITY + 3000
    with open_scope(lo, hi, names=True):
        assert person_page(worker, person.pk, DAY) is None
        assert not persons(worker, [person.pk])


def test_households_stand_as_one_walks_them(register: Register, worker: Viewer) -> None:
    register()
    for door in ("3-1-1001", "1-2-101"):
        register_household(place=BUILDING, door=door, label="", by=worker, at=AT)
    with open_scope(worker.lo, worker.hi, names=True):
        found = households(worker, BUILDING, BUILDING + 1)
    assert [household.door for household in found] == ["1-2-101", "3-1-402", "3-1-1001"]


def test_a_search_needs_two_exact_facts(register: Register, worker: Viewer) -> None:
    person = register(phone="00012345678")
    with open_scope(worker.lo, worker.hi, names=True):
        with pytest.raises(SearchTooWideError):
            search(worker, name="王桂兰")
        assert search(worker, name="王桂", born_on=date(1940, 5, 1)) == []
        assert search(worker, name="王桂兰", phone="000 1234 5678") == [person]
