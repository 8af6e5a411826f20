"""The status of a duty: a function of its moments, what was recorded, and when one asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from anlin.base.days import NEVER
from anlin.duties.rules.windows import Times


class Status(StrEnum):
    """Where a duty stands; stored nowhere."""

    UPCOMING = "upcoming"
    OPEN = "open"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"
    EXEMPT = "exempt"


class Mark(StrEnum):
    """How it came about, beside the status."""

    RECEIVED_LATE = "received_late"
    CURED = "cured"


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of evidence; a correction enters the opposite weight at the same moment."""

    occurred_at: datetime
    received_at: datetime
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """A duty's status, how many acts count for it, and its marks in order."""

    status: Status
    have: int
    marks: tuple[Mark, ...] = ()


def verdict(
    t: Times,
    *,
    needs: int,
    spacing: timedelta,
    acts: Sequence[Act],
    at: datetime,
    excuse: Status | None = None,
) -> Verdict:
    """Return where a duty stands at `at`, from what had been received by then.

    `excuse` is EXCUSED or EXEMPT where a person with authority said so.
    """
    known = [a for a in acts if a.received_at <= at and t.opens <= a.occurred_at < t.late_until]
    timely = _count(known, t.closes, spacing)
    have = timely if timely >= needs else max(timely, _count(known, NEVER, spacing))
    if excuse is Status.EXEMPT:
        return Verdict(Status.EXEMPT, have)
    if timely >= needs:
        return Verdict(Status.MET, timely, _marks(t, needs, spacing, known, met=True))
    if have >= needs:
        return Verdict(Status.LATE, have, _marks(t, needs, spacing, known, met=False))
    if excuse is not None:
        return Verdict(excuse, have)
    return Verdict(unsettled(t.opens, t.lapses, at), have)


def unsettled(opens: datetime, lapses: datetime, at: datetime) -> Status:
    """Return what a duty without enough evidence and without excuse is at `at`."""
    if at < opens:
        return Status.UPCOMING
    return Status.OPEN if at < lapses else Status.MISSED


def _marks(
    t: Times, needs: int, spacing: timedelta, known: Sequence[Act], *, met: bool
) -> tuple[Mark, ...]:
    """Say what the settled duty looked like when it closed, and when it lapsed."""
    marks: list[Mark] = []
    at_close = [act for act in known if act.received_at <= t.closes]
    if met and _count(at_close, t.closes, spacing) < needs:
        marks.append(Mark.RECEIVED_LATE)
    at_lapse = [act for act in known if act.received_at <= t.lapses]
    if _count(at_lapse, NEVER, spacing) < needs:
        marks.append(Mark.CURED)
    return tuple(marks)


def _count(acts: Iterable[Act], until: datetime, spacing: timedelta) -> int:
    """Count the acts before `until`, each at least `spacing` after the one counted before."""
    weights: Counter[datetime] = Counter()
    for act in acts:
        if act.occurred_at < until:
            weights[act.occurred_at] += act.weight
    if not spacing:
        return max(0, sum(weights.values()))
    counted: datetime | None = None
    count = 0
    for moment in sorted(moment for moment, weight in weights.items() if weight > 0):
        if counted is None or moment >= counted + spacing:
            counted, count = moment, count + 1
    return count
