"""Ladders in the database: released once, in force where their pack is adopted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from anlin.policy import actions, queries
from anlin.policy.rules import LadderInForce, ReleasedOtherwiseError
from tests.duties import town
from tests.duties.ladders import NIGHT, ladder
from tests.duties.town import at

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
MADE = ladder((5, timedelta(), timedelta(hours=4)), (4, timedelta(hours=2)), quiet=NIGHT)
RELEASED = at("01-01 12:00")


def release(version: int, **changes: object) -> None:
    whole = town.library()
    (pack,) = whole.packs
    said = replace(MADE, **changes)  # type: ignore[arg-type]
    actions.release(
        replace(
            whole, packs=(replace(pack, version=version, hash=str(version) * 64),), ladders=(said,)
        ),
        by=None, at=RELEASED, using="default",
    )  # fmt: skip


def test_a_ladder_holds_where_and_while_its_pack_is_adopted(as_owner: Block) -> None:
    with as_owner():
        release(1)
        release(1)
        assert queries.ladders_in_force() == []
        since, until = date(2023, 1, 5), date(2023, 2, 1)
        actions.adopt(
            "town", "500103", since=since, until=until, by=None, at=RELEASED, reason="试行",
            knowingly=True, using="default",
        )  # fmt: skip
    assert queries.ladders_in_force() == [LadderInForce("500103", since, until, MADE)]


def test_a_released_ladder_can_be_ended_and_nothing_else(as_owner: Block) -> None:
    with as_owner():
        release(1)
        release(2, until=date(2023, 3, 1))
        with pytest.raises(ReleasedOtherwiseError):
            release(3, cap=99, until=date(2023, 3, 1))
        with pytest.raises(ReleasedOtherwiseError):
            release(3, since=date(2020, 1, 2))
