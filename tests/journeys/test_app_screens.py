"""Every screen of the field app on every glass, in both languages, and within its budget."""

import gzip
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import app
from tests.journeys.conftest import DESK, PHONE, OpenPage
from tests.journeys.test_screens import (
    DIST,
    OVER_THE_EDGE,
    SMALLEST,
    THUMB,
    _barriers,
    _enlarged,
)

HEAVIEST = 200 * 1024
TOO_SMALL = """(thumb) => [...document.querySelectorAll(
    "button, main a, summary, .choices label, .van-tabbar-item")]
    .map((act) => [act.getBoundingClientRect(), act])
    .filter(([box]) => box.width > 0 && (box.height < thumb - 0.5 || box.width < thumb - 0.5))
    .map(([box, act]) => `${box.width}x${box.height} ${act.outerHTML.slice(0, 100)}`)"""


def test_the_first_load_stays_within_its_budget() -> None:
    kinds = (".js", ".css", ".html")
    built = [path for path in (DIST / "field").rglob("*") if path.suffix in kinds]
    assert len(built) >= 4
    assert sum(len(gzip.compress(path.read_bytes())) for path in built) <= HEAVIEST


@pytest.mark.parametrize(("width", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_every_screen_serves_everybody(open_page: OpenPage, width: int, language: str) -> None:
    page = open_page("", "/field/", width=width, django_language=language)
    _serves(page, width)
    app.enrol(page, language=language)
    _serves(page, width)
    page.locator("article.stop .act").first.click()
    page.locator("dialog .choices").nth(1).locator("label").nth(1).click()
    page.locator("dialog summary").click()
    _serves(page, width)
    page.locator("dialog button[type=submit]").click()
    page.get_by_role("alertdialog").wait_for()
    _serves(page, width)
    page.get_by_role("alertdialog").locator("button").click()
    page.locator("article.stop h3 a").first.click()
    page.locator(".timeline li").first.wait_for()
    _serves(page, width)
    _walk_the_register(page, width)
    page.get_by_role("tab").nth(2).click()
    for summary in page.locator("main summary").all():
        summary.click()
    _serves(page, width)
    page.locator("main button").last.click()
    page.locator(".pin").wait_for()
    _serves(page, width)


def _walk_the_register(page: Page, width: int) -> None:
    page.get_by_role("tab").nth(1).click()
    page.get_by_role("searchbox").fill("1-1")
    page.locator(".door-row").first.wait_for()
    _serves(page, width)
    page.get_by_role("searchbox").fill("")
    page.locator("a.resident").first.click()
    page.locator(".add").first.click()
    page.locator("dialog button[type=submit]").click()
    _serves(page, width)
    page.keyboard.press("Escape")


def test_the_shell_opens_within_a_second_without_network(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    began = time.monotonic()
    page.reload(wait_until="commit")
    page.locator(".keys button").first.wait_for()
    assert time.monotonic() - began < 4, "a busy build server may take four times as long"
    expect(page.get_by_role("heading", name="请输入数字密码")).to_be_visible()


def test_the_door_opens_before_the_screens_are_there_and_says_when_they_did_not_come(
    open_page: OpenPage,
) -> None:
    page = open_page("", "/field/sw.js")
    page.context.route("**/assets/screens-*.js", lambda route: route.abort())
    app.let_in(page, "grid")
    expect(page.get_by_role("alert")).to_contain_text("应用没有下载完整")
    _serves(page, PHONE)
    page.context.unroute("**/assets/screens-*.js")
    page.get_by_role("button", name="重新载入").click()
    app.type_pin(page, app.PIN)
    expect(page.locator("article.stop").first).to_be_visible()


def _serves(page: Page, width: int) -> None:
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    assert page.evaluate(OVER_THE_EDGE) == []
    page.set_viewport_size({"width": SMALLEST, "height": 640})
    assert page.evaluate(OVER_THE_EDGE) == []
    assert _enlarged(page).evaluate(OVER_THE_EDGE) == []
    page.evaluate("document.documentElement.classList.remove('large')")
    page.set_viewport_size({"width": width, "height": 844})
