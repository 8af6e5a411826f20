"""An administrator lets somebody in, and an auditor reads that it was done."""

import re

from playwright.sync_api import expect

from anlin.config.demo.staff import PASSWORD
from tests.journeys.conftest import DESK, OpenPage


def test_an_administrator_lets_somebody_in_and_the_auditor_reads_it(open_page: OpenPage) -> None:
    page = open_page("admin", "/")
    expect(page.locator("h1")).to_have_text("这里的工作人员")
    page.get_by_role("link", name="建立账号").click()
    page.get_by_text("改由下级地方管理").click()
    page.get_by_role("link", name="七星岗街道").click()
    page.fill("[name=name]", "程静")
    page.fill("[name=username]", "cheng-jing")
    page.get_by_role("button", name="建立").click()
    expect(page.locator(".says")).to_have_text("请填最后一天。")
    expect(page.locator("[name=name]")).to_have_value("程静")
    page.fill("[name=last]", "2023-12-31")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("#secret")).to_have_value(re.compile(r"^\w{4}-\w{4}-\w{4}-\w{4}$"))
    page.get_by_role("link", name="授予角色").click()
    page.get_by_text("街道专员", exact=True).first.click()
    page.get_by_role("button", name="授予").click()
    expect(page.locator("#messages")).to_contain_text("等另一位管理员确认后生效")
    expect(page.locator(".status.soon").first).to_contain_text("等另一位管理员确认")

    read = open_page("auditor", "/", width=DESK)
    expect(read.locator("#lines + ul li").first).to_contain_text("提出授权，等人复核")
    expect(read.locator("#lines + ul li").first).to_contain_text("程静 · 街道专员 · 七星岗街道")
    read.get_by_role("button", name="现在校验").click()
    expect(read.locator("#messages")).to_contain_text("读到的都完好")


def test_a_form_sent_after_the_session_had_ended_comes_back_filled(open_page: OpenPage) -> None:
    page = open_page("", "/login?next=/staff/new")

    def sign_in() -> None:
        page.fill("[name=username]", "admin")
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="登录").click()

    sign_in()
    page.fill("[name=name]", "欧阳晓")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("main")).to_contain_text("您填写的内容已经收好")
    sign_in()
    expect(page.locator("h1")).to_have_text("您填写的内容还在")
    page.get_by_role("link", name="回到原页").click()
    expect(page.locator("#kept")).to_contain_text("请核对后提交")
    expect(page.locator("[name=name]")).to_have_value("欧阳晓")
