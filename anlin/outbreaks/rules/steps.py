"""The four earlies: what follows a suspected case, and the minutes between."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from anlin.records.rules import EvidenceKind


class Step(StrEnum):
    """What is done about a suspected case, in the order of the clock."""

    REPORTED = "reported"
    ISOLATED = "isolated"
    TRANSFERRED = "transferred"
    DISINFECTED = "disinfected"


CLOCK = (Step.REPORTED, Step.ISOLATED, Step.TRANSFERRED)
EVIDENCE: Mapping[Step, EvidenceKind] = {
    Step.REPORTED: EvidenceKind.CASE_REPORTED,
    Step.ISOLATED: EvidenceKind.CASE_ISOLATED,
    Step.TRANSFERRED: EvidenceKind.CASE_TREATED,
    Step.DISINFECTED: EvidenceKind.CASE_DISINFECTED,
}
MEASURES: Mapping[Step, str] = {
    Step.REPORTED: "FE-1",
    Step.ISOLATED: "FE-2",
    Step.TRANSFERRED: "FE-3",
    Step.DISINFECTED: "FE-4",
}


class Source(StrEnum):
    """How a case was found."""

    TEST = "test"
    WARNING = "warning"
    HAND = "hand"


class Closing(StrEnum):
    """How a case ended."""

    EXCLUDED = "excluded"
    RECOVERED = "recovered"
    HOSPITAL = "hospital"
    DIED = "died"


class Basis(StrEnum):
    """Why somebody counts as a contact."""

    ROOM = "room"
    SHIFT = "shift"
    ROUND = "round"
    VISIT = "visit"
    GATE = "gate"
    HAND = "hand"


class Standing(StrEnum):
    """What was decided of a contact; drawn until somebody did."""

    DRAWN = "drawn"
    CONFIRMED = "confirmed"
    STRUCK = "struck"


def window(
    detected: datetime, onset: datetime | None, days: int | None, until: datetime
) -> tuple[datetime, datetime] | None:
    """Return the time in which whoever was near counts as a contact.

    It begins so many days before the first symptom, or before detection where none is known, and
    ends when the case was isolated (`until`); None where no order says how many days.
    """
    if days is None:
        return None
    first = min(onset or detected, detected) - timedelta(days=days)
    return first, max(until, first)


def minutes(begun: datetime, ended: datetime) -> int:
    """Return the minutes between two moments, never below 0; a part of a minute does not count."""
    return max(int((ended - begun).total_seconds() // 60), 0)


def share(values: Iterable[int], percent: int) -> int | None:
    """Return the value that `percent` of the values do not exceed; None of none."""
    ordered: Sequence[int] = sorted(values)
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1] if ordered else None


def may_close(
    *, open_steps: int, undecided: int, quiet_days: int | None, wanted: int | None, excluded: bool
) -> tuple[str, ...]:
    """Return what stands against closing a case: steps not done, contacts undecided, too early.

    Whom a test excluded is closed at once.
    """
    if excluded:
        return ()
    found = []
    if open_steps:
        found.append("steps")
    if undecided:
        found.append("contacts")
    if wanted is not None and (quiet_days is None or quiet_days < wanted):
        found.append("quiet")
    return tuple(found)
