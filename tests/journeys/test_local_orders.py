"""A county writes its own orders: refused where loose, let by a clause, released, amended."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, OpenPage

GRANTING = "/orders/pack/demo-observation/"
HOME = "/orders/local/tighten/A-2.2/"
ROUND = "/orders/local/tighten/E-8/"


def fill(page: Page, *, clause: str, reason: str, **values: str) -> None:
    """Fill the values that change, the clause and the reason."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=zh]").fill(clause)
    page.locator("[name=reason]").fill(reason)


def keep(page: Page) -> None:
    page.get_by_role("button", name="存为草稿").click()


def release(page: Page) -> None:
    page.locator("[name=sure]").check()
    page.get_by_role("button", name="发布这份规定").click()
    expect(page.locator("#messages")).to_contain_text("已发布")


def test_fourteen_days_become_seven_only_where_a_clause_lets_them(open_page: OpenPage) -> None:
    page = open_page("policy", "/orders/measure/A-2.2/")
    page.get_by_role("link", name="在渝中区收紧这项措施").tap()
    fill(page, lasts="7", clause="居家观察7天。", reason="演练：缩短居家观察")
    keep(page)
    refused = page.locator("#refused")
    expect(refused).to_contain_text("条款 A-2.2 要求至少14天")
    expect(refused.get_by_role("link", name="查看条款 A-2.2")).to_be_visible()
    expect(page.locator(".field:has([name=lasts]) .says")).to_have_text("条款 A-2.2 要求至少14天。")
    expect(page.locator("[name=lasts]")).to_have_value("7")
    expect(page.locator("[name=zh]")).to_have_value("居家观察7天。")
    adopt(page)
    page.goto(page.url.replace(GRANTING, HOME))
    fill(page, lasts="7", clause="居家观察7天。", reason="演练：缩短居家观察")
    page.locator("[name=grant]").select_option("XA-1")
    keep(page)
    expect(page.locator("main")).to_contain_text("放宽依据条款 XA-1")
    release(page)
    page.goto(page.url.replace("/orders/local/", "/orders/local/changes/"))
    expect(page.locator(".timeline").first).to_contain_text("L500103-1.1")
    page.goto(page.url.replace("/orders/local/changes/", "/orders/measure/A-2.2/"))
    expect(page.locator("main")).to_contain_text("共 7 天")


def adopt(page: Page) -> None:
    """Put the clause that lets places ask for fewer days in force, knowing what it is."""
    page.goto(re.sub(r"/orders/.*", GRANTING, page.url))
    page.locator("[name=reason]").fill("演练：允许缩短")
    page.locator("[name=knowingly]").check()
    page.get_by_role("button", name="施行").click()
    expect(page.locator("#messages .note")).to_be_visible()


def test_a_county_tightens_and_amends_and_keeps_what_was(open_page: OpenPage) -> None:
    page = open_page("policy", ROUND, width=DESK)
    fill(page, needs="3", clause="每周联系3次。", reason="演练：加密联系")
    keep(page)
    expect(page.locator("table strong")).to_have_text("3次")
    release(page)
    page.goto(re.sub(r"/orders/.*", ROUND, page.url))
    fill(page, needs="4", since="2023-02-06", clause="每周联系4次。", reason="演练：再加密")
    keep(page)
    page.get_by_role("link", name="修改").click()
    expect(page.locator("[name=needs]")).to_have_value("4")
    page.locator("[name=needs]").fill("5")
    keep(page)
    expect(page.locator("table strong")).to_have_text("5次")
    release(page)
    expect(page.locator("main")).to_contain_text("L500103-1.1")
    expect(page.locator("main")).to_contain_text("L500103-2.1")


def test_two_orders_from_one_day_are_refused_and_both_named(open_page: OpenPage) -> None:
    page = open_page("policy", ROUND, width=DESK)
    fill(page, needs="3", clause="每周联系3次。", reason="演练：加密联系")
    keep(page)
    release(page)
    page.goto(re.sub(r"/orders/.*", ROUND, page.url))
    fill(page, needs="4", clause="每周联系4次。", reason="演练：再加密", title_zh="另一份")
    keep(page)
    refused = page.locator("#refused")
    expect(refused).to_contain_text("L500103-1.1")
    expect(refused).to_contain_text("《另一份》（条款 L500103-2.1）")
