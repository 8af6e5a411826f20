"""Ninety days read a second time, one duty after the other, in plain loops and no database.

It shares nothing with the heart but what happened: who owed what, what was recorded and when it
arrived, who was excused, when the scheduler was awake, and how leaders answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RUNGS = {5: 0, 4: 2, 3: 6, 2: 24, 1: 48, 0: 72}  # level: hours of the ladder's clock
HOLDS = {5: 12, 4: 24, 3: 48, 2: 72, 1: 168, 0: 0}  # level: hours by the wall
WAKES, SLEEPS = 7, 22
NOTES_AFTER = timedelta(minutes=30)


@dataclass(slots=True)
class Duty:
    """One duty with what happened to it, and what must have become of it."""

    measure: str
    subject: int
    opens: datetime
    closes: datetime
    lapses: datetime
    late_until: datetime
    acts: list[tuple[datetime, datetime]] = field(default_factory=list)
    excused_at: datetime | None = None
    raised_at: datetime | None = None
    told: dict[int, datetime] = field(default_factory=dict)
    noted: dict[int, datetime] = field(default_factory=dict)

    def status(self, at: datetime) -> str:
        """Return where it stands by what had arrived."""
        counted = [done for done, arrived in self.acts
                   if arrived <= at and self.opens <= done < self.late_until]  # fmt: skip
        if counted:
            return "met" if min(counted) < self.closes else "late"
        if self.excused_at is not None and self.excused_at <= at:
            return "excused"
        return "open" if at < self.lapses else "missed"


Notes = Callable[[Duty, int], bool]


def follow(duties: Sequence[Duty], beats: Sequence[datetime], notes: Notes) -> None:
    """Let every duty go through all the moments at which the scheduler was awake."""
    for duty in duties:
        for at in beats:
            if at < duty.lapses:
                continue
            if duty.status(at) != "missed":
                break  # evidence and excuses of this world are never taken back
            duty.raised_at = duty.raised_at or at
            if _awake(at):
                _climb(duty, at, notes)


def _climb(duty: Duty, at: datetime, notes: Notes) -> None:
    before = dict(duty.noted)
    for level, hours in RUNGS.items():
        waited = _clock(at) - _clock(duty.lapses) >= hours * HOUR
        if level in duty.told or not waited or _held(before, level, at):
            continue
        duty.told[level] = at
        if level and notes(duty, level):
            duty.noted[level] = at + NOTES_AFTER


def _held(noted: dict[int, datetime], level: int, at: datetime) -> bool:
    """Tell whether a note of a lower level holds this one back: they keep their distance."""
    for lower, moment in noted.items():
        if lower > level:
            freed = moment + HOLDS[lower] * HOUR
            apart = (RUNGS[level] - RUNGS[lower - 1]) * HOUR
            if at < freed or _clock(at) - _clock(freed) < apart:
                return True
    return False


def _awake(at: datetime) -> bool:
    return WAKES <= at.hour < SLEEPS


def _clock(at: datetime) -> timedelta:
    """Return how long the ladder's clock has run until `at`: 15 hours a day."""
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    run = min(max(at - today - WAKES * HOUR, timedelta()), (SLEEPS - WAKES) * HOUR)
    return today.toordinal() * (SLEEPS - WAKES) * HOUR + run
