"""The room's own two pages, drawn whole in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from anlin.base import clock
from tests.accounts.people import AT, SECRET, settle


@pytest.fixture
def stranger(committed: str) -> Iterator[Client]:
    with clock.frozen(AT):
        settle()
        yield Client()
    connections.close_all()


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "登录"), ("en", "Sign in")])
def test_the_door_is_drawn(stranger: Client, language: str, word: str) -> None:
    stranger.cookies["django_language"] = language
    page = stranger.get("/login?next=/password").content.decode()
    assert f"<h1>{word}</h1>" in page
    assert 'name="next" value="/password"' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "密码"), ("en", "New password")])
def test_a_person_changes_the_password(stranger: Client, language: str, word: str) -> None:
    stranger.cookies["django_language"] = language
    stranger.post("/login", {"username": "wang", "password": SECRET})
    assert word in stranger.get("/password").content.decode()
    short = {"old": SECRET, "password": "short", "again": "short"}
    page = stranger.post("/password", short).content.decode()
    assert 'role="alert"' in page
    unlike = {"old": SECRET, "password": "another long secret", "again": "yet another secret"}
    page = stranger.post("/password", unlike).content.decode()
    assert 'role="alert"' in page


def test_a_person_with_no_role_is_told_so(stranger: Client) -> None:
    with clock.frozen(AT - timedelta(days=1)):
        answer = stranger.post("/login", {"username": "wang", "password": SECRET})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()
