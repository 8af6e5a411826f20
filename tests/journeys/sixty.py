"""A home of sixty residents whose carer and nurse one can sign in as, and a thumb that taps."""

import os
import sys
from time import monotonic, sleep

import pytest
from playwright.sync_api import Locator

from anlin.institutions import actions
from anlin.institutions.rules import Arranged
from tests.journeys import town
from tests.journeys.conftest import Standing
from tests.journeys.homes import BEDS, EARLY, FLOORS, keep_home

SECONDS_A_TAP = float(os.environ.get("ANLIN_TAP_SECONDS", "0"))  # 0.3: as a practised thumb does
ROOMS = 10  # on each floor
MINUTES = 5
SICK = 7  # the resident whose saturation is 93


@pytest.fixture
def home(standing: Standing) -> int:
    """Let sixty residents live in the home whose carer one can sign in as; return its number."""
    standing.touched = True
    made, head = keep_home(ROOMS), town.worker("head")
    actions.arrange(
        made, kind=Arranged.DUTY, name="值班护士站", phone="02300000119", by=head, at=EARLY
    )
    return made


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
