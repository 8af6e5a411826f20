"""Five seconds a passage: at a gate with one thumb, and with a scanner that types."""

import sys
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from anlin.premises.actions import print_pass
from tests.journeys import residents, town
from tests.journeys.conftest import OpenPage
from tests.journeys.test_screens import _barriers

SECONDS = 5.0  # of a passage, from the first touch until the gate is ready for the next person


class Watch:
    """What a person at the gate does, counted, and how long each passage takes."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.keys = page, 0, 0
        self.passages: list[tuple[str, float, int, int]] = []

    def tap(self, what: str, *, name: str = "") -> None:
        found = self.page.get_by_role("button", name=name, exact=True) if name else None
        (found or self.page.locator(what)).first.tap()
        self.taps += 1

    def type(self, text: str) -> None:
        """Type into whatever has the focus, as a person or a scanner does: nothing is tapped."""
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        self.keys += len(text) + 1

    def passage(self, what: str) -> "Passing":
        return Passing(self, what)


class Passing:
    """One passage on the watch."""

    def __init__(self, watch: Watch, what: str) -> None:
        self.watch, self.what = watch, what

    def __enter__(self) -> None:
        self.before = self.watch.taps, self.watch.keys
        self.began = monotonic()

    def __exit__(self, *_: object) -> None:
        expect(self.watch.page.locator("#scan")).to_be_focused()
        took = monotonic() - self.began
        taps, keys = self.watch.taps - self.before[0], self.watch.keys - self.before[1]
        self.watch.passages.append((self.what, took, taps, keys))
        sys.stdout.write(f"{self.what}: {took:.1f} s, {taps} taps, {keys} keys\n")


@pytest.fixture
def watch(open_page: OpenPage) -> Watch:
    """Return the gatekeeper's telephone at the desk of the only gate."""
    page = open_page("gate", "/")
    assert page.url.endswith("/gates/1/")
    return Watch(page)


def code_of(name: str) -> str:
    return print_pass(town.number_of(name), by=town.worker("community"), at=town.AT)[1]


def test_residents_cars_and_visitors_pass_in_five_seconds_each(watch: Watch) -> None:
    page, done = watch.page, watch.page.locator(".desk .done")
    code = code_of(residents.WANG.name)
    with watch.passage("scan in, temperature typed"):
        watch.type(code)
        expect(page.locator(".warm")).to_be_focused()
        watch.type("36.5")
        expect(done).to_contain_text("王*兰")
    with watch.passage("scan out"):
        watch.type(code)
        expect(done).to_contain_text("出")
    with watch.passage("plate"):
        watch.type("D1234")
        watch.tap("", name="进")
        expect(done).to_contain_text("渝AD1234")
    with watch.passage("last four digits of an identity number"):
        watch.type(identity_end())
        page.locator(".warm").fill("36.4")
        watch.keys += 4
        watch.tap("", name="进")
        expect(done).to_contain_text("李*成")
    assert all(took < SECONDS and taps <= 1 for _, took, taps, _ in watch.passages)


def identity_end() -> str:
    number = list(residents.RESIDENTS).index(residents.LI) + 1
    return town.identity_of(residents.LI, number)[-4:]


def test_fever_shows_what_to_do_and_reaches_the_community(
    watch: Watch, open_page: OpenPage
) -> None:
    page = watch.page
    page.locator("details.visitor summary").tap()
    page.locator(".visitor [name=name]").fill("周来访")
    page.locator(".visitor [name=whom]").fill("1-1-402")
    page.locator(".visitor [name=temperature]").fill("37.3")
    page.get_by_role("button", name="登记放行").tap()
    fever = page.locator(".fever")
    expect(fever).to_contain_text("先不放行")
    expect(fever.get_by_role("link", name="023-0000-0120")).to_have_attribute(
        "href", "tel:023-0000-0120"
    )
    expect(fever.get_by_role("link", name="GT-1")).to_be_visible()
    assert _barriers(page) == []
    page.goto(page.url + "inside")
    expect(page.get_by_text("里面没有访客")).to_be_visible()
    there = open_page("community", "/gates/")
    row = there.locator(".duty.missed")
    expect(row).to_contain_text("37.3 °C")
    row.locator("[name=said]").fill("卫生站已到，已检测")
    row.get_by_role("button", name="已处理").tap()
    expect(there.locator("#messages")).to_contain_text("已记下")
    expect(there.locator(".duty.missed")).to_have_count(0)


def test_what_was_wrong_is_turned_round_or_taken_back(watch: Watch) -> None:
    page = watch.page
    watch.type("D1234")
    watch.tap("", name="进")
    page.get_by_role("button", name="不对，是出").tap()
    expect(page.locator(".desk .done")).to_contain_text("出")
    page.get_by_role("button", name="收回").tap()
    expect(page.get_by_text("还没有人从这里进出")).to_be_visible()


def test_a_desk_without_scripts_registers_too(open_page: OpenPage) -> None:
    page = open_page("gate", "/gates/1/", scripts=False)
    page.locator("#scan").fill("D1234")
    page.locator("#scan").press("Enter")
    page.get_by_role("button", name="进", exact=True).click()
    expect(page.locator(".desk li").first).to_contain_text("渝AD1234")


def test_looking_back_in_english_asks_why_first(watch: Watch, open_page: OpenPage) -> None:
    watch.type(code_of(residents.WANG.name))
    watch.page.locator(".warm").fill("36.6")
    watch.tap("", name="进")
    expect(watch.page.locator(".desk .done")).to_be_visible()
    page = open_page("community", "/gates/back", width=1280, django_language="en")
    page.get_by_role("button", name="Show, and write down that I looked").click()
    expect(page.locator(".wrong")).to_contain_text("Say why")
    page.locator("[name=until]").fill("2023-02-03T10:30")
    page.locator("[name=why]").fill("contact tracing")
    page.get_by_role("button", name="Show, and write down that I looked").click()
    expect(page.locator(".rows li")).to_contain_text(residents.WANG.name)
    assert _barriers(page) == []


def test_a_pass_is_drawn_shown_and_replaced(open_page: OpenPage) -> None:
    page = open_page("grid", f"/people/{town.number_of(residents.WANG.name)}/")
    page.get_by_role("link", name="通行码和车辆").tap()
    page.get_by_role("link", name="显示或打印").tap()
    first = page.locator(".pass .code").inner_text()
    expect(page.locator(".pass svg")).to_be_visible()
    assert _barriers(page) == []
    assert residents.WANG.name not in page.locator(".pass").inner_text()
    page.go_back()
    page.get_by_role("button", name="丢了？换一个新码").tap()
    assert page.locator(".pass .code").inner_text() != first
