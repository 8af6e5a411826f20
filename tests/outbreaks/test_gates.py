"""Every gate of an institution: refused with its clause and what is missing, passed when met.

Staff admission stands in tests/workforce/test_starting.py, rescue stations in test_procedures.py,
visitors in test_regime.py, sites in test_running.py, close-out in test_cases.py; two at once in
test_at_once.py.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from anlin.accounts.rules import Viewer
from anlin.institutions import actions as homes
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.desk import at_work as within
from anlin.institutions.actions.regime import Basis
from anlin.institutions.rules import Went
from anlin.institutions.rules.regime import ClosedError, NotApprovedError, Regime, Way
from anlin.outbreaks import actions, queries
from anlin.outbreaks.rules import What
from anlin.people.rules import Sex, identity
from anlin.workforce import actions as staff
from tests.institutions.house import AT, COUNTY, EARLY, beds_of
from tests.outbreaks.conftest import Block
from tests.people.street import number_of

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Act = Callable[[], object]


def kept(home: "Institution", regime: Regime, head: Viewer, civil: Viewer, at: Thing = AT) -> None:
    made = decisions.propose(
        home.pk, regime=regime, since=at, review_on=(at + 7 * DAY).date(),
        basis=Basis({}, "", "B-1.1", ""), why="疑似一例", by=head, at=at,
    )  # fmt: skip
    decisions.decide(made.pk, approved=True, word="", by=civil, at=at)


@pytest.fixture
def acts(
    law: None, home: "Institution", admit: Callable[..., "Stay"], hire: Callable[..., "Post"],
    head: Viewer, as_owner: Block,
) -> dict[Way, Act]:  # fmt: skip
    """Return what is done at the door of a home: to admit, to discharge, to come in to work."""
    from anlin.workforce.models import Start

    stay, post = admit(), hire()
    with as_owner():
        Start.objects.create(post=post, place=post.place, asked=[], level="", at=EARLY, by=1)
    who = identity(number_of(EARLY.date().replace(year=1941), Sex.FEMALE, 77), None, None)
    return {
        Way.ADMIT: lambda: homes.admit(
            home.pk, bed=beds_of(home, head)[0], name="新来的", who=who, by=head, at=AT
        ),
        Way.LEAVE: lambda: homes.discharge(stay.pk, went=Went.DISCHARGED, by=head, at=AT),
        Way.ENTER: lambda: staff.plan_shift(
            post.pk, since=AT, until=AT + 8 * HOUR, inside=False, by=head, at=AT
        ),
    }


@pytest.mark.parametrize("way", [Way.ADMIT, Way.LEAVE, Way.ENTER])
def test_a_closed_home_refuses_by_the_clause_of_the_decision_until_an_exception_is_granted(
    acts: dict[Way, Act], home: "Institution", head: Viewer, civil: Viewer, way: Way
) -> None:
    kept(home, Regime.CLOSED, head, civil)
    with pytest.raises(ClosedError, match=r"closed \(B-1\.1\)") as refused:
        acts[way]()
    assert "由区县核定" in refused.value.way_out_zh
    asked = decisions.ask_hardship(
        home.pk, way=way, who="李某", why="家中无人照料", since=AT.date(),
        until=(AT + DAY).date(), by=head, at=AT,
    )  # fmt: skip
    with pytest.raises(ClosedError):
        acts[way]()
    decisions.answer_hardship(asked.pk, granted=True, word="", by=civil, at=AT)
    assert acts[way]()


@pytest.mark.parametrize("way", [Way.ADMIT, Way.LEAVE, Way.ENTER])
def test_an_isolation_site_refuses_as_a_closed_home_does_and_a_reopened_one_lets_pass(
    acts: dict[Way, Act], home: "Institution", head: Viewer, civil: Viewer, way: Way
) -> None:
    kept(home, Regime.SITE, head, civil, AT - 2 * DAY)
    with pytest.raises(ClosedError):
        acts[way]()
    kept(home, Regime.OPEN, head, civil, AT - HOUR)
    assert acts[way]()


def test_who_stays_inside_is_planned_although_the_home_is_closed(
    acts: dict[Way, Act], home: "Institution", head: Viewer, civil: Viewer
) -> None:
    from anlin.institutions.models import Post

    kept(home, Regime.CLOSED, head, civil)
    with within(head):
        post = Post.objects.get(place=home.place, job="carer").pk
    assert staff.plan_shift(post, since=AT, until=AT + 8 * HOUR, inside=True, by=head, at=AT)


def test_a_home_does_not_reopen_itself_and_hospital_is_never_refused(
    acts: dict[Way, Act], home: "Institution", head: Viewer, civil: Viewer
) -> None:
    from anlin.institutions.models import Stay

    kept(home, Regime.CLOSED, head, civil)
    made = decisions.propose(
        home.pk, regime=Regime.OPEN, since=AT, review_on=(AT + 7 * DAY).date(),
        basis=Basis({}, "", "D-1.1", ""), why="无新增", by=head, at=AT,
    )  # fmt: skip
    with pytest.raises(NotApprovedError, match=r"decided by the county \(D-1\.1\)"):
        decisions.decide(made.pk, approved=True, word="", by=head, at=AT)
    with within(head):
        stay = Stay.objects.get(place=home.place, until=None)
    assert homes.discharge(stay.pk, went=Went.HOSPITAL, by=head, at=AT).went == Went.HOSPITAL


@pytest.mark.parametrize(
    ("what", "clause", "said"),
    [
        (What.MEAL, "B-1.7", "院内不集中就餐"), (What.GATHERING, "B-1.7", "院内不聚集活动"),
        (What.WAKE, "B-1.7", "守灵、聚集暂停"), (What.PLACEMENT, "B-1.2", "安置等疫情结束后再办"),
        (What.REQUISITION, "B-1.16", "院内住着 1 人"),
    ],
)  # fmt: skip
def test_what_an_order_forbids_says_what_stands_against_it_and_may_be_once_it_ends(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    head: Viewer,
    as_owner: Block,
    what: What,
    clause: str,
    said: str,
) -> None:
    from django.utils.translation import override

    from anlin.policy import actions as policy
    from anlin.policy.models import Adoption

    admit()
    refused = actions.ask_permit(home.pk, what=what, words="元宵", by=head, at=AT)
    with override("zh-hans"):
        assert ([each["clause"] for each in refused.refused], queries.lacking(refused)) == (
            [clause], said
        )  # fmt: skip
    with as_owner():
        adopted = Adoption.objects.get(pack__name="national-2020-institutions", place=COUNTY)
        policy.end_adoption(
            adopted.pk, until=AT.date(), by=None, at=AT, reason="疫情结束", using="default"
        )
    later = AT + DAY
    assert actions.ask_permit(home.pk, what=what, words="元宵", by=head, at=later).refused == []
