"""A small pair of packs that each test may spoil in its own way."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anlin.policy.pack import PackError, PacksRefused, load_all

SAMPLE = Path(__file__).parent / "sample"
Edit = Callable[[str, str, str], None]
Refusal = Callable[[], PackError]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the sample packs."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "packs"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return what replaces a text in a file of the folder."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def refusal(folder: Path) -> Refusal:
    """Return what loads the folder and hands over its one error."""

    def load() -> PackError:
        with pytest.raises(PacksRefused) as caught:
            load_all(folder)
        assert len(caught.value.errors) == 1, [each.say("en") for each in caught.value.errors]
        return caught.value.errors[0]

    return load
