"""The field app's files: nothing about anybody in them, and nothing foreign runs in them."""

import re

import pytest
from django.test import Client

from anlin.field.views.app import BUILT


def test_the_page_comes_to_everybody_and_lets_only_our_own_run() -> None:
    answer = Client().get("/field/")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "sessionid" not in answer.cookies
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/field/sw.js", "text/javascript; charset=utf-8"),
        ("/field/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_what_belongs_to_it_has_its_own_kind(address: str, kind: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)


def test_the_service_worker_keeps_every_file_that_the_app_is_made_of() -> None:
    worker = Client().get("/field/sw.js").content.decode()
    kept = set(re.findall(r"/static/dist/field/([\w./-]+)", worker))
    left_out = {"sw.js", "index.html", "manifest.webmanifest"}
    built = {str(path.relative_to(BUILT)) for path in BUILT.rglob("*") if path.is_file()}
    assert kept == built - left_out
    assert '"/field/"' in worker or "`/field/`" in worker


def test_the_page_writes_nothing() -> None:
    assert Client().post("/field/").status_code == 405
