"""People who come, go and change, on a telephone: registered, handed over, put right, measured."""

from base64 import b64decode

from playwright.sync_api import Page, expect

from tests.journeys import app, residents, town
from tests.journeys.conftest import PHONE, OpenPage
from tests.journeys.test_app_keeps import PICTURE
from tests.journeys.test_app_screens import _serves
from tests.journeys.test_people_at_home import address, begin, offer

CHONGQING = {"latitude": 29.5567, "longitude": 106.5687, "accuracy": 12}


def _line(page: Page) -> object:
    return expect(page.locator("header .line"))


def _save(page: Page, word: str = "保存") -> None:
    page.locator("dialog").get_by_role("button", name=word).click()
    expect(page.locator("dialog")).to_have_count(0)


def _find(page: Page, name: str) -> None:
    page.get_by_role("tab", name="住户").click()
    page.get_by_role("searchbox").fill(name)
    page.locator("a.resident").first.click()


def test_who_arrives_is_registered_and_a_field_is_put_right_by_two(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    page.get_by_role("tab", name="住户").click()
    page.get_by_role("button", name="有人到了").click()
    page.locator("dialog button[type=submit]").click()
    for word in ("请填姓名", "请选楼栋", "请填从哪里来"):
        expect(page.locator("dialog")).to_contain_text(word)
    _serves(page, PHONE)
    _arrive(page)
    _line(page).to_contain_text("2 待发")
    _edit(page, "00011111111")
    there = open_page("community", f"/people/{town.number_of(residents.WANG.name)}/edit")
    there.fill("[name=phone]", "00022222222")
    there.fill("[name=why]", "本人来电")
    there.get_by_role("button", name="保存").click()
    there.locator("#messages").wait_for()
    page.context.set_offline(False)
    _line(page).not_to_contain_text("待发", timeout=30_000)
    there.goto(there.url.split("/people/")[0] + "/households/settle/")
    there.get_by_role("link", name=residents.WANG.name).click()
    for number in ("00011111111", "00022222222"):
        expect(there.locator(".pairing")).to_contain_text(number)
    second = open_page("second", "/transfers/")
    expect(second.locator("section").first).to_contain_text("周敏")


def _arrive(page: Page) -> None:
    """Register somebody behind a known door who goes on to another community."""
    page.fill("[name=name]", "周敏")
    page.fill("[name=born]", "1990-04-02")
    page.locator("[name=place]").select_option(label="1号楼")
    page.fill("[name=door]", residents.WANG.door)
    page.fill("[name=origin]", "湖北武汉")
    for word in ("女", "疫情重点地区", "火车", "还要去别的社区"):
        page.locator("dialog").get_by_text(word, exact=True).click()
    page.fill("[name=number]", "G1316")
    page.fill("[name=to]", "中山二路")
    page.locator("dialog").get_by_text("中山二路社区居民委员会").click()
    _serves(page, PHONE)
    _save(page)


def _edit(page: Page, phone: str) -> None:
    """Put Wang's telephone right; the phone shows it at once, as not sent."""
    _find(page, residents.WANG.name)
    page.get_by_role("button", name="改资料").click()
    page.fill("[name=phone]", phone)
    _serves(page, PHONE)
    _save(page)
    expect(page.locator(f"a[href='tel:{phone}']")).to_be_visible()
    expect(page.locator(".timeline li").first).to_contain_text(f"电话 {phone}")


def test_groups_and_relation_are_put_right_without_network_and_by_two_at_once(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.context.set_offline(True)
    _find(page, residents.WANG.name)
    page.get_by_role("button", name="改资料").click()
    page.fill("[name=id_number]", "123")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("dialog")).to_contain_text("身份证号不对")
    page.fill("[name=id_number]", "")
    expect(page.locator("dialog details")).to_have_attribute("open", "")  # she is in a group
    page.locator("[name=relation]").select_option(label="户主")
    page.locator("dialog").get_by_text("慢性病", exact=True).click()
    _serves(page, PHONE)
    _save(page)
    expect(page.locator("main")).to_contain_text("户主")
    expect(page.locator(".chip", has_text="慢性病")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("列入 慢性病")
    there = open_page("community", f"/people/{town.number_of(residents.WANG.name)}/edit")
    there.locator("[name=relation]").select_option(label="配偶")
    there.fill("[name=why]", "本人来电")
    there.get_by_role("button", name="保存").click()
    there.locator("#messages").wait_for()
    page.context.set_offline(False)
    _line(page).not_to_contain_text("待发", timeout=30_000)
    there.goto(there.url.split("/people/")[0] + "/households/settle/")
    there.get_by_role("link", name=residents.WANG.name).click()
    for word in ("户主", "配偶"):
        expect(there.locator(".pairing")).to_contain_text(word)
    there.goto(
        there.url.split("/households/")[0] + f"/people/{town.number_of(residents.WANG.name)}/"
    )
    expect(there.locator("main")).to_contain_text("慢性病")


def test_who_is_observed_is_measured_and_a_photo_keeps_its_place(open_page: OpenPage) -> None:
    begin(open_page("grid", address()))
    page = open_page("", "/field/")
    origin = page.url.split("/field/")[0]
    page.context.grant_permissions(["geolocation"], origin=origin)
    page.context.set_geolocation(CHONGQING)
    app.enrol(page)
    page.context.set_offline(True)
    app.stop(page, residents.ZHAO.name).get_by_role("button", name="量体温").click()
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("dialog")).to_contain_text("请填体温")
    page.fill("[name=temperature]", "38.1")
    page.locator("dialog").get_by_text("发热", exact=True).click()
    _serves(page, PHONE)
    page.locator("dialog button[type=submit]").click()
    expect(page.get_by_role("alertdialog")).to_contain_text("现在要做")
    page.get_by_role("alertdialog").get_by_role("button").click()
    _photograph(page)
    page.context.clear_permissions()
    page.context.set_geolocation(None)
    _photograph(page, placed=False)
    page.context.set_offline(False)
    _line(page).not_to_contain_text("待发", timeout=30_000)
    told = [each.content for each in app.submissions(residents.ZHAO.name)[:3]]
    reading, bare, placed = sorted(told, key=lambda each: ("way" in each, "where" in each))
    assert (reading["temperature"], reading["symptoms"]) == ("38.1", ["fever"])
    assert (placed["where"]["lat"], placed["where"]["metres"]) == (29.5567, 12)
    assert "where" not in reading | bare
    there = open_page("grid", address())
    expect(there.locator("ol.timeline").first).to_contain_text(
        "拍摄位置 29.55670, 106.56870 ± 12 m"
    )


def _photograph(page: Page, *, placed: bool = True) -> None:
    """Record a contact with a photo, and where it was taken if the phone may say so."""
    _find(page, residents.ZHAO.name)
    page.get_by_role("button", name="登记联系").click()
    for word in ("上门", "良好"):
        page.locator("dialog").get_by_text(word, exact=True).click()
    page.locator("dialog summary").click()
    page.locator("dialog input[type=file]").set_input_files({
        "name": "door.png", "mimeType": "image/png",
        "buffer": b64decode(page.evaluate(PICTURE, int(placed))),
    })  # fmt: skip
    page.locator("dialog .photo img").wait_for()
    tick = page.get_by_role("checkbox", name="照片带上现在的位置")
    expect(tick).to_be_checked(checked=placed)
    _save(page)


def test_a_hand_over_is_answered_in_english(open_page: OpenPage) -> None:
    offer(open_page("community", address()))
    page = open_page("", "/field/", django_language="en")
    app.let_in(page, "second", "en", by="county")
    page.get_by_role("button", name=residents.ZHAO.name).click(timeout=30_000)
    page.context.set_offline(True)
    page.locator("dialog").get_by_text("Send back", exact=True).click()
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("dialog")).to_contain_text("Write a sentence")
    page.locator("dialog").get_by_text("Accept", exact=True).click()
    page.locator("[name=place]").select_option(index=1)
    page.fill("[name=door]", "5-5-501")
    _serves(page, PHONE)
    _save(page, "Save")
    expect(page.get_by_text("Hand-overs waiting for your answer")).to_have_count(0)
    page.context.set_offline(False)
    _line(page).not_to_contain_text("waiting", timeout=30_000)
    there = open_page("second", address())
    expect(there.locator("h1")).to_contain_text(residents.ZHAO.name)
