"""Every role finds its screens, in both languages, with few questions to the database."""

import re
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlin.base import clock
from tests.journeys import residents
from tests.journeys.conftest import SignIn, Standing

LEFT = re.compile(r"[一-鿿]")
PAGES = [
    ("grid", "/today/", 30),
    ("grid", "/households/", 12),
    ("community", "/today/", 24),
    ("community", "/report/", 18),
    ("community", "/board/", 28),
    ("county", "/reports/", 28),
    ("nation", "/reports/", 28),
    ("county", "/picture/", 44),
    ("nation", "/picture/", 44),
    ("street", "/urgent/", 14),
    ("county", "/doubts/", 14),
    ("community", "/charge/", 26),
    ("county", "/charge/", 24),
    ("street", "/board/", 26),
    ("county", "/board/", 24),
    ("nation", "/board/", 24),
    ("community", f"/board/{residents.TOWN}001/", 26),
    ("nation", "/board/0/then/?day=2023-01-29", 18),
    ("community", f"/board/{residents.TOWN}/then/?day=2023-01-29", 18),
    ("community", "/lapses/", 22),
    ("county", "/lapses/", 20),
    ("grid", "/handovers/", 20),
    ("grid", "/handovers/new/", 31),
    ("street", "/handovers/new/", 20),
    ("policy", "/orders/", 16),
    ("policy", "/orders/?q=E-8", 14),
    ("policy", "/orders/yu-minzheng-2023-01-14/", 14),
    ("policy", "/orders/measure/E-8/", 24),
    ("policy", "/orders/local/", 20),
    ("policy", "/orders/local/tighten/A-2.2/", 20),
    ("grid", "/orders/local/changes/", 14),
    ("policy", "/preview/pack/national-2020-livelihood/", 44),
    ("case", "/preview/pack/grading-draft/end/", 48),
    ("street", "/orders/yu-minzheng-2023-01-14/readers/", 18),
]


@pytest.mark.parametrize(("username", "url", "most"), PAGES)
def test_a_page_stands_and_asks_little(sign_in: SignIn, username: str, url: str, most: int) -> None:
    client = sign_in(username)
    with CaptureQueriesContext(connections["default"]) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(asked) <= most, f"{len(asked)} statements"


@pytest.mark.parametrize(
    ("username", "home"),
    [("grid", "/today/"), ("community", "/today/"), ("street", "/picture/"),
     ("nation", "/picture/"), ("policy", "/orders/"), ("auditor", "/journal/")],
)  # fmt: skip
def test_each_role_starts_at_its_own_screen(sign_in: SignIn, username: str, home: str) -> None:
    assert sign_in(username).get("/").headers["Location"] == home


def test_nobody_sees_a_page_without_signing_in(standing: Standing) -> None:
    for _, url, _ in PAGES:
        assert Client().get(url).headers["Location"].startswith("/login?next=")


def test_a_leader_without_names_finds_no_person(sign_in: SignIn) -> None:
    person = _first_person(sign_in("grid"))
    assert sign_in("county").get(person).status_code == 404
    assert sign_in("grid-village").get(person).status_code == 404


def test_no_board_opens_outside_the_grant(sign_in: SignIn) -> None:
    county = sign_in("county")
    assert county.get("/board/500103001/").status_code == 200
    for code in ("5001", "500243", "0", "500103001x", "abc"):
        assert county.get(f"/board/{code}/").status_code == 404
    assert sign_in("grid").get("/board/").status_code == 404


