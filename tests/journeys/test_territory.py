"""Who leads a community draws a grid anew, and the page of any day shows the tree of that day."""

from playwright.sync_api import expect

from tests.journeys import residents
from tests.journeys.conftest import OpenPage

GRID = f"{residents.TOWN}001"


def test_a_grid_is_split_and_both_days_show_their_own_tree(open_page: OpenPage) -> None:
    page = open_page("community", f"/places/{GRID}/")
    page.get_by_role("link", name="拆分", exact=True).click()
    page.get_by_role("button", name="拆分").click()
    expect(page.locator(".says").first).to_have_text("请填写名称。")
    page.fill("[name=name0]", "东网格")
    page.fill("[name=name1]", "西网格")
    page.fill("[name=reason]", "街道批复 3 号")
    for choices in page.locator("fieldset.ask").all():
        choices.get_by_text("归第 2 个").click()
    page.fill("[name=on]", "2023-02-03")
    page.get_by_role("button", name="拆分").click()
    expect(page.locator("main")).to_contain_text("请选明天或以后的日期")
    expect(page.locator("[name=name1]")).to_have_value("西网格")
    page.fill("[name=on]", "2023-02-06")
    page.get_by_role("button", name="拆分").click()
    expect(page.locator("#messages")).to_contain_text("已办理")
    expect(page.locator(".timeline")).to_contain_text("拆分为 东网格")
    page.goto(f"{page.url.split('/places/')[0]}/places/{residents.TOWN}/?day=2023-02-06")
    expect(page.locator("ul.rows").first).to_contain_text("西网格")
    page.fill("[name=day]", "2023-02-05")
    page.get_by_role("button", name="看这一天").click()
    expect(page.locator("section ul.rows").first).not_to_contain_text("西网格")


def test_what_is_set_up_and_closed_keeps_its_history(open_page: OpenPage) -> None:
    page = open_page("community", f"/places/{residents.TOWN}/")
    page.get_by_role("link", name="设立下级地方").click()
    page.get_by_text("专属网格", exact=True).click()
    page.fill("[name=names]", "市场专属网格")
    page.fill("[name=reason]", "集中管理")
    page.get_by_role("button", name="设立").click()
    page.get_by_role("link", name="市场专属网格").click()
    page.get_by_role("link", name="关闭", exact=True).click()
    page.fill("[name=on]", "2023-02-10")
    page.fill("[name=reason]", "撤销")
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".timeline")).to_contain_text("关闭")
    expect(page.locator(".timeline li")).to_have_count(2)


def test_whoever_does_not_lead_reads_places_and_changes_none(open_page: OpenPage) -> None:
    page = open_page("policy", "/places/")
    expect(page.get_by_role("link", name="设立下级地方")).to_have_count(0)
    answer = page.goto(f"{page.url}500103001/split")
    assert answer is not None
    assert answer.status == 404
