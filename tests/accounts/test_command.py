"""`anlin account`: from an empty installation to the first person who can sign in."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from anlin.accounts import actions
from anlin.accounts.rules import BadCredentialsError
from anlin.base import clock
from tests.accounts.people import AT, COUNTY, SECRET


@pytest.fixture
def piped(committed: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setattr("sys.stdin", StringIO(f"{SECRET}\n"))
    with clock.frozen(AT):
        yield monkeypatch
    connections.close_all()


def account(*words: str) -> str:
    out = StringIO()
    call_command("account", *words, stdout=out)
    return out.getvalue()


def create() -> None:
    account("create", "first", "--name", "首任", "--place", COUNTY, "--until", "2024-01-01")
    account("grant", "first", "system_admin", COUNTY)


def sign_in(password: str = SECRET) -> None:
    actions.sign_in(username="first", password=password, device="", at=AT)


def test_the_first_administrator_is_made_and_signs_in(piped: pytest.MonkeyPatch) -> None:
    create()
    assert account("list") == f"first\t首任\tsystem_admin\t{COUNTY}\t2024-01-01\n"
    sign_in()


def test_a_forgotten_password_is_set_anew(piped: pytest.MonkeyPatch) -> None:
    create()
    piped.setattr("sys.stdin", StringIO("another long secret\n"))
    account("password", "first")
    sign_in("another long secret")
    with pytest.raises(BadCredentialsError):
        sign_in()


def test_a_grant_and_an_account_are_ended(piped: pytest.MonkeyPatch) -> None:
    create()
    account("end", "first", "system_admin", COUNTY, "--reason", "handed over")
    assert account("list") == ""
    account("disable", "first", "--reason", "left")
    with pytest.raises(BadCredentialsError):
        sign_in()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("disable", "nobody", "--reason", "x"), "nobody signs in as nobody"),
        (("grant", "first", "system_admin", "50x"), "no place code"),
        (("grant", "first", "grid_worker", COUNTY), "level"),
        (("create", "first", "--name", "x", "--place", "50", "--until", "2024-01-01"), "user name"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    piped: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    create()
    piped.setattr("sys.stdin", StringIO(f"{SECRET}\n"))
    with pytest.raises(CommandError, match=says):
        account(*words)
