"""The town is founded once for all the worlds of a test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.laws.heart import Heart


@pytest.fixture
def heart(as_owner: Callable[[], AbstractContextManager[None]]) -> "Iterator[Heart]":
    from anlin.base.scope import nationwide
    from anlin.duties.queries import law_in_force
    from tests.duties import town
    from tests.laws.heart import Heart

    with as_owner():
        town.found()
    with nationwide():
        yield Heart(as_owner, law_in_force())
