"""Who sees passes: whoever may see persons where they live, and gatekeepers where they pass."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection

from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import open_scope
from anlin.premises.actions.desk import at_gate
from anlin.premises.models import Pass, Vehicle
from tests.people.street import AT, BUILDING, COMMUNITY, at_work
from tests.twins import found_out

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
COMPOUND = COMMUNITY + 901000


def seen(by: Viewer) -> tuple[int, int]:
    with at_gate(by):
        return Pass.objects.count(), Vehicle.objects.count()


def keeper_of(lo: int, width: int) -> Viewer:
    return at_work(Role.GATEKEEPER, lo, lo + width, 5 if width == 10**6 else 6)


@pytest.fixture
def behind(issued: Pass, worker: Viewer, as_owner: Block) -> Pass:
    """A pass of somebody whose building belongs to a compound, though it stands in a grid."""
    from anlin.premises.actions import add_vehicle

    add_vehicle(issued.person_id, plate="渝A·D1234", by=worker, at=AT)
    with as_owner():
        Pass.objects.update(door=COMPOUND)
        Vehicle.objects.update(door=COMPOUND)
    return issued


def test_a_compounds_gatekeeper_sees_who_lives_behind_its_gates(behind: Pass) -> None:
    assert seen(keeper_of(COMPOUND, 1000)) == (1, 1)
    assert seen(keeper_of(COMMUNITY, 10**6)) == (1, 1)


def test_no_other_gatekeeper_does(behind: Pass) -> None:
    assert BUILDING - BUILDING % 1000 == COMMUNITY + 1000
    for lo, width in (
        (COMMUNITY + 1000, 1000), (COMPOUND + 1000, 1000), (COMPOUND - 1000, 1000),
        (COMMUNITY + 10**6, 10**6),
    ):  # fmt: skip
        assert seen(keeper_of(lo, width)) == (0, 0)


def test_workers_see_it_where_the_person_lives(
    behind: Pass, worker: Viewer, grid_worker: Viewer, officer: Viewer
) -> None:
    assert [seen(by) for by in (worker, grid_worker, officer)] == [(1, 1)] * 3
    leader = at_work(Role.STREET_LEADER, COMMUNITY - COMMUNITY % 10**9, COMMUNITY + 10**9, 4)
    assert seen(leader) == (0, 0)


def test_a_scope_without_the_right_shows_nothing(behind: Pass) -> None:
    with open_scope(0, 10**18):
        assert not Pass.objects.exists()


def test_a_policy_that_looks_at_homes_alone_is_found_out(behind: Pass, as_owner: Block) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "alter policy premises_pass_scope on premises_pass using "
            "(place >= current_setting('anlin.lo', true)::bigint"
            " and place < current_setting('anlin.hi', true)::bigint)"
        )
    with found_out():
        test_no_other_gatekeeper_does(behind)
