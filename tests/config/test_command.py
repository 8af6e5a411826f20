"""The command line answers in the language of the terminal, and a problem in one line."""

import sys

import pytest

from anlin.base import cluster
from anlin.config import command


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_says_which_language(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert command.language() == language


def test_a_problem_ends_the_command_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise cluster.DatabaseTooOldError(found=9, oldest=15)

    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(cluster, "start", refuse)
    monkeypatch.setattr(sys, "argv", ["anlin", "check"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert "PostgreSQL 9" in str(ended.value)
    assert "\n" not in str(ended.value)
