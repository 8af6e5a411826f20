"""One invented community with one household, and the people who work there."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.people.rules import Sex
from tests.people.street import AT, BUILDING, COMMUNITY, at_work, number_of

if TYPE_CHECKING:
    from anlin.people.models import Household, Person


@pytest.fixture
def worker() -> Viewer:
    return at_work(Role.COMMUNITY_WORKER, COMMUNITY, COMMUNITY + 10**6, 5)


@pytest.fixture
def grid_worker() -> Viewer:
    return at_work(Role.GRID_WORKER, COMMUNITY + 1000, COMMUNITY + 2000, 6)


@pytest.fixture
def officer() -> Viewer:
    return at_work(Role.COUNTY_CASE_OFFICER, 500103 * 10**12, 500104 * 10**12, 3)


@pytest.fixture
def home(db: None, worker: Viewer) -> "Household":
    from anlin.people.actions import register_household

    return register_household(place=BUILDING, door="3-1-402", label="王家", by=worker, at=AT)


@pytest.fixture
def register(home: "Household", worker: Viewer) -> Callable[..., "Person"]:
    from anlin.people.actions import register_person

    def one(**told: object) -> "Person":
        given = {"household": home.pk, "name": "王桂兰", "by": worker, "at": AT,
                 "id_number": number_of(date(1940, 5, 1), Sex.FEMALE)} | told  # fmt: skip
        return register_person(**given)  # type: ignore[arg-type]

    return one