@pytest.mark.parametrize(("asked", "shown", "said"), [
    ("2999-01-01", "2023-02-03", "2999年1月1日还看不了；下面是 2023年2月3日。"),
    ("1999-12-31", "2000-01-01", "1999年12月31日太早，看不了；下面是 2000年1月1日。"),
    ("nonsense", "2023-02-03", "“nonsense”不是日期；下面是 2023年2月3日。"),
])  # fmt: skip
def test_a_day_that_cannot_be_shown_is_said_and_the_nearest_shown(
    sign_in: SignIn, asked: str, shown: str, said: str
) -> None:
    county = sign_in("county")
    for url in ("/board/", "/picture/", "/reports/", "/lapses/", "/dispatch/"):
        page = county.get(f"{url}?day={asked}")
        assert page.context["day"].isoformat() == shown, url
        assert said in page.content.decode(), url
        assert said not in county.get(url).content.decode(), url


def test_a_day_too_long_ago_to_be_reported_is_said_too(sign_in: SignIn) -> None:
    page = sign_in("community").get("/report/?day=2022-01-01").content.decode()
    assert "2022年1月1日太早，看不了；下面是 2023年1月3日。" in page


def test_a_contact_sent_twice_is_recorded_once(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    person = _first_person(grid)
    sent = {"client_id": str(uuid4()), "occurred_at": clock.now().isoformat(),
            "way": "phone", "condition": "well", "back": "/today/"}  # fmt: skip
    before = _entries(grid, person)
    for _ in range(2):
        assert grid.post(f"{person}contact", sent).headers["Location"] == "/today/"
    assert _entries(grid, person) == before + 1


def test_other_content_under_the_same_id_is_kept_beside(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    person = _first_person(grid)
    sent = {"client_id": str(uuid4()), "occurred_at": clock.now().isoformat(),
            "way": "phone", "condition": "well", "back": person}  # fmt: skip
    grid.post(f"{person}contact", sent)
    answer = grid.post(f"{person}contact", sent | {"condition": "unwell"}, follow=True)
    assert "两份都已保留" in answer.content.decode()
    assert "另存" in answer.content.decode()


def test_what_was_typed_stays_beside_the_error(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    person = _first_person(grid)
    sent = {"client_id": str(uuid4()), "occurred_at": clock.now().isoformat(),
            "way": "door", "note": "敲门没有人应"}  # fmt: skip
    answer = grid.post(f"{person}contact", sent)
    assert answer.status_code == 422
    assert "敲门没有人应" in answer.content.decode()
    assert sent["client_id"] in answer.content.decode()


def test_a_correction_takes_the_place_of_the_earlier_entry(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    person = _first_person(grid)
    first = {"client_id": str(uuid4()), "occurred_at": clock.now().isoformat(),
             "way": "phone", "condition": "well", "back": person}  # fmt: skip
    grid.post(f"{person}contact", first)
    second = first | {"client_id": str(uuid4()), "condition": "not_reached"}
    answer = grid.post(f"{person}contact?corrects={first['client_id']}", second, follow=True)
    page = answer.content.decode()
    assert "后来已更正" in page
    assert "更正了较早的一条" in page


def test_zero_is_reported_with_one_button(sign_in: SignIn) -> None:
    village = sign_in("village")
    page = village.get("/report/").content.decode()
    assert "零报告：我确认" in page
    sent = dict(re.findall(r'<input type="(?:hidden|number)" name="([^"]+)" value="([^"]*)"', page))
    assert "已上报" in village.post("/report/", sent, follow=True).content.decode()


def test_an_identity_number_opens_only_for_a_reason(sign_in: SignIn) -> None:
    community = sign_in("community")
    person = _first_person(sign_in("grid"))
    assert community.post(f"{person}identity", {"reason": ""}).status_code == 422
    answer = community.post(f"{person}identity", {"reason": "核对疫苗接种登记", "approval": "1"})
    assert re.search(r"990000\d{11}[\dX]", answer.content.decode())
    assert not re.search(r"990000\d{11}[\dX]", community.get(person).content.decode())
    refused = sign_in("grid").post(f"{person}identity", {"reason": "核对疫苗接种登记"})
    assert not re.search(r"990000\d{11}[\dX]", refused.content.decode())


def test_a_page_in_english_has_no_chinese_words_of_ours(sign_in: SignIn) -> None:
    policy = sign_in("policy")
    policy.cookies["django_language"] = "en"
    for url in ("/orders/", "/orders/measure/E-8/"):
        page = re.sub(r"<[^>]+>", " ", policy.get(url).content.decode())
        ours = [line for line in page.splitlines() if LEFT.search(line) and "中文" not in line]
        assert all("〔" in line or _is_a_name(line) for line in ours), ours


def test_nobody_is_looked_up_by_one_fact_nor_by_address(sign_in: SignIn) -> None:
    case = sign_in("case")
    page = sign_in("grid").get(_first_person(sign_in("grid")))
    face = page.context["page"].person
    told = {"name": face.name, "born_on": face.born_on.isoformat()}
    assert f"/people/{face.pk}/" not in case.post("/people/", {"name": face.name}).content.decode()
    assert f"/people/{face.pk}/" not in case.get("/people/", told).content.decode()
    assert f"/people/{face.pk}/" in case.post("/people/", told).content.decode()
    assert sign_in("county").get("/people/").status_code == 404


def test_a_duty_is_excused_by_whoever_may(sign_in: SignIn) -> None:
    community, street = sign_in("community"), sign_in("street")
    why = re.search(r"/why/\d+/\d+/\d+/", community.get("/today/").content.decode())
    assert why
    told = {"kind": "excused", "reason": "断网停电，明天补报"}
    assert community.post(why[0], told).status_code == 403
    assert street.post(why[0], {"kind": "excused"}).status_code == 422
    assert street.post(why[0], told).status_code == 302
    assert street.get(why[0]).context["why"].task.mark == "excused"


def test_a_draft_is_adopted_only_knowingly(sign_in: SignIn) -> None:
    policy = sign_in("policy")
    draft = "/orders/pack/grading-draft/"
    running = policy.get(draft).context["running"]
    told = {"until": running.since.isoformat(), "reason": "试行结束"}
    assert policy.post(f"{draft}end", told | {"adoption": running.pk}).status_code == 422
    today = policy.get(draft).context["today"].isoformat()
    ended = policy.post(f"{draft}end", told | {"adoption": running.pk, "until": today})
    assert ended.status_code == 302
    anew = {"since": today, "reason": "继续试行"}
    assert policy.post(f"{draft}adopt", anew).status_code == 422
    assert policy.post(f"{draft}adopt", anew | {"knowingly": "on"}).status_code == 302
    assert sign_in("county").post(f"{draft}adopt", anew | {"knowingly": "on"}).status_code == 422


def test_large_type_is_kept_on_the_device(sign_in: SignIn) -> None:
    grid = sign_in("grid")
    assert (
        grid.post("/large-type", {"large": "yes", "next": "/today/"}).headers["Location"]
        == "/today/"
    )
    assert 'class="large"' in grid.get("/today/").content.decode()
    assert (
        grid.post("/large-type", {"large": "no", "next": "//evil.example"}).headers["Location"]
        == "/"
    )
    assert 'class="large"' not in grid.get("/today/").content.decode()


def _first_person(client: Client) -> str:
    building = re.search(r"/households/\d+/", client.get("/households/").content.decode())
    assert building
    person = re.search(r"/people/\d+/", client.get(building[0]).content.decode())
    assert person
    return person[0]


def _entries(client: Client, person: str) -> int:
    return client.get(person).content.decode().count('<li class=""><time')


def _is_a_name(line: str) -> bool:
    """Tell whether the Chinese of a line is only a name of a place or a person."""
    return len(LEFT.findall(line)) <= 24


def test_a_problem_s_page_says_what_is_wrong_and_what_to_do(sign_in: SignIn) -> None:
    client = sign_in("policy")
    for language, words in (("zh-hans", "没有找到 nonesuch"), ("en", "There is no nonesuch")):
        client.cookies["django_language"] = language
        answer = client.get("/orders/nonesuch/")
        assert answer.status_code == 404
        assert words in answer.content.decode()
