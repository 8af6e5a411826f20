"""What a role may do, and when sign-in is shut."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlin.accounts.rules import FAILURES, OFFICES, SPELL, Right, Role, Viewer, locked_until

AT = datetime(2023, 1, 20, 10, tzinfo=UTC)
minutes = st.lists(st.integers(0, 120), max_size=15)


def test_every_role_has_an_office_on_some_level() -> None:
    assert set(OFFICES) == set(Role)
    assert all(office.levels and office.rights for office in OFFICES.values())


def test_leaders_and_auditors_see_no_names() -> None:
    named = {role for role, office in OFFICES.items() if Right.NAMES in office.rights}
    assert named == {
        Role.COUNTY_CASE_OFFICER,
        Role.STREET_OFFICER,
        Role.COMMUNITY_WORKER,
        Role.GRID_WORKER,
        Role.HOME_HEAD,
        Role.NURSE,
        Role.CARER,
    }


def test_nobody_both_manages_accounts_and_reads_the_journal() -> None:
    assert not [
        role for role, office in OFFICES.items() if {Right.MANAGE, Right.JOURNAL} <= office.rights
    ]


def test_a_viewer_covers_a_half_open_range() -> None:
    viewer = Viewer(1, "李", Role.GRID_WORKER, "500103001001003", 10, 20, 6)
    assert [viewer.covers(place) for place in (9, 10, 19, 20)] == [False, True, True, False]


def test_five_failures_shut_for_fifteen_minutes_from_the_fifth() -> None:
    failures = [AT + timedelta(minutes=number) for number in range(FAILURES)]
    assert locked_until(failures) == failures[-1] + SPELL
    assert locked_until(failures[:-1]) is None


def test_failures_far_apart_shut_nothing() -> None:
    assert locked_until([AT + timedelta(minutes=4 * number) for number in range(9)]) is None


def plainly(failures: list[datetime]) -> datetime | None:
    """The same rule read another way: look back from each failure."""
    shut = [
        last + SPELL
        for last in failures
        if sum(last - SPELL <= one <= last for one in failures) >= FAILURES
    ]
    return max(shut, default=None)


@given(minutes)
def test_shutting_does_not_depend_on_the_order_and_agrees_with_looking_back(
    offsets: list[int],
) -> None:
    failures = [AT + timedelta(minutes=offset) for offset in offsets]
    assert locked_until(failures) == locked_until(sorted(failures)) == plainly(failures)
