"""Two days without network, a browser killed, a new version in between: all arrives once."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from anlin.base.home import ROOT
from tests.journeys import app, town
from tests.journeys.conftest import PHONE, QUIET, OpenPage

ITEMS = int(os.environ.get("ANLIN_APP_ITEMS", "10"))
PHOTOS = int(os.environ.get("ANLIN_APP_PHOTOS", "4"))
WORKER = ROOT / "anlin/config/static/dist/field/sw.js"
PICTURE = """(seed) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1800, 1200];
    const pen = canvas.getContext("2d");
    for (let n = 0; n < 400; n++) {
        pen.fillStyle = `hsl(${(seed * 97 + n * 13) % 360} 60% ${(n * 7) % 90}%)`;
        pen.fillRect((n * 41) % 1800, (n * 29 + seed) % 1200, 60, 60);
    }
    return canvas.toDataURL("image/png").split(",")[1];
}"""
_seeds = count()
Reopen = Callable[[datetime], Page]
NEXT_DAY = town.AT + timedelta(days=1)


@pytest.fixture
def phone(player: Playwright, chromium: str, address: str, tmp_path: Path) -> Iterator[Reopen]:
    """Return what opens the phone's browser with what it kept; one still open is killed."""
    opened: list[BrowserContext] = []

    def reopen(at: datetime) -> Page:
        if opened:
            _kill(tmp_path)
            with suppress(Exception):  # it is gone already
                opened.pop().close()
        context = player.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium, args=[*QUIET], headless=True,
            viewport={"width": PHONE, "height": 844}, has_touch=True,
        )  # fmt: skip
        opened.append(context)
        context.set_default_timeout(15_000)
        page = context.pages[0]
        app.at_work(page, at)
        return page

    yield reopen
    for context in opened:
        context.close()


def test_all_that_was_made_offline_arrives_once(phone: Reopen, address: str) -> None:
    page = phone(town.AT)
    page.goto(f"{address}/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    before = _kept()
    page.context.set_offline(True)
    _work(page, ITEMS // 2, PHOTOS // 2)
    page = phone(NEXT_DAY)
    _open(page, address, offline=True)
    expect(page.locator("header .line")).to_contain_text(f"{ITEMS // 2} 待发")
    _update(page)
    page.context.set_offline(True)
    _work(page, ITEMS - ITEMS // 2, PHOTOS - PHOTOS // 2)
    expect(page.locator("header .line")).to_contain_text(f"{ITEMS} 待发")
    page = phone(NEXT_DAY)
    _open(page, address, offline=False)
    expect(page.locator("header .line")).not_to_contain_text("待发", timeout=60_000)
    page.get_by_role("tab", name="我的").click()
    expect(page.locator("main")).not_to_contain_text("张照片待发", timeout=60_000)
    arrived = _kept() - before
    assert sum(arrived.values()) == ITEMS
    assert set(arrived.values()) == {1}
    assert _photos() == PHOTOS
    assert _gaps() == []


def _update(page: Page) -> None:
    """Let the phone find a new version of the app, and only that, and take it."""
    built = WORKER.read_bytes()
    page.route("**/field/api/**", lambda route: route.abort())
    try:
        WORKER.write_bytes(built + b"\n// a newer one")
        page.context.set_offline(False)
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        page.get_by_role("button", name="换用新版本").click()
        page.locator(".pin").wait_for()
    finally:
        WORKER.write_bytes(built)
    app.type_pin(page, app.PIN)


def test_a_deleted_entry_is_a_gap_that_the_supervisor_sees(
    phone: Reopen, address: str, open_page: OpenPage
) -> None:
    page = phone(town.AT)
    page.goto(f"{address}/field/")
    app.enrol(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    _work(page, 3, 0)
    expect(page.locator("header .line")).to_contain_text("3 待发")
    page.evaluate("""() => new Promise((done) => {
        indexedDB.open("anlin-field").onsuccess = (event) => {
            const tx = event.target.result.transaction("outbox", "readwrite");
            tx.objectStore("outbox").delete(2);
            tx.oncomplete = done;
        };
    })""")
    page.context.set_offline(False)
    expect(page.locator("header .line")).not_to_contain_text("待发", timeout=30_000)
    assert _gaps() == [2]
    leader = open_page("community", "/phones/")
    mine = leader.locator(".phone-set", has_text="红米 12")
    expect(mine).to_contain_text("缺 1 条")
    expect(mine).to_contain_text("请问清去向： 2")


def _open(page: Page, address: str, *, offline: bool) -> None:
    page.context.set_offline(offline)
    page.goto(f"{address}/field/")
    app.type_pin(page, app.PIN)
    expect(page.locator("article.stop").first).to_be_visible()


def _work(page: Page, items: int, photos: int) -> None:
    """Record as many contacts, the first few with a photo, as the screens do it."""
    for number in range(items):
        page.goto(page.url.split("#")[0] + "#/households")
        page.get_by_role("searchbox").fill("赵素芬" if number % 2 else "李大成")
        page.locator("a.resident").first.click()
        page.get_by_role("button", name="登记联系").click()
        sheet = page.locator("dialog")
        sheet.get_by_text("电话", exact=True).click()
        sheet.get_by_text("良好", exact=True).click()
        if number < photos:
            _attach(page)
        sheet.get_by_role("button", name="保存").click()
        expect(sheet).to_have_count(0)


def _attach(page: Page) -> None:
    from base64 import b64decode

    page.locator("dialog summary").click()
    page.locator("dialog input[type=file]").set_input_files({
        "name": "door.png", "mimeType": "image/png",
        "buffer": b64decode(page.evaluate(PICTURE, next(_seeds))),
    })  # fmt: skip
    page.locator("dialog .photo img").wait_for()


def _kill(profile: Path) -> None:
    """Kill the browser that works in `profile` as a dying battery does."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if f"--user-data-dir={profile}".encode() in (entry / "cmdline").read_bytes():
                os.kill(int(entry.name), signal.SIGKILL)
    sleep(0.5)


def _kept() -> Counter[str]:
    from anlin.records.models import Submission

    ids = Submission.objects.using("owner").filter(device__startswith="device:")
    return Counter(str(each) for each in ids.values_list("client_id", flat=True))


def _photos() -> int:
    from anlin.records.models import Attachment

    return Attachment.objects.using("owner").count()


def _gaps() -> list[int]:
    """Return the numbers that the newest phone gave away, that do not wait and never came."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("""
            select n from field_phone p, generate_series(1, p.made) n
            where p.device = (select max(device) from field_phone) and not p.seqs @> n::bigint
            order by n
        """)
        return [number for (number,) in cursor.fetchall()]
