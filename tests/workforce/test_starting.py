"""Who may start: every clause is asked, what is missing is said, and nothing slips between."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from anlin.accounts.rules import Role, Viewer
from anlin.institutions.rules import Kind, Owner
from anlin.people.actions.desk import NotYoursError
from anlin.places.rules import Period, span
from anlin.policy.rules import Limit, LimitInForce
from anlin.workforce import actions, queries
from anlin.workforce.actions import starting
from anlin.workforce.rules import Found, Looked, NotYetError, OnDutyError, facts_of
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY, COUNTY, EARLY, GRID

if TYPE_CHECKING:
    from anlin.institutions.models import Post

DAY = timedelta(days=1)
Hire = Callable[..., "Post"]


@pytest.mark.parametrize(
    ("at", "days"),
    [("2023-01-14T23:59:59+08:00", 13), ("2023-01-15T00:00:00+08:00", 14)],
)
def test_the_fourteenth_day_is_full_at_midnight_in_china(at: str, days: int) -> None:
    from anlin.base.days import local_day

    seen = Looked(isolated_on=date(2023, 1, 1), well=1)
    assert facts_of(seen, local_day(datetime.fromisoformat(at)))["staff_isolation"] == days


def test_isolation_that_was_broken_off_counts_until_then() -> None:
    seen = Looked(isolated_on=date(2023, 1, 1), left_on=date(2023, 1, 6), well=1)
    assert facts_of(seen, date(2023, 1, 30))["staff_isolation"] == 5


def test_of_whom_nobody_looked_at_nothing_is_known() -> None:
    assert facts_of(Looked(), date(2023, 1, 1))["staff_abnormal"] is None


@pytest.mark.django_db
def test_a_worker_starts_when_every_clause_is_met_and_not_before(
    law: None, hire: Hire, head: Viewer
) -> None:
    post = hire()
    with pytest.raises(NotYetError) as refused:
        actions.start(post.pk, by=head, at=AT)
    assert refused.value.details["clauses"] == "C-4.2"
    assert "0 of 14 days of isolation" in refused.value.say("en")
    assert "隔离观察 0 天，须满 14 天" in refused.value.say("zh")
    actions.isolate(post.pk, since=AT.date() - 14 * DAY, at_what="观察室", by=head, at=AT)
    actions.find(post.pk, found=Found.WELL, on=AT.date(), note="", by=head, at=AT)
    with pytest.raises(NotYetError, match="0 of 1 negative tests"):
        actions.start(post.pk, by=head, at=AT)
    actions.find(post.pk, found=Found.NEGATIVE, on=AT.date(), note="抗原", by=head, at=AT)
    started = actions.start(post.pk, by=head, at=AT)
    assert {each["clause"] for each in started.asked} == {"C-4.2"}
    with pytest.raises(OnDutyError):
        actions.start(post.pk, by=head, at=AT)


@pytest.mark.django_db
def test_whoever_shows_symptoms_is_stood_down_and_a_finding_taken_back_no_longer_counts(
    home: object, hire: Hire, head: Viewer
) -> None:
    from anlin.institutions.actions.desk import at_work as within

    post = hire()
    actions.start(post.pk, by=head, at=AT)
    found = actions.find(post.pk, found=Found.SYMPTOM, on=AT.date(), note="", by=head, at=AT)
    with within(head):
        (member,) = queries.staff(post.place, AT)
        assert (member.on_duty, member.row.symptom) == (False, 1)
    actions.take_back(found.pk, by=head, at=AT)
    with within(head):
        (member,) = queries.staff(post.place, AT)
    assert (member.on_duty, member.row.symptom) == (False, 0)


@pytest.mark.django_db
def test_a_carer_writes_of_the_own_health_and_of_nobody_elses(hire: Hire, carer: Viewer) -> None:
    own, other = hire(user=carer.user), hire("钱护理")
    actions.find(own.pk, found=Found.WELL, on=AT.date(), note="", by=carer, at=AT)
    with pytest.raises(NotYoursError):
        actions.find(other.pk, found=Found.WELL, on=AT.date(), note="", by=carer, at=AT)
    with pytest.raises(NotYoursError):
        actions.start(own.pk, by=carer, at=AT)


HEAD = at_work(Role.HOME_HEAD, GRID, 6)
LIMIT = Limit(
    "staff_infected", "p", date(2020, 1, 1), None, "o", "C-4.2", Decimal(0), "count", "less"
)


@pytest.fixture
def waiting(committed: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Return a committed worker of whom a clause asks that no test is positive."""
    from anlin.institutions.actions import add_post, register_institution
    from anlin.institutions.rules import Job
    from anlin.places.models import Place

    lo, hi = span(COMMUNITY)
    Place.objects.using("owner").create(
        code=COMMUNITY, level=5, lo=lo, hi=hi, kind="community", name="民生路社区",
        periods=[Period(date(2000, 1, 1))],
    )  # fmt: skip
    civil = at_work(Role.COUNTY_CIVIL_AFFAIRS, COUNTY, 3)
    home = register_institution(
        community=COMMUNITY, kind=Kind.ELDER_CARE, name="民生颐养院", owner=Owner.PUBLIC,
        since=EARLY.date(), by=civil, at=EARLY,
    )  # fmt: skip
    post = add_post(home.pk, name="赵护理", job=Job.CARER, by=HEAD, at=EARLY)
    in_force = [LimitInForce(COUNTY, date(2020, 1, 1), None, LIMIT)]
    reads = sys.modules[queries.staff.__module__]
    monkeypatch.setattr(reads, "limits_in_force", lambda *_: in_force)
    asked = starting.gate_of

    def slowly(*told: object) -> object:
        found = asked(*told)  # type: ignore[arg-type]
        sleep(0.4)
        return found

    monkeypatch.setattr(starting, "gate_of", slowly)
    yield post.pk
    connections.close_all()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do acts from connections of their own, a moment apart; return what they came to."""
    came: list[object] = []

    def one(act: Callable[[], object]) -> None:
        try:
            came.append(act())
        except Exception as problem:
            came.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
        sleep(0.15)
    for thread in threads:
        thread.join(30)
    return came


def on_duty(post: int) -> bool:
    from anlin.workforce.models import Start

    return Start.objects.using("owner").filter(post=post, ended_at=None).exists()


def positive(post: int) -> object:
    return actions.find(post, found=Found.POSITIVE, on=AT.date(), note="", by=HEAD, at=AT)


def test_of_two_admissions_at_once_one_stands(waiting: int) -> None:
    came = at_once(*[lambda: actions.start(waiting, by=HEAD, at=AT)] * 2)
    assert sorted(type(each).__name__ for each in came) == ["OnDutyError", "Start"]


def test_nobody_is_on_duty_whose_test_came_in_while_they_were_admitted(waiting: int) -> None:
    at_once(lambda: actions.start(waiting, by=HEAD, at=AT), lambda: positive(waiting))
    assert not on_duty(waiting)


def test_without_holding_the_worker_somebody_positive_slips_in(
    waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whoever admits looks before the other has written."""
    free = starting.post_here
    monkeypatch.setattr(starting, "post_here", lambda post, **_: free(post))
    at_once(lambda: actions.start(waiting, by=HEAD, at=AT), lambda: positive(waiting))
    assert on_duty(waiting)
