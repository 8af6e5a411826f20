"""The first list of a large grid on a cheap phone: a slow line, a slow processor, a code."""

import sys
from time import monotonic

import pytest
from playwright.sync_api import CDPSession, expect

from anlin.base.scope import nationwide
from anlin.places.actions import open_places
from anlin.places.rules import Kind
from tests.field.test_list_size import MBIT, settle
from tests.journeys import app
from tests.journeys.conftest import OpenPage, Standing
from tests.journeys.town import AT, FOUNDED, TOWN

HOUSEHOLDS, SECONDS = 500, 10
SLOWER = 4  # times, than the processor here; and a busy build server is as much again
LINE = {"offline": False, "latency": 100, "downloadThroughput": MBIT, "uploadThroughput": MBIT}


def _throttle(wire: CDPSession) -> list[int]:
    """Make line and processor slow; return where the bytes of each answer are put down."""
    came: list[int] = []
    wire.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return came


def test_the_first_list_of_five_hundred_households_is_there_in_ten_seconds_over_one_mbit(
    open_page: OpenPage, standing: Standing, capsys: pytest.CaptureFixture[str]
) -> None:
    standing.touched = True
    with nationwide():
        more = [f"{n}号楼" for n in range(3, 11)]
        open_places(f"{TOWN}001", Kind.BUILDING, more, FOUNDED, by=None, at=AT)
        people = settle(HOUSEHOLDS, f"{TOWN}001")
    page = open_page("", "/field/sw.js")
    came = _throttle(page.context.new_cdp_session(page))
    began = monotonic()
    app.let_in(page, "grid")
    page.get_by_role("tab", name="住户").click()
    page.get_by_role("link", name="1号楼").wait_for()
    took = monotonic() - began
    with capsys.disabled():
        sys.stdout.write(f"\n{people} people: {sum(came):,} bytes, {took:.1f} s at 1 Mbit/s\n")
    page.get_by_role("searchbox").fill("6-1-101")
    expect(page.locator(".door-row").first).to_be_visible()
    assert sum(came) / MBIT < SECONDS / 2  # although tests serve the app uncompressed
    assert took < SECONDS * SLOWER
