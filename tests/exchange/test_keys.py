"""A key works in one person's name, under one role, for a time; then it is out at once."""

from datetime import timedelta

import pytest
from django.db import connections

from anlin.accounts.actions import change_password
from anlin.accounts.models import Grant, Key, User
from anlin.accounts.rules import Scope
from anlin.base import clock, seal
from tests.exchange.programs import GiveKey, Program, problem
from tests.journeys.conftest import SignIn
from tests.journeys.town import AT, worker


def test_a_key_works_as_its_owner_at_the_owners_place(key_of: GiveKey) -> None:
    told = key_of("community", Scope.READ).get("me").json()
    assert (told["role"], told["place"]) == ("community_worker", worker("community").place_code)
    assert told["scopes"] == ["read"]


@pytest.mark.parametrize("secret", ["", "anlin_nothing", "x" * 4000])
def test_without_a_key_that_works_nothing_is_said(key_of: GiveKey, secret: str) -> None:
    answer = Program(secret, 0).get("me")
    assert problem(answer)["code"] == "key-needed"
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_session_opens_no_api_and_a_key_no_screen(key_of: GiveKey, sign_in: SignIn) -> None:
    assert sign_in("community").get("/api/v1/me").status_code == 401
    program = key_of("community")
    answer = program.client.get("/households/", headers=program.headers)
    assert answer.status_code in {302, 404}


def ended_key(program: Program) -> None:
    Key.objects.using("owner").filter(pk=program.number).update(ended_at=AT)


def key_out_of_time(program: Program) -> None:
    made = AT - timedelta(days=2)
    Key.objects.using("owner").filter(pk=program.number).update(made_at=made, until=AT)


def ended_grant(program: Program) -> None:
    grants = Grant.objects.using("owner").filter(keys=program.number)
    grants.update(until=AT)


def ended_account(program: Program) -> None:
    User.objects.using("owner").filter(keys=program.number).update(active_until=AT.date())


def changed_password(program: Program) -> None:
    user = User.objects.using("owner").get(keys=program.number).pk
    change_password(by=None, at=AT, user=user, new="another long secret", using="owner")


@pytest.mark.parametrize(
    "end", [ended_key, key_out_of_time, ended_grant, ended_account, changed_password]
)
def test_what_has_ended_is_out_at_the_next_request(key_of: GiveKey, end: object) -> None:
    program = key_of("community")
    assert program.get("me").status_code == 200
    assert callable(end)
    end(program)
    assert problem(program.get("me"))["code"] == "key-needed"


def test_the_key_itself_is_kept_nowhere(key_of: GiveKey) -> None:
    program = key_of("community")
    kept = Key.objects.using("owner").get(pk=program.number)
    assert bytes(kept.digest) == seal.blind_index(program.secret, area="accounts_key")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from accounts_key k where k::text like %s",
                       [f"%{program.secret}%"])  # fmt: skip
        assert cursor.fetchone() == (0,)


def test_the_last_use_is_noted_to_the_minute(key_of: GiveKey) -> None:
    program = key_of("community")
    program.get("me")
    assert Key.objects.using("owner").get(pk=program.number).used_at == AT


def test_a_scope_that_was_not_chosen_is_refused(key_of: GiveKey) -> None:
    assert problem(key_of("community", Scope.RECORD).get("me"))["code"] == "other-scope"
    answer = key_of("community", Scope.READ).post("records", {"records": []})
    assert problem(answer)["code"] == "other-scope"


def test_too_many_requests_are_told_to_wait(key_of: GiveKey, settings: object) -> None:
    settings.API_PER_MINUTE = 3  # type: ignore[attr-defined]
    program = key_of("community")
    assert [program.get("me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert key_of("second").get("me").status_code == 200
    with clock.frozen(AT + timedelta(seconds=21)):
        assert [program.get("me").status_code for _ in range(2)] == [200, 429]


def test_the_page_shows_a_new_key_once_and_ends_it(key_of: GiveKey, sign_in: SignIn) -> None:
    person = sign_in("community")
    asked = {"name": "数据台", "scopes": ["read"], "days": "30"}
    page = person.post("/keys", asked).content.decode()
    secret = page.partition('spellcheck="false">')[2].partition("<")[0]
    assert secret.startswith("anlin_")
    assert Program(secret, 0).get("me").status_code == 200
    assert secret not in person.get("/keys").content.decode()
    number = Key.objects.using("owner").get(name="数据台").pk
    assert sign_in("second").post(f"/keys/{number}/end").status_code == 404
    assert person.post(f"/keys/{number}/end").status_code == 302
    assert Program(secret, 0).get("me").status_code == 401


def test_no_key_lives_longer_than_ninety_days_or_does_what_the_role_may_not(
    key_of: GiveKey, sign_in: SignIn
) -> None:
    for wrong in ({"days": "365"}, {"scopes": []}, {"scopes": ["lead"]}, {"name": ""}):
        asked = {"name": "x", "scopes": ["read"], "days": "30"} | wrong
        sign_in("grid").post("/keys", asked)
    assert not Key.objects.using("owner").filter(user=worker("grid").user).exists()
