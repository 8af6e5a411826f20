"""A carer's telephone without network: a round room by room, judged at once, sent afterwards."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from anlin.institutions.models import Warning
from tests.journeys import app
from tests.journeys.conftest import OpenPage
from tests.journeys.sixty import BEDS, FLOORS, ROOMS, SECONDS_A_TAP, Thumb, home
from tests.journeys.test_app_screens import TOO_SMALL
from tests.journeys.test_screens import OVER_THE_EDGE, THUMB, _barriers

__all__ = ["home"]
WELL = ("364", "97", "16")
IN_ONE_BREATH = """digits => {
    const keys = [...document.querySelectorAll(".pad button")];
    document.querySelector(".measure > .wide").click();
    for (const digit of digits) keys.find(key => key.textContent === digit).click();
}"""


def _enrol(page: Page, language: str = "zh-hans", username: str = "carer") -> None:
    app.let_in(page, username, language, by="head")
    expect(page.locator(".measure")).to_be_visible(timeout=30_000)
    page.evaluate("navigator.serviceWorker.ready")


def _save(page: Page) -> Locator:
    return page.locator(".measure > .wide")


def _measure(page: Page, *numbers: str) -> None:
    thumb = Thumb()
    thumb.values(page.locator(".pad"), *numbers)
    thumb.tap(_save(page))


def _serves(page: Page) -> None:
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    assert page.evaluate(OVER_THE_EDGE) == []


def _warnings() -> list[tuple[str, str]]:
    found = Warning.objects.using("owner").select_related("person").order_by("pk")
    return [(each.person.name, each.level) for each in found]


def _kept(name: str) -> list[dict[str, Any]]:
    return [each.content for each in app.submissions(name)]


@pytest.mark.usefixtures("home")
def test_a_floor_is_measured_without_network_and_a_warning_asks_for_the_next_step_at_once(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/")
    _enrol(page)
    _serves(page)
    page.context.set_offline(True)
    _measure(page, *WELL)
    expect(page.locator(".measure .whom")).to_contain_text("老人01")
    _measure(page, "364", "93", "16")
    alarm = page.get_by_role("alertdialog")
    expect(alarm).to_contain_text("老人01：危急")
    expect(alarm).to_contain_text("DX-1")
    expect(alarm).to_contain_text("NR-1")
    expect(alarm).to_contain_text("护士还看不到")
    expect(alarm.locator("a.call")).to_have_attribute("href", "tel:02300000119")
    _serves(page)
    alarm.get_by_role("button", name="知道了").tap()
    _leave_out(page)
    _put_right(page)
    page.context.set_offline(False)
    expect(page.locator("header .line")).not_to_contain_text("待发", timeout=30_000)
    assert _warnings() == [("老人01", "emergency")]
    assert [each.get("not_done") for each in _kept("老人02")] == ["refused"]
    assert [each["spo2"] for each in _kept("老人00")] == [98, 97]
    expect(page.locator(".answer")).to_contain_text("3/20")
    nurse = open_page("nurse", "/institutions/warnings/")
    expect(nurse.locator(".duty.missed")).to_contain_text("老人01")


def _leave_out(page: Page) -> None:
    """Measure only the temperature: a reason is asked for, and the round counts as partial."""
    _measure(page, "365")
    sheet = page.locator("dialog")
    expect(sheet).to_contain_text("血氧、呼吸没有测")
    _serves(page)
    sheet.get_by_text("不愿意测").tap()
    row = page.locator(".ward .resident", has_text="老人02")
    expect(row).to_contain_text("不全")


def _put_right(page: Page) -> None:
    """Type an own entry anew; the value before is shown and never filled in."""
    page.locator(".ward .resident", has_text="老人00").tap()
    expect(page.locator("dialog")).to_contain_text("36.4 °C · 97 %")
    _serves(page)
    page.get_by_role("button", name="更正刚才的").tap()
    expect(page.locator(".measure .values strong").first).to_have_text("–")
    _measure(page, "364", "98", "16")
    page.locator(".ward .resident", has_text="老人00").tap()
    expect(page.locator("dialog")).to_contain_text("98 %")
    page.keyboard.press("Escape")


@pytest.mark.usefixtures("home")
def test_a_thumb_faster_than_the_store_has_begun_with_the_next_resident(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/")
    _enrol(page)
    Thumb().values(page.locator(".pad"), *WELL)
    page.evaluate(IN_ONE_BREATH, "3659817")
    expect(page.locator(".measure .whom")).to_contain_text("老人01")
    expect(page.locator(".measure .values strong")).to_have_text(["36.5", "98", "17"])
    expect(page.locator(".answer")).to_contain_text("1/20")


@pytest.mark.usefixtures("home")
def test_what_nobody_alive_has_is_read_again_and_symptoms_are_told_in_english(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/", django_language="en")
    _enrol(page, "en")
    _serves(page)
    page.context.set_offline(True)
    _measure(page, "269")
    expect(page.locator(".measure .says")).to_contain_text("read the thermometer again")
    for _ in range(3):
        page.locator(".pad").get_by_role("button", name="Delete one").tap()
    page.get_by_role("button", name="Symptoms").tap()
    page.locator("dialog").get_by_text("Short of breath").tap()
    _serves(page)
    page.locator("dialog .wide").tap()
    _measure(page, *WELL)
    alarm = page.get_by_role("alertdialog")
    expect(alarm).to_contain_text("老人00: an emergency")
    expect(alarm).to_contain_text("Stay with them")
    _serves(page)


@pytest.mark.usefixtures("home")
def test_a_round_on_the_phone_takes_few_taps_and_less_than_five_minutes_for_sixty(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/")
    _enrol(page)
    page.context.set_offline(True)
    floors, beds = (FLOORS, ROOMS * BEDS) if SECONDS_A_TAP else (1, 8)  # at a pace: all of them
    thumb = Thumb()
    for floor in range(1, floors + 1):
        if floor > 1:
            thumb.tap(page.get_by_role("button", name=f"去{floor}层"))
        for _ in range(beds):
            thumb.values(page.locator(".pad"), *WELL)
            thumb.tap(_save(page))
    expect(page.locator(".answer")).to_contain_text(f"{beds}/{ROOMS * BEDS}")
    thumb.finish("phone", floors * beds)
    page.context.set_offline(False)
    expect(page.locator("header .line")).not_to_contain_text("待发", timeout=60_000)
