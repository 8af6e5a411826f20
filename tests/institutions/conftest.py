"""One invented home in one community: two floors of two double rooms, and who keeps it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.institutions.rules import Kind, Owner
from anlin.people.rules import Sex, identity
from anlin.places.rules import span
from tests.institutions.house import AT, COMMUNITY, COUNTY, EARLY, GRID, beds_of
from tests.people.street import number_of

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Stay
    from anlin.policy.pack import Library
    from anlin.policy.rules import DecisionTable

Block = Callable[[], AbstractContextManager[None]]


def at_work(role: Role, code: str, level: int, user: int = 7) -> Viewer:
    lo, hi = span(code)
    return Viewer(user=user, name="陈明", role=role, place_code=code, lo=lo, hi=hi, level=level)


@pytest.fixture
def civil() -> Viewer:
    return at_work(Role.COUNTY_CIVIL_AFFAIRS, COUNTY, 3)


@pytest.fixture
def head() -> Viewer:
    return at_work(Role.HOME_HEAD, GRID, 6)


@pytest.fixture
def nurse() -> Viewer:
    return at_work(Role.NURSE, GRID, 6, user=8)


@pytest.fixture
def carer() -> Viewer:
    return at_work(Role.CARER, GRID, 6, user=9)


@pytest.fixture
def community(db: None, as_owner: Block) -> None:
    from anlin.places.models import Place
    from anlin.places.rules import Period

    with as_owner():
        Place.objects.create(
            code=COMMUNITY, level=5, lo=span(COMMUNITY)[0], hi=span(COMMUNITY)[1],
            kind="community", name="民生路社区", periods=[Period(date(2000, 1, 1))],
        )  # fmt: skip


@pytest.fixture
def home(community: None, civil: Viewer, head: Viewer) -> "Institution":
    from anlin.institutions.actions import Floor, Room, add_building, register_institution

    made = register_institution(
        community=COMMUNITY, kind=Kind.ELDER_CARE, name="民生颐养院", owner=Owner.PUBLIC,
        since=EARLY.date(), by=civil, at=EARLY,
    )  # fmt: skip
    floors = [
        Floor(f"{n}层", [Room(f"{n}0{r}", [f"{n}0{r}-1", f"{n}0{r}-2"]) for r in (1, 2)])
        for n in (1, 2)
    ]
    add_building(made.pk, name="主楼", floors=floors, by=head, at=EARLY)
    return made


@pytest.fixture
def admit(home: "Institution", head: Viewer) -> Callable[..., "Stay"]:
    """Return what lets somebody move into the next free bed."""
    from anlin.institutions import actions

    serials = iter(range(100))

    def one(name: str = "王桂兰", born: date = date(1940, 5, 1), **told: object) -> "Stay":
        number = number_of(born, Sex.FEMALE, next(serials))
        given = {
            "bed": beds_of(home, head)[0], "name": name, "who": identity(number, None, None),
            "since": EARLY, "by": head, "at": AT,
        }  # fmt: skip
        return actions.admit(home.pk, **(given | told))  # type: ignore[arg-type]

    return one


@pytest.fixture(scope="session")
def library() -> "Library":
    """Return the order on elder care under class B, and the draft with numbers for rounds."""
    from tests.packs import cases

    names = frozenset({"national-2023-class-b", "warning-draft"})
    return cases.library().of(names)


@pytest.fixture(scope="session")
def tables(library: "Library") -> "list[DecisionTable]":
    """Return the tables by which readings are judged."""
    return [table for table in library.classes if table.name.startswith("warning_")]


@pytest.fixture
def warning_law(db: None, library: "Library", as_owner: Block) -> None:
    """Put both in force in the county since before anybody moved in."""
    from anlin.policy import actions

    with as_owner():
        actions.release(library, by=None, at=EARLY, using="default")
        actions.adopt(
            "warning-draft", COUNTY, since=EARLY.date(), by=None, at=EARLY, reason="演练",
            knowingly=True, using="default",
        )  # fmt: skip
