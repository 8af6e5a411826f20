"""One community conceals a case among eleven that do not: flagged in a minute, and only that."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.committees import actions
from anlin.committees.actions import doubts as doubting
from anlin.committees.jobs import keep_watch
from anlin.committees.models import Doubt
from anlin.committees.rules import PLACE, Subject
from anlin.people.models import Person
from tests.committees.test_reports import TODAY, infected, told
from tests.people.street import AT, COMMUNITY, at_work
from tests.twins import found_out

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(db: None) -> Iterator[None]:
    with nationwide():
        yield


def a_dozen_report(register: Callable[..., Person], worker: Viewer) -> None:
    """Let the first of twelve communities say zero though somebody is infected, the others not."""
    for number in range(12):
        lo = COMMUNITY + number * 10**6
        by = at_work(Role.COMMUNITY_WORKER, lo, lo + 10**6, 5)
        subject = Subject(PLACE, lo)
        said = told(positives=number % 3, appeals=number % 2) if number else told()
        actions.report(
            subject=subject, day=TODAY, lines=said, after=0, reason="", client_id=uuid4(), by=by,
            at=AT,
        )  # fmt: skip
    infected(register(), worker)
    with clock.frozen(AT + timedelta(minutes=1)):
        keep_watch()


def only_the_first_is_flagged() -> None:
    found = [(each.subject, each.figure, each.raised_at - AT) for each in Doubt.objects.all()]
    assert found == [(COMMUNITY, "positives", timedelta(minutes=1))]


def test_of_a_dozen_only_who_conceals_is_flagged_within_a_minute(
    register: Callable[..., Person], worker: Viewer
) -> None:
    a_dozen_report(register, worker)
    only_the_first_is_flagged()


def test_a_watch_that_asks_no_figure_is_found_out(
    register: Callable[..., Person], worker: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubting, "figures", dict)
    a_dozen_report(register, worker)
    with found_out():
        only_the_first_is_flagged()
