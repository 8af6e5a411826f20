"""One administrator alone makes nobody up who sees names: another one confirms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from anlin.accounts import actions, queries
from anlin.accounts.actions import people
from anlin.accounts.models import Answer, Grant, Proposal, User
from anlin.accounts.rules import (
    AccountEndedError,
    NoGrantError,
    NotYoursError,
    ProposalShutError,
    Role,
    RoleTwiceError,
    SameHandError,
    SecondNeededError,
    SpellError,
    Viewer,
    needs_second,
)
from anlin.base import scope
from anlin.journal.models import Entry
from tests.accounts.people import AT, COUNTY, HERE, SECRET, STREET, THERE, hire

UNTIL = AT + timedelta(days=60)
CITY, BESIDE = "5001", "500104"
Admins = dict[str, Viewer]


@pytest.fixture
def admins(as_owner: Callable[[], AbstractContextManager[None]]) -> Admins:
    posts = {"one": COUNTY, "two": COUNTY, "above": CITY, "beside": BESIDE}
    with as_owner():
        made = {
            name: hire(name, Role.SYSTEM_ADMIN, at, using="default") for name, at in posts.items()
        }
        return made | {"worker": hire("wu", Role.COMMUNITY_WORKER, THERE, using="default")}


def as_(viewer: Viewer) -> AbstractContextManager[None]:
    return scope.open_scope(
        viewer.lo, viewer.hi, user=viewer.user, names=viewer.names, staff=viewer.staff
    )


def make(by: Viewer, username: str = "sun") -> User:
    with as_(by):
        return actions.create_user(
            by=by, at=AT, username=username, name="孙", password=SECRET, place=HERE,
            active_until=date(2023, 12, 1),
        )  # fmt: skip


def give(
    by: Viewer, user: int, role: Role = Role.COMMUNITY_WORKER, place: str = HERE
) -> Grant | Proposal:
    with as_(by):
        return actions.give_role(
            by=by, at=AT, user=user, role=role, place=place, since=AT, until=UNTIL
        )


def propose(by: Viewer) -> Proposal:
    made = give(by, make(by).pk)
    assert isinstance(made, Proposal)
    return made


def sees_names(user: int) -> bool:
    try:
        return queries.viewer_for(user, None, AT).names
    except NoGrantError:
        return False


def stopped() -> bool:
    """Whether an administrator who makes an account comes, through it, no nearer to any name."""
    one = hire("lone", Role.SYSTEM_ADMIN, COUNTY, using="default")
    user = make(one, "puppet").pk
    with as_(one):
        try:
            actions.grant_role(by=one, at=AT, user=user, role=Role.COMMUNITY_WORKER, place=HERE)
        except SecondNeededError:
            give(one, user)
    return not sees_names(user)


def test_a_role_that_sees_names_waits_for_another_administrator(admins: Admins) -> None:
    made = propose(admins["one"])
    assert not sees_names(made.user_id)
    with as_(admins["two"]):
        assert [each.row.pk for each in queries.waiting(admins["two"], AT)] == [made.pk]
        actions.confirm_role(by=admins["two"], at=AT, proposal=made.pk)
        assert queries.waiting(admins["two"], AT) == []
    assert sees_names(made.user_id)
    with as_(admins["two"]):
        verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["accounts.create_user", "accounts.propose_role", "accounts.confirm_role"]


def test_nobody_makes_a_pair_of_eyes_up(
    as_owner: Callable[[], AbstractContextManager[None]],
) -> None:
    with as_owner():
        assert stopped()


def test_a_product_that_asks_nobody_is_found_out(
    as_owner: Callable[[], AbstractContextManager[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the question is never asked."""
    monkeypatch.setattr(people, "needs_second", lambda *_: False)
    with as_owner():
        assert not stopped()


def test_a_second_administrator_made_up_by_the_first_needs_one_too(admins: Admins) -> None:
    made = give(admins["one"], make(admins["one"]).pk, Role.SYSTEM_ADMIN, COUNTY)
    assert isinstance(made, Proposal)


def test_neither_who_proposed_nor_who_is_to_hold_it_confirms(admins: Admins) -> None:
    made = propose(admins["one"])
    with as_(admins["one"]), pytest.raises(SameHandError):
        actions.confirm_role(by=admins["one"], at=AT, proposal=made.pk)
    for_two = give(admins["one"], make(admins["one"], "li").pk, Role.SYSTEM_ADMIN, COUNTY)
    holder = Viewer(for_two.user_id, "li", Role.SYSTEM_ADMIN, COUNTY, *_range(), 3)
    with as_(holder), pytest.raises(SameHandError):
        actions.confirm_role(by=holder, at=AT, proposal=for_two.pk)


