"""When signing in is shut after failures."""

from collections.abc import Sequence
from datetime import datetime, timedelta

FAILURES = 5
SPELL = timedelta(minutes=15)


def locked_until(failures: Sequence[datetime]) -> datetime | None:
    """Return when sign-in opens again after these failures, or None if it never shut.

    Five failures within fifteen minutes shut it for fifteen minutes from the fifth.
    """
    ordered = sorted(failures)
    shut = [
        fifth + SPELL
        for first, fifth in zip(ordered, ordered[FAILURES - 1 :], strict=False)
        if fifth - first <= SPELL
    ]
    return max(shut, default=None)
