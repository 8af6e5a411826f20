"""Nobody comes further than their grant: not by link, not by address, not signed out."""

import pytest
from django.test import Client

from tests.journeys import residents, town
from tests.journeys.conftest import OpenPage, SignIn, Standing

PRIVATE = (
    "/today/", "/households/", "/people/", "/people/1/", "/people/1/contact", "/report/", "/board/",
    "/board/500103/", "/board/500103/then/", "/lapses/", "/lapses/1/", "/handovers/",
    "/handovers/new/", "/handovers/1/", "/orders/", "/orders/measure/E-8/", "/why/1/1/1/",
    "/password", "/observations/", "/people/1/observation/link", "/clinic",
    "/dispatch/", "/dispatch/1/", "/dispatch/new", "/transfers/", "/transfers/1", "/transfers/new",
)  # fmt: skip
CLOSED = {
    "admin": ("/board/", "/people/", "/journal/"),
    "grid": (
        "/staff/",
        "/journal/",
        "/board/",
        "/report/",
        f"/board/{residents.TOWN}001/",
        "/lapses/",
        "/lapses/1/",
    ),
    "community": ("/board/500103/", f"/board/{residents.SECOND}/"),
    "county": (
        "/journal/",
        "/people/",
        "/report/",
        "/board/500243/",
        "/board/0/",
        "/board/0/then/",
    ),
    "policy": ("/people/", "/report/", "/board/5001/", "/lapses/", "/handovers/new/"),
    "auditor": ("/board/", "/people/", "/report/"),
}


@pytest.mark.parametrize("url", PRIVATE)
def test_who_is_signed_out_is_led_to_the_door(standing: Standing, url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")


def test_the_door_leads_on_to_where_one_wanted(open_page: OpenPage) -> None:
    from anlin.config.demo.staff import PASSWORD

    page = open_page("", "/orders/measure/E-8/")
    page.fill("[name=username]", "policy")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    assert page.url.endswith("/orders/measure/E-8/")


def test_who_signs_out_is_out(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page("grid", "/today/")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login*")
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.reload()
    assert "王桂兰" not in page.content()
    assert sign_in("grid").get("/today/").status_code == 302


@pytest.mark.parametrize("part", ["", "contact", "identity"])
def test_another_grid_s_person_is_nobody(sign_in: SignIn, part: str) -> None:
    strangers = (*residents.NEXT_GRID, *residents.ELSEWHERE)
    for number in [*(town.number_of(each.name) for each in strangers), 10**9]:
        client = sign_in("grid")
        url = f"/people/{number}/{part}"
        answer = client.post(url, {"reason": "核对登记"}) if part == "identity" else client.get(url)
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "没有这个页面" in page
        assert not [each.name for each in residents.RESIDENTS if each.name in page]


def test_the_own_grid_s_person_is_somebody(sign_in: SignIn) -> None:
    answer = sign_in("grid").get(f"/people/{town.number_of(residents.WANG.name)}/")
    assert residents.WANG.name in answer.content.decode()


def test_a_contact_for_another_grid_is_not_taken(sign_in: SignIn) -> None:
    from anlin.records.models import Submission

    stranger = town.number_of(residents.NEXT_GRID[0].name)
    before = Submission.objects.using("owner").count()
    sent = {"client_id": "6f9619ff-8b86-4011-b42d-00c04fc964ff", "way": "phone",
            "condition": "well", "occurred_at": town.AT.isoformat()}  # fmt: skip
    assert sign_in("grid").post(f"/people/{stranger}/contact", sent).status_code == 404
    assert Submission.objects.using("owner").count() == before


def test_two_grids_of_one_community_see_their_own(sign_in: SignIn) -> None:
    for username, own, others in (
        ("grid", residents.GRID, residents.NEXT_GRID),
        ("grid-2", residents.NEXT_GRID, residents.GRID),
    ):
        page = sign_in(username).get("/today/").content.decode()
        assert any(each.name in page for each in own)
        assert not any(each.name in page for each in others)


@pytest.mark.parametrize(
    ("username", "url"), [(who, url) for who, urls in CLOSED.items() for url in urls]
)
def test_another_role_s_pages_are_not_there(sign_in: SignIn, username: str, url: str) -> None:
    assert sign_in(username).get(url).status_code == 404


def test_the_why_of_another_place_is_not_told(sign_in: SignIn) -> None:
    stranger = sign_in("grid-2").get("/today/").content.decode()
    link = stranger.split('class="why" href="')[1].split('"')[0]
    assert sign_in("grid-2").get(link).status_code == 200
    assert sign_in("grid").get(link).status_code == 404


def test_a_grid_worker_puts_nothing_in_force(sign_in: SignIn) -> None:
    from anlin.policy.models import Adoption

    before = Adoption.objects.using("owner").count()
    sent = {"since": "2023-02-03", "reason": "试行", "knowingly": "on"}
    answer = sign_in("grid").post("/orders/pack/national-2020-institutions/adopt", sent)
    assert answer.status_code >= 400
    assert Adoption.objects.using("owner").count() == before
