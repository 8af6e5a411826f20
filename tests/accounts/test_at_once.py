"""Guesses sent at once are counted one after another."""

from collections.abc import Iterator
from threading import Thread
from time import sleep

import pytest
from django.db import connections

from anlin.accounts.actions import signing
from anlin.accounts.rules import FAILURES, BadCredentialsError, ShutError
from tests.accounts.people import AT, settle

GUESSES = 12


def slowly(user: object, password: str, at: object) -> bool:
    sleep(0.3)
    return False


@pytest.fixture
def busy(committed: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settle()
    monkeypatch.setattr(signing, "_is_right", slowly)
    yield
    connections.close_all()


def compared() -> int:
    """Send guesses from as many connections at once; return how many were compared."""
    answers: list[type[Exception]] = []

    def guess() -> None:
        try:
            signing.sign_in(username="wang", password="wrong", device="", at=AT)  # noqa: S106
        except (BadCredentialsError, ShutError) as answer:
            answers.append(type(answer))
        finally:
            connections.close_all()

    threads = [Thread(target=guess) for _ in range(GUESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == GUESSES
    return answers.count(BadCredentialsError)


def test_guesses_sent_at_once_are_counted_one_after_another(busy: None) -> None:
    assert compared() == FAILURES


def test_without_a_queue_at_the_door_more_guesses_slip_in(
    busy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whoever comes reads the count before the others have written to it."""
    monkeypatch.setattr(signing, "_ONE_BY_ONE", "select %s")
    assert compared() > FAILURES
