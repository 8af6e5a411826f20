"""What a manager of a small place must not get by way of an account that is kept there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from anlin.accounts import actions
from anlin.accounts.models import User
from anlin.accounts.rules import NotAColleagueError, NotYoursError, Role
from anlin.base import scope
from tests.accounts.people import AT, GRID, HERE, SECRET, hire, settle

Block = Callable[[], AbstractContextManager[None]]
NEW = "another long secret"


@pytest.mark.parametrize(("place", "role"), [("50", Role.AUDITOR), ("0", Role.NATION_LEADER)])
def test_an_administrator_resets_no_password_of_somebody_with_a_role_above(
    as_owner: Block, place: str, role: Role
) -> None:
    with as_owner():
        town = settle(using="default")
        actions.grant_role(
            by=None, at=AT, user=town.worker.user, role=role, place=place, using="default"
        )
    admin, worker = town.admin, town.worker.user
    with scope.open_scope(admin.lo, admin.hi, user=admin.user, staff=True):
        with pytest.raises(NotYoursError):
            actions.change_password(by=admin, at=AT, user=worker, new=NEW)
        kept = User.objects.get(pk=worker)
        assert kept.check_password(SECRET)
        changed = actions.change_password(by=admin, at=AT, user=town.neighbour.user, new=NEW)
    assert changed.check_password(NEW)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.COUNTY_CASE_OFFICER])
def test_an_administrator_gets_by_no_password_into_a_weighty_role_as_wide_as_the_own(
    as_owner: Block, role: Role
) -> None:
    with as_owner():
        town = settle(using="default")
        peer = hire("peer", role, town.admin.place_code, using="default")
        above = hire("above", Role.SYSTEM_ADMIN, "5001", using="default")
    admin = town.admin
    with (
        scope.open_scope(admin.lo, admin.hi, user=admin.user, staff=True),
        pytest.raises(NotYoursError),
    ):
        actions.change_password(by=admin, at=AT, user=peer.user, new=NEW)
    with scope.open_scope(above.lo, above.hi, user=above.user, staff=True):
        changed = actions.change_password(by=above, at=AT, user=peer.user, new=NEW)
    assert changed.check_password(NEW)


def test_an_administrator_ends_and_prolongs_no_account_with_a_role_above(as_owner: Block) -> None:
    with as_owner():
        town = settle(using="default")
        user = town.worker.user
        actions.grant_role(
            by=None, at=AT, user=user, role=Role.AUDITOR, place="50", using="default"
        )
    admin, later = town.admin, AT.date() + timedelta(days=700)
    with scope.open_scope(admin.lo, admin.hi, user=admin.user, staff=True):
        with pytest.raises(NotYoursError):
            actions.disable_user(by=admin, at=AT, user=user, reason="in the way")
        with pytest.raises(NotYoursError):
            actions.prolong_user(by=admin, at=AT, user=user, active_until=later)


def test_who_lost_the_post_takes_over_nothing_that_was_offered_before(as_owner: Block) -> None:
    with as_owner():
        away = hire("wang", Role.GRID_WORKER, GRID, using="default")
        near = hire("li", Role.GRID_WORKER, f"{HERE}004", using="default")
        made = actions.offer_handover(
            by=away, at=AT, grant=away.grant, taker=near.user, since=AT,
            until=AT + timedelta(days=7), reason="on leave",
        )  # fmt: skip
        actions.end_grant(by=None, at=AT, grant=near.grant, reason="left", using="default")
        with pytest.raises(NotAColleagueError):
            actions.accept_handover(by=near, at=AT + timedelta(hours=1), handover=made.pk)
