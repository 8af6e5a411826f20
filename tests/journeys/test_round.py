"""A carer's round of sixty residents on a telephone, and the nurse who hears of it at once."""

import os
import sys
from datetime import timedelta
from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect

from anlin.base.scope import nationwide
from anlin.config.demo.homes import SHOWN_HOME
from anlin.institutions import actions
from anlin.institutions.models import Location
from anlin.institutions.rules import Kind, Owner
from anlin.people.rules import Sex, identity
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, parent, span
from anlin.policy import actions as policy
from tests.journeys import town
from tests.journeys.conftest import OpenPage, Standing
from tests.journeys.test_screens import _barriers

SECONDS_A_TAP = float(os.environ.get("ANLIN_TAP_SECONDS", "0"))  # 0.3: as a practised thumb does
FLOORS, ROOMS, BEDS = 3, 10, 2
MINUTES = 5
SICK = 7  # the resident whose saturation is 93


@pytest.fixture
def home(standing: Standing) -> int:
    """Let sixty residents live in the home whose carer one can sign in as; return its number."""
    standing.touched = True
    for code, level, kind in ((str(parent(SHOWN_HOME)), 5, "community"),
                              (SHOWN_HOME, 6, "dedicated_grid")):  # fmt: skip
        lo, hi = span(code)
        Place.objects.using("owner").create(
            code=code, level=level, lo=lo, hi=hi, kind=kind, name=code, periods=[Period(EVER)]
        )
    early = town.AT - timedelta(days=20)
    policy.adopt(
        "warning-draft", SHOWN_HOME[:6], since=early.date(), by=None, at=early, reason="演练",
        knowingly=True, using="owner",
    )  # fmt: skip
    civil, head = town.worker("civil"), town.worker("head")
    made = actions.register_institution(
        community=SHOWN_HOME, kind=Kind.ELDER_CARE, name="示范颐养院", owner=Owner.PUBLIC,
        since=early.date(), by=civil, at=early,
    )  # fmt: skip
    floors = [
        actions.Floor(f"{f}层", [
            actions.Room(f"{f}{r:02}", [f"{f}{r:02}-{b}" for b in range(1, BEDS + 1)])
            for r in range(1, ROOMS + 1)
        ])
        for f in range(1, FLOORS + 1)
    ]  # fmt: skip
    actions.add_building(made.pk, name="主楼", floors=floors, by=head, at=early)
    with nationwide():
        beds = list(Location.objects.filter(kind="bed").order_by("pk"))
    born = early.date().replace(year=1938)
    found = [
        actions.Admission(
            bed.pk, f"老人{n:02}", identity("", born + timedelta(days=n), Sex.FEMALE), early
        )
        for n, bed in enumerate(beds)
    ]
    actions.admit_all(made.pk, found, by=head, at=early)
    return made.pk


class Thumb:
    """What a carer taps on the page's own keys."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def key(self, name: str) -> None:
        self.page.locator(".pad button", has_text=name).tap()
        self.taps += 1
        sleep(SECONDS_A_TAP)

    def values(self, *numbers: str) -> None:
        for digit in "".join(numbers):
            self.key(digit)


def test_sixty_residents_are_measured_in_five_minutes_and_the_nurse_hears_at_once(
    open_page: OpenPage, home: int
) -> None:
    page = open_page("carer", f"/institutions/{home}/")
    thumb, began, number = Thumb(page), monotonic(), 0
    page.get_by_role("link", name="轮查 1层").tap()
    thumb.taps += 1
    for floor in range(1, FLOORS + 1):
        if floor > 1:
            page.locator(".choose").get_by_role("link", name=f"{floor}层", exact=True).tap()
            thumb.taps += 1
        page.locator("input[data-digits]").first.tap()
        thumb.taps += 1
        for _ in range(ROOMS * BEDS):
            number += 1
            thumb.values("364", "93" if number == SICK else "97", "16")
        progress = page.locator("#round-progress")
        expect(progress).to_contain_text(f"{ROOMS * BEDS}/{ROOMS * BEDS}", timeout=30_000)
    took = monotonic() - began
    sys.stdout.write(f"{number} residents: {took:.0f} s, {thumb.taps} taps; at 0.3 s a tap "
                     f"{took + thumb.taps * max(0, 0.3 - SECONDS_A_TAP):.0f} s\n")  # fmt: skip
    assert took + thumb.taps * max(0, 0.3 - SECONDS_A_TAP) < MINUTES * 60
    assert _barriers(page) == []
    nurse = open_page("nurse", "/institutions/warnings/")
    expect(nurse.locator(".duty.missed")).to_contain_text("老人06")
    assert _barriers(nurse) == []
    nurse.get_by_role("button", name="我来接手").tap()
    nurse.get_by_role("link", name="登记结果").tap()
    nurse.get_by_text("误报：复测正常").tap()
    nurse.get_by_role("button", name="保存").tap()
    expect(nurse.locator("main")).to_contain_text("没有待接的预警")
    expect(nurse.locator("main")).to_contain_text("误报")


def test_what_is_missing_is_asked_for_beside_the_field_and_stays_as_typed(
    open_page: OpenPage, home: int
) -> None:
    page = open_page("carer", f"/institutions/{home}/", scripts=False)
    page.get_by_role("link", name="轮查 1层").tap()
    first = page.locator("fieldset.resident").first
    first.locator("input[data-digits='3']").fill("36.8")
    page.get_by_role("button", name="保存 101 室").tap()
    expect(page.locator("fieldset.resident").first).to_contain_text("请说明原因")
    expect(page.locator("input[data-digits='3']").first).to_have_value("36.8")
