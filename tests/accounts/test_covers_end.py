"""Whoever stands in for a role loses it when its holder does."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from anlin.accounts import actions
from anlin.accounts.rules import HandoverShutError, Role, State, Viewer
from anlin.base import scope
from tests.accounts.people import AT, GRID, hire
from tests.accounts.test_handover import DAY, WEEK, Desk, accept, as_, desk, offer, places_of, state

__all__ = ["desk"]


def end_role(admin: Viewer, of: Viewer) -> None:
    with as_(admin):
        actions.end_grant(by=admin, at=AT + DAY, grant=of.grant, reason="换岗")


def end_account(admin: Viewer, of: Viewer) -> None:
    with as_(admin):
        actions.disable_user(by=admin, at=AT + DAY, user=of.user, reason="离职")


@pytest.mark.parametrize("end", [end_role, end_account])
def test_nobody_works_on_in_a_role_that_its_holder_has_lost(
    desk: Desk,
    as_owner: Callable[[], AbstractContextManager[None]],
    end: Callable[[Viewer, Viewer], None],
) -> None:
    with as_owner():
        admin = hire("admin", Role.SYSTEM_ADMIN, "500103", using="default")
    running = offer(desk.away, desk.away, desk.near)
    accept(desk.near, running)
    later = offer(desk.away, desk.away, desk.near, AT + WEEK, AT + 2 * WEEK)
    assert GRID in places_of(desk.near, AT + DAY)
    end(admin, desk.away)
    assert GRID not in places_of(desk.near, AT + 2 * DAY)
    assert state(desk.committee, running, AT + 2 * DAY) is State.ENDED
    assert state(desk.committee, later, AT + 2 * DAY) is State.WITHDRAWN
    with pytest.raises(HandoverShutError):
        accept(desk.near, later, AT + 2 * DAY)


def test_a_role_that_ends_from_the_command_line_ends_its_cover_too(
    desk: Desk, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    running = offer(desk.away, desk.away, desk.near)
    accept(desk.near, running)
    with as_owner(), scope.nationwide():
        actions.end_grant(by=None, at=AT + DAY, grant=desk.away.grant, reason="换岗")
    assert GRID not in places_of(desk.near, AT + 2 * DAY)
    assert state(desk.near, running, AT + 2 * DAY) is State.ENDED
