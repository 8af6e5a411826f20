"""A county writes its own orders: refused where loose, let by a clause, released, amended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, OpenPage, SignIn
from tests.journeys.test_screens import OVER_THE_EDGE, THUMB, TOO_SMALL, _barriers

GRANTING = "/orders/pack/demo-observation/"
HOME = "/orders/local/tighten/A-2.2/"
ROUND = "/orders/local/tighten/E-8/"


def fill(page: Page, *, clause: str, reason: str, **values: str) -> None:
    """Fill the values that change, the clause and the reason."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=zh]").fill(clause)
    page.locator("[name=reason]").fill(reason)


def keep(page: Page) -> None:
    page.get_by_role("button", name="存为草稿").click()


def release(page: Page) -> None:
    page.locator("[name=sure]").check()
    page.get_by_role("button", name="发布这份规定").click()
    expect(page.locator("#messages")).to_contain_text("已发布")


def test_fourteen_days_become_seven_only_where_a_clause_lets_them(open_page: OpenPage) -> None:
    page = open_page("policy", "/orders/measure/A-2.2/")
    page.get_by_role("link", name="在渝中区收紧这项措施").tap()
    fill(page, lasts="7", clause="居家观察7天。", reason="演练：缩短居家观察")
    keep(page)
    refused = page.locator("#refused")
    expect(refused).to_contain_text("条款 A-2.2 要求至少14天")
    expect(refused.get_by_role("link", name="查看条款 A-2.2")).to_be_visible()
    expect(page.locator(".field:has([name=lasts]) .says")).to_have_text("条款 A-2.2 要求至少14天。")
    expect(page.locator("[name=lasts]")).to_have_value("7")
    expect(page.locator("[name=zh]")).to_have_value("居家观察7天。")
    adopt(page)
    page.goto(page.url.replace(GRANTING, HOME))
    fill(page, lasts="7", clause="居家观察7天。", reason="演练：缩短居家观察")
    page.locator("[name=grant]").select_option("XA-1")
    keep(page)
    expect(page.locator("main")).to_contain_text("放宽依据条款 XA-1")
    release(page)
    page.goto(page.url.replace("/orders/local/", "/orders/local/changes/"))
    expect(page.locator(".timeline").first).to_contain_text("L500103-1.1")
    page.goto(page.url.replace("/orders/local/changes/", "/orders/measure/A-2.2/"))
    expect(page.locator("main")).to_contain_text("共 7 天")


def adopt(page: Page) -> None:
    """Put the clause that lets places ask for fewer days in force, knowing what it is."""
    page.goto(re.sub(r"/orders/.*", GRANTING, page.url))
    page.locator("[name=reason]").fill("演练：允许缩短")
    page.locator("[name=knowingly]").check()
    page.get_by_role("button", name="施行").click()
    expect(page.locator("#messages .note")).to_be_visible()


def test_a_county_tightens_and_amends_and_keeps_what_was(open_page: OpenPage) -> None:
    page = open_page("policy", ROUND, width=DESK)
    fill(page, needs="3", clause="每周联系3次。", reason="演练：加密联系")
    keep(page)
    expect(page.locator("table strong")).to_have_text("3次")
    release(page)
    page.goto(re.sub(r"/orders/.*", ROUND, page.url))
    fill(page, needs="4", since="2023-02-06", clause="每周联系4次。", reason="演练：再加密")
    keep(page)
    page.get_by_role("link", name="修改").click()
    expect(page.locator("[name=needs]")).to_have_value("4")
    page.locator("[name=needs]").fill("5")
    keep(page)
    expect(page.locator("table strong")).to_have_text("5次")
    release(page)
    expect(page.locator("main")).to_contain_text("L500103-1.1")
    expect(page.locator("main")).to_contain_text("L500103-2.1")


def test_two_orders_from_one_day_are_refused_and_both_named(open_page: OpenPage) -> None:
    page = open_page("policy", ROUND, width=DESK)
    fill(page, needs="3", clause="每周联系3次。", reason="演练：加密联系")
    keep(page)
    release(page)
    page.goto(re.sub(r"/orders/.*", ROUND, page.url))
    fill(page, needs="4", clause="每周联系4次。", reason="演练：再加密", title_zh="另一份")
    keep(page)
    refused = page.locator("#refused")
    expect(refused).to_contain_text("L500103-1.1")
    expect(refused).to_contain_text("《另一份》（条款 L500103-2.1）")


SAID = {
    "needs": "3", "every": "P1W", "grace": "0", "grace_unit": "H", "spacing": "1",
    "spacing_unit": "D", "since": "2023-02-06", "zh": "每周联系3次。", "title_zh": "演练规定",
    "reason": "演练：加密联系",
}  # fmt: skip


@pytest.mark.parametrize(("width", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_a_draft_and_a_refusal_serve_everybody(
    open_page: OpenPage, sign_in: SignIn, width: int, language: str
) -> None:
    place = sign_in("policy").post(ROUND, SAID)["Location"]
    page = open_page("policy", place, width=width, django_language=language)
    _serves(page)
    page.goto(re.sub(r"/orders/.*", ROUND, page.url))
    fill(page, needs="1", clause="每周联系1次。", reason="演练：放宽")
    page.locator("form.stack button").click()
    page.locator("#refused").wait_for()
    _serves(page)


def _serves(page: Page) -> None:
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    assert page.evaluate(OVER_THE_EDGE) == []


def test_who_is_no_policy_officer_orders_nothing(sign_in: SignIn) -> None:
    for username in ("grid", "county", "street"):
        client = sign_in(username)
        for url in ("/orders/local/", ROUND):
            assert client.get(url).status_code == 403
        assert client.post(ROUND, SAID).status_code == 403
        assert client.get("/orders/local/changes/").status_code == 200
        assert "收紧这项措施" not in client.get("/orders/measure/E-8/").content.decode()


def test_what_is_missing_or_wrong_is_said_beside_it_and_nothing_is_lost(sign_in: SignIn) -> None:
    client = sign_in("policy")
    wrong = {"needs": "", "zh": "", "since": "2023-02-09", "until": "2023-02-08", "reason": "x"}
    answer = client.post(ROUND, SAID | wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in ("请填写整数", "请用一句话写明要求", "截止日必须晚于起始日。", "演练规定"):
        assert said in text
    past = client.post(ROUND, SAID | {"since": "2023-02-01"})
    assert past.status_code == 422
    assert "2023-02-01 已经过去" in past.content.decode()


def test_a_draft_takes_in_a_second_measure_and_is_withdrawn(sign_in: SignIn) -> None:
    client = sign_in("policy")
    place = client.post(ROUND, SAID)["Location"]
    number = place.rstrip("/").rpartition("/")[2]
    report = SAID | {
        "needs": "1", "every": "P1D", "spacing": "0", "seen": "1", "zh": "每天17时前报告。",
        "slots_opens_1": "00:00", "slots_closes_1": "17:00",
    }  # fmt: skip
    assert client.post(f"/orders/local/tighten/A-3.1/?draft={number}", report).status_code == 302
    shown = client.get(place).content.decode()
    assert "每周联系3次。" in shown
    assert "00:00–17:00" in shown
    stale = client.post(f"/orders/local/tighten/A-3.1/?draft={number}", report)
    assert "现为第 2 稿" in stale.content.decode()
    gone = client.post(f"{place}withdraw", {"seen": "2", "reason": "不再需要"})
    assert gone["Location"] == "/orders/local/"
    assert "演练规定" not in client.get("/orders/local/").content.decode()
    assert client.post(f"{place}release", {"seen": "3", "sure": "on"}).status_code == 422
