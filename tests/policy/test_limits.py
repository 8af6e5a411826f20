"""Limits in the database: released once, in force where adopted; the strictest one holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from anlin.places.rules import lo_of
from anlin.policy import actions, queries
from anlin.policy.rules import (
    Adoption,
    Limit,
    ReleasedOtherwiseError,
    limits_in_force,
    strictest,
)
from tests.duties import town
from tests.duties.town import at

Block = Callable[[], AbstractContextManager[None]]
SINCE = date(2020, 1, 29)
RELEASED = at("01-01 12:00")
FEVER = Limit(
    "gate_fever", "town", SINCE, None, "town-1", "T-1", Decimal("37.3"), "celsius", "less", "OWN"
)
HERE = lo_of("500103001001")


def held(day: date, *limits: tuple[Limit, str]) -> Decimal | None:
    adoptions = [Adoption(limit.pack, place, SINCE, None) for limit, place in limits]
    in_force = limits_in_force([limit for limit, _ in limits], adoptions)
    found = strictest(in_force, "gate_fever", HERE, day)
    return found.limit.value if found else None


def test_a_place_tightens_a_limit_and_cannot_loosen_it() -> None:
    day = date(2023, 1, 5)
    tighter = replace(FEVER, pack="local", value=Decimal("37.0"))
    looser = replace(FEVER, pack="local", value=Decimal("38.0"))
    assert held(day, (FEVER, "50"), (tighter, "500103")) == Decimal("37.0")
    assert held(day, (FEVER, "50"), (looser, "500103")) == Decimal("37.3")
    assert held(day, (FEVER, "5002")) is None
    assert held(date(2019, 1, 1), (FEVER, "50")) is None


def test_where_more_is_stricter_the_higher_one_holds() -> None:
    keep = replace(FEVER, stricter="more")
    longer = replace(keep, pack="local", value=Decimal("40"))
    assert held(date(2023, 1, 5), (keep, "50"), (longer, "500103")) == Decimal("40")


def release(version: int, **changes: object) -> None:
    whole = town.library()
    (pack,) = whole.packs
    clause = whole.clauses[0]
    said = replace(FEVER, order=clause.order, clause=clause.id, **changes)  # type: ignore[arg-type]
    actions.release(
        replace(
            whole, packs=(replace(pack, version=version, hash=str(version) * 64),), limits=(said,)
        ),
        by=None, at=RELEASED, using="default",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_limit_holds_where_and_while_its_pack_is_adopted(as_owner: Block) -> None:
    with as_owner():
        release(1)
        release(1)
        assert queries.limits_in_force("gate_fever") == []
        actions.adopt(
            "town", "500103", since=date(2023, 1, 5), until=date(2023, 2, 1), by=None,
            at=RELEASED, reason="试行", knowingly=True, using="default",
        )  # fmt: skip
    found = queries.limit_at("gate_fever", HERE, date(2023, 1, 5))
    assert found is not None
    assert (found.value, found.unit, found.confidence) == (Decimal("37.3"), "celsius", "OWN")
    assert queries.limit_at("gate_fever", HERE, date(2023, 2, 1)) is None
    assert queries.limit_at("gate_keep", HERE, date(2023, 1, 5)) is None


@pytest.mark.django_db
def test_a_released_limit_can_be_ended_and_nothing_else(as_owner: Block) -> None:
    with as_owner():
        release(1)
        release(2, until=date(2023, 3, 1))
        with pytest.raises(ReleasedOtherwiseError):
            release(3, value=Decimal("38.5"), until=date(2023, 3, 1))
        with pytest.raises(ReleasedOtherwiseError):
            release(3, name="gate_keep", unit="days")