def _range() -> tuple[int, int]:
    return 500103 * 10**12, 500104 * 10**12


def test_who_works_beside_or_below_or_manages_nothing_does_not_confirm(admins: Admins) -> None:
    made = propose(admins["one"])
    for name in ("beside", "worker"):
        with as_(admins[name]), pytest.raises(NotYoursError):
            actions.confirm_role(by=admins[name], at=AT, proposal=made.pk)
    from_above = propose_from(admins["above"])
    with as_(admins["one"]), pytest.raises(NotYoursError):
        actions.confirm_role(by=admins["one"], at=AT, proposal=from_above.pk)
    with as_(admins["above"]):
        assert actions.confirm_role(by=admins["above"], at=AT, proposal=made.pk)


def propose_from(by: Viewer) -> Proposal:
    made = give(by, make(by, "qian").pk)
    assert isinstance(made, Proposal)
    return made


def test_a_proposal_is_answered_once(admins: Admins) -> None:
    made = propose(admins["one"])
    with as_(admins["two"]):
        actions.refuse_role(by=admins["two"], at=AT, proposal=made.pk, reason="没有这个岗位")
        with pytest.raises(ProposalShutError):
            actions.confirm_role(by=admins["two"], at=AT, proposal=made.pk)
    assert not sees_names(made.user_id)


def test_who_proposed_takes_it_back(admins: Admins) -> None:
    made = propose(admins["one"])
    with as_(admins["one"]):
        actions.refuse_role(by=admins["one"], at=AT, proposal=made.pk, reason="填错了")
        assert Answer.objects.get().kind == "withdrawn"


def test_a_proposal_whose_time_is_up_is_shut(admins: Admins) -> None:
    made = propose(admins["one"])
    with as_(admins["two"]), pytest.raises(ProposalShutError):
        actions.confirm_role(by=admins["two"], at=UNTIL, proposal=made.pk)


def test_others_accounts_and_roles_without_names_need_nobody(admins: Admins) -> None:
    made = make(admins["one"])
    assert isinstance(give(admins["two"], made.pk), Grant)
    assert isinstance(give(admins["one"], made.pk, Role.STREET_LEADER, STREET), Grant)


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.AUDITOR])
def test_nobody_makes_up_who_makes_rules_or_reads_the_journal(admins: Admins, role: Role) -> None:
    made = make(admins["one"])
    assert isinstance(give(admins["one"], made.pk, role, COUNTY), Proposal)


def test_who_gave_a_password_counts_as_who_made_the_account(admins: Admins) -> None:
    user = make(admins["two"]).pk
    with as_(admins["one"]):
        actions.change_password(by=admins["one"], at=AT, user=user, new="another long secret")
    assert isinstance(give(admins["one"], user), Proposal)


def test_a_role_is_not_given_twice_nor_backwards_nor_to_an_ended_account(admins: Admins) -> None:
    made = propose(admins["one"])
    with pytest.raises(RoleTwiceError):
        give(admins["two"], made.user_id)
    with as_(admins["one"]):
        with pytest.raises(SpellError):
            actions.give_role(
                by=admins["one"], at=AT, user=made.user_id, role=Role.STREET_LEADER, place=STREET,
                since=AT, until=AT,
            )  # fmt: skip
        actions.disable_user(by=admins["one"], at=AT, user=made.user_id, reason="left")
        with pytest.raises(AccountEndedError):
            actions.prolong_user(
                by=admins["one"], at=AT, user=made.user_id, active_until=date(2024, 1, 1)
            )
    with pytest.raises(AccountEndedError):
        give(admins["one"], made.user_id, Role.STREET_LEADER, STREET)


def test_an_account_is_kept_longer(admins: Admins) -> None:
    user = make(admins["one"]).pk
    with as_(admins["one"]):
        actions.prolong_user(by=admins["one"], at=AT, user=user, active_until=date(2025, 1, 1))
        assert User.objects.get(pk=user).active_until == date(2025, 1, 1)
        with pytest.raises(SpellError):
            actions.prolong_user(by=admins["one"], at=AT, user=user, active_until=AT.date())


def test_whoever_runs_the_installation_needs_nobody() -> None:
    assert not needs_second(None, Role.COMMUNITY_WORKER, None, None)


@pytest.mark.parametrize("table", ["accounts_proposal", "accounts_answer"])
@pytest.mark.parametrize("change", ["update {} set at = now()", "delete from {}"])
def test_what_was_proposed_and_answered_stays(admins: Admins, table: str, change: str) -> None:
    made = propose(admins["one"])
    with as_(admins["two"]):
        actions.confirm_role(by=admins["two"], at=AT, proposal=made.pk)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(change.format(table))
