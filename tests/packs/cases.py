"""The packs of this repository and their worked cases, for every test that runs them."""

from functools import cache

from anlin.base import home
from anlin.policy.pack import ClassCase, DutyCase, Library, load_all

FOLDER = home.ROOT / "packs"


@cache
def library() -> Library:
    """Return what the packs in `packs/` say."""
    return load_all(FOLDER)


def class_cases() -> list[ClassCase]:
    """Return every worked case of a class."""
    return list(library().class_cases)


def duty_cases() -> list[DutyCase]:
    """Return every worked case of measures, in the facts format of `anlin evaluate`."""
    return list(library().duty_cases)


def label(case: ClassCase | DutyCase) -> str:
    """Name a case by where it stands."""
    return f"{case.spot.file}:{case.spot.line}"
