"""The supervisor's side: the code, what waits on phones, what is missing, what waits for a word."""

import re
from datetime import timedelta

from anlin.base import sql
from anlin.base.scope import nationwide
from tests.journeys.conftest import SignIn
from tests.journeys.residents import WANG
from tests.journeys.town import number_of, worker
from tests.phones.phone import GivePhone, SimPhone


def page(client: object) -> str:
    answer = client.get("/phones/")  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_code_on_the_screen_lets_a_phone_in_once(phone_of: GivePhone, sign_in: SignIn) -> None:
    supervisor = sign_in("community")
    shown = supervisor.post(f"/staff/{worker('grid').user}/phone", {"back": "/phones/"})
    assert shown.status_code == 200
    text = shown.content.decode()
    (code,) = re.findall(r'id="code" readonly value="([^"]+)"', text)
    assert "data:image/svg+xml" in text
    phone = SimPhone()
    assert phone.enrol(f" {code.upper()} ").status_code == 201
    assert SimPhone().enrol(code).json()["code"] == "enrolment-code-spent"
    assert phone.ask("GET", "list").status_code == 200
    assert "红米" in page(supervisor)


def test_nobody_gets_a_code_for_the_own_role_or_for_somebody_above_or_beside(
    phone_of: GivePhone, sign_in: SignIn
) -> None:
    for by, whose in (("community", "community"), ("community", "street"), ("grid", "grid-2"),
                      ("second", "grid"), ("community", "admin")):  # fmt: skip
        answer = sign_in(by).post(f"/staff/{worker(whose).user}/phone")
        assert answer.status_code == 403, (by, whose)


def test_an_item_that_was_deleted_on_the_phone_is_missed_at_the_next_sync(
    phone_of: GivePhone, sign_in: SignIn
) -> None:
    phone, wang = phone_of("grid"), number_of(WANG.name)
    items = [phone.item(subject=wang, way="phone", condition="well") for _ in range(5)]
    said = phone.send(items[0], items[1], items[4], oldest=4)
    assert said["have"] == [[1, 2], [5, 5]]
    text = page(sign_in("community"))
    assert "缺 <strong>1</strong> 条" in text
    assert "手机上还有 1 条" in text
    phone.send(items[3])
    assert "手机上还有 0 条" in page(sign_in("community"))


def test_an_item_that_cannot_be_taken_in_waits_for_the_supervisor_who_takes_it_in(
    phone_of: GivePhone, sign_in: SignIn
) -> None:
    phone, wang = phone_of("grid"), number_of(WANG.name)
    item = phone.item(subject=wang, way="phone", condition="well")
    other = item | {"body": item["body"] | {"condition": "unwell"}}
    strange = phone.item("weather", rain=True)
    assert phone.results(item, other, strange) == ["accepted", "conflict", "quarantined"]
    supervisor = sign_in("community")
    numbers = re.findall(r'id="item-(\d+)"', page(supervisor))
    assert len(numbers) == 2
    refused = supervisor.post(f"/phones/items/{numbers[1]}/take", {"reason": "认识这种记录"})
    assert refused.status_code == 422
    assert "weather" in refused.content.decode()
    taken = supervisor.post(f"/phones/items/{numbers[0]}/take", {"reason": "电话里问过，确实不适"})
    assert taken.status_code == 302
    aside = supervisor.post(f"/phones/items/{numbers[1]}/set-aside", {"reason": "误发"})
    assert aside.status_code == 422  # a reason that others understand
    aside = supervisor.post(f"/phones/items/{numbers[1]}/set-aside", {"reason": "误发的测试"})
    assert aside.status_code == 302
    assert not re.findall(r'id="item-(\d+)"', page(supervisor))
    again = supervisor.post(f"/phones/items/{numbers[0]}/take", {"reason": "再来一次看看"})
    assert again.status_code == 422
    with nationwide():
        rows = sql.rows_of(
            "select content->>'condition' as c, recorder, corrects_id is not null as corrects"
            " from records_submission where subject = %s order by id desc limit 2", [wang],
        )  # fmt: skip
    assert [(row.c, row.recorder, row.corrects) for row in rows] == [
        ("unwell", worker("grid").user, True), ("well", worker("grid").user, False),
    ]  # fmt: skip


def test_one_who_sent_it_does_not_decide_on_it(phone_of: GivePhone, sign_in: SignIn) -> None:
    phone = phone_of("community", by="street")
    phone.send(phone.item("weather", rain=True))
    text = page(sign_in("community"))
    (number,) = re.findall(r'id="item-(\d+)"', text)
    assert "/take" not in text
    assert sign_in("community").post(
        f"/phones/items/{number}/set-aside", {"reason": "自己的记录"}
    ).status_code == 422  # fmt: skip
    assert f'id="item-{number}"' in page(sign_in("street"))
    assert f'id="item-{number}"' not in page(sign_in("second"))


def test_a_phone_that_was_ended_is_out_at_once_and_told_to_wipe(
    phone_of: GivePhone, sign_in: SignIn
) -> None:
    phone = phone_of("grid")
    told = {"reason": "手机丢了", "wipe": "yes", "back": "/phones/"}
    device = phone.told["device"]
    assert sign_in("second").post(f"/devices/{device}/end", told).status_code == 403
    assert sign_in("community").post(f"/devices/{device}/end", told).status_code == 302
    answer = phone.ask("GET", "list")
    assert (answer.status_code, answer.json()["code"], answer.json()["wipe"]) == (
        401, "device-ended", True,
    )  # fmt: skip
    item = phone.item(subject=number_of(WANG.name), way="phone", condition="well")
    body = {"made": 1, "oldest": None, "items": [item]}
    assert phone.post("batch", body).status_code == 401
    assert phone.post("open", {}).status_code == 401
    assert phone.post("wiped", {}).status_code == 204
    assert "已清除" in sign_in("grid").get("/my-phones/").content.decode()


def test_a_new_phone_ends_the_old_one_and_the_same_phone_comes_back_as_itself(
    phone_of: GivePhone,
) -> None:
    first, second = phone_of("grid"), phone_of("grid")
    assert first.ask("GET", "list").json() | {"wipe": 0} != {}
    assert first.ask("GET", "list").status_code == 401
    assert second.ask("GET", "list").status_code == 200
    from tests.phones.phone import code_for

    before = dict(first.told)
    first.token = ""
    assert first.enrol(code_for("grid", "community")).status_code == 201
    assert (first.told["device"], first.told["share"]) == (before["device"], before["share"])
    assert first.post("open", {}).json()["share"] == before["share"]
    assert second.post("open", {}).status_code == 401


def test_a_leaver_is_out_at_the_next_request(phone_of: GivePhone, sign_in: SignIn) -> None:
    phone, admin = phone_of("grid"), sign_in("admin")
    number = worker("grid").user
    assert admin.post(f"/staff/{number}/end", {"reason": "离职"}).status_code == 302
    answer = phone.ask("GET", "list")
    assert (answer.status_code, answer.json()["code"]) == (401, "device-ended")
    assert timedelta() == phone.off
