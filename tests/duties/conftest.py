"""A town under one ladder."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from anlin.policy.rules import LadderInForce

Block = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def owner(as_owner: Block) -> Iterator[Block]:
    """Return a block of the owner, in a town that is founded."""
    from anlin.base.scope import nationwide
    from tests.duties import town

    with as_owner():
        town.found()
    with nationwide():
        yield as_owner


@pytest.fixture
def use(
    owner: Block, monkeypatch: pytest.MonkeyPatch
) -> "Callable[[tuple[LadderInForce, ...]], None]":
    """Return what lets another ladder than `WHOLE` be in force, wherever it is asked for."""
    from anlin.duties.queries import lapses
    from tests.duties.climbing import WHOLE

    def put(made: "tuple[LadderInForce, ...]") -> None:
        monkeypatch.setattr(lapses, "ladders_in_force", lambda: made)

    put(WHOLE)
    return put
