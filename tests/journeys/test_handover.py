"""Somebody is away: a colleague is asked, accepts, and the work stands on another list."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import residents
from tests.journeys.conftest import OpenPage, SignIn

REASON = "发热在家，请假三天"


def _ask(page: Page) -> None:
    """Ask the colleague of the other grid, on the page that asks whom."""
    page.locator(".takers label", has_text="第2网格").tap()
    page.locator("[name=reason]").fill(REASON)
    page.get_by_role("button", name="发出请求").tap()
    expect(page.locator("#messages")).to_contain_text("对方同意以后才生效")


def test_a_worker_hands_over_and_the_other_does_the_work(open_page: OpenPage) -> None:
    away = open_page("grid", "/handovers/")
    away.get_by_role("link", name="请人代班").tap()
    expect(away.locator(".takers")).to_contain_text("代班后")
    _ask(away)
    other = open_page("grid-2", "/today/")
    expect(other.locator("main")).to_contain_text("请您代班：第1网格")
    expect(other.locator("main")).not_to_contain_text(residents.WANG.name)
    other.get_by_role("link", name="去答复").tap()
    expect(other.locator("main")).to_contain_text(REASON)
    expect(other.locator("main")).to_contain_text("合计")
    other.get_by_role("button", name="同意代班").tap()
    expect(other.locator("#messages")).to_contain_text("已接下")
    other.goto(re.sub(r"/handovers/.*", "/today/", other.url))
    other.get_by_role("button", name="去做").tap()
    expect(other.locator("main")).to_contain_text(residents.WANG.name)
    expect(other.locator("main")).to_contain_text("由您代班到")
    away.goto(re.sub(r"/handovers/.*", "/today/", away.url))
    expect(away.locator("main")).to_contain_text("正替您代班")


def test_a_leader_asks_for_somebody_and_the_other_declines(open_page: OpenPage) -> None:
    page = open_page("community", "/handovers/new/")
    page.locator("a.door-row", has_text="第1网格").tap()
    _ask(page)
    other = open_page("grid-2", "/handovers/")
    other.locator("a.door-row").first.tap()
    other.locator("summary", has_text="回绝").tap()
    other.locator("form[action$=decline] button").tap()
    expect(other.locator(".says")).to_be_visible()
    other.locator("form[action$=decline] [name=reason]").fill("家里有人隔离")
    other.locator("form[action$=decline] button").tap()
    expect(other.locator("main")).to_contain_text("已回绝")
    page.reload()
    expect(page.locator("main")).to_contain_text("家里有人隔离")


def test_what_is_missing_is_said_beside_the_field(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    answer = grid.post("/handovers/new/", {"since": "2023-02-03", "last": "2023-05-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选一个人" in page
    taker = re.search(r'name="taker" id="taker-(\d+)"', page)
    assert taker
    told = {"taker": taker[1], "since": "2023-02-03", "last": "2023-05-01", "reason": REASON}
    page = grid.post("/handovers/new/", told).content.decode()
    assert "最长 31 天" in page
    assert REASON in page


def test_a_hand_over_of_others_is_not_there(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    page = grid.get("/handovers/new/").content.decode()
    taker = re.findall(r'id="taker-(\d+)"', page)[0]
    told = {"taker": taker, "since": "2023-02-03", "last": "2023-02-05", "reason": REASON}
    made = grid.post("/handovers/new/", told).headers["Location"]
    for stranger in ("second", "village", "grid-village"):
        client = sign_in(stranger)
        assert client.get(made).status_code == 404
        for act in ("accept", "decline", "stop"):
            answer = client.post(f"{made}{act}", {"reason": "不认识"})
            assert answer.status_code in (403, 404)
    assert sign_in("street").get(made).status_code == 200


def test_nobody_hands_over_another_s_work_by_address(sign_in: SignIn) -> None:
    page = sign_in("community").get("/handovers/new/").content.decode()
    grants = re.findall(r"\?grant=(\d+)", page)
    assert grants
    for grant in (*grants, "999999999", "x"):
        assert sign_in("second").get(f"/handovers/new/?grant={grant}").status_code == 404


def test_whoever_holds_no_such_work_is_not_asked(sign_in: SignIn) -> None:
    assert sign_in("nation").get("/handovers/new/").status_code == 404
    assert sign_in("nation").get("/handovers/").status_code == 200
