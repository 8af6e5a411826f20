"""A gatekeeper's telephone without network: five seconds a passage, by thumb or by camera."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import segno
from playwright.sync_api import Page, Playwright, expect

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.people.actions import record_event
from anlin.people.rules import Event
from anlin.premises.actions import follow_people
from tests.journeys import app, residents, town
from tests.journeys.conftest import PHONE, QUIET, OpenPage
from tests.journeys.test_app_screens import TOO_SMALL
from tests.journeys.test_gate import SECONDS, code_of, identity_end
from tests.journeys.test_screens import OVER_THE_EDGE, THUMB, _barriers


def _enrol(page: Page, language: str = "zh-hans") -> None:
    app.let_in(page, "gate", language)
    expect(page.locator(".thumb")).to_be_visible(timeout=30_000)
    page.evaluate("navigator.serviceWorker.ready")


@contextmanager
def _passage(page: Page, what: str, says: str) -> Iterator[None]:
    """Let somebody pass, on the watch: what was registered stands there at the end."""
    began = monotonic()
    yield
    expect(page.locator(".passed .big")).to_contain_text(says)
    took = monotonic() - began
    sys.stdout.write(f"{what}: {took:.1f} s\n")
    assert took < SECONDS


def _tap(page: Page, keys: str) -> None:
    for key in keys:
        page.locator(".pad").get_by_role("button", name=key, exact=True).tap()


def _serves(page: Page) -> None:
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    assert page.evaluate(OVER_THE_EDGE) == []


def _passages() -> list[tuple[str, str]]:
    from anlin.premises.models import Passage

    found = Passage.objects.using("owner").filter(void=False).order_by("occurred_at", "pk")
    return [(each.way, "person" if each.person_id else "vehicle" if each.vehicle_id else "visit")
            for each in found]  # fmt: skip


def test_residents_cars_and_visitors_pass_without_network(open_page: OpenPage) -> None:
    page = open_page("", "/field/")
    _enrol(page)
    _serves(page)
    page.context.set_offline(True)
    with _passage(page, "last four digits, temperature", "进 李*成"):
        _tap(page, identity_end())
        page.locator(".candidate .go").tap()
        _tap(page, "364")
        page.locator(".candidate .go").tap()
    code = code_of(residents.WANG.name)
    with _passage(page, "a scanner that types, temperature", "进 王*兰"):
        page.keyboard.type(code)
        page.locator(".candidate .go").wait_for()
        page.keyboard.type("366")
        page.keyboard.press("Enter")
    with _passage(page, "the same code again", "出 王*兰"):
        page.keyboard.type(code)
    page.get_by_role("button", name="车牌").tap()
    _serves(page)
    with _passage(page, "how a plate ends", "进 渝AD1234"):
        _tap(page, "D1234")
        page.locator(".candidate .go").tap()
    _put_right(page)
    _let_visitors_in(page)
    page.context.set_offline(False)
    expect(page.locator("header .line")).not_to_contain_text("待发", timeout=30_000)
    assert sorted(_passages()) == [
        ("in", "person"), ("in", "person"), ("in", "vehicle"), ("in", "visit"), ("out", "person"),
        ("out", "vehicle"), ("out", "visit"), ("refused", "visit"),
    ]  # fmt: skip
    there = open_page("community", "/gates/")
    expect(there.locator(".duty.missed")).to_contain_text("37.3 °C")


def _put_right(page: Page) -> None:
    """Turn the last passage round, then take it back."""
    page.get_by_role("button", name="不对，是出").tap()
    expect(page.locator(".passed .big")).to_contain_text("出 渝AD1234")
    page.get_by_role("button", name="收回").tap()
    expect(page.get_by_role("link", name="里面 1")).to_be_visible()


def _let_visitors_in(page: Page) -> None:
    """Let one in who leaves again, and none in who has fever."""
    for warm, says in (("36.5", "周*访"), ("37.3", "先不放行")):
        page.get_by_role("button", name="访客").tap()
        page.locator("dialog button[type=submit]").tap()
        expect(page.locator("dialog")).to_contain_text("请问一下姓名")
        page.fill("[name=name]", "周来访")
        page.fill("[name=whom]", "1-1-402")
        page.fill("[name=warm]", warm)
        _serves(page)
        page.locator("dialog button[type=submit]").tap()
        expect(page.locator("main")).to_contain_text(says)
        _serves(page)
    clinic = page.locator(".hot a.call")
    expect(clinic).to_have_attribute("href", "tel:023-0000-0120")
    expect(page.locator(".pad")).to_have_count(0)
    page.get_by_role("button", name="后四位").tap()
    page.get_by_role("link", name="里面 2").tap()
    _serves(page)
    page.get_by_role("button", name="离开").tap()
    expect(page.locator("h1")).to_contain_text("1")
    page.go_back()


def test_a_code_of_somebody_who_moved_out_is_refused_without_network(open_page: OpenPage) -> None:
    code, at = code_of(residents.WANG.name), clock.now()
    record_event(town.number_of(residents.WANG.name), event=Event.MOVED_OUT, on=local_day(at),
                 by=town.worker("community"), at=at)  # fmt: skip
    with nationwide():
        follow_people(at=at)
    page = open_page("", "/field/")
    _enrol(page)
    page.context.set_offline(True)
    page.keyboard.type(code)
    expect(page.locator(".candidate")).to_contain_text("已不住这里")
    expect(page.locator(".candidate .act")).to_have_count(0)
    _serves(page)
    page.get_by_role("button", name="访客").tap()
    expect(page.locator("dialog")).to_be_visible()
    assert _passages() == []


def test_the_camera_reads_a_pass_in_english(
    player: Playwright, chromium: str, address: str, tmp_path: Path
) -> None:
    film = tmp_path / "pass.y4m"
    film.write_bytes(_film(code_of(residents.WANG.name)))
    args = [*QUIET, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
    browser = player.chromium.launch(executable_path=chromium, args=args)
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, has_touch=True)
    context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
    page = context.new_page()
    app.at_work(page, town.AT)
    page.goto(f"{address}/field/")
    _enrol(page, "en")
    page.context.set_offline(True)
    with _passage(page, "camera, temperature not taken", "In 王*兰"):
        page.get_by_role("button", name="Scan").tap()
        page.get_by_role("button", name="Not taken, in").tap()
    _serves(page)
    browser.close()


def _film(code: str) -> bytes:
    """Return a film of one still picture: a pass, held before the camera."""
    wide, high, dot = 640, 480, 9
    drawn = [*segno.make(code, error="m", micro=False).matrix_iter(scale=dot, border=4)]
    picture = bytearray(b"\xeb" * (wide * high))
    left, top = (wide - len(drawn[0])) // 2, (high - len(drawn)) // 2
    for y, row in enumerate(drawn):
        for x, dark in enumerate(row):
            if dark:
                picture[(top + y) * wide + left + x] = 0x10
    frame = b"FRAME\n" + bytes(picture) + b"\x80" * (wide * high // 2)
    return f"YUV4MPEG2 W{wide} H{high} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 3
