"""The home of 120 of an outbreak: its shifts, visits and gate, and who works in it day by day."""

from collections.abc import Iterator
from contextvars import ContextVar
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.config.demo.homes import SHOWN_HOME
from anlin.config.demo.staff import PASSWORD
from anlin.duties.actions import plan, reconcile
from anlin.duties.queries import law_in_force
from anlin.institutions.actions import add_post
from anlin.institutions.actions.regime import Caller, end_visit, register_visit
from anlin.institutions.models import Stay
from anlin.institutions.rules import Job
from anlin.places.rules import parent, span
from anlin.premises.actions import Now, open_gate, register
from anlin.premises.models import Gate
from anlin.premises.rules import PassageBody, Visitor
from anlin.workforce.actions import find, isolate, plan_shift, start
from anlin.workforce.rules import Found
from tests.journeys import town
from tests.journeys.conftest import OpenPage, Standing
from tests.journeys.homes import EARLY, keep_home

AT, HOUR, DAY = town.AT, timedelta(hours=1), timedelta(days=1)
PACKS = (
    "warning-draft", "four-earlies-draft", "workforce-draft", "national-2020-institutions",
    "national-2020-livelihood",
)  # fmt: skip
CARERS = 12
LOOK_BACK = 2  # days, by FE-5


def _viewer(role: Role, place: str, level: int, user: int) -> Viewer:
    lo, hi = span(place)
    return Viewer(user=user, name="值守员", role=role, place_code=place, lo=lo, hi=hi, level=level)


def at_the_gate(name: str, whom: str, at: datetime) -> None:
    """Let a visitor pass the gate of the home, as its keeper writes down."""
    with nationwide():
        gate = Gate.objects.get(name="院门")
    body = PassageBody(gate.pk, "in", visit=uuid4(), visitor=Visitor(name=name, whom=whom))  # type: ignore[arg-type]
    keeper = _viewer(Role.GATEKEEPER, SHOWN_HOME, 6, 9001)
    register(told=Now(uuid4(), at, body), by=keeper, at=at)


def _staff(home: int) -> None:
    """Let carers and a nurse be admitted to duty and work in two shifts since three days ago."""
    head, first = town.worker("head"), EARLY.date() - 16 * DAY
    accounts = {"王护理01": town.worker("carer").user, "钱护士": town.worker("nurse").user}
    names = [*(f"王护理{n:02}" for n in range(1, CARERS + 1)), "钱护士"]
    for number, name in enumerate(names):
        job = Job.NURSE if name == "钱护士" else Job.CARER
        post = add_post(
            home, name=name, job=job, user=accounts.get(name), since=first, by=head, at=EARLY
        )
        isolate(post.pk, since=first, at_what="观察室", by=head, at=EARLY)
        for found in (Found.WELL, Found.NEGATIVE):
            find(post.pk, found=found, on=EARLY.date(), note="", by=head, at=EARLY)
        start(post.pk, by=head, at=EARLY)
        for days in (5,) if number % 4 == 3 else (3, 2, 1, 0):
            since = AT.replace(hour=8 + 12 * (number % 2)) - days * DAY
            if since < AT:
                plan_shift(
                    post.pk, since=since, until=since + 10 * HOUR, inside=False, by=head, at=EARLY
                )


@pytest.fixture
def home(standing: Standing) -> int:
    """Let 120 live in the home, with shifts, visits and a gate in the days before."""
    standing.touched = True
    made = keep_home(20, PACKS)
    _staff(made)
    worker = _viewer(Role.COMMUNITY_WORKER, str(parent(SHOWN_HOME)), 5, 9002)
    open_gate(
        place=SHOWN_HOME, name="院门", clinic="社区卫生服务站", clinic_phone="023-0000-0001",
        by=worker, at=EARLY,
    )  # fmt: skip
    with nationwide():
        people = {each.person.name: each.person_id for each in
                  Stay.objects.select_related("person")}  # fmt: skip
    for name, whom, days in (
        ("王小明", "老人00", 1),
        ("李建国", "老人00", 6),
        ("周亲属", "老人50", 1),
    ):
        at = AT - days * DAY
        caller = Caller(people[whom], name, temperature=Decimal("36.4"), tested_at=at - 20 * HOUR)
        visit, _refused = register_visit(made, caller=caller, by=town.worker("carer"), at=at)
        end_visit(visit.pk, by=town.worker("carer"), at=at + HOUR)
    at_the_gate("王小明", "老人00", AT - DAY)
    at_the_gate("送货郑某", "101室", AT - 30 * HOUR)
    at_the_gate("吴亲属", "老人77", AT - DAY)
    with nationwide():
        law = law_in_force()
        plan(law=law, days=[EARLY.date() + n * DAY for n in range(45)], at=AT)
        reconcile(law=law, at=AT)
    return made


class Hand:
    """Somebody at work, moment by moment; sessions end, so they sign in anew each time."""

    def __init__(self, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_page, self.patch = open_page, monkeypatch
        self.now = AT

    def later(self, at: datetime) -> None:
        self.now = at
        self.patch.setattr(clock, "_frozen", ContextVar("frozen", default=at))

    def page(self, username: str, url: str, *, width: int = 390) -> Page:
        page = self.open_page("", f"/login?next={url}", width=width)
        page.clock.set_fixed_time(self.now)
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.locator("h1")).to_be_visible()
        return page


@pytest.fixture
def hand(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Return who does what at which moment."""
    return Hand(open_page, monkeypatch)
