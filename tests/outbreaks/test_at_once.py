"""Two at once: whoever comes second sees what the first did, so that no gate lets both through."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.db import connections
from django.db.models.query import QuerySet

from anlin.accounts.rules import Role
from anlin.base.home import ROOT
from anlin.base.scope import nationwide
from anlin.institutions import actions as homes
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions import staying
from anlin.institutions.actions.regime import Basis, Caller
from anlin.institutions.rules import Job, Kind, NotInsideError, Owner, Went
from anlin.institutions.rules.regime import ClosedError, ProposalGoneError, Regime
from anlin.outbreaks import actions
from anlin.outbreaks.actions import cases, contacts
from anlin.outbreaks.rules import (
    CaseTwiceError,
    Closing,
    NotClosedError,
    Source,
    Step,
    UnknownCaseError,
    What,
)
from anlin.people.rules import Sex, identity
from anlin.places.rules import Period, span
from anlin.workforce import actions as staff
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY, COUNTY, EARLY, GRID
from tests.outbreaks.conftest import PACKS
from tests.people.street import number_of

Thing = Any  # what a test only hands on
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CIVIL = at_work(Role.COUNTY_CIVIL_AFFAIRS, COUNTY, 3)
HEAD = at_work(Role.HOME_HEAD, GRID, 6)
NURSE = at_work(Role.NURSE, GRID, 6, user=8)
SLOW, APART = 0.6, 0.2


@dataclass
class Ground:
    """A committed home with two residents and a worker, and a proposal to close that waits."""

    home: int
    beds: list[int]
    stays: list[Thing]
    post: int
    proposal: int

    def admit(self, name: str = "张文秀", bed: int = 2) -> Thing:
        who = identity(number_of(date(1941, 1, 1), Sex.FEMALE, 40 + len(name)), None, None)
        return homes.admit(self.home, bed=self.beds[bed], name=name, who=who, by=HEAD, at=AT)

    def leave(self) -> Thing:
        return homes.discharge(self.stays[0].pk, went=Went.DISCHARGED, by=HEAD, at=AT)

    def visit(self) -> Thing:
        caller = Caller(self.stays[0].person_id, "王小明", tested_at=AT - HOUR)
        return decisions.register_visit(self.home, caller=caller, by=NURSE, at=AT)[1]

    def enter(self) -> Thing:
        return staff.plan_shift(
            self.post, since=AT, until=AT + 8 * HOUR, inside=False, by=HEAD, at=AT
        )

    def close(self, approved: bool = True) -> Thing:
        return decisions.decide(self.proposal, approved=approved, word="同意", by=CIVIL, at=AT)

    def requisition(self) -> Thing:
        return actions.ask_permit(
            self.home, what=What.REQUISITION, words="隔离点", by=HEAD, at=AT
        ).refused

    def open_case(self, stay: int = 0) -> Thing:
        who = actions.Suspect(
            person=self.stays[stay].person_id, post=None, source=Source.HAND,
            detected_at=AT - HOUR, why="发热",
        )  # fmt: skip
        return actions.open_case(self.home, who=who, owner="陈明", by=NURSE, at=AT)


def _law() -> None:
    from anlin.policy import actions as policy
    from anlin.policy.pack import load_all

    policy.release(load_all(ROOT / "packs").of(frozenset(PACKS)), by=None, at=EARLY, using="owner")
    for pack in PACKS:
        if pack != "national-2023-class-b":
            policy.adopt(
                pack, COUNTY, since=EARLY.date(), by=None, at=EARLY, reason="试行",
                knowingly=True, using="owner",
            )  # fmt: skip


@pytest.fixture
def ground(committed: str) -> Iterator[Ground]:
    from anlin.institutions.models import Location
    from anlin.places.models import Place
    from anlin.records.actions import make_weeks
    from anlin.workforce.models import Start

    lo, hi = span(COMMUNITY)
    Place.objects.using("owner").create(
        code=COMMUNITY, level=5, lo=lo, hi=hi, kind="community", name="民生路社区",
        periods=[Period(date(2000, 1, 1))],
    )  # fmt: skip
    _law()
    home = homes.register_institution(
        community=COMMUNITY, kind=Kind.ELDER_CARE, name="民生颐养院", owner=Owner.PUBLIC,
        since=EARLY.date(), by=CIVIL, at=EARLY,
    )  # fmt: skip
    floors = [homes.Floor("1层", [homes.Room("101", ["101-1", "101-2", "101-3", "101-4"])])]
    homes.add_building(home.pk, name="主楼", floors=floors, by=HEAD, at=EARLY)
    with nationwide():
        make_weeks(since=EARLY - DAY, until=AT + 7 * DAY)
        beds = list(Location.objects.filter(kind="bed").order_by("pk").values_list("pk", flat=True))
    stays = [
        homes.admit(
            home.pk, bed=beds[each], name=name, since=EARLY, by=HEAD, at=EARLY,
            who=identity(number_of(date(1940, 1, 1), Sex.FEMALE, each), None, None),
        )
        for each, name in enumerate(("王桂兰", "李秀英"))
    ]  # fmt: skip
    post = homes.add_post(home.pk, name="赵护理", job=Job.CARER, by=HEAD, at=EARLY)
    Start.objects.using("owner").create(
        post_id=post.pk, place=post.place, asked=[], level="", at=EARLY, by=1
    )
    proposal = decisions.propose(
        home.pk, regime=Regime.CLOSED, since=AT, review_on=(AT + 7 * DAY).date(),
        basis=Basis({}, "", "B-1.1", ""), why="疑似", by=HEAD, at=AT,
    )  # fmt: skip
    yield Ground(home.pk, beds, stays, post.pk, proposal.pk)
    connections.close_all()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do acts from connections of their own, a moment apart; return what each came to."""
    came: list[object] = [None] * len(acts)

    def one(number: int, act: Callable[[], object]) -> None:
        try:
            came[number] = act()
        except Exception as problem:
            came[number] = problem
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
        sleep(APART)
    for thread in threads:
        thread.join(30)
    return came


