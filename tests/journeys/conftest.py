"""A small demonstration, built once for all journeys, and people who sign in to it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from anlin.base import clock
from tests.conftest import NAME, TEMPLATE, _create, _drop, _point

PEOPLE = 2_000
SignIn = Callable[[str], Client]


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Build the demonstration in a database of its own; what a journey writes stays in it."""
    from anlin.config.demo.build import build
    from anlin.places.actions import load_edition
    from anlin.policy import actions as policy
    from anlin.policy import pack
    from anlin.policy.management.commands.packs import FOLDER, known

    name = f"{NAME}_journeys"
    with django_db_blocker.unblock():
        _create(name, TEMPLATE)
        _point(name, take_role=False)
        try:
            now = clock.now()
            load_edition(by=None, at=now)
            policy.release(pack.load_all(FOLDER, known()), by=None, at=now)
            build(people=PEOPLE, at=now - timedelta(minutes=1), say=lambda line: None)
            yield name
        finally:
            _point(NAME, take_role=True)
            _drop(name)


@pytest.fixture
def sign_in(demonstration: str) -> SignIn:
    """Return a client of the person who signs in under a name, in Chinese."""
    from anlin.config.demo.staff import PASSWORD

    def enter(username: str) -> Client:
        client = Client(enforce_csrf_checks=False)
        client.cookies["django_language"] = "zh-hans"
        answer = client.post("/login", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return enter
