"""What a person does with thumbs, eyes and keys, in a real browser."""

import gzip
import re

import pytest
from playwright.sync_api import Page, Route, expect

from anlin.base.home import ROOT
from tests.journeys.conftest import OpenPage

DIST = ROOT / "anlin/config/static/dist"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCREENS = [
    ("grid", "/today/"),
    ("grid", "/households/"),
    ("community", "/report/"),
    ("community", "/board/"),
    ("county", "/board/"),
    ("policy", "/orders/"),
    ("policy", "/orders/measure/E-8/"),
    ("policy", "/orders/pack/grading-draft/"),
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


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
    expect(page.locator(".timeline li").first).to_contain_text("电话")


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


def test_a_contact_is_recorded_without_scripts(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/", scripts=False)
    page.locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")


@pytest.mark.parametrize(("username", "url"), SCREENS)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_over_the_edge_in_large_type(
    open_page: OpenPage, username: str, url: str, width: int
) -> None:
    page = open_page(username, url, width=width, large="yes")
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize(("username", "url"), SCREENS)
def test_nothing_serious_stands_in_anybody_s_way(
    open_page: OpenPage, username: str, url: str
) -> None:
    assert _barriers(open_page(username, url, width=1280)) == []


def test_a_barrier_is_found(open_page: OpenPage) -> None:
    page = open_page("grid", "/households/")
    page.evaluate("document.querySelector('[name=q]').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('[name=q]').removeAttribute('placeholder')")
    assert any(barrier.startswith("label:") for barrier in _barriers(page))


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


def test_a_page_with_styles_and_scripts_stays_within_its_weight(open_page: OpenPage) -> None:
    fixed = sum(len(gzip.compress(path.read_bytes())) for path in DIST.glob("anlin.*"))
    for username, url in SCREENS:
        page = gzip.compress(open_page(username, url).content().encode())
        assert fixed + len(page) < 120_000


def _barriers(page: Page) -> list[str]:
    """Return what axe calls serious or critical on a page, and where."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{each['id']}: {node['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
