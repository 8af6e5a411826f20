"""Somebody is back from elsewhere: observed at home, read at the door, taken to hospital."""

from playwright.sync_api import Page, expect

from tests.journeys import residents, town
from tests.journeys.conftest import OpenPage


def address() -> str:
    return f"/people/{town.number_of(residents.ZHAO.name)}/"


def begin(page: Page) -> None:
    page.get_by_role("link", name="开始居家观察").tap()
    page.get_by_text("从疫区返回", exact=True).tap()
    page.locator("[name=begun_on]").fill("2023-01-29")
    page.get_by_role("button", name="保存").tap()
    expect(page.locator("#messages")).to_contain_text("居家观察已开始")


def test_observation_is_begun_read_and_ended_with_one_thumb(open_page: OpenPage) -> None:
    page = open_page("grid", address())
    begin(page)
    expect(page.locator("section.card").first).to_contain_text("第5天，共14天")
    page.get_by_role("link", name="登记联系").tap()
    sheet = page.locator("#sheet")
    sheet.get_by_text("上门", exact=True).tap()
    expect(sheet.locator("[name=temperature]")).not_to_be_visible()
    sheet.get_by_text("良好", exact=True).tap()
    sheet.locator("[name=temperature]").fill("36.5")
    sheet.get_by_role("button", name="保存").tap()
    expect(page.locator(".timeline li").first).to_contain_text("36.5 °C")
    page.get_by_role("link", name="提前结束").tap()
    page.get_by_text("已送医院", exact=True).tap()
    page.locator("[name=why]").fill("发热，已转院")
    page.get_by_role("button", name="结束观察").tap()
    expect(page.get_by_role("link", name="开始居家观察")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("已送医院")


def test_who_is_observed_stands_on_the_list_and_on_today(open_page: OpenPage) -> None:
    page = open_page("grid", address())
    begin(page)
    page.goto(page.url.replace(address(), "/observations/"))
    expect(page.locator(".rows li")).to_contain_text(residents.ZHAO.name)
