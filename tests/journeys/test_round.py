"""A carer's round of sixty residents on a telephone, and the nurse who hears of it at once."""

from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage
from tests.journeys.sixty import BEDS, FLOORS, ROOMS, SICK, Thumb, home
from tests.journeys.test_screens import _barriers

__all__ = ["home"]


def test_sixty_residents_are_measured_in_five_minutes_and_the_nurse_hears_at_once(
    open_page: OpenPage, home: int
) -> None:
    page = open_page("carer", f"/institutions/{home}/")
    thumb, number = Thumb(), 0
    thumb.tap(page.get_by_role("link", name="轮查 1层"))
    for floor in range(1, FLOORS + 1):
        if floor > 1:
            thumb.tap(page.locator(".choose").get_by_role("link", name=f"{floor}层", exact=True))
        thumb.tap(page.locator("input[data-digits]").first)
        for _ in range(ROOMS * BEDS):
            number += 1
            thumb.values(page.locator(".pad"), "364", "93" if number == SICK else "97", "16")
        progress = page.locator("#round-progress")
        expect(progress).to_contain_text(f"{ROOMS * BEDS}/{ROOMS * BEDS}", timeout=30_000)
    thumb.finish("web", number)
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
