"""What was sent after the session had ended waits for whoever typed it, and for nobody else."""

import pytest
from django.test import Client

from anlin.accounts.rules import REST
from anlin.base import clock
from tests.accounts.people import AT, SECRET, Town
from tests.accounts.test_requests import MINUTE, client, town

__all__ = ["town"]
pytestmark = pytest.mark.urls("anlin.config.urls")
TYPED = {"username": "newcomer", "name": "欧阳晓", "until": "x"}


def sent_too_late(url: str = "/staff/new", **more: str) -> Client:
    """Sign an administrator in, rest too long, then send a form."""
    one = client("admin")
    one.get("/staff/")
    with clock.frozen(AT + REST + MINUTE):
        answer = one.post(
            url, TYPED | more, headers={"accept": "text/html", "referer": f"http://testserver{url}"}
        )
    assert answer["Location"].startswith("/login?next=")
    return one


def come_back(one: Client, username: str = "admin") -> str:
    """Sign in again; return where that leads."""
    with clock.frozen(AT + REST + 2 * MINUTE):
        page = one.get("/login").content.decode()
        assert "欧阳晓" not in page
        return str(one.post("/login", {"username": username, "password": SECRET})["Location"])


def test_a_form_sent_too_late_is_there_again_for_its_writer(town: Town) -> None:
    one = sent_too_late()
    assert come_back(one) == "/kept"
    with clock.frozen(AT + REST + 3 * MINUTE):
        page = one.get("/kept").content.decode()
        assert 'action="/staff/new"' in page
        assert 'name="name" value="欧阳晓"' in page
        assert 'data-path="/staff/new"' in one.get("/staff/new").content.decode()
        one.post("/staff/new", TYPED)
        assert one.get("/kept")["Location"] == "/"


def test_nobody_else_who_signs_in_there_gets_it(town: Town) -> None:
    one = sent_too_late()
    assert come_back(one, "wang") == "/"
    with clock.frozen(AT + REST + 3 * MINUTE):
        assert one.get("/kept")["Location"] == "/"
        one.post("/logout")
    assert come_back(one) == "/"


def test_on_a_device_without_its_mark_nothing_is_put_away(town: Town) -> None:
    one = client("admin")
    del one.cookies["device"]
    with clock.frozen(AT + REST + MINUTE):
        one.post("/staff/new", TYPED, headers={"accept": "text/html"})
    assert come_back(one) == "/"


def test_a_secret_is_never_put_away(town: Town) -> None:
    one = sent_too_late("/password", old=SECRET)
    assert come_back(one) == "/"


def test_a_page_says_nothing_of_it_where_nothing_waits(town: Town) -> None:
    one = client("admin")
    assert 'id="kept"' not in one.get(f"/staff/{town.worker.user}/").content.decode()


def test_what_waits_can_be_let_go(town: Town) -> None:
    one = sent_too_late()
    come_back(one)
    with clock.frozen(AT + REST + 3 * MINUTE):
        assert one.post("/kept")["Location"] == "/staff/new"
        assert one.get("/kept")["Location"] == "/"


def test_what_waits_lies_sealed(town: Town) -> None:
    kept = str(dict(sent_too_late().session))
    assert "kept" in kept
    assert "欧阳晓" not in kept
    assert "newcomer" not in kept


def test_the_address_of_a_sent_form_leads_to_the_page_above_it(town: Town) -> None:
    one = client("admin")
    assert one.get(f"/staff/{town.admin.user}/end")["Location"] == f"/staff/{town.admin.user}/"
    assert one.get("/logout")["Location"] == "/"
