"""An outbreak in a home of 120, from the first reading to close-out, screen by screen."""

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from anlin.base.scope import nationwide
from anlin.config.demo.homes import SHOWN_HOME
from anlin.outbreaks.models import Case, Contact
from anlin.places.rules import parent
from tests.journeys.conftest import DESK
from tests.journeys.outbreak import AT, DAY, HOUR, LOOK_BACK, Hand, at_the_gate, hand, home
from tests.journeys.test_screens import _barriers
from tests.outbreaks.recount import drawn, recount

__all__ = ["hand", "home"]


def _measure(page: Page, *values: str) -> None:
    for digit in "".join(values):
        page.locator(".pad button", has_text=digit).tap()


def _step(page: Page, words: str, said: str) -> None:
    row = page.locator("li.duty", has_text=words)
    row.locator("form.done-line").first.locator("[name=said]").fill(said)
    row.get_by_role("button", name="办好了").click()
    expect(page.locator("#messages")).to_contain_text("已记下")


def _contact(page: Page, name: str = "") -> Locator:
    found = page.locator("section", has=page.get_by_role("heading", name="接触者"))
    return found.locator("li.duty", has_text=name)


def _fields(page: Page, **told: str) -> None:
    for name, value in told.items():
        page.locator(f"[name={name}]").last.fill(value)


def test_an_outbreak_in_a_home_of_120_from_the_first_reading_to_close_out(
    home: int, hand: Hand
) -> None:
    case = _found(hand, home)
    _isolated(hand, case)
    _contacts(hand, case)
    _decided(hand, case)
    _site(hand, home, case)
    _counted(hand, case)
    _closed(hand, case)
    _opened(hand, home)


def _found(hand: Hand, home: int) -> int:
    """A reading warns, the nurse takes it over, and a case is opened from it."""
    carer = hand.page("carer", f"/institutions/{home}/")
    carer.get_by_role("link", name="轮查 1层").tap()
    carer.locator("input[data-digits]").first.tap()
    _measure(carer, "386", "92", "26", "364", "97", "16")
    expect(carer.locator("#round-progress")).to_contain_text("2/40")
    nurse = hand.page("nurse", "/institutions/warnings/")
    expect(nurse.locator(".duty.missed")).to_contain_text("老人00")
    nurse.get_by_role("button", name="我来接手").tap()
    hand.later(AT + timedelta(minutes=6))
    nurse.get_by_role("link", name="登记结果").tap()
    nurse.get_by_text("疑似病例：启动处置程序").tap()
    nurse.get_by_role("button", name="保存").tap()
    nurse = hand.page("nurse", "/outbreaks/")
    expect(nurse.locator(".duty.missed")).to_contain_text("老人00")
    nurse.get_by_role("link", name="立案", exact=True).click()
    nurse.get_by_role("button", name="立案并开始计时").click()
    expect(nurse.locator(".says")).to_contain_text("请写发现了什么")
    _fields(nurse, why="发热38.6，血氧92", owner="钱护士")
    nurse.get_by_role("button", name="立案并开始计时").click()
    expect(nurse.locator("#messages")).to_contain_text("四早计时开始")
    assert _barriers(nurse) == []
    return int(nurse.url.rstrip("/").rpartition("/")[2])


def _isolated(hand: Hand, case: int) -> None:
    """The four earlies and disinfection, each in its time, and the bed changes with isolation."""
    found = AT + timedelta(minutes=6)
    head = hand.page("head", f"/institutions/{_home()}/zone")
    part = head.locator("[name=part] option", has_text="320")
    head.locator("[name=part]").select_option(part.first.get_attribute("value"))
    head.get_by_text("健康观察").click()
    head.get_by_role("button", name="保存").click()
    for minutes, words, said in (
        (20, "报告疾控和民政", "区疾控中心、区民政局"), (45, "转入观察室隔离", "三层320单间"),
        (150, "转送医院或治疗", "区人民医院"), (200, "共用空间和物品消毒", "101室、餐厅、扶手"),
    ):  # fmt: skip
        hand.later(found + timedelta(minutes=minutes))
        nurse = hand.page("nurse", f"/outbreaks/{case}/")
        _step(nurse, words, said)
        expect(nurse.locator("li.duty", has_text=words)).to_contain_text(f"{minutes} 分钟")