def slow(patch: pytest.MonkeyPatch, module: Thing, name: str) -> None:
    """Let a step of an act take long, once what it decides on was looked at."""
    swift = getattr(module, name)

    def slowly(*told: Thing, **more: Thing) -> Thing:
        found = swift(*told, **more)
        sleep(SLOW)
        return found

    patch.setattr(module, name, slowly)


def unheld(patch: pytest.MonkeyPatch) -> None:
    """Let nobody hold a row: the sabotage of every twin below."""
    patch.setattr(QuerySet, "select_for_update", lambda self, *_, **__: self)


PASSING = ("admit", "leave", "visit", "enter")


@pytest.mark.parametrize("way", PASSING)
def test_who_comes_or_goes_while_the_county_closes_waits_and_is_refused(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    slow(monkeypatch, decisions, "journal")
    _, refused = at_once(ground.close, getattr(ground, way))
    assert "B-1.1" in refused.say("en")  # type: ignore[attr-defined]
    if way != "visit":
        assert isinstance(refused, ClosedError)


@pytest.mark.parametrize("way", PASSING)
def test_without_holding_the_home_they_slip_through_a_door_that_is_shut(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The twin."""
    slow(monkeypatch, decisions, "journal")
    unheld(monkeypatch)
    _, passed = at_once(ground.close, getattr(ground, way))
    assert not isinstance(passed, Exception)


def test_of_two_in_one_bed_one_lies_in_it(ground: Ground) -> None:
    came = at_once(ground.admit, lambda: ground.admit("赵玉珍二"))
    assert sorted(type(each).__name__ for each in came) == ["BedTakenError", "Stay"]


def test_without_the_constraint_two_lie_in_one_bed(ground: Ground) -> None:
    """The twin."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "alter table institutions_stay drop constraint institutions_stay_one_per_bed"
        )
    connections["owner"].close()
    came = at_once(ground.admit, lambda: ground.admit("赵玉珍二"))
    assert {type(each).__name__ for each in came} == {"Stay"}


def test_a_home_is_not_requisitioned_while_somebody_moves_in(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stay in ground.stays:
        homes.discharge(stay.pk, went=Went.HOSPITAL, by=HEAD, at=AT)
    slow(monkeypatch, staying, "enter")
    _, refused = at_once(ground.admit, ground.requisition)
    assert [(each["clause"], each["has"]) for each in refused] == [("B-1.16", "1")]  # type: ignore[attr-defined]


def test_without_holding_the_home_one_with_a_resident_is_requisitioned(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    for stay in ground.stays:
        homes.discharge(stay.pk, went=Went.HOSPITAL, by=HEAD, at=AT)
    slow(monkeypatch, staying, "enter")
    unheld(monkeypatch)
    _, refused = at_once(ground.admit, ground.requisition)
    assert refused == []


def test_of_two_discharges_at_once_one_stands(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, staying, "refuse_leaving")
    came = at_once(ground.leave, ground.leave)
    assert sorted(type(each).__name__ for each in came) == ["NotInsideError", "Stay"]
    assert isinstance(came[1], NotInsideError)


def test_of_two_decisions_at_once_one_stands(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, decisions, "journal")
    came = at_once(ground.close, lambda: ground.close(approved=False))
    assert isinstance(came[1], ProposalGoneError)
    assert kept(ground).approved is True


def test_without_holding_the_proposal_the_second_decision_undoes_the_first(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    slow(monkeypatch, decisions, "institution_here")
    unheld(monkeypatch)
    at_once(ground.close, lambda: ground.close(approved=False))
    assert kept(ground).approved is False


def kept(ground: Ground) -> Thing:
    from anlin.institutions.models.regime import Proposal

    return Proposal.objects.using("owner").get(pk=ground.proposal)


def test_of_two_who_open_a_case_of_one_person_one_does(ground: Ground) -> None:
    came = at_once(ground.open_case, ground.open_case)
    assert sorted(type(each).__name__ for each in came) == ["Case", "CaseTwiceError"]
    assert isinstance(came[1], CaseTwiceError)


def decided(ground: Ground) -> int:
    """Return a case of which all is done and nobody is a contact yet."""
    made = ground.open_case()
    for step in Step:
        actions.do_step(made.pk, step=step, done_at=AT, said="已办", by=NURSE, at=AT)
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from outbreaks_contact")
    connections["owner"].close()
    return int(made.pk)


def close(case: int) -> object:
    return actions.close_case(case, closing=Closing.RECOVERED, by=NURSE, at=AT + 15 * DAY)


def draw(case: int) -> object:
    return actions.draw_contacts(case, by=NURSE, at=AT)


def undecided_of_closed() -> int:
    from anlin.outbreaks.models import Contact

    rows = Contact.objects.using("owner").filter(standing="drawn", case__closed_at__isnull=False)
    return rows.count()


def test_no_case_is_closed_while_contacts_are_drawn(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = decided(ground)
    slow(monkeypatch, contacts, "draw")
    _, refused = at_once(lambda: draw(case), lambda: close(case))
    assert isinstance(refused, NotClosedError)
    assert undecided_of_closed() == 0


def test_no_contact_is_drawn_of_a_case_that_is_being_closed(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = decided(ground)
    slow(monkeypatch, cases, "may_close")
    _, refused = at_once(lambda: close(case), lambda: draw(case))
    assert isinstance(refused, UnknownCaseError)
    assert undecided_of_closed() == 0


def test_without_holding_the_case_it_is_closed_over_contacts_nobody_decided_on(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    case = decided(ground)
    slow(monkeypatch, contacts, "draw")
    unheld(monkeypatch)
    at_once(lambda: draw(case), lambda: close(case))
    assert undecided_of_closed() == 1
