"""The invented community of the ledger's tests, with its people; and one under real packs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.people.conftest import grid_worker, home, officer, register, worker

if TYPE_CHECKING:
    from tests.cases.ground import Ground

__all__ = ["grid_worker", "home", "officer", "register", "worker"]


@pytest.fixture
def ground(committed: str) -> "Iterator[Ground]":
    from tests.cases.ground import settle

    yield from settle()
