"""Ways to break the heart, for the twins that must be found out."""

from collections.abc import Mapping

import pytest
from django.db import connection

from anlin.base import sql
from tests.laws.heart import Heart


def statements(monkeypatch: pytest.MonkeyPatch, changes: Mapping[str, tuple[str, str]]) -> None:
    """Let statements read otherwise: in each, the first text is replaced by the second."""
    honest = sql.statement

    def broken(name: str) -> str:
        text = honest(name)
        if name in changes:
            right, wrong = changes[name]
            assert right in text, f"{name} no longer says {right}"
            return text.replace(right, wrong)
        return text

    for name in changes:
        broken(name)
    monkeypatch.setattr(sql, "statement", broken)


def function(heart: Heart, name: str, right: str, wrong: str) -> None:
    """Let a function of the database read otherwise, until the test ends."""
    with heart.as_owner(), connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef(%s::regproc)", [name])
        (text,) = cursor.fetchone()
        assert right in text, f"{name} no longer says {right}"
        cursor.execute(text.replace(right, wrong))
