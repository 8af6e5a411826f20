"""Who has read an order: asked of all who work where it holds, signed for once, counted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from anlin.accounts.models import Grant, User
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import NEVER
from anlin.base.scope import open_scope
from anlin.places.rules import WIDTHS, span
from anlin.policy import actions, models, queries
from anlin.policy.pack import Library
from anlin.policy.queries import HasRead
from anlin.policy.rules import NotAskedToReadError
from tests.policy.conftest import AT

Block = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db
COUNTY, STREETS, ELSEWHERE = "500103", ("500103001", "500103002"), "500243"
HERE, THERE = f"{STREETS[0]}001", f"{STREETS[1]}001"
NATION, LOCAL = "order-p", "order-q"


@dataclass(frozen=True)
class Staff:
    """Who works in the county, and one who does not."""

    leader: Viewer
    street: Viewer
    grid: Viewer
    both: Viewer
    stranger: Viewer


def hire(number: int, *posts: tuple[Role, str]) -> Viewer:
    user = User.objects.create(
        pk=number, username=f"w{number}", name=f"陈{number}", place=span(posts[0][1])[0],
        active_until=date(2030, 1, 1), created_at=AT,
    )  # fmt: skip
    for role, place in posts:
        lo, hi = span(place)
        Grant.objects.create(
            user=user, role=role, place_code=place, lo=lo, hi=hi, since=AT - timedelta(days=1),
            until=NEVER,
        )  # fmt: skip
    return viewer_for(number, None, AT)


@pytest.fixture
def orders(law: Library) -> dict[str, str]:
    """Return an order of the nation's pack and one of the county's, both in force."""
    found = {order.pack.name: order.pk for order in models.Order.objects.select_related("pack")}
    return {NATION: found["nation-sample"], LOCAL: found["county-sample"]}


@pytest.fixture
def staff(as_owner: Block) -> Staff:
    with as_owner():
        return Staff(
            leader=hire(1, (Role.COUNTY_LEADER, COUNTY)),
            street=hire(2, (Role.STREET_LEADER, STREETS[0])),
            grid=hire(3, (Role.GRID_WORKER, f"{HERE}001")),
            both=hire(4, (Role.COMMUNITY_WORKER, HERE), (Role.COMMUNITY_WORKER, THERE)),
            stranger=hire(5, (Role.COUNTY_LEADER, ELSEWHERE)),
        )


def seen_by(viewer: Viewer) -> AbstractContextManager[None]:
    return open_scope(viewer.lo, viewer.hi, user=viewer.user, staff=viewer.staff)


def read(viewer: Viewer, order: str) -> int:
    with seen_by(viewer):
        return actions.read(order, by=viewer, at=AT)


def readers(viewer: Viewer, order: str) -> HasRead:
    with seen_by(viewer):
        found = queries.order(order)
        width = WIDTHS[viewer.level + 1]
        return queries.readers(found, lo=viewer.lo, hi=viewer.hi, width=width, at=AT)


def unread(viewer: Viewer) -> set[str]:
    with seen_by(viewer):
        return set(queries.unread(viewer, AT).values_list("pk", flat=True))


def test_everybody_who_works_where_an_order_holds_is_asked(
    orders: dict[str, str], staff: Staff
) -> None:
    assert unread(staff.grid) == set(orders.values())
    assert unread(staff.stranger) == {orders[NATION]}
    assert readers(staff.leader, orders[LOCAL]).total.asked == 4
    assert readers(staff.stranger, orders[NATION]).total.asked == 1


def test_reading_counts_for_every_level_above_and_once(
    orders: dict[str, str], staff: Staff
) -> None:
    assert read(staff.grid, orders[LOCAL]) == 1
    assert read(staff.grid, orders[LOCAL]) == 0
    assert orders[LOCAL] not in unread(staff.grid)
    found = readers(staff.leader, orders[LOCAL])
    assert (found.total.read, found.total.asked) == (1, 4)
    by_place = {each.place: (each.read, each.asked) for each in found.by_place}
    first, second = (span(code)[0] for code in STREETS)
    assert by_place == {span(COUNTY)[0]: (0, 1), first: (1, 3), second: (0, 1)}
    assert [grant.user.name for grant in found.missing] == ["陈1", "陈2", "陈4", "陈4"]
    assert readers(staff.street, orders[LOCAL]).total.read == 1


def test_who_works_at_two_places_reads_for_both(orders: dict[str, str], staff: Staff) -> None:
    assert read(staff.both, orders[LOCAL]) == 2
    found = readers(staff.leader, orders[LOCAL])
    assert (found.total.read, found.total.asked) == (1, 4)
    assert {each.place: each.read for each in found.by_place}[span(STREETS[1])[0]] == 1


def test_an_order_that_holds_elsewhere_is_not_signed_for(
    orders: dict[str, str], staff: Staff
) -> None:
    with pytest.raises(NotAskedToReadError):
        read(staff.stranger, orders[LOCAL])


def test_reading_is_journalled_once(orders: dict[str, str], staff: Staff, as_owner: Block) -> None:
    read(staff.both, orders[LOCAL])
    read(staff.both, orders[LOCAL])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select actor, subject from journal_entry where verb = 'policy.read'")
        assert cursor.fetchall() == [(4, f"policy_order:{orders[LOCAL]}")]


def test_receipts_are_shown_to_their_readers_and_to_those_who_see_staff_there(
    orders: dict[str, str], staff: Staff
) -> None:
    read(staff.grid, orders[NATION])

    def count(viewer: Viewer) -> int:
        with seen_by(viewer):
            return models.Reading.objects.count()

    viewers = (staff.grid, staff.leader, staff.street, staff.both, staff.stranger)
    assert [count(viewer) for viewer in viewers] == [1, 1, 1, 1, 0]


def test_nobody_signs_for_somebody_else(orders: dict[str, str], staff: Staff) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        seen_by(staff.leader),
        transaction.atomic(),
    ):
        models.Reading.objects.create(
            order_id=orders[LOCAL], reader=staff.grid.user, place=staff.grid.lo, at=AT
        )


@pytest.mark.parametrize(
    "statement", ["update policy_reading set at = now()", "delete from policy_reading"]
)
def test_a_receipt_stays_as_it_is(orders: dict[str, str], staff: Staff, statement: str) -> None:
    read(staff.grid, orders[LOCAL])
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        seen_by(staff.grid),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_policy_that_forgets_the_place_is_caught(
    orders: dict[str, str], staff: Staff, as_owner: Block
) -> None:
    read(staff.grid, orders[NATION])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter policy policy_reading_see on policy_reading using (true)")
    with seen_by(staff.stranger):
        assert models.Reading.objects.count() == 1
