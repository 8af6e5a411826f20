"""A home of sixty residents whose carer and nurse one can sign in as, and a thumb that taps."""

import os
import sys
from datetime import timedelta
from time import monotonic, sleep

import pytest
from playwright.sync_api import Locator

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
from tests.journeys.conftest import Standing

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
    """A carer's thumb: counts its taps and the time since it began."""

    def __init__(self) -> None:
        self.taps, self.began = 0, monotonic()

    def tap(self, where: Locator) -> None:
        """Tap once, as fast as it goes or at the pace asked for."""
        where.tap()
        self.taps += 1
        sleep(SECONDS_A_TAP)

    def values(self, pad: Locator, *numbers: str) -> None:
        """Tap figures on the page's own keys."""
        for digit in "".join(numbers):
            self.tap(pad.locator("button", has_text=digit))

    def finish(self, what: str, residents: int) -> None:
        """Say how long it took, as at 0.3 s a tap, and hold it to five minutes for sixty."""
        took = monotonic() - self.began
        paced = took + self.taps * max(0, 0.3 - SECONDS_A_TAP)
        sys.stdout.write(f"{what}: {residents} residents, {took:.0f} s, {self.taps} taps; "
                         f"at 0.3 s a tap {paced:.0f} s\n")  # fmt: skip
        assert paced < MINUTES * 60 * residents / (FLOORS * ROOMS * BEDS)
