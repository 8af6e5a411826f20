"""From the door to the database: whoever asks sees the places of the chosen grant, once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from anlin.accounts import actions, queries
from anlin.accounts.models import User
from anlin.accounts.rules import NotYoursError, Role
from anlin.base import clock
from anlin.journal import actions as journal
from anlin.journal.models import Entry
from tests.accounts.people import AT, GRID, SECRET, THERE, Town, settle

MINUTE = timedelta(minutes=1)


def seen(request: HttpRequest) -> HttpResponse:
    viewer = getattr(request, "viewer", None)
    return JsonResponse(
        {
            "role": viewer and viewer.role,
            "place": viewer and viewer.place_code,
            "users": sorted(User.objects.values_list("username", flat=True)),
            "entries": Entry.objects.count(),
        }
    )


def stream(request: HttpRequest) -> HttpResponseBase:
    def body() -> Iterator[str]:
        yield str(Entry.objects.count())

    return StreamingHttpResponse(body())


def spoil(request: HttpRequest) -> HttpResponse:
    viewer = queries.signed_in(request)
    journal.write(by=viewer, verb="test.spoil", place=viewer.lo, subject="x:1", at=AT)
    if request.GET.get("how") == "problem":
        raise NotYoursError
    raise RuntimeError


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", page, name="home"),
    path("seen", seen),
    path("stream", stream),
    path("spoil", spoil),
    path("large-type", page, name="large-type"),
    path("handovers/", page, name="handovers"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("anlin.accounts.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def town(committed: str) -> Iterator[Town]:
    with clock.frozen(AT):
        yield settle()
    connections.close_all()


def client(username: str = "", password: str = SECRET) -> Client:
    made = Client(raise_request_exception=False)
    if username:
        answer = made.post("/login", {"username": username, "password": password})
        assert answer.status_code == 302, answer.content.decode()
    return made


def test_whoever_is_not_signed_in_sees_nothing(town: Town) -> None:
    assert client().get("/seen").json() == {"role": None, "place": None, "users": [], "entries": 0}


def test_whoever_is_signed_in_sees_the_place_of_the_grant(town: Town) -> None:
    answer = client("zhao").get("/seen").json()
    assert (answer["role"], answer["place"]) == ("community_worker", THERE)
    assert answer["users"] == ["zhao"]
    assert answer["entries"] == 3  # made, granted, signed in: all kept by that community
    assert client("admin").get("/seen").json()["users"] == ["admin", "wang", "zhao"]


def test_a_grid_worker_sees_of_the_staff_only_herself(town: Town) -> None:
    assert client("wang").get("/seen").json()["users"] == ["wang"]


def test_a_connection_that_served_one_person_shows_the_next_nothing(town: Town) -> None:
    one = client("admin")
    assert one.get("/seen").json()["entries"] > 0
    assert client().get("/seen").json()["entries"] == 0
    assert Entry.objects.count() == 0
    assert one.get("/seen").json()["entries"] > 0


def test_a_body_that_streams_after_the_answer_finds_no_scope(town: Town) -> None:
    answer = client("admin").get("/stream")
    assert isinstance(answer, StreamingHttpResponse)
    assert b"".join(answer.streaming_content) == b"0"


@pytest.mark.parametrize(("how", "status"), [("crash", 500), ("problem", 403)])
def test_a_view_that_fails_leaves_nothing_behind(town: Town, how: str, status: int) -> None:
    one = client("wang")
    before = one.get("/seen").json()["entries"]
    answer = one.get("/spoil", {"how": how}, headers={"accept": "application/json"})
    assert answer.status_code == status
    assert one.get("/seen").json()["entries"] == before


def test_a_problem_is_told_in_the_readers_language(town: Town) -> None:
    for language, word in (("zh-hans", "辖区"), ("en", "Your role")):
        one = client("wang")
        one.cookies["django_language"] = language
        answer = one.get("/spoil?how=problem", headers={"accept": "application/json"})
        assert answer.json()["code"] == "not-yours-to-manage"
        assert word in answer.json()["problem"]


def test_nothing_shown_to_a_person_stays_in_the_browser(town: Town) -> None:
    assert "no-store" in client("wang").get("/seen")["Cache-Control"]
    assert not client().get("/seen").has_header("Cache-Control")


def test_whoever_must_sign_in_first_is_sent_there_and_back(town: Town) -> None:
    answer = client().get("/spoil?how=problem", headers={"accept": "text/html"})
    assert answer.status_code == 302
    assert answer["Location"] == "/login?next=%2Fspoil%3Fhow%3Dproblem"
    answer = client().post(
        "/login", {"username": "wang", "password": SECRET, "next": "/spoil?how=problem"}
    )
    assert answer["Location"] == "/spoil?how=problem"


def test_whoever_was_signed_out_meanwhile_comes_back_to_a_page_not_to_a_part_of_one(
    town: Town,
) -> None:
    sent = client().post("/spoil", headers={"accept": "text/html"})
    assert sent["Location"] == "/login?next=%2F"
    part = {"accept": "*/*", "hx-request": "true", "hx-current-url": "http://testserver/today/?x=1"}
    assert client().get("/spoil", headers=part)["Location"] == "/login?next=%2Ftoday%2F"


@pytest.mark.parametrize("goal", ["https://other.example/", "//other.example", "javascript:x"])
def test_signing_in_never_leads_out_of_the_house(town: Town, goal: str) -> None:
    answer = client().post("/login", {"username": "wang", "password": SECRET, "next": goal})
    assert answer["Location"] == "/"


def test_a_disabled_account_is_out_at_the_next_request(town: Town) -> None:
    one = client("wang")
    actions.disable_user(by=None, at=AT, user=town.worker.user, reason="left", using="owner")
    assert one.get("/seen").json()["role"] is None
    assert "sessionid" not in one.cookies or not one.cookies["sessionid"].value


def test_an_ended_grant_is_out_at_the_next_request(town: Town) -> None:
    one = client("wang")
    actions.end_grant(by=None, at=AT, grant=town.worker.grant, reason="moved", using="owner")
    assert one.get("/seen").json()["role"] is None


def test_an_account_past_its_last_day_is_out_at_the_next_request(town: Town) -> None:
    one = client("wang")
    with clock.frozen(AT.replace(month=12, day=31)):
        assert one.get("/seen").json()["role"] is None


def test_a_second_grant_is_worked_under_only_after_switching(town: Town) -> None:
    second = actions.grant_role(
        by=None, at=AT, user=town.worker.user, role=Role.COMMUNITY_WORKER, place=THERE,
        using="owner",
    )  # fmt: skip
    one = client("wang")
    assert one.get("/seen").json()["place"] == GRID
    assert one.post("/grant", {"grant": second.pk}).status_code == 302
    assert one.get("/seen").json()["place"] == THERE
    assert "zhao" in one.get("/seen").json()["users"]


def test_nobody_switches_to_anothers_grant(town: Town) -> None:
    one = client("wang")
    answer = one.post("/grant", {"grant": town.admin.grant}, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert one.get("/seen").json()["place"] == GRID


def test_a_changed_password_ends_every_other_session(town: Town) -> None:
    one, other = client("wang"), client("wang")
    new = "another long secret"
    answer = one.post("/password", {"old": SECRET, "password": new, "again": new})
    assert answer.status_code == 302
    assert one.get("/seen").json()["place"] == GRID
    assert other.get("/seen").json()["place"] is None


def test_signing_out_ends_the_session(town: Town) -> None:
    one = client("wang")
    assert one.post("/logout").status_code == 302
    assert one.get("/seen").json()["role"] is None


def test_a_refusal_says_the_same_whoever_was_meant(town: Town) -> None:
    def refused(username: str) -> tuple[int, str]:
        answer = Client().post("/login", {"username": username, "password": "wrong"})
        body = answer.content.decode().replace(username, "")
        return answer.status_code, body[body.index("note error") :][:300]

    assert refused("wang") == refused("nobody")
    assert refused("wang")[0] == 401


def test_a_telephone_that_signed_in_before_is_not_shut_out_by_strangers(town: Town) -> None:
    own = client("wang")
    own.post("/logout")
    for _ in range(5):
        Client().post("/login", {"username": "wang", "password": "wrong"})
    stranger = Client().post("/login", {"username": "wang", "password": SECRET})
    assert stranger.status_code == 429
    assert own.post("/login", {"username": "wang", "password": SECRET}).status_code == 302


def test_a_forwarded_address_opens_no_new_tries(town: Town) -> None:
    for number in range(5):
        Client().post(
            "/login",
            {"username": "wang", "password": "wrong"},
            headers={"x-forwarded-for": f"10.0.0.{number}"},
        )
    assert Client().post("/login", {"username": "wang", "password": SECRET}).status_code == 429


def test_a_request_costs_four_readings_before_its_view(town: Town) -> None:
    one = client("wang")
    with CaptureQueriesContext(connections["default"]) as before_and_view:
        one.get("/seen")
    reading = [query["sql"] for query in before_and_view if "select" in query["sql"].lower()]
    assert len(reading) - 2 == 4  # the session, the empty scope, the person, the scope
