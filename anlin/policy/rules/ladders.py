"""The ladder that a lapse climbs: who is told after how long, how many a day, and when not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from anlin.policy.rules.terms import Adoption

LOWEST = 5  # the level of communities: whoever owes a duty at a grid is told by their own list


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: which level is told, and how long after the lapse.

    Units: `level` counts from the nation (0) to communities (5). An acknowledgement of this rung
    holds those above it back for `holds`.
    """

    level: int
    after: timedelta
    holds: timedelta = timedelta()

    @property
    def number(self) -> int:
        """Return the rung's number: 1 for communities, 6 for the nation."""
        return LOWEST + 1 - self.level


@dataclass(frozen=True, slots=True)
class Ladder:
    """What one clause says about lapses from one day until another; rungs from the lowest up.

    `cap` is the most that one leader's place is told one by one in a day. In `quiet` (from,
    until; of the clock in China) nothing is put before a leader but deadlines, and the ladder's
    time stands still.
    Source: packs/*/ladder.yaml, `terms`; the clause is `clause`.
    """

    pack: str
    since: date
    until: date | None
    order: str
    clause: str
    rungs: tuple[Rung, ...]
    cap: int
    quiet: tuple[time, time] | None = None
    confidence: str = "document"


@dataclass(frozen=True, slots=True)
class LadderInForce:
    """One ladder at one place, from a day until a day (exclusive)."""

    place: str
    since: date
    until: date | None
    ladder: Ladder


def ladders_in_force(
    ladders: Iterable[Ladder], adoptions: Iterable[Adoption]
) -> list[LadderInForce]:
    """Return where which ladder holds: at a place where its pack does, while it says so."""
    found = []
    by_pack: dict[str, list[Adoption]] = {}
    for adoption in adoptions:
        by_pack.setdefault(adoption.pack, []).append(adoption)
    for ladder in ladders:
        for adoption in by_pack.get(ladder.pack, ()):
            since = max(ladder.since, adoption.since)
            until = min(ladder.until or date.max, adoption.until or date.max)
            if since < until:
                end = None if until == date.max else until
                found.append(LadderInForce(adoption.place, since, end, ladder))
    return sorted(found, key=lambda each: (each.place, each.since, each.ladder.pack))
