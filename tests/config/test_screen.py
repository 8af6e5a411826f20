"""One line per step, that fits the terminal."""

import io

import pytest

from anlin.config.screen import step


def test_a_step_leaves_its_name_its_seconds_and_its_last_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    step("区划", lambda out: print("reading\nloaded 3\n", file=out))
    assert capsys.readouterr().out.split() == ["区划", "0.0", "s", "loaded", "3"]


def test_names_in_both_languages_end_in_the_same_column(
    capsys: pytest.CaptureFixture[str],
) -> None:
    step("places", lambda out: None)
    step("区划", lambda out: None)
    english, chinese = capsys.readouterr().out.splitlines()
    assert len(english.encode("gbk")) == len(chinese.encode("gbk"))


def test_long_words_are_cut_to_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    step("区划", lambda out: print("很" * 100, file=out))
    (line,) = capsys.readouterr().out.splitlines()
    assert len(line.encode("gbk")) <= 60


def test_a_step_that_fails_says_so_to_its_caller() -> None:
    def fail(out: io.TextIOBase) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        step("x", fail)
