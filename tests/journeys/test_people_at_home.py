"""Abnormal at the door, reporting by one's own link, a paper that is checked, handed over."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import residents, town
from tests.journeys.conftest import OpenPage
from tests.journeys.test_screens import OVER_THE_EDGE, THUMB, TOO_SMALL, _barriers


def address(name: str = residents.ZHAO.name) -> str:
    return f"/people/{town.number_of(name)}/"


def begin(page: Page, day: str = "2023-01-29") -> None:
    page.get_by_role("link", name="开始居家观察").tap()
    page.get_by_text("从疫区返回", exact=True).tap()
    page.locator("[name=begun_on]").fill(day)
    page.get_by_role("button", name="保存").tap()
    expect(page.locator("#messages")).to_contain_text("居家观察已开始")


def test_somebody_unwell_stands_first_until_the_clinic_has_decided(open_page: OpenPage) -> None:
    community = open_page("community", "/clinic")
    community.locator("[name=name]").fill("七星岗卫生服务中心")
    community.locator("[name=phone]").fill("000-6300-0001")
    community.get_by_role("button", name="保存").tap()
    page = open_page("grid", address())
    begin(page)
    page.get_by_role("link", name="登记联系").tap()
    sheet = page.locator("#sheet")
    sheet.get_by_text("上门", exact=True).tap()
    sheet.get_by_text("不适", exact=True).tap()
    sheet.locator("[name=temperature]").fill("37.9")
    sheet.get_by_text("咳嗽", exact=True).tap()
    sheet.get_by_role("button", name="保存").tap()
    expect(page.locator("a[href='tel:000-6300-0001']")).to_be_visible()
    page.goto(page.url.replace(page.url.split("/", 3)[3], "today/"))
    expect(page.locator(".alert-card").first).to_contain_text(residents.ZHAO.name)
    assert _barriers(page) == []
    page.locator(".alert-card").get_by_role("link", name="联系诊所").tap()
    page.get_by_text("诊所上门", exact=True).tap()
    page.get_by_role("button", name="保存").tap()
    expect(page.locator(".alert-card")).to_have_count(0)
    expect(page.locator(".timeline")).to_contain_text("已联系诊所：诊所上门")


def test_a_resident_reports_without_an_account(open_page: OpenPage) -> None:
    page = open_page("grid", address())
    begin(page)
    page.get_by_role("link", name="给一个链接").tap()
    page.get_by_role("button", name="生成链接").tap()
    link = page.locator("main a[href*='/my/']").get_attribute("href") or ""
    own = open_page("", "/" + link.split("/", 3)[3])
    expect(own.locator("html")).to_have_class(re.compile("large"))
    expect(own.locator("h1")).to_contain_text("赵**")
    assert _barriers(own) == []
    assert own.evaluate(TOO_SMALL, THUMB) == []
    assert own.evaluate(OVER_THE_EDGE) == []
    own.locator("[name=temperature]").fill("36.6")
    own.get_by_role("button", name="提交").first.tap()
    expect(own.locator("main")).to_contain_text("谢谢，已经收到")
    own.get_by_text("心理", exact=True).tap()
    own.locator("[name=text]").fill("想找人说说话")
    own.get_by_role("button", name="提交").last.tap()
    expect(own.locator("main")).to_contain_text("等待答复")
    page.goto(page.url.replace("/observation/link", "/"))
    expect(page.locator(".timeline li").first).to_contain_text("本人")
    expect(page.locator("main")).to_contain_text("想找人说说话")


def test_who_is_released_gets_a_paper_and_its_code_is_checked(open_page: OpenPage) -> None:
    page = open_page("grid", address())
    begin(page, "2023-01-20")  # day 14 is today: not over yet
    page.goto(f"{page.url}observation/release")
    page.get_by_role("button", name="解除观察并开具证明").tap()
    expect(page.locator("main")).to_contain_text("现在不能解除")
    checked = open_page("", "/certificate", django_language="zh-hans")
    checked.locator("[name=code]").fill("0000-0000-0000-0000-0000")
    checked.get_by_role("button", name="核验").tap()
    expect(checked.locator("main")).to_contain_text("没有这个核验码")


def offer(page: Page) -> None:
    page.get_by_role("link", name="交接给其他社区").tap()
    page.locator("[name=to_name]").fill("中山二路")
    page.locator("[name=note]").fill("住女儿家")
    page.get_by_role("button", name="提出交接").tap()
    expect(page.locator("#messages")).to_contain_text("仍由本社区负责")


def test_a_person_is_handed_over_and_only_then_changes_hands(open_page: OpenPage) -> None:
    person = address()
    page = open_page("community", person)
    offer(page)
    origin = page.url.replace(person, "")
    page.goto(f"{origin}/transfers/")
    expect(page.locator("#outgoing")).to_be_visible()
    other = open_page("second", "/transfers/")
    expect(other.locator("section").first).to_contain_text(residents.ZHAO.name)
    other.get_by_role("link", name=residents.ZHAO.name).tap()
    expect(other.locator("h1")).to_contain_text("→")
    assert _barriers(other) == []
    other.locator("[name=place]").select_option(index=1)
    other.locator("[name=door]").fill("5-5-501")
    other.get_by_role("button", name="接收").tap()
    expect(other.locator("#answered")).to_be_visible()
    other.goto(f"{origin}{person}")
    expect(other.locator("h1")).to_contain_text(residents.ZHAO.name)
    gone = page.goto(f"{origin}{person}")
    assert gone is not None
    assert gone.status == 404
    page.goto(f"{origin}/transfers/")
    expect(page.locator("#answered ~ ul")).to_contain_text("已接收")


def test_in_english_somebody_who_arrived_is_registered_once_and_sent_on(
    open_page: OpenPage,
) -> None:
    page = open_page("community", "/transfers/new", django_language="en")
    page.get_by_label("Name", exact=True).fill("周敏")
    page.get_by_label("Day of birth").fill("1990-04-02")
    page.get_by_label("Sex").select_option("female")
    page.get_by_text("back for the festival", exact=True).tap()
    page.get_by_label("Place they come from").fill("Dongguan")
    page.get_by_label("Day of arrival").fill("2023-02-02")
    page.get_by_label("Building").select_option(index=1)
    page.get_by_label("Door").fill("8-8-801")
    page.get_by_label("Community of destination").fill("500103004002")
    page.get_by_role("button", name="Save").tap()
    expect(page.locator("h1")).to_contain_text("周敏")
    expect(page.locator("main")).to_contain_text("Dongguan")
    expect(page.locator("main")).to_contain_text("open for 0 minutes")
    other = open_page("second", "/transfers/", django_language="en")
    other.get_by_role("link", name="周敏").tap()
    expect(other.locator("main")).to_contain_text("Dongguan")
    other.locator("details.more summary").tap()
    other.locator("form:has([value=return]) [name=word]").fill("wrong address")
    other.get_by_role("button", name="Send back").tap()
    expect(other.locator("#answered")).to_be_visible()
