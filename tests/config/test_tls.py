"""Behind a proxy that speaks TLS: who may sign in, and where cookies go."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.house.reading import ROOT

NAMES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
         "SECURE_PROXY_SSL_HEADER")  # fmt: skip
ASK = f"""
import json
from anlin.config import settings
print(json.dumps([getattr(settings, name, None) for name in {NAMES}]))
"""


def _settings(folder: Path, **environment: str) -> list[object]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANLIN_", "DJANGO_"))}
    said = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | {"ANLIN_HOME": str(folder)} | environment,
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return list(json.loads(said.stdout))


def test_cookies_go_over_tls_only_where_there_is_tls(tmp_path: Path) -> None:
    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert _settings(tmp_path, ANLIN_TLS="1") == [True, True, 365 * 24 * 3600, header]
    assert _settings(tmp_path) == [False, False, 0, None]


@pytest.mark.django_db
@pytest.mark.parametrize(("behind", "status"), [(True, 401), (False, 403)])
def test_a_form_sent_over_tls_fits_its_origin(
    settings: Settings, behind: bool, status: int
) -> None:
    if behind:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    proxied = {
        "host": "testserver", "x-forwarded-proto": "https", "origin": "https://testserver",
    }  # fmt: skip
    client = Client(enforce_csrf_checks=True, headers=proxied)
    client.get("/login")
    sent = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value} | {
        "username": "nobody", "password": "nothing at all",
    }  # fmt: skip
    assert client.post("/login", sent).status_code == status
