"""A grid worker on a stair, with one thumb."""

from playwright.sync_api import Locator, Page, expect

from anlin.config.demo.staff import PASSWORD
from anlin.journal.models import Entry
from tests.journeys import residents, town
from tests.journeys.conftest import OpenPage


def test_signing_in_leads_to_the_most_urgent_of_today(open_page: OpenPage) -> None:
    page = open_page("", "/")
    page.fill("[name=username]", "grid")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    assert page.url.endswith("/today/")
    assert page.locator(".figure .number").all_inner_texts() == ["17", "4", "3"]
    headings = [text.split("\n")[0] for text in page.locator("h2.group").all_inner_texts()]
    assert headings == ["过时", "1号楼", "2号楼", "已做"]
    assert _names(_group(page, "过时")) == ["刘玉珍", "王桂兰"], "who waits longest stands first"
    assert _names(_group(page, "1号楼")) == ["李大成", "赵素芬", "周小雨"], "red before yellow"


def test_a_wrong_password_is_told_beside_the_form(open_page: OpenPage) -> None:
    page = open_page("", "/login")
    page.fill("[name=username]", "grid")
    page.fill("[name=password]", "not the password")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    expect(page.locator("[name=username]")).to_have_value("grid")


def test_all_is_well_takes_three_taps_and_no_typing(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    taps = (
        _stop(page, "赵素芬").locator("a.act").first,
        page.locator("#sheet").get_by_text("良好", exact=True),
        page.locator("#sheet").get_by_role("button", name="保存"),
    )
    for tap in taps:
        tap.tap()
    expect(page.locator("#messages")).to_contain_text("已登记")
    expect(_group(page, "已做").locator(".who a")).to_have_text(["赵素芬", "陈国强", "黄淑华"])
    assert page.locator(".figure .number").all_inner_texts() == ["17", "5", "3"]


def test_two_taps_are_not_enough(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    _stop(page, "赵素芬").locator("a.act").first.tap()
    page.locator("#sheet").get_by_role("button", name="保存").tap()
    expect(page.locator("#sheet .says")).to_have_text("请选情况，没联系上也请选。")
    page.goto(page.url)
    expect(_group(page, "1号楼").locator(".who a")).to_contain_text(["赵素芬"])


def test_not_reached_keeps_the_duty_open(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    _stop(page, "赵素芬").locator("a.act").first.tap()
    page.locator("#sheet").get_by_text("没联系上", exact=True).tap()
    page.locator("#sheet").get_by_role("button", name="保存").tap()
    expect(page.locator("#messages")).to_contain_text("已登记")
    assert "赵素芬" in _names(_group(page, "1号楼"))
    assert page.locator(".figure .number").all_inner_texts() == ["17", "4", "3"]
    page.get_by_role("link", name="赵素芬").click()
    expect(page.locator(".card > .timeline li").first).to_contain_text("没联系上")


def test_what_somebody_unwell_needs_is_asked_and_kept(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    _stop(page, "李大成").locator("a.act").nth(1).tap()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_text("药品", exact=True)).not_to_be_visible()
    sheet.get_by_text("不适", exact=True).tap()
    sheet.get_by_text("药品", exact=True).tap()
    sheet.get_by_role("button", name="保存").tap()
    expect(page.locator("#messages")).to_contain_text("已登记")
    page.get_by_role("link", name="李大成").click()
    expect(page.locator(".card > .timeline li").first).to_contain_text("不适")
    expect(page.locator(".card > .timeline li").first).to_contain_text("药品")


def test_without_scripts_the_same_form_sent_twice_is_one_contact(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/", scripts=False)
    before = _contacts("赵素芬")
    _stop(page, "赵素芬").locator("a.act").first.click()
    page.get_by_text("良好", exact=True).click()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="保存").click()
    expect(page.locator("#messages")).to_contain_text("已登记")
    again = page.request.post(
        sent.value.url,
        data=sent.value.post_data or "",
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": sent.value.url},
    )
    assert again.ok
    page.goto(page.url)
    expect(_group(page, "已做")).to_contain_text("赵素芬")
    assert _contacts("赵素芬") == before + 1


def test_two_forms_are_two_contacts(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/", scripts=False)
    before = _contacts("赵素芬")
    for _ in range(2):
        _stop(page, "赵素芬").locator("a.act").first.click()
        page.get_by_text("良好", exact=True).click()
        page.get_by_role("button", name="保存").click()
    assert _contacts("赵素芬") == before + 2


def test_a_person_page_says_who_where_and_why_this_label(open_page: OpenPage) -> None:
    page = open_page("grid", "/today/")
    page.get_by_role("link", name="赵素芬").click()
    expect(page.locator("h1")).to_contain_text("69")
    expect(page.locator("h1")).to_contain_text("1-2-602")
    facts = page.locator("main")
    expect(facts).to_contain_text("周小雨")
    expect(facts).to_contain_text("第 Y2 行")
    expect(page.locator(".card > .timeline")).to_contain_text("1月20日")
    page = open_page("grid", f"/people/{town.number_of('何秀英')}/")
    expect(page.locator("main")).to_contain_text("无对应行，得 3 分")


def test_an_identity_number_is_masked_and_opens_for_a_reason_that_is_kept(
    open_page: OpenPage,
) -> None:
    wang = town.number_of("王桂兰")
    number = town.identity_of(residents.WANG, 1)
    page = open_page("community", f"/people/{wang}/")
    assert number not in page.content()
    before = _openings()
    page.get_by_text("写明理由后查看").tap()
    page.get_by_role("button", name="查看", exact=True).tap()
    expect(page.locator("#identity .says")).to_contain_text("请写明理由")
    assert _openings() == before
    page.locator("#identity [name=reason]").fill("核对疫苗接种登记")
    page.get_by_role("button", name="查看", exact=True).tap()
    expect(page.locator("#identity .sealed")).to_have_text(number)
    line = Entry.objects.using("owner").filter(verb="people.open_identity").latest("id")
    assert (line.reason, line.subject) == ("核对疫苗接种登记", f"people_person:{wang}")
    page.goto(page.url)
    assert number not in page.content(), "a look is for once"


def test_a_grid_worker_is_offered_no_identity_number(open_page: OpenPage) -> None:
    page = open_page("grid", f"/people/{town.number_of('王桂兰')}/")
    expect(page.locator("#identity .sealed")).to_be_visible()
    expect(page.locator("#identity form")).to_have_count(0)


def test_why_names_the_clause_the_order_the_term_and_whom_it_concerns(
    open_page: OpenPage,
) -> None:
    page = open_page("grid", "/today/")
    _stop(page, "周小雨").get_by_role("link", name="为什么？").first.tap()
    main = page.locator("main")
    for words in (
        "E-8", "贯彻落实在城乡社区做好新型冠状病毒感染“乙类乙管”有关疫情防控工作具体措施",
        "重庆市，2023年1月14日 起", "特殊群体居民", "事实无人抚养儿童",
    ):  # fmt: skip
        expect(main).to_contain_text(words)
    page.get_by_role("link", name="E-8", exact=True).tap()
    expect(page.locator("main")).to_contain_text("网格员")


def _stop(page: Page, name: str) -> Locator:
    return page.locator("article.duty", has=page.get_by_role("link", name=name))


def _group(page: Page, heading: str) -> Locator:
    title = page.locator("h2.group", has_text=heading)
    return page.locator("section", has=title)


def _names(group: Locator) -> list[str]:
    return group.locator(".who a").all_inner_texts()


def _contacts(name: str) -> int:
    from anlin.records.models import Submission

    return Submission.objects.using("owner").filter(subject=town.number_of(name)).count()


def _openings() -> int:
    return Entry.objects.using("owner").filter(verb="people.open_identity").count()
