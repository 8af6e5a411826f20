"""The invented ground under real packs, with a city above its county."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cases.ground import Ground


@pytest.fixture
def ground(committed: str) -> "Iterator[Ground]":
    from tests.cases.ground import settle

    yield from settle()
