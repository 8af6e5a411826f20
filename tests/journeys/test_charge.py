"""Who is in charge of others: the committee's desk, the street, the policy officer, the leader."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from anlin.reports.queries import Board
from tests.journeys import residents
from tests.journeys.conftest import DESK, OpenPage, SignIn

MONDAY_BEFORE = "2023-01-23"
LADDER = ("0", "50", "5001", "500103", "500103001", residents.TOWN, f"{residents.TOWN}001")


def test_one_tap_reports_zero(open_page: OpenPage) -> None:
    page = open_page("community", "/today/")
    page.get_by_role("link", name="报告", exact=True).first.tap()
    page.get_by_role("button", name="零报告").tap()
    expect(page.locator("main")).to_contain_text("已上报")
    page.goto(page.url.replace("/report/", "/today/"))
    expect(page.locator("section", has_text="已做")).to_contain_text("本社区")


def test_a_report_is_corrected_and_the_wrong_number_stays_in_the_field(
    open_page: OpenPage,
) -> None:
    page = open_page("community", "/report/")
    page.get_by_role("button", name="零报告").tap()
    expect(page.locator(".state")).to_contain_text("零报告")
    first = page.locator(".lines > li").first
    first.get_by_text("更正", exact=True).tap()
    first.locator("input[type=number]").fill("3")
    page.get_by_role("button", name="提交更正").tap()
    expect(page.locator(".says").first).to_contain_text("原因")
    expect(first.locator("input[type=number]")).to_have_value("3")
    first.locator("input[type=text]").fill("夜间卫生服务站报来三人发热")
    page.locator("[name=reason]").fill("补报三人")
    page.get_by_role("button", name="提交更正").tap()
    expect(page.locator(".lines .said").first).to_have_text("3")
    expect(page.locator(".timeline")).to_contain_text("第 1 版")


def test_something_urgent_is_told_and_read_above(open_page: OpenPage) -> None:
    page = open_page("community", "/report/")
    page.get_by_role("link", name="紧急情况").first.tap()
    page.get_by_role("button", name="马上上报").tap()
    expect(page.locator(".says").first).to_contain_text("请")
    page.locator("label", has_text="一处多人患病").tap()
    page.locator("[name=text]").fill("2 号楼五人发热，需要上门检测")
    page.get_by_role("button", name="马上上报").tap()
    expect(page.locator(".chain-up")).to_contain_text("还没有人看")
    told = page.url
    street = open_page("street-leader", "/urgent/", width=DESK)
    street.get_by_role("link", name="一处多人患病").click()
    street.locator("[name=said]").fill("已派医生")
    street.get_by_role("button", name="已读").click()
    page.goto(told)
    expect(page.locator(".chain-up li").first).to_contain_text("已派医生")


def test_who_answers_is_named_with_the_load_before_and_after(open_page: OpenPage) -> None:
    page = open_page("community", f"/charge/{residents.TOWN}001001/", width=DESK)
    expect(page.locator("main")).to_contain_text("没有人负责")
    page.get_by_role("link", name="指定责任人").first.click()
    page.locator("[name=name]").fill("何建国")
    page.locator("[name=phone]").fill("000-0000-0188")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".note")).to_contain_text("现在 0 处")
    page.get_by_role("button", name="确认").click()
    expect(page.locator("main")).to_contain_text("何建国")
    page.get_by_role("link", name="何建国").first.click()
    page.get_by_text("临时外出：请人代管").click()
    for field, value in {"name": "罗敏", "phone": "000-0000-0199", "last": "2023-02-06",
                         "agreed": "今早电话同意"}.items():  # fmt: skip
        page.locator(f"form:has([name=cover]) [name={field}]").fill(value)
    page.get_by_role("button", name="对方已同意").click()
    expect(page.locator("dl.facts")).to_contain_text("今早电话同意")


def test_a_community_worker_excuses_a_grid_worker_s_duty_with_a_reason(
    open_page: OpenPage,
) -> None:
    page = open_page("community", f"/board/{residents.TOWN}001/?measure=E-8")
    row = page.locator("article.duty", has_text="何秀英")
    row.get_by_role("link", name="为什么？").tap()
    page.get_by_text("说明情况、免做").tap()
    page.locator("form:has([name=kind]) button").tap()
    expect(page.locator(".says").first).to_contain_text("请")
    page.locator("label", has_text="应做").first.tap()
    page.locator("[name=reason]").fill("住院治疗，由医院照护")
    page.locator("form:has([name=kind]) button").tap()
    expect(page.locator("#messages")).to_contain_text("已连同您的姓名和理由记下")
    expect(page.locator(".chain")).to_contain_text("已说明")


def test_nobody_excuses_a_duty_of_their_own(open_page: OpenPage) -> None:
    page = open_page("community", "/today/")
    page.get_by_role("link", name="为什么？").first.tap()
    expect(page.locator("main")).to_contain_text("A-3.1")
    expect(page.locator("[name=kind]")).to_have_count(0)


def test_a_draft_is_put_in_force_only_by_who_says_to_know_it(open_page: OpenPage) -> None:
    page = open_page("policy", "/orders/pack/grading-draft/", width=DESK)
    page.locator("[name=reason]").fill("试行结束")
    page.get_by_role("button", name="确定截止").click()
    expect(page.locator("#messages")).to_contain_text("截止日已定")
    page.locator("[name=reason]").fill("继续试行")
    page.get_by_role("button", name="施行").click()
    expect(page.locator(".check .says")).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("继续试行")
    page.locator("[name=knowingly]").check()
    page.get_by_role("button", name="施行").click()
    expect(page.locator("main")).to_contain_text("继续试行")
    expect(page.get_by_role("button", name="确定截止")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "asked", "whom"),
    [("zh-hans", "每周至少联系", "网格员"), ("en", "at least 2 times a week", "Grid worker")],
)
def test_an_officer_goes_from_the_order_to_its_clause_to_its_measure(
    open_page: OpenPage, language: str, asked: str, whom: str
) -> None:
    page = open_page("policy", "/orders/", width=DESK, django_language=language)
    page.locator("a[href='/orders/yu-minzheng-2023-01-14/']").first.click()
    clause = page.locator("[id='E-8']")
    expect(clause).to_be_visible()
    clause.locator("a[href='/orders/measure/E-8/']").click()
    expect(page.locator("h1")).to_contain_text(asked)
    expect(page.locator("main")).to_contain_text(whom)
    expect(page.locator("main")).to_contain_text("重庆市")


def test_a_leader_goes_down_from_the_nation_to_a_grid(open_page: OpenPage) -> None:
    page = open_page("nation", "/board/", width=DESK)
    for name in ("重庆市", "市辖区", "渝中区", "七星岗街道", "临华路社区居民委员会", "第1网格"):
        expect(page.locator("main")).to_contain_text("数据更新于")
        page.locator(".tiles a", has_text=name).first.click()
        expect(page.locator(".path [aria-current=page]")).to_have_text(name)
    expect(page.locator("main")).to_contain_text("您的岗位只看数字")


def test_a_figure_is_the_sum_of_those_below_it(sign_in: SignIn) -> None:
    nation = sign_in("nation")
    for day in ("2023-02-03", "2023-01-31", "2023-01-25"):
        for code in LADDER:
            board = _board(nation, code, day)
            assert board.total.due > 0
            assert _below(board) == board.total.values(), (code, day)
            by_measure = [each.count.values() for each in board.measures]
            assert _sum(by_measure) == board.total.values(), (code, day)


def test_a_place_left_out_would_be_missed(sign_in: SignIn) -> None:
    board = _board(sign_in("nation"), "500103", "2023-02-03")
    assert _sum([each.count.values() for each in board.below[1:]]) != board.total.values()


def test_the_board_of_a_past_day_counts_what_was_missed(sign_in: SignIn) -> None:
    client = sign_in("county")
    last_week = _board(client, "500103", MONDAY_BEFORE, "E-8").total
    assert (last_week.due, last_week.met, last_week.missed, last_week.excused) == (10, 7, 2, 1)


def test_a_contact_moves_the_board_of_the_grid_at_once(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    before = _open_in_grid(open_page)
    page.locator("article.duty", has_text="赵素芬").locator("a.act").first.tap()
    page.locator("#sheet").get_by_text("良好", exact=True).tap()
    page.locator("#sheet").get_by_role("button", name="保存").tap()
    expect(page.locator("#messages")).to_contain_text("已登记")
    assert _open_in_grid(open_page) == before - 1


@pytest.mark.parametrize("leader", ["nation", "province", "city", "county", "street-leader"])
def test_a_leader_never_sees_a_name(sign_in: SignIn, leader: str) -> None:
    client = sign_in(leader)
    for page in _walk(client, "/board/"):
        assert not _named(page)


def test_a_name_would_be_found(sign_in: SignIn) -> None:
    seen = sign_in("community").get(f"/board/{residents.TOWN}001/?measure=E-8").content.decode()
    assert _named(seen)


def _walk(client: Client, start: str, most: int = 60) -> list[str]:
    """Return every page that can be reached from `start` by following the board's own links."""
    todo, seen = [start], {start}
    pages: list[str] = []
    while todo and len(pages) < most:
        answer = client.get(todo.pop(0))
        page = answer.content.decode()
        pages.append(page)
        assert answer.status_code == 200
        for link in re.findall(r'href="(/(?:board|why)/[^"]*)"', page):
            link = link.replace("&amp;", "&")
            if link not in seen and "day=2023-02-02" not in link:
                seen.add(link)
                todo.append(link)
    assert len(pages) > 5
    return pages


def _named(page: str) -> list[str]:
    return [each.name for each in residents.RESIDENTS if each.name in page]


def _board(client: Client, code: str, day: str, measure: str = "") -> Board:
    found = client.get(f"/board/{code}/?day={day}&measure={measure}").context["board"]
    assert isinstance(found, Board)
    return found


def _below(board: Board) -> tuple[int, ...]:
    return _sum([each.count.values() for each in board.below])


def _sum(counts: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))


def _open_in_grid(open_page: OpenPage) -> int:
    page: Page = open_page("community", f"/board/{residents.TOWN}001/")
    return int(page.locator(".figures .number").nth(4).inner_text())
