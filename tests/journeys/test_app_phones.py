"""A phone's life in two browsers: shown a code, used, lost, wiped; and a round in English."""

from playwright.sync_api import Page, expect

from tests.journeys import app, town
from tests.journeys.conftest import OpenPage
from tests.journeys.test_screens import _barriers


def _line(page: Page) -> object:
    return expect(page.locator("header .line"))


def test_a_lost_phone_is_ended_from_the_page_of_phones_and_empties_itself(
    open_page: OpenPage,
) -> None:
    leader = open_page("community", "/phones/")
    worker = leader.locator("li.clause", has_text=town.worker("grid").name).first
    worker.get_by_role("button", name="绑定手机").click()
    phone = open_page("", "/field/")
    phone.fill("[name=code]", leader.locator("#code").input_value())
    phone.fill("[name=phone]", "红米 12")
    phone.get_by_role("button", name="下一步").click()
    for _ in range(2):
        app.type_pin(phone, app.PIN)
    expect(phone.locator("article.stop").first).to_be_visible(timeout=30_000)
    phone.context.set_offline(True)
    app.record(phone, "赵素芬")
    _line(phone).to_contain_text("1 待发")
    _end(leader)
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(phone.locator("main")).to_contain_text("这部手机已被清空", timeout=30_000)
    expect(phone.locator("main")).to_contain_text("1 条还没发出")
    assert _barriers(phone) == []
    assert set(map(len, app.kept(phone).values())) == {0}
    leader.goto(leader.url.split("/phones/")[0] + f"/staff/{town.worker('grid').user}/")
    expect(leader.locator("main")).to_contain_text("已清除")
    phone.reload()
    expect(phone.get_by_role("heading", name="登记这部手机")).to_be_visible()


def _end(leader: Page) -> None:
    leader.goto(leader.url.split("/staff/")[0] + "/phones/")
    mine = leader.locator(".phone-set", has_text="红米 12")
    expect(mine).to_contain_text("手机上还有 0 条")
    assert _barriers(leader) == []
    mine.locator("summary").click()
    mine.locator("[name=reason]").fill("手机丢在出租车上")
    mine.locator("[name=wipe]").check()
    mine.get_by_role("button", name="立即停用这部手机").click()
    expect(leader.locator("#messages")).to_contain_text("一联网就会清除数据")


def test_a_round_in_english_without_network_is_corrected_and_arrives(open_page: OpenPage) -> None:
    page = open_page("", "/field/", django_language="en")
    app.enrol(page, language="en")
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Enter your PIN")).to_be_visible()
    app.type_pin(page, app.PIN)
    page.get_by_role("tab", name="Households").click()
    page.get_by_role("searchbox").fill("1-2-602")
    page.get_by_role("link", name="赵素芬").click()
    _contact(page, "Record a contact", "At the door", "Well")
    _line(page).to_contain_text("1 waiting")
    _contact(page, "Correct this", "Not reached")
    expect(page.locator(".timeline li.undone")).to_contain_text("corrected later")
    page.get_by_role("tab", name="Today").click()
    page.get_by_role("button", name="Report a difficulty").click()
    page.locator("dialog").get_by_text("Supplies", exact=True).click()
    page.fill("[name=text]", "Two thermometers by noon")
    page.locator("dialog").get_by_role("button", name="Save").click()
    page.get_by_role("tab", name="Mine").click()
    expect(page.locator("main")).to_contain_text("Difficulty")
    assert _barriers(page) == []
    page.context.set_offline(False)
    _line(page).not_to_contain_text("waiting", timeout=30_000)
    later, first = app.submissions("赵素芬")[:2]
    assert (first.content["way"], later.content["condition"]) == ("door", "not_reached")
    assert later.corrects_id == first.pk
    page.get_by_role("tab", name="Mine").click()
    expect(page.locator(".timeline .says")).to_have_count(0)


def _contact(page: Page, act: str, *chosen: str) -> None:
    page.get_by_role("button", name=act).click()
    for word in chosen:
        page.locator("dialog").get_by_text(word, exact=True).click()
    page.locator("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("dialog")).to_have_count(0)
