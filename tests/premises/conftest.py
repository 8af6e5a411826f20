"""The invented community of the ledger's tests, with a gate and who keeps it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from tests.people.conftest import grid_worker, home, officer, register, worker
from tests.people.street import AT, COMMUNITY, at_work

if TYPE_CHECKING:
    from anlin.premises.models import Gate, Pass

__all__ = ["grid_worker", "home", "officer", "register", "worker"]
Block = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def keeper() -> Viewer:
    return at_work(Role.GATEKEEPER, COMMUNITY, COMMUNITY + 10**6, 5)


@pytest.fixture
def gate(db: None, worker: Viewer) -> "Gate":
    from anlin.premises.actions import open_gate

    return open_gate(
        place=str(COMMUNITY)[:12], name="东门", clinic="民生路社区卫生服务站",
        clinic_phone="023-0000-0001", by=worker, at=AT,
    )  # fmt: skip


@pytest.fixture
def issued(register: Callable[..., object], worker: Viewer) -> "Pass":
    from anlin.premises.actions import issue_pass

    return issue_pass(register(phone="00000001234").pk, by=worker, at=AT)  # type: ignore[attr-defined]


@pytest.fixture
def passes(gate: "Gate", keeper: Viewer) -> Callable[..., UUID]:
    """Return what registers a passage at the gate, as the gatekeeper tells it."""
    from anlin.premises.actions import Now, register
    from anlin.premises.rules import PassageBody

    def one(at: datetime = AT, id: UUID | None = None, way: str = "in", **who: object) -> UUID:
        told = Now(id or uuid4(), at, PassageBody(gate.pk, way, **who))  # type: ignore[arg-type]
        return register(told=told, by=keeper, at=max(at, AT)).uid

    return one
