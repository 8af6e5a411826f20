"""A grid worker and a community keep the register, house by house, on a telephone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from anlin.people.models import Change, Person
from anlin.people.rules import Sex
from anlin.places.rules import lo_of
from tests.journeys import residents, town
from tests.journeys.conftest import DESK, OpenPage
from tests.people.sheets import row, workbook
from tests.people.street import number_of

BUILDING = lo_of(f"{residents.TOWN}001001")
NUMBER = number_of(residents.january(1)[0].replace(year=1952), Sex.FEMALE, 77)


def _choose(page: Page, words: str) -> None:
    page.get_by_text(words, exact=True).click()


def _save(page: Page) -> None:
    page.get_by_role("button", name="保存").click()


def _person(name: str) -> Person:
    return Person.objects.using("owner").get(name=name)


def test_a_household_and_its_people_are_registered_at_the_door(open_page: OpenPage) -> None:
    page = open_page("grid", "/households/")
    page.get_by_role("link", name="登记一户").click()
    page.select_option("[name=building]", str(BUILDING))
    page.fill("[name=door]", "1-3-301")
    page.fill("[name=label]", "孔家")
    _save(page)
    expect(page.locator("#messages")).to_contain_text("已登记这一户")
    page.get_by_role("link", name="添加一人").click()
    _save(page)
    expect(page.locator(".says").first).to_contain_text("姓名"), "the error stands beside its field"
    page.fill("[name=name]", "孔令仪")
    page.fill("[name=id_number]", NUMBER[:-1])
    _save(page)
    expect(page.locator(".field.wrong")).to_contain_text("18 位")
    expect(page.locator("[name=name]")).to_have_value("孔令仪"), "nothing typed is lost"
    page.fill("[name=id_number]", NUMBER)
    page.select_option("[name=relation]", "head")
    _choose(page, "独居老人")
    _choose(page, "慢性病")
    _save(page)
    expect(page.locator("#messages")).to_contain_text("送身份核对")
    expect(page.locator("main")).to_contain_text("孔令仪")
    expect(page.locator("main")).to_contain_text("户主")
    assert NUMBER not in page.content()
    page.get_by_role("link", name="孔令仪").click()
    expect(page.locator("main")).to_contain_text("页面登记"), "known since when and from where"


def test_who_is_known_here_is_shown_and_not_registered_twice(open_page: OpenPage) -> None:
    home = _person("李大成").household_id
    page = open_page("grid", f"/households/home/{home}/person")
    page.fill("[name=name]", "某人")
    page.fill("[name=id_number]", town.identity_of(residents.WANG, 1))
    _save(page)
    expect(page.locator(".note.warning")).to_contain_text("王桂兰")
    expect(page.get_by_text("都不是：登记为另一个人。")).to_have_count(0)
    page.fill("[name=id_number]", "")
    page.fill("[name=name]", "王桂蓝")
    page.fill("[name=born_on]", "1940-05-01")
    page.select_option("[name=sex]", "female")
    _save(page)
    expect(page.locator(".note.warning")).to_contain_text("王桂兰")
    page.get_by_text("都不是：登记为另一个人。").click()
    _save(page)
    expect(page.locator("main")).to_contain_text("王桂蓝")


def test_a_hint_tells_a_grid_worker_nobody_of_the_next_grid(open_page: OpenPage) -> None:
    home = _person("李大成").household_id
    page = open_page("grid", f"/households/home/{home}/person")
    page.fill("[name=name]", "吴长贵")
    page.fill("[name=id_number]", town.identity_of(residents.NEXT_GRID[0], 10))
    _save(page)
    expect(page.locator("#messages")).to_contain_text(
        "已登记。身份证号与所有新登记的号码一样，送身份核对。"
    )


def test_a_field_is_corrected_with_a_reason_and_its_history_is_kept(open_page: OpenPage) -> None:
    wang = town.number_of("王桂兰")
    page = open_page("grid", f"/people/{wang}/edit")
    expect(page.locator("[name=born_on]")).to_be_disabled(), "the number tells it"
    page.fill("[name=phone]", "0002 2222 333")
    _save(page)
    expect(page.locator(".field.wrong")).to_contain_text("请写明理由")
    page.fill("[name=why]", "换了号码")
    _save(page)
    expect(page.locator("#messages")).to_contain_text("已保存")
    page.get_by_text("各项变更记录").click()
    expect(page.locator("details .timeline")).to_contain_text("换了号码")
    changes = Change.objects.using("owner").filter(person=wang).order_by("-pk")
    assert [(change.field, change.after) for change in changes][:1] == [("phone", "00022222333")]


def test_two_edits_of_one_field_are_put_before_the_community_side_by_side(
    open_page: OpenPage,
) -> None:
    wang = town.number_of("王桂兰")
    first = open_page("grid", f"/people/{wang}/edit")
    second = open_page("community", f"/people/{wang}/edit")
    for page, phone in ((first, "00011111111"), (second, "00022222222")):
        page.fill("[name=phone]", phone)
        page.fill("[name=why]", "本人来电")
        _save(page)
    expect(second.locator("#messages")).to_contain_text("两个值都已保留")
    second.goto(second.url.split("/people/")[0] + "/households/")
    second.get_by_role("link", name="待核定").click()
    second.get_by_role("link", name="王桂兰").click()
    expect(second.locator(".pairing")).to_contain_text("00011111111")
    expect(second.locator(".pairing")).to_contain_text("00022222222")
    assert _person("王桂兰").phone == "00011111111", "the current value stays until it is settled"
    _choose(second, "改为 00022222222")
    second.get_by_role("button", name="核定").click()
    expect(second.locator("#messages")).to_contain_text("已处理")
    assert _person("王桂兰").phone == "00022222222"


def test_two_entries_of_one_number_are_settled_where_both_are_seen(open_page: OpenPage) -> None:
    from anlin.base.scope import nationwide
    from anlin.people.actions import find_doubles

    home = _person("李大成").household_id
    page = open_page("grid", f"/households/home/{home}/person")
    page.fill("[name=name]", "吴长贵")
    page.fill("[name=id_number]", town.identity_of(residents.NEXT_GRID[0], 10))
    _save(page)
    with nationwide():
        find_doubles(town.AT)
    assert page.request.get(page.url.split("/households/")[0] + "/households/settle/").status == 404
    page = open_page("community", "/households/settle/")
    page.get_by_role("link", name="吴长贵").click()
    _choose(page, "是同一人，现住后一处")
    page.fill("[name=why]", "电话核实，已搬家")
    pair = page.url
    page.get_by_role("button", name="核定").click()
    expect(page.locator("#messages")).to_contain_text("已处理")
    page.goto(pair)
    expect(page.locator("#messages")).to_contain_text("已经核定")
    both = Person.objects.using("owner").filter(name="吴长贵").order_by("pk")
    assert [each.living for each in both] == ["here", "double"]
    assert both[0].household_id == home


def test_moves_deaths_splits_and_joins_are_written_into_the_ledger(open_page: OpenPage) -> None:
    zhao = town.number_of("赵素芬")
    page = open_page("grid", f"/people/{zhao}/move")
    _choose(page, "搬到本辖区另一处")
    _save(page)
    expect(page.locator(".says").first).to_contain_text("住处")
    page.select_option("[name=building]", str(BUILDING))
    page.fill("[name=door]", "1-9-901")
    _save(page)
    expect(page.locator("h1")).to_contain_text("1-9-901")
    home = _person("赵素芬").household_id
    page.goto(page.url.split("/people/")[0] + f"/households/home/{home}/merge")
    page.select_option("[name=building]", str(BUILDING))
    page.fill("[name=door]", "1-1-501")
    page.fill("[name=on]", "2023-02-03")
    _save(page)
    expect(page.locator(".says, .note.error").first).to_contain_text("2023-02-03")
    page = open_page("grid", f"/people/{town.number_of('杨德福')}/move")
    _choose(page, "去世")
    _save(page)
    expect(page.locator("main")).to_contain_text("去世")
    page = open_page("grid", f"/households/home/{_person('周小雨').household_id}/")
    expect(page.locator("main")).not_to_contain_text("赵素芬")


def test_a_spreadsheet_is_tried_imported_and_undone(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(workbook([
        row("孔令仪", NUMBER, "1-3-301", building="第1网格1号楼", groups="低保"),
        row("孔令仪", NUMBER, "1-3-301", building="第1网格1号楼", groups="低保"),
        row("缺门牌", NUMBER, "", building="第1网格1号楼"),
        row("算式", "=1+1", "1-3-302", building="第1网格1号楼"),
        row("王桂兰", town.identity_of(residents.WANG, 1), "1-1-402", building="第1网格1号楼",
            relation="户主"),
    ]))  # fmt: skip
    page = open_page("community", "/households/import/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="试读").click()
    numbers = page.locator(".figure .number")
    assert numbers.all_inner_texts() == ["1", "1", "1", "2"]
    expect(page.locator("main")).to_contain_text("这一格是公式")
    assert not Person.objects.using("owner").filter(name="孔令仪").exists()
    page.get_by_role("button", name="导入 2 行").click()
    expect(page.locator("#messages")).to_contain_text("已进入台账")
    assert _person("孔令仪").household.door == "1-3-301"
    page.get_by_text("撤销这次导入").click()
    page.fill("[name=why]", "选错了文件")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("恢复原样")
    assert not Person.objects.using("owner").filter(name="孔令仪").exists()
    assert _person("王桂兰").relation == ""


def test_without_scripts_and_in_english_the_register_is_plain_forms(open_page: OpenPage) -> None:
    page = open_page("grid", "/households/new", width=DESK, scripts=False, django_language="en")
    page.select_option("[name=building]", str(BUILDING))
    page.fill("[name=door]", "1-3-303")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Now add its people")
    page.get_by_role("link", name="Add a person").click()
    page.fill("[name=name]", "Lena Kong")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field.wrong")).to_contain_text("day of birth and sex are needed")
    page.fill("[name=born_on]", "1990-01-02")
    page.select_option("[name=sex]", "female")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Lena Kong")


def test_special_groups_lead_to_their_people(open_page: OpenPage) -> None:
    page = open_page("community", "/households/key/")
    page.get_by_role("link", name="孤寡老人").click()
    expect(page.locator("main")).to_contain_text("王桂兰")


def test_a_whole_number_or_telephone_finds_the_door(open_page: OpenPage) -> None:
    page = open_page("community", "/households/")
    for text in (town.identity_of(residents.WANG, 1), "00013838000001"):
        page.fill("[name=q]", text)
        expect(page.locator("#found")).to_contain_text("王桂兰")
