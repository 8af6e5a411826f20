"""Hands lent between institutions: asked, offered, accepted, arrived, returned."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.institutions.actions.desk import at_work as within
from anlin.workforce import actions, queries
from anlin.workforce.rules import (
    Closed,
    Lent,
    LentError,
    LoanStepError,
    NotOnDutyError,
    RequestGoneError,
    SpanBackwardsError,
)
from tests.institutions.conftest import at_work
from tests.institutions.house import AT

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post
    from anlin.workforce.models import Request

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def there(other: "Institution") -> Viewer:
    return at_work(Role.HOME_HEAD, f"{other.place}"[:15], 6, user=17)


@pytest.fixture
def asked(other: "Institution", there: Viewer) -> "Request":
    return actions.ask(
        other.place, job="carer", people=1, since=AT.date(), until=AT.date() + 14 * DAY,
        why="两名护理员隔离", by=there, at=AT,
    )  # fmt: skip


def test_a_worker_is_lent_arrives_and_must_pass_the_gate_there(
    asked: "Request", hire: Callable[..., "Post"], head: Viewer, there: Viewer
) -> None:
    post = hire()
    with pytest.raises(NotOnDutyError):
        actions.offer(asked.pk, post=post.pk, by=head, at=AT)
    actions.start(post.pk, by=head, at=AT)
    loan = actions.offer(asked.pk, post=post.pk, by=head, at=AT)
    with pytest.raises(LentError):
        actions.offer(asked.pk, post=post.pk, by=head, at=AT)
    with pytest.raises(LoanStepError):
        actions.step(loan.pk, to=Lent.ACCEPTED, by=head, at=AT)
    with pytest.raises(LoanStepError):
        actions.step(loan.pk, to=Lent.ARRIVED, by=there, at=AT)
    for to in (Lent.ACCEPTED, Lent.ARRIVED):
        actions.step(loan.pk, to=to, by=there, at=AT)
    with within(there):
        (member,) = queries.staff(asked.place, AT)
        assert (member.row.name, member.on_duty) == (post.name, False)
        assert [each.promised for each in queries.requests(AT)] == [1]
    assert actions.step(loan.pk, to=Lent.RETURNED, by=head, at=AT + DAY).returned_at == AT + DAY
    with within(head):
        assert [each.lends for each in queries.loans(head)] == [True]


def test_a_request_is_closed_by_whoever_asked(
    asked: "Request", head: Viewer, there: Viewer
) -> None:
    with pytest.raises(RequestGoneError):
        actions.close(asked.pk, closing=Closed.MET, by=head, at=AT)
    actions.close(asked.pk, closing=Closed.MET, by=there, at=AT)
    with pytest.raises(RequestGoneError):
        actions.close(asked.pk, closing=Closed.MET, by=there, at=AT)
    with pytest.raises(SpanBackwardsError):
        actions.ask(
            asked.place, job="carer", people=0, since=AT.date(), until=AT.date() + DAY,
            why="缺", by=there, at=AT,
        )  # fmt: skip
