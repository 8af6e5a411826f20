"""Ladders to climb in tests."""

from datetime import date, time, timedelta

from anlin.policy.rules import Ladder, LadderInForce, Rung

HOUR = timedelta(hours=1)
NIGHT = (time(22), time(7))


def ladder(
    *rungs: tuple[int, timedelta] | tuple[int, timedelta, timedelta],
    cap: int = 20,
    quiet: tuple[time, time] | None = None,
) -> Ladder:
    """Return a ladder of (level, after[, holds])."""
    return Ladder(
        pack="town", since=date(2020, 1, 1), until=None, order="town-1", clause="T-9",
        rungs=tuple(Rung(*each) for each in rungs), cap=cap, quiet=quiet,
    )  # fmt: skip


def everywhere(made: Ladder) -> tuple[LadderInForce, ...]:
    """Return that a ladder holds in the nation at all times."""
    return (LadderInForce("0", made.since, None, made),)


UP_TO_STREET = everywhere(ladder((5, timedelta()), (4, 2 * HOUR)))
UP_TO_COUNTY = everywhere(ladder((5, timedelta()), (4, 2 * HOUR), (3, 48 * HOUR)))
