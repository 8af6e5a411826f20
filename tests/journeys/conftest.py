"""A small demonstration, built once for all journeys, and people who sign in to it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread
from typing import Protocol
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from anlin.base import clock
from tests.conftest import NAME, TEMPLATE, _create, _drop, _point

PEOPLE = 9_000
SignIn = Callable[[str], Client]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


class OpenPage(Protocol):
    """Opens a page of a person who signed in, on a telephone unless told otherwise."""

    def __call__(
        self, username: str, url: str, *, width: int = 390, scripts: bool = True, **cookies: str
    ) -> Page: ...


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


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="package")
def address(demonstration: str) -> Iterator[str]:
    """Serve the demonstration and return where."""
    from django.db import connections

    from anlin.config.wsgi import application

    with make_server("127.0.0.1", 0, application, handler_class=_Silent) as server:

        def serve() -> None:
            server.serve_forever()
            connections.close_all()

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium for one module: its player keeps the thread's event loop.

    Django's own client does not work beside it.
    """
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    )
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=program, args=[*QUIET])
        yield started
        started.close()


@pytest.fixture
def open_page(address: str, browser: Browser) -> Iterator[OpenPage]:
    """Return what opens a page in a browser of its own, in Chinese."""
    from anlin.config.demo.staff import PASSWORD

    contexts = []

    def enter(
        username: str, url: str, *, width: int = 390, scripts: bool = True, **cookies: str
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=scripts
        )
        contexts.append(context)
        kept = {"django_language": "zh-hans"} | cookies
        context.add_cookies([{"name": n, "value": v, "url": address} for n, v in kept.items()])
        page = context.new_page()
        page.goto(f"{address}/login")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.goto(f"{address}{url}")
        return page

    yield enter
    for context in contexts:
        context.close()
