"""An institution's daily report: filled in, signed, and doubted when a case is kept from it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.committees import actions, queries
from anlin.committees.actions import doubts
from anlin.committees.jobs import keep_watch
from anlin.committees.models import Doubt, Report
from anlin.committees.rules import PLACE, Line, ReasonNeededError, Subject, Verdict
from anlin.places.rules import lo_of
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY
from tests.outbreaks.conftest import opened
from tests.twins import found_out

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Stay

pytestmark = pytest.mark.django_db
TODAY, MINUTE = local_day(AT), timedelta(minutes=1)
Admit, Who = Callable[..., "Stay"], Callable[..., Any]


@pytest.fixture(autouse=True)
def scope(db: None) -> Iterator[None]:
    with clock.frozen(AT), nationwide():
        yield


@pytest.fixture
def worker() -> Viewer:
    return at_work(Role.COMMUNITY_WORKER, COMMUNITY, 5, user=11)


def of_home(home: "Institution", head: Viewer) -> Subject:
    (subject,) = queries.subjects_of(head)
    assert subject == Subject("institution", home.place, "民生颐养院")
    return subject


def sign(subject: Subject, by: Viewer, at: datetime = AT, **numbers: int) -> Report:
    known = queries.known_now(subject, TODAY, at)
    lines = {name: Line(known[name], numbers.get(name, 0)) for name in queries.line_names()}
    return actions.report(
        subject=subject, day=TODAY, lines=lines, after=0, reason="", client_id=uuid4(), by=by, at=at
    )


def only_who_conceals_is_flagged(home: "Institution", raised: list[Doubt]) -> None:
    shown = [(each.kind, each.subject, each.line, each.figure) for each in raised]
    assert shown == [("institution", home.place, "positives", "suspected")]
    assert raised[0].raised_at - AT <= MINUTE


def test_a_home_signs_what_was_recorded_in_it_and_that_settles_its_day(
    home: "Institution", head: Viewer, law: None, admit: Admit, who: Who
) -> None:
    opened(home, who(person=admit().person_id), head)
    subject = of_home(home, head)
    assert queries.known_now(subject, TODAY, AT)["positives"] == 1  # before anybody types
    with pytest.raises(ReasonNeededError):
        actions.report(
            subject=subject, day=TODAY, by=head, at=AT, after=0, reason="", client_id=uuid4(),
            lines={name: Line(int(name == "positives"), 0) for name in queries.line_names()},
        )  # fmt: skip
    made = sign(subject, head, positives=1)
    assert (made.kind, made.zero, made.version) == ("institution", False, 1)
    kept = Submission.objects.get(pk=made.submission)
    assert (kept.subject, kept.kinds) == (home.place, [EvidenceKind.DAILY_REPORT])
    keep_watch()
    assert not Doubt.objects.exists()


def conceal(home: "Institution", head: Viewer, worker: Viewer, stay: "Stay", who: Who) -> None:
    """Let the home say zero; its community, told by the case, says one; another home has none."""
    sign(of_home(home, head), head)
    other = Subject("institution", home.place + 1000, "另一家")
    sign(other, at_work(Role.HOME_HEAD, f"{COMMUNITY}002", 6))
    opened(home, who(person=stay.person_id), head)
    sign(Subject(PLACE, lo_of(COMMUNITY)), worker, positives=1)
    with clock.frozen(AT + MINUTE):
        keep_watch()


def test_a_case_kept_from_a_zero_is_flagged_within_a_minute_and_only_that(
    home: "Institution", head: Viewer, worker: Viewer, law: None, admit: Admit, who: Who
) -> None:
    conceal(home, head, worker, admit(), who)
    only_who_conceals_is_flagged(home, list(Doubt.objects.all()))
    with clock.frozen(AT + 2 * MINUTE):
        keep_watch()
    number = Doubt.objects.get().pk  # doubted once
    leader = at_work(Role.STREET_LEADER, COMMUNITY[:9], 4, user=12)
    assert not queries.doubts(worker, AT)[0].mine_to_explain  # it is not the community's report
    actions.explain(number, said="当天已转市医院", by=head, at=AT)
    actions.settle(number, accept=True, said="属实", by=leader, at=AT)
    assert queries.doubts(leader, AT)[0].verdict is Verdict.ACCEPTED


def test_a_watch_that_does_not_look_at_homes_is_found_out(
    home: "Institution", head: Viewer, worker: Viewer, law: None, admit: Admit, who: Who,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(doubts, "reporters", dict)
    conceal(home, head, worker, admit(), who)
    with found_out():
        only_who_conceals_is_flagged(home, list(Doubt.objects.all()))
