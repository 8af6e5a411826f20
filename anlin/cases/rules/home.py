"""Being at home for the epidemic's sake: why it begins, which day it is, when and how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from anlin.accounts.rules import Right
from anlin.base.days import start_of
from anlin.places.rules import span
from anlin.policy.rules import DayZero, Ruling, Term

POPULATION = "people_in_home_observation"
LONGEST_EXTENSION = 30  # days; a typing mistake is caught here, the law is not
LINK_DAYS = 30  # how long a link works where no law names a last day


class Kind(StrEnum):
    """What somebody is at home for."""

    OBSERVATION = "observation"
    TREATMENT = "treatment"
    FOLLOW_UP = "follow_up"


class Reason(StrEnum):
    """What happened on the day of the event."""

    RETURNED = "returned"
    CONTACT = "contact"
    FAMILY = "family"
    OTHER = "other"
    CASE = "case"
    RECOVERED = "recovered"
    CLEARED = "cleared"


REASONS = {
    Kind.OBSERVATION: (Reason.RETURNED, Reason.CONTACT, Reason.FAMILY, Reason.OTHER),
    Kind.TREATMENT: (Reason.CASE,),
    Kind.FOLLOW_UP: (Reason.RECOVERED, Reason.CLEARED),
}


class Ending(StrEnum):
    """Why it ended; `completed` is the release on time, `renewed` a new event of a later day."""

    HOSPITAL = "hospital"
    DIED = "died"
    MOVED = "moved"
    CLAUSE = "clause"
    MISTAKE = "mistake"
    RECOVERED = "recovered"
    RENEWED = "renewed"
    COMPLETED = "completed"


ENDINGS = {
    Kind.OBSERVATION: (
        Ending.HOSPITAL, Ending.DIED, Ending.MOVED, Ending.CLAUSE, Ending.MISTAKE,
    ),
    Kind.TREATMENT: (Ending.RECOVERED, Ending.HOSPITAL, Ending.DIED, Ending.MOVED, Ending.MISTAKE),
    Kind.FOLLOW_UP: (
        Ending.RECOVERED, Ending.HOSPITAL, Ending.DIED, Ending.MOVED, Ending.MISTAKE,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who reports about themselves by the link of that number."""

    link: int
    place: int
    role: str = "resident"

    @property
    def user(self) -> int:
        """Return the number the entries stand under: no account has one below zero."""
        return -self.link

    @property
    def lo(self) -> int:
        """Return the one place they see."""
        return self.place

    @property
    def hi(self) -> int:
        """Return the place after it."""
        return self.place + 1

    def may(self, right: Right) -> bool:
        """Tell whether the link carries `right`: it only records."""
        return right is Right.RECORD

    def covers(self, place: int) -> bool:
        """Tell whether `place` is theirs."""
        return place == self.place


def day_number(begun_on: date, day: date, day0_rule: DayZero = DayZero.EVENT) -> int:
    """Return which day of observation `day` is, as the law in force counts.

    Source: mission/domain.md 1.4, "day counting"; no document of A to E says how days are counted.
    """
    return (day - begun_on).days + day0_rule.number


def last_day(begun_on: date, term: Term | None, extended: int = 0) -> date | None:
    """Return the last day of what began on `begun_on`, or None if the law names none."""
    if term is None or term.lasts is None:
        return None
    return begun_on + timedelta(days=term.lasts - term.day0_rule.number + extended)


def ends_at(last: date) -> datetime:
    """Return the moment at which a last day is over: midnight in China."""
    return start_of(last + timedelta(days=1))


def ruling_at(rulings: Iterable[Ruling], place: int, day: date) -> Ruling | None:
    """Return the ruling that decides how long observation at `place` lasts on `day`.

    Of each measure the nearest ruling holds; of several measures the longest lasting one decides,
    and one without an end lasts longest.
    """
    nearest: dict[str, Ruling] = {}
    for ruling in sorted(rulings, key=_narrowness):
        lo, hi = span(ruling.place)
        in_force = ruling.since <= day and (ruling.until is None or day < ruling.until)
        if in_force and lo <= place < hi:
            nearest.setdefault(ruling.measure, ruling)
    return max(nearest.values(), key=_length, default=None)


def _narrowness(ruling: Ruling) -> int:
    lo, hi = span(ruling.place)
    return hi - lo


def _length(ruling: Ruling) -> float:
    term = ruling.term
    return float("inf") if term.lasts is None else term.lasts - term.day0_rule.number


def masked(name: str) -> str:
    """Return a name that its bearer knows and nobody else learns: the first character."""
    return name[:1] + "*" * max(1, len(name) - 1)
