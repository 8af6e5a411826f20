"""An invented county with two communities, and who works there."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from tests.people.conftest import grid_worker, home, officer, register, worker
from tests.people.street import AT, COMMUNITY, at_work

if TYPE_CHECKING:
    pass

__all__ = ["grid_worker", "home", "officer", "register", "worker"]
COUNTY = 500103 * 10**12
STREET = 500103001 * 10**9


@pytest.fixture
def leader() -> Viewer:
    return at_work(Role.COUNTY_LEADER, COUNTY, COUNTY + 10**12, 3)


@pytest.fixture
def street() -> Viewer:
    return at_work(Role.STREET_LEADER, STREET, STREET + 10**9, 4)


@pytest.fixture
def raised(db: None, worker: Viewer) -> Callable[..., int]:
    """Return what raises a need of the community, as its worker tells it."""
    from anlin.base.scope import open_scope
    from anlin.dispatch.actions import raise_needs
    from anlin.dispatch.rules import Asked, NeedKind

    def one(
        kind: str = "staff", *, text: str = "缺两名护理员", person: int | None = None,
        place: int = COMMUNITY, client_id: UUID | None = None, **told: object,
    ) -> int:  # fmt: skip
        by, at = told.get("by", worker), told.get("at", AT)
        asked = Asked(client_id or uuid4(), NeedKind(kind), text, person=person, place=place)
        with open_scope(by.lo, by.hi, user=by.user, names=by.names):  # type: ignore[attr-defined]
            return raise_needs(needs=[asked], by=by, at=at)[0]  # type: ignore[arg-type]

    return one


@pytest.fixture(name="ground")
def _ground(committed: str) -> "object":
    from tests.cases.ground import settle

    yield from settle()
