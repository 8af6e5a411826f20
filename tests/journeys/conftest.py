"""The town, built once and served to a real browser; what a journey writes is soon gone."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.cache import cache
from django.core.signals import request_started
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import NAME, TOWN, _create, _drop, _point, at_the_towns_morning

WORKING = f"{NAME}_journeys"
PHONE, DESK = 390, 1280
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
SignIn = Callable[[str], Client]


class OpenPage(Protocol):
    """Opens a page of somebody who is signed in (or of nobody), on a telephone, in Chinese."""

    def __call__(
        self, username: str, url: str, *, width: int = PHONE, scripts: bool = True, **cookies: str
    ) -> Page: ...


@dataclass
class Standing:
    """The database that journeys walk in, and who is signed in already."""

    sessions: Mapping[str, str]
    touched: bool = False

    def notice(self, environ: Mapping[str, Any] | None = None, **_: object) -> None:
        """Notice that a request writes."""
        self.touched = self.touched or (environ or {}).get("REQUEST_METHOD") == "POST"

    def restore(self) -> None:
        """Put the town back as it was built."""
        _point("postgres", take_role=False)
        _drop(WORKING)
        _create(WORKING, TOWN)
        _point(WORKING, take_role=False)
        self.touched = False


@pytest.fixture(scope="package")
def standing(town: Mapping[str, str], django_db_blocker: DjangoDbBlocker) -> Iterator[Standing]:
    """Let journeys walk in the town, with the clock held at its morning."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright's loop waits while a test asks
    found = Standing(town)
    with django_db_blocker.unblock(), at_the_towns_morning():
        request_started.connect(found.notice)
        try:
            found.restore()
            yield found
        finally:
            request_started.disconnect(found.notice)
            _point(NAME, take_role=True)
            _drop(WORKING)


@pytest.fixture(autouse=True)
def untouched(standing: Standing) -> None:
    """Let every journey find the town as it was built."""
    connections.close_all()  # one that died with an earlier town would be asked once more
    cache.clear()
    if standing.touched:
        standing.restore()


@pytest.fixture
def sign_in(standing: Standing) -> SignIn:
    """Return a client of the person who is signed in under a name, in Chinese."""

    def enter(username: str) -> Client:
        client = Client()
        client.cookies["django_language"] = "zh-hans"
        client.cookies["sessionid"] = standing.sessions[username]
        return client

    return enter


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library's
        """Answer one request, and leave no connection of its thread behind."""
        from django.db import connections

        super().process_request_thread(request, client_address)
        connections.close_all()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library's
        """Say nothing of a browser that went away."""


@pytest.fixture(scope="package")
def address(standing: Standing) -> Iterator[str]:
    """Serve the town and return where."""
    from anlin.config.wsgi import application

    with make_server(
        "127.0.0.1", 0, application, server_class=_Server, handler_class=_Silent
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="package")
def player() -> Iterator[Playwright]:
    """Start what drives browsers; a thread holds only one."""
    with sync_playwright() as player:
        yield player


@pytest.fixture(scope="package")
def chromium() -> str:
    """Return the Chromium of this machine; its shell without windows is twice as fast."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail(
            "no browser: apt-get install chromium-headless-shell fonts-noto-cjk", pytrace=False
        )
    return program


@pytest.fixture(scope="package")
def browser(player: Playwright, chromium: str) -> Iterator[Browser]:
    """Start the browser once."""
    started = player.chromium.launch(executable_path=chromium, args=[*QUIET])
    yield started
    started.close()


@pytest.fixture
def open_page(standing: Standing, address: str, browser: Browser) -> Iterator[OpenPage]:
    """Return what opens a page in a browser of its own."""
    from tests.journeys.town import AT

    contexts = []

    def enter(
        username: str, url: str, *, width: int = PHONE, scripts: bool = True, **cookies: str
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=scripts,
            has_touch=width <= PHONE,
        )
        contexts.append(context)
        context.set_default_timeout(8_000)
        kept = {"django_language": "zh-hans"} | cookies
        if username:
            kept["sessionid"] = standing.sessions[username]
        context.add_cookies([{"name": n, "value": v, "url": address} for n, v in kept.items()])
        page = context.new_page()
        if scripts:
            page.clock.set_fixed_time(AT)
        page.goto(f"{address}{url}")
        return page

    yield enter
    for context in contexts:
        context.close()
