"""Accounts and grants: who may make them, and what stays behind in the journal."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from anlin.accounts import actions, queries
from anlin.accounts.models import Grant, User
from anlin.accounts.rules import (
    FROM_ONE_ADDRESS,
    BadCredentialsError,
    NoGrantError,
    NotYoursError,
    Role,
    ShutError,
    UsernameTakenError,
    Viewer,
    WeakPasswordError,
    WrongLevelError,
    WrongPasswordError,
)
from anlin.base import scope
from anlin.journal.models import Entry
from tests.accounts.people import AT, COUNTY, GRID, HERE, SECRET, STREET, THERE, Town, settle

MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(as_owner: Callable[[], AbstractContextManager[None]]) -> Town:
    with as_owner():
        return settle(using="default")


def as_(viewer: Viewer) -> AbstractContextManager[None]:
    return scope.open_scope(
        viewer.lo, viewer.hi, user=viewer.user, names=viewer.names, staff=viewer.staff
    )


def verbs(viewer: Viewer) -> list[str]:
    with as_(viewer):
        return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_an_administrator_makes_an_account_and_a_grant_below_the_own_place(town: Town) -> None:
    with as_(town.admin):
        user = actions.create_user(
            by=town.admin, at=AT, username="sun", name="孙", password=SECRET, place=HERE,
            active_until=date(2023, 6, 1),
        )  # fmt: skip
        actions.grant_role(
            by=town.admin, at=AT, user=user.pk, role=Role.STREET_LEADER, place=STREET
        )
    viewer = queries.viewer_for(user.pk, None, AT)
    assert (viewer.role, viewer.place_code, viewer.level) == (Role.STREET_LEADER, STREET, 4)
    assert verbs(town.admin)[-2:] == ["accounts.create_user", "accounts.grant_role"]


def test_an_administrator_reaches_nothing_beside_the_own_place(town: Town) -> None:
    with as_(town.admin), pytest.raises(NotYoursError):
        actions.grant_role(
            by=town.admin, at=AT, user=town.worker.user, role=Role.STREET_LEADER, place="500104001"
        )
    with as_(town.admin), pytest.raises(NotYoursError):
        actions.grant_role(
            by=town.admin, at=AT, user=town.worker.user, role=Role.CITY_LEADER, place="5001"
        )


def test_the_database_refuses_what_a_forgotten_check_would_let_through(town: Town) -> None:
    """The twin of the check above: nobody asks, and nothing outside comes in all the same."""
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with as_(town.admin), refused, transaction.atomic():
        actions.grant_role(
            by=None, at=AT, user=town.worker.user, role=Role.CITY_LEADER, place="5001"
        )


def test_nobody_gives_roles_to_oneself(town: Town) -> None:
    with as_(town.admin), pytest.raises(NotYoursError):
        actions.grant_role(
            by=town.admin, at=AT, user=town.admin.user, role=Role.STREET_OFFICER, place=STREET
        )


def test_who_manages_nothing_makes_no_account(town: Town) -> None:
    with as_(town.neighbour), pytest.raises(NotYoursError):
        actions.disable_user(by=town.neighbour, at=AT, user=town.worker.user, reason="no")


def test_a_role_is_held_on_its_own_level_only(town: Town) -> None:
    with pytest.raises(WrongLevelError):
        actions.grant_role(by=None, at=AT, user=1, role=Role.GRID_WORKER, place=HERE)


def test_a_taken_name_and_a_weak_password_are_refused(town: Town) -> None:
    def make(username: str, password: str) -> None:
        actions.create_user(
            by=town.admin, at=AT, username=username, name="x", password=password, place=HERE,
            active_until=date(2023, 6, 1),
        )  # fmt: skip

    with as_(town.admin):
        with pytest.raises(UsernameTakenError):
            make("wang", SECRET)
        with pytest.raises(WeakPasswordError):
            make("sun", "password123")
        with pytest.raises(WeakPasswordError):
            make("sun", "short")


def test_an_ended_grant_ends_at_once(town: Town) -> None:
    with as_(town.admin):
        actions.end_grant(by=town.admin, at=AT + MINUTE, grant=town.worker.grant, reason="moved")
    assert queries.viewer_for(town.worker.user, None, AT).grant == town.worker.grant
    with pytest.raises(NoGrantError):
        queries.viewer_for(town.worker.user, None, AT + MINUTE)


def test_a_grant_not_held_cannot_be_chosen(town: Town) -> None:
    with pytest.raises(NoGrantError):
        queries.viewer_for(town.worker.user, town.admin.grant, AT)


def test_a_disabled_account_does_not_work_and_cannot_sign_in(town: Town) -> None:
    with as_(town.admin):
        actions.disable_user(by=town.admin, at=AT, user=town.worker.user, reason="left")
    with pytest.raises(NoGrantError):
        queries.viewer_for(town.worker.user, None, AT)
    with pytest.raises(BadCredentialsError):
        sign_in("wang")
    assert "accounts.disable_user" in verbs(town.admin)


def test_an_account_ends_by_itself_on_its_last_day(town: Town) -> None:
    last = AT.replace(month=12, day=30)
    assert queries.viewer_for(town.worker.user, None, last).grant
    with pytest.raises(NoGrantError):
        queries.viewer_for(town.worker.user, None, last + timedelta(days=1))


def test_a_password_changes_with_the_old_one(town: Town) -> None:
    def change(old: str) -> None:
        with as_(town.worker):
            actions.change_password(
                by=town.worker, at=AT, user=town.worker.user, old=old, new="another long secret"
            )

    with pytest.raises(WrongPasswordError):
        change("not this")
    change(SECRET)
    assert sign_in("wang", "another long secret").pk == town.worker.user


def test_a_manager_sets_anothers_password_and_a_neighbour_does_not(town: Town) -> None:
    new = "another long secret"
    with as_(town.neighbour), pytest.raises(NotYoursError):
        actions.change_password(by=town.neighbour, at=AT, user=town.worker.user, new=new)
    with as_(town.admin):
        actions.change_password(by=town.admin, at=AT, user=town.worker.user, new=new)
    assert sign_in("wang", new).pk


def sign_in(username: str, password: str = SECRET, device: str = "", minute: int = 0) -> User:
    return actions.sign_in(
        username=username, password=password, device=device, at=AT + minute * MINUTE
    )


def fail(times: int, username: str = "wang", device: str = "") -> None:
    for _ in range(times):
        with pytest.raises(BadCredentialsError):
            sign_in(username, "wrong", device)


def test_five_failures_shut_the_door_for_a_quarter_of_an_hour(town: Town) -> None:
    fail(5)
    with pytest.raises(ShutError):
        sign_in("wang", minute=14)
    assert sign_in("wang", minute=15).pk


def test_a_success_forgets_the_failures_before(town: Town) -> None:
    fail(4)
    assert sign_in("wang").pk
    fail(4)
    assert sign_in("wang").pk


def test_a_strangers_guesses_do_not_shut_out_the_persons_own_telephone(town: Town) -> None:
    fail(5)
    assert sign_in("wang", device="her telephone").pk
    fail(5, device="her telephone")
    with pytest.raises(ShutError):
        sign_in("wang", device="her telephone")


def test_a_name_nobody_has_is_shut_like_any_other(town: Town) -> None:
    fail(5, username="nobody")
    with pytest.raises(ShutError):
        sign_in("nobody")


def test_every_sign_in_and_every_refusal_is_journaled(town: Town) -> None:
    fail(2)
    sign_in("wang")
    assert verbs(town.worker)[-3:] == ["accounts.sign_in_refused"] * 2 + ["accounts.sign_in"]
    assert not [verb for verb in verbs(town.neighbour) if "sign_in" in verb]


def test_no_password_and_no_user_name_stands_in_the_journal(town: Town) -> None:
    fail(1, username="her-identity-number")
    with scope.nationwide():
        entries = list(Entry.objects.values_list("subject", "detail"))
    assert "her-identity-number" not in str(entries)


def test_signing_in_leaves_no_account_in_sight(town: Town) -> None:
    sign_in("wang")
    assert not User.objects.exists()
    assert not Grant.objects.exists()


def test_within_keeps_only_the_viewers_places(town: Town) -> None:
    with scope.nationwide():
        users = User.objects.all()
        assert {user.username for user in queries.within(town.neighbour, users)} == {"zhao"}
        assert {user.username for user in queries.within(town.worker, users)} == {"wang"}
        assert queries.within(town.admin, users).count() == 3
        grants = queries.within(town.neighbour, Grant.objects.all(), "lo")
        assert [grant.place_code for grant in grants] == [THERE]
    assert (town.admin.place_code, town.worker.place_code) == (COUNTY, GRID)


def guess(times: int, source: str, device: str = "") -> None:
    """Try `times` names, each once, from one address."""
    for number in range(times):
        with pytest.raises(BadCredentialsError):
            actions.sign_in(
                username=f"name-{number}", password=f"no {number}", device=device, source=source,
                at=AT,
            )  # fmt: skip


def from_office(device: str = "", minute: int = 0) -> User:
    return actions.sign_in(
        username="wang", password=SECRET, device=device, source="office", at=AT + minute * MINUTE
    )


def test_many_names_tried_from_one_address_shut_it_to_devices_never_seen(town: Town) -> None:
    guess(FROM_ONE_ADDRESS, "office")
    with pytest.raises(ShutError):
        from_office(minute=14)
    assert from_office(minute=15).pk


def test_an_office_behind_one_address_goes_on_working(town: Town) -> None:
    guess(FROM_ONE_ADDRESS, "office")
    assert from_office(device="her telephone").pk
    assert sign_in("wang").pk  # from where no address is known


def test_a_few_typing_errors_of_many_people_shut_nothing(town: Town) -> None:
    guess(FROM_ONE_ADDRESS - 1, "office")
    assert from_office().pk


def test_known_devices_fail_for_themselves_only(town: Town) -> None:
    guess(FROM_ONE_ADDRESS, "office", device="known")
    assert from_office().pk
