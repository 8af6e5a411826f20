"""A committed home, what is done at its gates, and how to do two things at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connections
from django.db.models.query import QuerySet

from anlin.accounts.rules import Role
from anlin.base.home import ROOT
from anlin.base.scope import nationwide
from anlin.institutions import actions as homes
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.regime import Basis, Caller
from anlin.institutions.rules import Job, Kind, Owner, Went
from anlin.institutions.rules.regime import Regime
from anlin.outbreaks import actions
from anlin.outbreaks.rules import (
    Source,
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
Act = Callable[[], object]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CIVIL = at_work(Role.COUNTY_CIVIL_AFFAIRS, COUNTY, 3)
HEAD = at_work(Role.HOME_HEAD, GRID, 6)
NURSE = at_work(Role.NURSE, GRID, 6, user=8)


@dataclass
class Ground:
    """A committed home with two residents and a worker, and a proposal to close that waits."""

    home: int
    beds: list[int]
    stays: list[Thing]
    post: int
    proposal: int
    reached: Event = field(default_factory=Event)
    passed: Event = field(default_factory=Event)
    patience: float = 1.0

    def slow(self, patch: pytest.MonkeyPatch, module: Thing, name: str) -> None:
        """Let the first act wait after a step of it, until the second is through or waits, too."""
        swift = getattr(module, name)

        def slowly(*told: Thing, **more: Thing) -> Thing:
            found = swift(*told, **more)
            if not self.reached.is_set():
                self.reached.set()
                self.passed.wait(self.patience)
            return found

        patch.setattr(module, name, slowly)

    def unheld(self, patch: pytest.MonkeyPatch) -> None:
        """Let nobody hold a row: the sabotage of the twins."""
        self.patience = 5.0
        patch.setattr(QuerySet, "select_for_update", lambda self, *_, **__: self)

    def at_once(self, first: Act, second: Act) -> list[object]:
        """Do two acts from connections of their own; return what each came to."""
        came: list[object] = [None, None]

        def one(number: int, act: Act) -> None:
            try:
                came[number] = act()
            except Exception as problem:
                came[number] = problem
            finally:
                connections.close_all()

        threads = [Thread(target=one, args=each) for each in enumerate((first, second))]
        threads[0].start()
        self.reached.wait(1)
        threads[1].start()
        threads[1].join(self.patience)
        self.passed.set()
        for thread in threads:
            thread.join(30)
        return came

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
