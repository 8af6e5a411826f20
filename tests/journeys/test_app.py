"""A grid worker's day with the field app, most of it without a network."""

import re
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from tests.journeys import app, town
from tests.journeys.conftest import PHONE, OpenPage, Standing


def _line(page: Page) -> object:
    return expect(page.locator("header .line"))


def test_a_code_and_a_pin_lead_to_the_days_round(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    assert page.locator(".figures strong").all_inner_texts() == ["17", "4", "3"]
    groups = [text.split("\n") for text in page.locator("h2.group").all_inner_texts()]
    assert groups == [["过时", "2"], ["1号楼", "3"], ["2号楼", "2"], ["已做", "2"]]
    late = page.locator("section", has=page.get_by_role("heading", name="过时"))
    assert late.locator("h3 a").all_inner_texts() == ["刘玉珍", "王桂兰"]
    dues = " ".join(page.locator("article.stop .due").all_inner_texts())
    assert re.search(r"今天 \d\d:00 到期", dues)
    assert re.search(r"\d月\d+日 24:00 到期", dues)


def test_three_taps_reach_the_server_without_typing(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    app.record(page, "赵素芬")
    _line(page).not_to_contain_text("待发")
    _line(page).to_contain_text("已同步")
    assert app.submissions("赵素芬")[0].content == {"way": "phone", "condition": "well"}


def test_a_round_without_network_arrives_when_it_is_back(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.reload()
    app.type_pin(page, app.PIN)
    before = len(app.submissions("赵素芬"))
    app.record(page, "赵素芬", way="上门")
    app.record(page, "王桂兰", "不适")
    expect(page.get_by_role("alertdialog")).to_contain_text("王桂兰：现在要做")
    page.get_by_role("alertdialog").get_by_role("button", name="知道了").click()
    _line(page).to_contain_text("没有网络")
    _line(page).to_contain_text("2 待发")
    expect(app.stop(page, "赵素芬")).to_contain_text("待发")
    assert len(app.submissions("赵素芬")) == before
    page.context.set_offline(False)
    _line(page).not_to_contain_text("待发")
    assert len(app.submissions("赵素芬")) == before + 1
    assert app.submissions("王桂兰")[0].content["condition"] == "unwell"


def test_the_app_opens_without_network_whatever_language_the_browser_asks_for(
    browser: Browser, address: str, standing: Standing
) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": PHONE, "height": 844})
    context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": address}])
    page = context.new_page()
    app.at_work(page, town.AT)
    page.goto(f"{address}/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="请输入数字密码")).to_be_visible()
    context.close()


def test_an_own_entry_is_corrected_and_both_stay(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    app.record(page, "赵素芬")
    page.get_by_role("link", name="赵素芬", exact=True).first.click()
    page.get_by_role("button", name="更正").click()
    page.locator("dialog").get_by_text("没联系上", exact=True).click()
    page.locator("dialog").get_by_role("button", name="保存").click()
    expect(page.locator(".timeline li").first).to_contain_text("没联系上")
    expect(page.locator(".timeline li.undone")).to_contain_text("后来更正过")
    _line(page).not_to_contain_text("待发")
    later, first = app.submissions("赵素芬")[:2]
    assert later.corrects_id == first.pk


def test_a_household_and_its_people_are_registered_door_by_door(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    page.get_by_role("tab", name="住户").click()
    page.get_by_role("link", name="1号楼").click()
    page.get_by_role("button", name="登记新住户").click()
    page.fill("[name=door]", "1-3-101")
    page.locator("dialog").get_by_role("button", name="保存").click()
    door = page.locator("li.door-row", has_text="1-3-101")
    door.get_by_role("button", name="登记新住的人").click()
    page.fill("[name=name]", "王桂兰")
    expect(page.locator("dialog")).to_contain_text("名单里已有 王桂兰 1-1-402")
    page.fill("[name=name]", "田秀珍")
    page.locator("dialog").get_by_text("女", exact=True).click()
    page.fill("[name=born]", "1949-10-01")
    page.locator("dialog").get_by_role("button", name="保存").click()
    door.get_by_role("link", name="田秀珍").click()
    expect(page.locator("h1")).to_contain_text("73岁")
    page.get_by_role("button", name="登记联系").click()
    for word in ("上门", "良好"):
        page.locator("dialog").get_by_text(word, exact=True).click()
    page.locator("dialog").get_by_role("button", name="保存").click()
    _line(page).to_contain_text("3 待发")
    page.context.set_offline(False)
    _line(page).not_to_contain_text("待发", timeout=30_000)
    assert app.submissions("田秀珍")[0].content["way"] == "door"


def test_whoever_steals_the_phone_reads_nothing(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    app.record(page, "赵素芬")
    _line(page).to_contain_text("1 待发")
    lying = str(app.kept(page))
    assert "红米" in lying
    for secret in ("王桂兰", "赵素芬", "0001383800", "phone_", "well"):
        assert secret not in lying
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_role("heading", name="请输入数字密码")).to_be_visible()
    assert "王桂兰" not in page.content()


def test_wrong_pins_cost_time_and_in_the_end_the_list_but_no_entry(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    app.record(page, "赵素芬")
    _line(page).to_contain_text("1 待发")
    page.get_by_role("tab", name="我的").click()
    page.get_by_role("button", name="锁上").click()
    for number in range(1, 11):
        app.at_work(page, town.AT + timedelta(hours=number))
        expect(page.locator(".keys button").first).to_be_enabled()
        app.type_pin(page, "246801")
        if number < 10:
            told = "请等" if number > 3 else f"再错 {10 - number} 次"
            expect(page.locator(".pin .says")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text("密码输错太多")
    expect(page.locator("main")).to_contain_text("1 条没发出的仍密封着")
    assert app.kept(page)["cache"] == []
    page.context.set_offline(False)
    app.at_work(page, town.AT + timedelta(hours=12))
    page.get_by_role("button", name="联系服务器").click()
    app.type_pin(page, app.PIN)
    _line(page).not_to_contain_text("待发")
    assert app.submissions("赵素芬")[0].content["condition"] == "well"


def test_after_72_hours_without_contact_the_list_is_gone_and_the_entries_wait(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    app.record(page, "赵素芬")
    _line(page).to_contain_text("1 待发")
    app.at_work(page, town.AT + timedelta(hours=71, minutes=59))
    page.reload()
    app.type_pin(page, app.PIN)
    expect(page.get_by_role("alert").first).to_contain_text("已超过一天")
    app.at_work(page, town.AT + timedelta(hours=72))
    page.reload()
    expect(page.locator("main")).to_contain_text("太久没有联网")
    assert app.kept(page)["cache"] == []
    assert len(app.kept(page)["outbox"]) == 1
    page.context.set_offline(False)
    page.get_by_role("button", name="联系服务器").click()
    app.type_pin(page, app.PIN)
    _line(page).not_to_contain_text("待发")
    expect(page.locator("article.stop").first).to_be_visible()


def test_a_cleared_browser_is_told_with_how_much_was_lost(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    app.record(page, "赵素芬")
    _line(page).to_contain_text("1 待发")
    page.context.set_offline(False)
    page.goto(page.url.split("/field/")[0] + "/static/dist/field/mark.svg")
    page.evaluate(app.ERASE)
    page.goto(page.url.split("/static/")[0] + "/field/")
    expect(page.locator("main")).to_contain_text("手机里的数据被清除了")
    expect(page.locator("main")).to_contain_text("1 条没有发出")


def test_the_app_speaks_english_too(open_page: OpenPage) -> None:
    page = open_page("", "/field/", django_language="en")
    app.enrol(page, language="en")
    expect(page.locator("h2.group").first).to_contain_text("Overdue")
    app.stop(page, "赵素芬").get_by_role("button", name="Telephone").click()
    page.locator("dialog").get_by_text("Unwell", exact=True).click()
    page.fill("[name=temperature]", "50")
    page.locator("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("dialog")).to_contain_text("read the thermometer again")
    page.fill("[name=temperature]", "38.2")
    page.locator("dialog").get_by_role("button", name="Save").click()
    page.get_by_role("button", name="I see").click()
    _line(page).to_contain_text("Synced")
    assert app.submissions("赵素芬")[0].content["temperature"] == "38.2"
