"""Pure decisions about needs: where one goes, and what has become of it."""

from anlin.dispatch.rules.needs import (
    AT_HOME,
    LEVELS,
    ROUTE,
    Asked,
    DifficultyBody,
    NeedKind,
    State,
    Told,
    What,
    first_level,
    state_of,
)
from anlin.dispatch.rules.problems import (
    MergeError,
    NeedClosedError,
    NeedGoneError,
    NothingAboveError,
    WordsMissingError,
)

__all__ = [
    "AT_HOME",
    "LEVELS",
    "ROUTE",
    "Asked",
    "DifficultyBody",
    "MergeError",
    "NeedClosedError",
    "NeedGoneError",
    "NeedKind",
    "NothingAboveError",
    "State",
    "Told",
    "What",
    "WordsMissingError",
    "first_level",
    "state_of",
]
