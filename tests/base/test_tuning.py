"""How much of the machine the embedded database counts on."""

from pathlib import Path

import pytest

from anlin.base import tuning

NAME = "ANLIN_DATABASE_MEMORY"


def test_it_counts_on_what_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "4096")
    told = tuning.settings(Path("/run/here"))
    assert (told["shared_buffers"], told["effective_cache_size"]) == ("1024MB", "2048MB")


def test_untold_it_counts_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME)
    assert tuning.memory() > 256


@pytest.mark.parametrize("said", ["much", "-1", "4 GB", "128", "½"])
def test_what_is_no_amount_is_refused_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv(NAME, said)
    with pytest.raises(tuning.MemoryNotANumberError) as refused:
        tuning.memory()
    assert said in refused.value.say("en")
    assert "4096" in refused.value.say("en") + refused.value.say("zh")
