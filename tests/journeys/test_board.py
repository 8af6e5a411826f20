"""The board over days, two times of one day, and what a leader does about a lapse."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import expect

from anlin.base.days import local_day
from anlin.reports.queries import Past, Point
from tests.journeys import residents, town
from tests.journeys.conftest import DESK, OpenPage, SignIn

LADDER = ("0", "50", "5001", "500103", "500103001", residents.TOWN, f"{residents.TOWN}001")
ENDED = date(2023, 1, 29)  # the Sunday on which the last whole week ended
LATE = residents.WANG  # reached once in that week, of two times


def _late_word(sign_in: SignIn) -> None:
    """Let a contact of that week come in only today."""
    person = town.number_of(LATE.name)
    sent = {"client_id": str(uuid4()), "occurred_at": town.AT.isoformat(), "way": "phone",
            "condition": "well", "back": "/today/", "earlier": "2023-01-27T12:00"}  # fmt: skip
    assert sign_in("grid").post(f"/people/{person}/contact", sent).status_code == 302
    _count_again()


def _count_again() -> None:
    from anlin.base.scope import nationwide
    from anlin.duties.actions import refresh

    with nationwide():
        refresh(at=town.AT)


def _past(client: Client, code: str, day: date = ENDED) -> Past:
    found = client.get(f"/board/{code}/then/?day={day}").context["past"]
    assert isinstance(found, Past)
    return found


@pytest.mark.parametrize("code", LADDER)
def test_every_level_has_a_line_of_fourteen_days(sign_in: SignIn, code: str) -> None:
    answer = sign_in("nation").get(f"/board/{code}/?day=2023-02-01")
    trend = answer.context["board"].trend
    assert len(trend.points) == 14
    assert trend.last is not None
    assert "spark large" in answer.content.decode()


@pytest.mark.parametrize("code", LADDER)
def test_a_day_that_is_not_over_has_no_point_yet(sign_in: SignIn, code: str) -> None:
    trend = sign_in("nation").get(f"/board/{code}/").context["board"].trend
    assert trend.points[-1] == Point(town.AT.date())
    assert trend.last.day == town.AT.date() - timedelta(days=1)


@pytest.mark.parametrize("code", LADDER)
def test_a_point_of_the_line_is_the_board_of_its_day(sign_in: SignIn, code: str) -> None:
    nation = sign_in("nation")
    line = nation.get(f"/board/{code}/?measure=E-8").context["board"].trend
    known = [point for point in line.points if point.due]
    assert known
    for point in known:
        board = nation.get(f"/board/{code}/?day={point.day}&measure=E-8").context["board"].total
        assert (board.due, board.met, board.late) == (point.due, point.met, point.late), point.day


def test_the_past_is_one_tap_from_the_board_and_from_why(open_page: OpenPage) -> None:
    page = open_page("community", f"/board/{residents.TOWN}/?day={ENDED}")
    page.get_by_role("link", name="当天知道多少？").tap()
    expect(page.locator("h1")).to_contain_text("当时知道的，现在知道的")
    expect(page.locator("main")).to_contain_text("没有。当天结束以后，没有补到、更正或说明。")
    page.go_back()
    page.locator("article.duty", has_text=LATE.name).get_by_role("link", name="为什么？").tap()
    page.get_by_role("link", name="当天知道多少？").tap()
    expect(page.locator("h1")).to_contain_text("当时知道的，现在知道的")


def test_word_that_came_later_is_told_at_every_level(sign_in: SignIn) -> None:
    nation = sign_in("nation")
    before = {code: _line(_past(nation, code), "E-8") for code in LADDER[:-2]}
    _late_word(sign_in)
    for code, was in before.items():
        line = _line(_past(nation, code), "E-8")
        assert (line.then, line.now, line.met) == (was.then, was.now - 1, 1), code
    near = _past(sign_in("community"), residents.TOWN)
    (learnt,) = [each for each in near.differences if each.code == "E-8"]
    assert learnt.person is not None
    assert (learnt.person.name, learnt.came, learnt.was, learnt.status) == (
        LATE.name, "arrived", "missed", "met",
    )  # fmt: skip
    whole = next(each for each in near.compared if each.code == "E-8")
    assert (whole.then.missed, whole.now.missed) == (1, 0)


def _line(past: Past, code: str):  # type: ignore[no-untyped-def]
    return next(each for each in past.fallen if each.code == code)


def test_a_day_without_late_word_learns_nothing(sign_in: SignIn) -> None:
    assert not [each for each in _past(sign_in("nation"), "0").fallen if each.differs]


def test_an_excuse_given_later_is_told_as_such(sign_in: SignIn) -> None:
    community = sign_in("community")
    inbox = community.get("/lapses/").context["inbox"]
    told = next(each for each in inbox.told if each.person and each.person.name == LATE.name)
    excuse = {"excuse-kind": "excused", "excuse-reason": "回老家，已报平安"}
    assert community.post(f"/lapses/{told.item.lapse}/excuse", excuse).status_code == 302
    (learnt,) = _past(community, residents.TOWN, local_day(told.item.opens)).differences
    assert (learnt.code, learnt.came, learnt.status) == (told.item.measure, "excused", "excused")


def test_the_rules_of_that_day_are_named(sign_in: SignIn) -> None:
    page = sign_in("county").get(f"/board/500103/then/?day={ENDED}").content.decode()
    assert 'href="/orders/yu-minzheng-2023-01-14/#E-8"' in page


def test_today_has_no_past_yet(sign_in: SignIn) -> None:
    answer = sign_in("county").get("/board/500103/then/?day=2023-02-03")
    assert answer.context["day"] == date(2023, 2, 2)


@pytest.mark.parametrize("leader", ["nation", "county", "street-leader"])
def test_no_name_is_told_of_the_past_either(sign_in: SignIn, leader: str) -> None:
    _late_word(sign_in)
    page = sign_in(leader).get(f"/board/{residents.TOWN}/then/?day={ENDED}").content.decode()
    assert LATE.name not in page
    assert LATE.name in (
        sign_in("community").get(f"/board/{residents.TOWN}/then/?day={ENDED}").content.decode()
    )


def test_no_past_opens_outside_the_grant(sign_in: SignIn) -> None:
    for code in ("5001", "500243", "0", "abc"):
        assert sign_in("county").get(f"/board/{code}/then/").status_code == 404
    assert sign_in("grid").get(f"/board/{residents.TOWN}001/then/").status_code == 404


def _lapse_of(client: Client, name: str) -> str:
    """Return the address of the first lapse in the inbox that concerns somebody."""
    page = client.get("/lapses/").content.decode()
    found = re.search(rf'href="(/lapses/\d+/)">{name}', page)
    assert found, page
    return found[1]


def test_the_board_says_what_waits_and_leads_to_it(open_page: OpenPage) -> None:
    page = open_page("community", "/board/")
    expect(page.locator(".needs")).to_contain_text("件漏项等您处理")
    page.get_by_role("link", name="去看提醒").tap()
    expect(page.locator("main")).to_contain_text(LATE.name)


def test_a_leader_takes_note_and_the_lapse_says_so(open_page: OpenPage) -> None:
    page = open_page("community", "/lapses/")
    page.locator("article.duty", has_text=LATE.name).locator(".who a").first.tap()
    expect(page.locator("a[href^='tel:0001']")).to_be_visible()
    page.locator("[name=note]").fill("下午上门")
    page.get_by_role("button", name="我来处理").tap()
    expect(page.locator("#messages")).to_contain_text("已记下由您负责处理")
    expect(page.locator(".timeline")).to_contain_text("下午上门")
    expect(page.get_by_role("button", name="我来处理")).to_have_count(0)


def test_help_is_asked_for_with_a_reason_and_stands_above(sign_in: SignIn) -> None:
    community, street = sign_in("community"), sign_in("street")
    lapse = _lapse_of(community, LATE.name)
    assert LATE.name not in street.get("/lapses/").content.decode()
    assert community.post(f"{lapse}ask", {"ask-reason": ""}).status_code == 422
    asked = {"ask-reason": "人手不够，请派人上门"}
    assert community.post(f"{lapse}ask", asked).status_code == 302
    page = street.get("/lapses/").content.decode()
    assert LATE.name in page
    assert "求助" in page
    assert "人手不够，请派人上门" in street.get(lapse).content.decode()


def test_nobody_closes_a_lapse_of_their_own(sign_in: SignIn) -> None:
    second = sign_in("second")
    lapse = re.search(r"/lapses/\d+/", _own(second.get("/lapses/").content.decode()))
    assert lapse
    page = second.get(lapse[0]).content.decode()
    assert "我来处理" not in page
    assert "这是您自己该做的" in page
    assert second.post(f"{lapse[0]}note", {"note": "已处理"}).status_code == 403
    told = {"excuse-kind": "excused", "excuse-reason": "断网停电"}
    assert second.post(f"{lapse[0]}excuse", told).status_code == 403
    assert second.post(f"{lapse[0]}ask", {"ask-reason": "断网停电，请帮忙"}).status_code == 302


def _own(page: str) -> str:
    """Return the row about the community itself."""
    rows = re.findall(r"<article.*?</article>", page, re.S)
    return next(row for row in rows if "社区自己" in row)


def test_a_lapse_out_of_sight_is_not_there(sign_in: SignIn) -> None:
    lapse = _lapse_of(sign_in("community"), LATE.name)
    for stranger in ("second", "village", "county-rural", "policy", "grid"):
        assert sign_in(stranger).get(lapse).status_code == 404
        assert sign_in(stranger).post(f"{lapse}note", {"note": "x"}).status_code == 404


def test_a_leader_without_names_sees_no_name_in_the_inbox(sign_in: SignIn) -> None:
    lapse = _lapse_of(sign_in("community"), LATE.name)
    for leader in ("street-leader", "county", "nation"):
        for url in ("/lapses/", lapse):
            page = sign_in(leader).get(url).content.decode()
            assert not [each.name for each in residents.RESIDENTS if each.name in page]


def test_a_worker_who_is_away_is_found_from_the_lapse(open_page: OpenPage) -> None:
    page = open_page("community", "/lapses/", width=DESK)
    page.locator("article.duty", has_text=LATE.name).locator(".who a").first.click()
    page.get_by_role("link", name="不在岗？请人代班").first.click()
    expect(page.locator("h1")).to_contain_text("代班")


@pytest.mark.parametrize("url", ["/board/", "/picture/", "/reports/", "/dispatch/"])
def test_paper_holds_what_is_known_and_nothing_to_tap(open_page: OpenPage, url: str) -> None:
    page = open_page("county", url, width=DESK)
    expect(page.locator(".days").first).to_be_visible()
    page.emulate_media(media="print")
    for tapped in (".days", ".btn", ".tabs", ".no-print"):
        assert [each for each in page.locator(tapped).all() if each.is_visible()] == []
