"""The administrator's screens: who works here, one account, roles given and ended."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connections
from django.test import Client

from anlin.accounts import actions, queries
from anlin.accounts.models import Grant, Proposal, User
from anlin.accounts.queries import Filter, Member
from anlin.accounts.rules import OFFICES, Right, Role, Viewer
from anlin.base import clock, scope
from tests.accounts.people import (
    AT,
    COUNTY,
    GRID,
    HERE,
    SECRET,
    STREET,
    THERE,
    Town,
    divide,
    hire,
    settle,
)

SHOWN = re.compile(r'id="secret" readonly value="([^"]+)"')
LAST = "2023-11-30"


@pytest.fixture
def town(committed: str) -> Iterator[Town]:
    divide()
    with clock.frozen(AT):
        yield settle()
    connections.close_all()


def enter(username: str, password: str = SECRET) -> Client:
    client = Client()
    answer = client.post("/login", {"username": username, "password": password})
    assert answer.status_code == 302
    client.cookies["django_language"] = "zh-hans"
    return client


def page(client: Client, url: str, status: int = 200, **told: str) -> str:
    answer = client.post(url, told) if told else client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def number(username: str) -> int:
    return User.objects.using("owner").get(username=username).pk


def make(client: Client, username: str = "chen-jing") -> str:
    """Make an account on the screen and return the password shown."""
    shown = page(client, f"/staff/new?place={HERE}", 201, name="陈静", username=username, last=LAST)
    found = SHOWN.search(shown)
    assert found
    return found[1]


def role(**told: str) -> dict[str, str]:
    return {"role": "community_worker", "since": "2023-01-20", "last": LAST} | told


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_says_who_works_here_and_as_what(town: Town, language: str) -> None:
    admin = enter("admin")
    admin.cookies["django_language"] = language
    shown = page(admin, "/staff/")
    assert all(each in shown for each in ("Wang", "Zhao", "临华路社区居民委员会"))
    assert ("社区工作者" if language != "en" else "Community worker") in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=wan", {"Wang"}),
        ("q=ZHAO", {"Zhao"}),
        ("role=system_admin", {"Admin"}),
        ("role=grid_worker&q=zhao", set()),
        (f"place={THERE}", {"Zhao"}),
        ("state=ended", set()),
        ("state=soon", set()),
        ("after=x.y", {"Wang", "Zhao", "Admin"}),
    ],
)
def test_the_list_is_searched(town: Town, query: str, names: set[str]) -> None:
    shown = page(enter("admin"), f"/staff/?{query}")
    assert set(re.findall(r'class="number" href="/staff/\d+/">(\w+)<', shown)) == names


def test_an_account_that_ends_soon_is_marked_and_found(town: Town) -> None:
    admin = enter("admin")
    worker = number("wang")
    page(admin, f"/staff/{worker}/until", 302, last="2023-02-10")
    assert "快到期" in page(admin, "/staff/")
    assert set(re.findall(r">(Wang|Zhao|Admin)</a>", page(admin, "/staff/?state=soon"))) == {"Wang"}


def test_the_list_comes_in_pages(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlin.accounts.views.staff.PAGE", 2)
    admin = enter("admin")
    first = page(admin, "/staff/")
    more = re.search(r'href="(\?[^"]*after=[^"]*)"', first)
    assert more
    rows = re.compile(r'class="number" href="/staff/(\d+)/"')
    second = page(admin, f"/staff/{more[1].replace('&amp;', '&')}")
    assert len(rows.findall(first)) == 2
    assert len(rows.findall(second)) == 1
    assert not set(rows.findall(first)) & set(rows.findall(second))


def listed(viewer: Viewer) -> list[Member]:
    with scope.open_scope(viewer.lo, viewer.hi, user=viewer.user, staff=True):
        return queries.staff(viewer, Filter(), viewer.lo, viewer.hi, AT, most=50)


def test_the_list_ends_where_the_place_ends(town: Town) -> None:
    hire("stranger", Role.COMMUNITY_WORKER, "500104001001")
    assert {each.user.username for each in listed(town.admin)} == {"admin", "wang", "zhao"}


def test_who_works_here_by_an_account_kept_elsewhere_is_shown_apart(town: Town) -> None:
    guest = hire("guest", Role.POLICY_OFFICER, "50")
    actions.grant_role(
        by=None, at=AT, user=guest.user, role=Role.COUNTY_LEADER, place=COUNTY, using="owner"
    )
    shown = page(enter("admin"), "/staff/")
    assert "账号由外地管理" in shown
    assert "Guest" in shown
    assert page(enter("admin"), f"/staff/{guest.user}/", 404)


def test_an_administrator_makes_an_account_and_hands_the_password_over(town: Town) -> None:
    admin = enter("admin")
    secret = make(admin)
    assert secret not in page(admin, f"/staff/{number('chen-jing')}/")
    user = number("chen-jing")
    page(admin, f"/staff/{user}/role?place={STREET}", 302, **role(role="street_leader"))
    assert "七星岗街道" in page(enter("chen-jing", secret), "/staff/")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"last": ""}, "请填最后一天"),
        ({"last": "2023-01-19"}, "最后一天不能早于"),
        ({"name": ""}, "请填姓名"),
        ({"username": "陈静"}, "请用小写字母"),
        ({"username": "wang"}, "这个用户名不能使用"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    town: Town, told: dict[str, str], says: str
) -> None:
    sent = {"name": "陈静", "username": "chen-jing", "last": LAST} | told
    shown = page(enter("admin"), f"/staff/new?place={HERE}", 422, **sent)
    assert says in shown
    for value in filter(None, sent.values()):
        assert f'value="{value}"' in shown
    assert not User.objects.using("owner").filter(username="chen-jing").exists()


def test_a_role_with_names_waits_and_another_administrator_confirms_it(town: Town) -> None:
    hire("second", Role.SYSTEM_ADMIN, COUNTY)
    admin, second = enter("admin"), enter("second")
    secret = make(admin)
    user = number("chen-jing")
    page(admin, f"/staff/{user}/role?place={HERE}", 302, **role())
    assert not Grant.objects.using("owner").filter(user=user).exists()
    waits = Proposal.objects.using("owner").get()
    assert "等另一位管理员确认" in page(admin, "/staff/")
    assert "/confirm" not in page(admin, "/staff/")
    page(admin, f"/staff/proposals/{waits.pk}/confirm", 403, x="1")
    assert Client().post("/login", {"username": "chen-jing", "password": secret}).status_code == 403
    assert f"/staff/proposals/{waits.pk}/confirm" in page(second, "/staff/")
    page(second, f"/staff/proposals/{waits.pk}/confirm", 302, x="1")
    assert enter("chen-jing", secret).get("/staff/").status_code == 200
    assert "等另一位管理员确认" not in page(second, "/staff/")


def test_a_proposed_role_is_refused_with_a_reason(town: Town) -> None:
    hire("second", Role.SYSTEM_ADMIN, COUNTY)
    admin, second = enter("admin"), enter("second")
    make(admin)
    page(admin, f"/staff/{number('chen-jing')}/role?place={HERE}", 302, **role())
    waits = Proposal.objects.using("owner").get()
    page(second, f"/staff/proposals/{waits.pk}/refuse", 302, reason="")
    assert "等另一位管理员确认" in page(second, "/staff/")
    page(second, f"/staff/proposals/{waits.pk}/refuse", 302, reason="没有这个岗位")
    assert "等另一位管理员确认" not in page(second, "/staff/")


def test_a_role_is_offered_only_on_its_level_and_asked_for_whole(town: Town) -> None:
    admin = enter("admin")
    make(admin)
    url = f"/staff/{number('chen-jing')}/role"
    offered = set(re.findall(r'name="role" value="(\w+)"', page(admin, f"{url}?place={HERE}")))
    assert offered == {role for role, office in OFFICES.items() if 5 in office.levels}
    assert "请选角色" in page(admin, f"{url}?place={HERE}", 422, **role(role=""))
    backwards = page(
        admin, f"{url}?place={STREET}", 422, **role(role="street_leader", last="2023-01-01")
    )
    assert "最后一天不能早于" in backwards
    assert 'value="street_leader" checked' in re.sub(r' (id|class|aria-\w+)="[^"]*"', "", backwards)
    assert admin.get(f"{url}?place=500104").status_code == 404


def test_a_role_and_an_account_are_ended_with_a_reason(town: Town) -> None:
    admin, worker = enter("admin"), enter("wang")
    user = number("wang")
    grant = Grant.objects.using("owner").get(user=user)
    assert "请写明" in page(admin, f"/staff/roles/{grant.pk}/end", 422, reason="")
    page(admin, f"/staff/roles/{grant.pk}/end", 302, reason="调岗")
    assert worker.get("/staff/").status_code == 302
    page(admin, f"/staff/{user}/end", 422, reason="")
    page(admin, f"/staff/{user}/end", 302, reason="离职")
    shown = page(admin, f"/staff/{user}/")
    assert "已停用" in shown
    assert f"/staff/{user}/end" not in shown


def test_a_new_password_is_shown_once_and_ends_every_session(town: Town) -> None:
    admin, worker = enter("admin"), enter("zhao")
    assert worker.get("/staff/").status_code == 200
    found = SHOWN.search(page(admin, f"/staff/{number('zhao')}/password", 200, x="1"))
    assert found
    assert worker.get("/staff/").status_code == 302
    assert enter("zhao", found[1])
    assert Client().post("/login", {"username": "zhao", "password": SECRET}).status_code == 401


def test_nobody_manages_the_own_account_or_somebody_elses_place(town: Town) -> None:
    stranger = hire("stranger", Role.COMMUNITY_WORKER, "500104001001").user
    admin = enter("admin")
    own = number("admin")
    shown = page(admin, f"/staff/{own}/")
    assert "由另一位管理员管理" in shown
    assert "/password" not in shown.split("<main")[1]
    assert page(admin, f"/staff/{stranger}/", 404)
    for user in (own, stranger):
        assert page(admin, f"/staff/{user}/password", 403, x="1")
        assert page(admin, f"/staff/{user}/end", 403, reason="不该这样")
        assert page(admin, f"/staff/{user}/role?place={HERE}", 404, **role())
    assert page(admin, f"/staff/{own}/until", 422, last=LAST)
    assert page(admin, f"/staff/{stranger}/until", 404, last=LAST)


def test_who_may_only_see_staff_sees_and_changes_nothing(town: Town) -> None:
    assert Right.STAFF in OFFICES[Role.COMMUNITY_WORKER].rights
    worker = enter("zhao")
    shown = page(worker, "/staff/")
    assert "/staff/new" not in shown
    assert "/end" not in page(worker, f"/staff/{number('zhao')}/")
    assert page(worker, "/staff/new", 403)
    assert page(worker, f"/staff/{number('zhao')}/end", 403, reason="不该这样")
    assert page(enter("wang"), "/staff/", 404)


def test_a_grid_in_the_list_is_named_even_where_the_tree_does_not_know_it(town: Town) -> None:
    assert GRID in page(enter("admin"), "/staff/?q=wang")


def test_the_end_of_an_account_is_the_last_day_and_no_earlier(town: Town) -> None:
    admin = enter("admin")
    make(admin)
    assert User.objects.using("owner").get(username="chen-jing").active_until == date(2023, 12, 1)
    with clock.frozen(AT + timedelta(days=400)):
        assert Client().post("/login", {"username": "admin", "password": SECRET}).status_code == 401
