"""What a manager of a small place must not get by way of an account that is kept there."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from anlin.accounts import actions
from anlin.accounts.models import User
from anlin.accounts.rules import NotYoursError, Role
from anlin.base import scope
from tests.accounts.people import AT, SECRET, settle

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