def _contacts(hand: Hand, case: int) -> None:
    """The list equals a recount from rooms, shifts, rounds, visits and the gate."""
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    with nationwide():
        kept = Case.objects.select_related("person", "post").get(pk=case)
        isolated = kept.tasks.get(step="isolated").done_at
        assert isolated is not None
        near = recount(kept, LOOK_BACK, isolated)
        assert drawn(kept) == near
        names = _names(near)
    assert {"老人01", "王小明", "送货郑某"} <= set(names)
    assert not {"李建国", "周亲属", "吴亲属", "老人02"} & set(names)
    expect(_contact(nurse)).to_have_count(len(names))
    for name in names:
        expect(_contact(nurse, name)).to_be_visible()
    expect(_contact(nurse, "王小明")).to_contain_text("出入口登记")
    expect(_contact(nurse, "王小明")).to_contain_text("探访")


def _decided(hand: Hand, case: int) -> None:
    """Who came to light late is drawn, who was not near struck, whom nobody registered added."""
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    at_the_gate("迟报访客", "老人00", AT - 5 * HOUR)
    nurse.get_by_role("button", name="重新列出接触者").click()
    expect(_contact(nurse, "迟报访客")).to_contain_text("出入口登记")
    _contact(nurse, "送货郑某").get_by_role("button", name="排除").click()
    expect(nurse.locator("#messages")).to_contain_text("请")
    _contact(nurse, "送货郑某").locator("[name=why]").fill("只到门卫，没有进楼")
    _contact(nurse, "送货郑某").get_by_role("button", name="排除").click()
    expect(_contact(nurse, "送货郑某")).to_contain_text("已排除")
    nurse.get_by_text("手工添加接触者").click()
    _fields(nurse, visitor="理发师傅 00000002222", why="前一天在101室理发")
    nurse.get_by_role("button", name="添加", exact=True).click()
    expect(_contact(nurse, "理发师傅")).to_contain_text("手工添加")
    _contact(nurse, "老人01").get_by_role("button", name="核定", exact=True).click()
    expect(nurse.locator("#messages")).to_contain_text("已核定")
    nurse.get_by_role("button", name="核定其余").click()
    expect(nurse.get_by_role("button", name="核定其余")).to_have_count(0)
    with nationwide():
        assert not Contact.objects.filter(case=case, standing="drawn").exists()


def _names(near: object) -> list[str]:
    from anlin.institutions.models import Post
    from anlin.people.models import Person

    people = dict(Person.objects.values_list("pk", "name"))
    posts = dict(Post.objects.values_list("pk", "name"))
    return [people.get(person) or posts.get(post) or visitor for person, post, visitor in near]  # type: ignore[attr-defined]


def _home() -> int:
    from anlin.institutions.models import Institution

    with nationwide():
        return Institution.objects.get(name="示范颐养院").pk


