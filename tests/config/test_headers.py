"""What every page tells the browser."""

import re

import pytest
from django.test import Client

from tests.house.reading import Source, files, planted

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\son\w+=|javascript:|hx-on|\sstyle=", re.I)


def inline(sources: list[Source]) -> list[str]:
    return [str(source.path) for source in sources if INLINE.search(source.text)]


@pytest.mark.django_db
def test_a_page_lets_only_its_own_scripts_run() -> None:
    policy = Client().get("/no-such-page").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script" not in policy.replace("script-src 'self'", "")


def test_no_template_holds_a_script_or_style_of_its_own() -> None:
    assert inline(files("anlin", suffixes={".html"})) == []


@pytest.mark.parametrize(
    "sabotage", ["<script>go()</script>", "<a onclick='go()'>", "<p style='color: red'>"]
)
def test_a_planted_script_is_caught(sabotage: str) -> None:
    assert len(inline(planted(sabotage, "anlin/field/templates/field/x.html"))) == 1
