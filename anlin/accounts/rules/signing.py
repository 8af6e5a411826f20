"""When signing in is shut after failures, and when a session that rests has ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from anlin.accounts.rules.offices import Held, Right

FAILURES = 5
FROM_ONE_ADDRESS = 50  # of devices never seen before; a whole office may stand behind one address
SPELL = timedelta(minutes=15)
REST = timedelta(minutes=30)
_GUARDED = frozenset({Right.MANAGE, Right.ADOPT, Right.JOURNAL})


def locked_until(failures: Sequence[datetime], most: int = FAILURES) -> datetime | None:
    """Return when sign-in opens again after these failures, or None if it never shut.

    `most` failures within fifteen minutes shut it for fifteen minutes from the last of them.
    """
    ordered = sorted(failures)
    shut = [
        last + SPELL
        for first, last in zip(ordered, ordered[most - 1 :], strict=False)
        if last - first <= SPELL
    ]
    return max(shut, default=None)


def guarded(held: Iterable[Held]) -> bool:
    """Tell whether a session ends by `REST` without use, for what one of its roles may do.

    Where one manages accounts, makes rules or reads the journal; a worker's telephone stays signed
    in for its shift.
    """
    return any(each.office.rights & _GUARDED for each in held)
