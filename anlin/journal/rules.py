"""Pure decisions about the journal: which chain a place writes to, what a verdict says."""

from dataclasses import dataclass
from typing import Protocol

AREA = 10**6


class Actor(Protocol):
    """Whoever does something: a person at work in one role."""

    @property
    def user(self) -> int:
        """Return the person's number."""

    @property
    def role(self) -> str:
        """Return the role the person acts in."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where one area's chain does not hold.

    `kind` is `edited` (content does not match its seal), `deleted` (a number is missing),
    `moved` (an entry stands where another was sealed), `inserted` (a sealed entry that does not
    follow its neighbour), `cut` (entries at the end are gone) or `headless` (no head is kept).
    """

    area: int
    seq: int
    kind: str


def area_of(place: int) -> int:
    """Return the area whose chain `place` writes to: its community, or itself if above one."""
    return place - place % AREA
