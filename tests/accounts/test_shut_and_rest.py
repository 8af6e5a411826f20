"""Guesses shut doors, of one's own page and from one address, too; guarded sessions end by rest."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from anlin.accounts import actions
from anlin.accounts.rules import FROM_ONE_ADDRESS, REST, Role
from anlin.base import clock, scope
from anlin.journal.models import Entry
from tests.accounts.people import AT, SECRET, THERE, Town
from tests.accounts.test_requests import MINUTE, client, town

__all__ = ["town"]
pytestmark = pytest.mark.urls("tests.accounts.test_requests")


def test_an_administrators_session_that_rests_has_ended(town: Town) -> None:
    one = client("admin")
    for rests, role in ((REST, "system_admin"), (2 * REST, "system_admin")):
        with clock.frozen(AT + rests):
            assert one.get("/seen").json()["role"] == role
    with clock.frozen(AT + 3 * REST + MINUTE):
        assert one.get("/seen").json()["role"] is None
        answer = one.get("/staff/", headers={"accept": "text/html"})
    assert answer["Location"] == "/login?next=%2Fstaff%2F"


def test_a_workers_telephone_stays_signed_in_for_its_shift(town: Town) -> None:
    one = client("wang")
    with clock.frozen(AT + 8 * 60 * MINUTE):
        assert one.get("/seen").json()["role"] == "grid_worker"


def test_an_administrator_at_work_in_a_lesser_role_is_guarded_as_well(town: Town) -> None:
    second = actions.grant_role(
        by=None, at=AT, user=town.admin.user, role=Role.COMMUNITY_WORKER, place=THERE,
        using="owner",
    )  # fmt: skip
    one = client("admin")
    one.post("/grant", {"grant": second.pk})
    assert one.get("/seen").json()["role"] == "community_worker"
    with clock.frozen(AT + REST + MINUTE):
        assert one.get("/seen").json()["role"] is None


@pytest.mark.urls("anlin.config.urls")
def test_five_guesses_of_the_own_old_password_shut_the_page(town: Town) -> None:
    one, new = client("wang"), "another long secret"
    told = {"password": new, "again": new}
    for _ in range(5):
        assert "原密码不对" in one.post("/password", told | {"old": "guess"}).content.decode()
    assert "暂停登录" in one.post("/password", told | {"old": SECRET}).content.decode()
    with clock.frozen(AT + 15 * MINUTE):
        assert one.post("/password", told | {"old": SECRET}).status_code == 302
    with scope.nationwide():
        verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("accounts.change_password_refused") == 5


def flood(**headers: str) -> int:
    """Sign in wrongly under many names from one address; return how a newcomer fares then."""
    for number in range(FROM_ONE_ADDRESS):
        Client().post(
            "/login", {"username": f"name-{number}", "password": "wrong"}, headers=headers
        )
    answer = Client().post("/login", {"username": "wang", "password": SECRET}, headers=headers)
    return answer.status_code


def test_many_names_from_one_address_shut_it_to_strangers_only(town: Town) -> None:
    own = client("wang")
    own.post("/logout")
    assert flood() == 429
    assert own.post("/login", {"username": "wang", "password": SECRET}).status_code == 302


def test_behind_the_proxy_only_its_own_word_names_the_address(
    town: Town, settings: Settings
) -> None:
    settings.BEHIND_TLS = True
    assert flood(**{"x-forwarded-for": "10.9.9.9, 203.0.113.7"}) == 429
    for told, status in (("10.1.1.1, 203.0.113.7", 429), ("203.0.113.8", 302), ("", 302)):
        answer = Client().post(
            "/login", {"username": "wang", "password": SECRET}, headers={"x-forwarded-for": told}
        )
        assert answer.status_code == status
