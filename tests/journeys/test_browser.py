"""What a person does with thumbs, eyes and keys, in a real browser."""

import re

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import OpenPage
from tests.twins import found_out


def test_three_taps_record_a_contact(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    stop = page.locator("article.open, article.soon").first
    name = stop.locator(".who a").inner_text()
    stop.locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")
    expect(page.locator("#sheet")).not_to_be_visible()
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator(".card > .timeline li").first).to_contain_text("电话")


def test_a_double_tap_is_one_contact(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    person = page.locator(".who a").first.get_attribute("href")
    assert person
    page.locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.post_data or "") if r.method == "POST" else None)
    page.get_by_role("button", name="保存").dblclick()
    expect(page.locator("#messages")).to_contain_text("已登记")
    ids = {match[1] for post in sent if (match := re.search(r"client_id=([\w-]{36})", post))}
    assert len(ids) == 1


def test_a_tap_that_is_missing_is_asked_for_and_the_rest_stays(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    page.locator("a.act").first.click()
    page.get_by_text("加备注，或补记时间").click()
    page.fill("#sheet textarea", "敲门没有人应")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#sheet .says")).to_have_text("请选情况，没联系上也请选。")
    expect(page.locator("#sheet textarea")).to_have_value("敲门没有人应")


def test_without_a_network_what_was_typed_stays(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    page.locator("a.act").first.click()
    page.get_by_text("不适", exact=True).click()

    def cut(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route("**/contact*", cut)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#sheet .note.error")).to_contain_text("连不上服务器")
    expect(page.locator("#sheet input[value=unwell]")).to_be_checked()
    page.unroute("**/contact*")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")


def _sends_from_an_old_tab(page: Page) -> None:
    """Fill a form, let a sign-in in another tab change the token, come back and send."""
    page.locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    old = page.locator("#sheet [name=csrfmiddlewaretoken]").input_value()
    page.context.clear_cookies(name="csrftoken")
    page.context.new_page().goto(page.url)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#sheet [name=csrfmiddlewaretoken]")).not_to_have_value(old)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")


def test_a_tab_older_than_the_last_sign_in_still_sends_what_was_typed(open_page: OpenPage) -> None:
    _sends_from_an_old_tab(open_page("grid", "/today/"))


def test_a_tab_of_somebody_else_gets_no_token_to_send_with(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    page.evaluate("document.body.dataset.person = '0'")
    with found_out():
        _sends_from_an_old_tab(page)


def test_a_contact_is_recorded_without_scripts(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/", scripts=False)
    page.locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")


def test_the_first_key_leads_past_the_navigation(open_page: OpenPage) -> None:
    page = open_page("county", "/board/", width=1280)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_sheet_closes_by_key_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    act = page.locator("a.act").first
    act.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).not_to_be_visible()
    expect(act).to_be_focused()
