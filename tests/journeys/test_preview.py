"""A change is looked at before it is made, and what was seen is what comes; orders are read."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from anlin.base import clock
from anlin.base.days import ZONE, start_of
from anlin.base.scope import nationwide
from anlin.duties.jobs import keep_up
from anlin.duties.queries import board
from anlin.duties.queries.preview import Preview
from anlin.places.rules import lo_of
from tests.journeys.conftest import DESK, OpenPage, SignIn
from tests.journeys.town import AT

COUNTY = "500103"
ORDER = "yu-minzheng-2023-01-14"
SINCE = date(2023, 2, 4)
DAYS = [SINCE, SINCE + timedelta(days=2), SINCE + timedelta(days=4)]
REASON = {"reason": "演练：先看后定"}


def seen(client: Client, url: str) -> Preview:
    answer = client.get(f"{url}?since={SINCE.isoformat()}")
    assert answer.status_code == 200
    preview = answer.context["preview"]
    assert isinstance(preview, Preview)
    return preview


def beat(at: datetime) -> None:
    with clock.frozen(at):
        keep_up()


def on_the_board(day: date) -> dict[str, int]:
    """Return what the county owes on a day, after the heart has beaten that morning."""
    at = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=9)
    beat(at)
    with nationwide():
        told = board(lo=lo_of(COUNTY), level=3, day=day, at=start_of(day))
    return {each.measure: each.count.due for each in told if each.count.due}


def test_what_a_preview_of_a_pack_says_is_what_the_board_then_shows(sign_in: SignIn) -> None:
    officer = sign_in("policy")
    preview = seen(officer, "/preview/pack/national-2020-livelihood/")
    assert preview.since == SINCE
    assert preview.persons > 0
    assert [each.measure.code for each in preview.measures] == ["C-5.6"]
    told = {"since": SINCE.isoformat(), **REASON, "knowingly": "on"}
    assert officer.post("/orders/pack/national-2020-livelihood/adopt", told).status_code == 302
    beat(AT + timedelta(minutes=1))
    for day in DAYS:
        assert sum(on_the_board(day).values()) == dict(preview.days)[day].after.duties


def test_what_a_preview_of_an_end_says_is_what_the_board_then_shows(sign_in: SignIn) -> None:
    officer = sign_in("policy")
    preview = seen(officer, "/preview/pack/grading-draft/end/")
    assert preview.on_day.duties < 0
    form = officer.get("/orders/pack/grading-draft/").context["end_form"]
    told = {"adoption": form.initial["adoption"], "until": SINCE.isoformat(), **REASON}
    assert officer.post("/orders/pack/grading-draft/end", told).status_code == 302
    beat(AT + timedelta(minutes=1))
    for day in DAYS:
        assert sum(on_the_board(day).values()) == dict(preview.days)[day].after.duties


def test_only_who_may_see_names_sees_lists_of_people(sign_in: SignIn) -> None:
    url = "/preview/pack/grading-draft/end/"
    assert seen(sign_in("policy"), url).lists == {}
    assert len(seen(sign_in("case"), url).lists) > 0
    assert sign_in("grid").get(url).status_code == 404


@pytest.mark.parametrize("username", ["policy", "county"])
def test_nobody_previews_a_draft_of_another_place(sign_in: SignIn, username: str) -> None:
    assert sign_in(username).get("/preview/draft/999/").status_code == 404


def test_a_draft_is_previewed_and_released_from_there(open_page: OpenPage) -> None:
    page = open_page("policy", "/orders/local/tighten/E-8/", width=DESK)
    page.locator("[name=needs]").fill("3")
    page.locator("[name=zh]").fill("每周联系3次。")
    page.locator("[name=reason]").fill("演练：加密联系")
    page.get_by_role("button", name="存为草稿").click()
    page.get_by_role("link", name="先看会增加多少工作").click()
    expect(page.locator("h1")).to_have_text("这样会有什么变化")
    expect(page.locator(".change-first")).to_contain_text("每周 3 次")
    expect(page.locator(".figures").first).to_contain_text("小时")
    page.get_by_role("link", name="去发布").click()
    expect(page.get_by_role("button", name="发布这份规定")).to_be_visible()


def test_a_worker_reads_an_order_and_the_street_sees_it(open_page: OpenPage) -> None:
    before = open_page("street", f"/orders/{ORDER}/readers/").locator(".number").first.inner_text()
    page = open_page("grid", "/today/")
    page.get_by_role("link", name="没读").tap()
    page.locator("#unread").get_by_role("link").first.tap()
    page.goto(page.url.split("/orders/")[0] + f"/orders/{ORDER}/")
    page.get_by_role("button", name="我已读").tap()
    expect(page.locator("#messages")).to_contain_text("已登记")
    expect(page.get_by_role("button", name="我已读")).to_have_count(0)
    after = open_page("street", f"/orders/{ORDER}/readers/").locator(".number").first.inner_text()
    assert int(after) == int(before) + 1
