"""A worker's phone in a real browser: enrolled, opened, tapped."""

from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.phones.phone import code_for

PIN = "135790"
WORDS = {"zh-hans": ("下一步", "红米 12"), "en": ("Next", "Redmi 12")}
ERASE = """new Promise((done) => {
    indexedDB.deleteDatabase("anlin-field").onsuccess = done;
})"""
SEALED = """async () => {
    const db = await new Promise((done, fail) => {
        const asked = indexedDB.open("anlin-field");
        asked.onsuccess = () => done(asked.result);
        asked.onerror = fail;
    });
    const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder().decode(value)
        : value && typeof value === "object" ? Object.values(value).map(text).join(" ")
        : `${value}`;
    const all = {};
    for (const name of db.objectStoreNames) {
        all[name] = await new Promise((done) => {
            const asked = db.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => done(asked.result.map(text));
        });
    }
    db.close();
    return all;
}"""


def enrol(page: Page, username: str = "grid", language: str = "zh-hans") -> None:
    """Let the phone in with a fresh code, choose the PIN, and wait for the list."""
    let_in(page, username, language)
    expect(page.locator("article.stop").first).to_be_visible(timeout=30_000)


def let_in(page: Page, username: str, language: str = "zh-hans", by: str = "community") -> None:
    """Let the phone in with a fresh code, and choose the PIN."""
    address = page.url.split("/field/")[0]
    page.goto(f"{address}/field/#enrol={code_for(username, by)}")
    next_, name = WORDS[language]
    page.fill("[name=phone]", name)
    page.get_by_role("button", name=next_).click()
    for _ in range(2):
        type_pin(page, PIN)


def type_pin(page: Page, pin: str) -> None:
    """Tap a PIN on the keys."""
    expect(page.locator(".dots .full")).to_have_count(0)
    for digit in pin:
        page.locator(".keys").get_by_role("button", name=digit, exact=True).click()


def stop(page: Page, name: str) -> Locator:
    """Return somebody's row on the round."""
    return page.locator("article.stop", has=page.get_by_role("link", name=name, exact=True))


def record(page: Page, name: str, condition: str = "良好", way: str = "电话") -> None:
    """Record a contact from the row in three taps."""
    for tap in (
        stop(page, name).get_by_role("button", name=way),
        page.locator("dialog").get_by_text(condition, exact=True),
        page.locator("dialog").get_by_role("button", name="保存"),
    ):
        tap.click()


def kept(page: Page) -> dict[str, list[str]]:
    """Return everything that the browser keeps, as somebody would read it who steals the phone."""
    found: dict[str, list[str]] = page.evaluate(SEALED)
    return found


def at_work(page: Page, at: datetime) -> None:
    """Set the phone's clock."""
    page.clock.set_fixed_time(at)


def submissions(name: str) -> list[Any]:
    """Return what the server holds about a resident, newest first."""
    from anlin.records.models import Submission
    from tests.journeys.town import number_of

    found = Submission.objects.using("owner").filter(subject=number_of(name))
    return list(found.order_by("-received_at", "-pk"))
