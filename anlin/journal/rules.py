"""Pure decisions about the journal: which chain a place writes to, what a verdict says."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from anlin.base.problems import Problem

_FORMAT = "anlin-anchor-1"
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


@dataclass(frozen=True, slots=True)
class Chain:
    """One area's chain: how long it is, how much of that was verified last, and what came of it.

    `read` and `at` are None if nobody verified it on a screen yet; `broken_at` is the number of
    the first entry that did not hold then, and `kind` how (see `Break`).
    """

    area: int
    seq: int
    read: int | None
    at: datetime | None
    broken_at: int | None
    kind: str | None


def turn(chains: Sequence[Chain], most: int) -> Sequence[Chain]:
    """Return the chains to verify next: in order, until they hold `most` entries; one at least."""
    chosen: list[Chain] = []
    entries = 0
    for chain in chains:
        entries += chain.seq
        if chosen and entries > most:
            break
        chosen.append(chain)
    return chosen


def area_of(place: int) -> int:
    """Return the area whose chain `place` writes to: its community, or itself if above one."""
    return place - place % AREA


@dataclass(frozen=True, slots=True)
class Seen:
    """The end of one area's chain as an anchor saw it; `hash` is hexadecimal."""

    area: int
    seq: int
    hash: str


class AnchorUnreadableError(Problem):
    """The file is no anchor, or not the one that was written."""

    code = "anchor-unreadable"
    zh = "这不是完整的存证文件。"
    en = "This is no anchor file, or it was changed."
    way_out_zh = "请使用另一份副本。"
    way_out_en = "Please use another copy."


def anchor_file(at: datetime, root: str, heads: str) -> str:
    """Return the text kept elsewhere: a line with the root, then `heads` as they are."""
    return f"{_FORMAT} {at.isoformat()} {root}\n{heads}"


def read_anchor(text: str) -> Sequence[Seen]:
    """Return what an anchor file saw.

    Raises:
        AnchorUnreadableError: not such a file, or its lines do not give its root.
    """
    first, _, heads = text.partition("\n")
    words = first.split(" ")
    root = hashlib.sha256(heads.encode()).hexdigest()
    if len(words) != 3 or words[0] != _FORMAT or words[2] != root:
        raise AnchorUnreadableError
    lines = (line.split(":") for line in heads.splitlines())
    return [Seen(int(area), int(seq), seal) for area, seq, seal in lines]