def _site(hand: Hand, home: int, case: int) -> None:
    """With so many contacts the home is run as an isolation site by decision of the county."""
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    expect(nurse.locator(".note.error")).to_contain_text("可按集中隔离点管理")
    nurse.get_by_role("link", name="向区县提议").click()
    nurse.locator("details[open] [name=why]").fill("接触者多，外送困难")
    nurse.get_by_role("button", name="带评估提交").click()
    expect(nurse.locator("#messages")).to_contain_text("等区县决定")
    hand.later(hand.now + timedelta(minutes=30))
    civil = hand.page("civil", f"/outbreaks/regime/{home}/", width=DESK)
    civil.get_by_role("button", name="同意", exact=True).click()
    expect(civil.locator(".card").first).to_contain_text("按集中隔离点管理")
    assert _barriers(civil) == []
    hand.later(hand.now + HOUR)
    head = hand.page("head", f"/outbreaks/regime/{home}/")
    equip = head.locator("li.duty", has_text="FE-10")
    equip.locator("[name=said]").fill("医疗队6人到位，单间12间")
    equip.get_by_role("button", name="办好了").click()
    expect(head.locator("li.duty", has_text="FE-10")).to_contain_text("医疗队6人到位")
    beside = head.locator("li.duty", has_text="老人01")
    expect(beside).to_contain_text("还没分开")
    carer = _visitor(hand, home)
    expect(carer.locator("#messages")).to_contain_text("B-1.1")
    expect(carer.locator("li.duty", has_text="赵亲属")).to_contain_text("已劝返")


def _counted(hand: Hand, case: int) -> None:
    """The case is confirmed; the class of the community around is proposed from it."""
    hand.later(AT + DAY)
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    nurse.get_by_text("已经确诊", exact=True).click()
    nurse.get_by_text("来源不明").click()
    nurse.get_by_role("button", name="登记确诊").click()
    expect(nurse.locator("main")).to_contain_text("已计入机构所在社区的病例")
    county = hand.page("county", "/areas/", width=DESK)
    row = county.locator("article.duty", has_text=str(parent(SHOWN_HOME))).first
    expect(row).to_contain_text("出现病例")
    expect(county.locator("main")).to_contain_text("机构内确诊，自动计入")


def _closed(hand: Hand, case: int) -> None:
    """Too early it is refused with the reason; then it is closed, and the home opens again."""
    hand.later(AT + 5 * DAY)
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    nurse.get_by_text("已康复").click()
    nurse.get_by_role("button", name="了结").click()
    expect(nurse.locator("main")).to_contain_text("不满规定天数")
    hand.later(AT + 15 * DAY)
    nurse = hand.page("nurse", f"/outbreaks/{case}/")
    nurse.get_by_text("已康复").click()
    nurse.get_by_role("button", name="了结").click()
    expect(nurse.locator("#messages")).to_contain_text("已了结")
    closed = nurse.locator("section", has=nurse.get_by_role("heading", name="已了结"))
    expect(closed.locator("li.duty")).to_contain_text("老人00")
    expect(nurse.locator("svg.outbreak rect")).to_have_count(1)
    expect(nurse.locator("main")).to_contain_text("2月3日")
    assert _barriers(nurse) == []


def _opened(hand: Hand, home: int) -> None:
    """The home proposes to open, the county decides, and visitors come in again."""
    head = hand.page("head", f"/outbreaks/regime/{home}/")
    head.get_by_text("提议开放、封闭或作集中隔离点").click()
    form = head.locator("details[open]")
    form.locator("label", has_text="按指南开放").click()
    form.locator("[name=clause]").fill("D-1.1")
    form.locator("[name=why]").fill("满14天无新增")
    head.get_by_role("button", name="带评估提交").click()
    civil = hand.page("civil", f"/outbreaks/regime/{home}/", width=DESK)
    civil.get_by_role("button", name="同意", exact=True).click()
    expect(civil.locator(".card").first).to_contain_text("按指南开放")
    expect(civil.locator("main")).to_contain_text("按集中隔离点管理")
    carer = _visitor(hand, home)
    expect(carer.locator("#messages")).to_contain_text("可以进入")


def _visitor(hand: Hand, home: int) -> Page:
    """Register a visitor who has no fever and was tested two hours ago."""
    carer = hand.page("carer", f"/outbreaks/door/{home}/")
    carer.locator("[name=person]").select_option(index=3)
    _fields(carer, name="赵亲属", temperature="36.5",
            tested_at=f"{hand.now - 2 * HOUR:%Y-%m-%dT%H:%M}")  # fmt: skip
    carer.get_by_role("button", name="登记访客").click()
    return carer
