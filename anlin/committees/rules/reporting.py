"""Reports as plain values: lines known and said, repeats, punctuality, doubts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from anlin.committees.rules.problems import EmptyReportError, LateDayError, ReasonNeededError
from anlin.places.rules import COMMUNITY, GRID, WIDTHS

PLACE = "place"
LAST_DAYS = 31  # a report that is missing longer than a month tells nobody anything


@dataclass(frozen=True, slots=True)
class Subject:
    """Who reports: a community (`kind` place), or an institution that is a grid; by its lo."""

    kind: str
    place: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: what was recorded when it was signed, what is said, and why that.

    `known` is None where nothing is recorded that could fill the line in.
    """

    known: int | None
    said: int
    why: str = ""


class Status(StrEnum):
    """How a day's report came in."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    EXPECTED = "expected"


class Matter(StrEnum):
    """What an urgent report is about."""

    CLUSTER = "cluster"
    SEVERE = "severe"
    CARE = "care"
    SUPPLIES = "supplies"
    ORDER = "order"
    OTHER = "other"


class Step(StrEnum):
    """What was done about a doubt."""

    EXPLAINED = "explained"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Verdict(StrEnum):
    """How a doubt stands: corrected by a later report, or by what was said about it."""

    OPEN = "open"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"


def width_of(kind: str) -> int:
    """Return how many codes the place of a subject spans: a community's, or a grid's."""
    return WIDTHS[COMMUNITY if kind == PLACE else GRID]


def check_day(day: date, today: date) -> None:
    """Refuse a day that has not come or is long gone.

    Raises:
        LateDayError: it is one of the two.
    """
    if not today - timedelta(days=LAST_DAYS) <= day <= today:
        raise LateDayError(field="day", days=LAST_DAYS)


def check_lines(lines: Mapping[str, Line | None], names: Iterable[str]) -> dict[str, Line]:
    """Return the lines in order, once each has its number and each changed one its reason.

    Raises:
        EmptyReportError: a line has no number.
        ReasonNeededError: a number differs from what is recorded, and nobody says why.
    """
    found: dict[str, Line] = {}
    for name in names:
        line = lines.get(name)
        if line is None or line.said < 0:
            raise EmptyReportError(field=name)
        if line.known is not None and line.said != line.known and not line.why.strip():
            raise ReasonNeededError(field=name)
        found[name] = line
    return found


def said(lines: Mapping[str, Line]) -> dict[str, int]:
    """Return what each line says."""
    return {name: line.said for name, line in lines.items()}


def is_zero(lines: Mapping[str, Line]) -> bool:
    """Tell whether the report is the statement that there was nothing."""
    return not any(line.said for line in lines.values())


def same(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Tell whether two reports say the same."""
    return dict(one) == dict(other)


def status_of(first_at: datetime | None, closes: datetime, at: datetime) -> Status:
    """Return how a report stands whose first version came at `first_at`.

    A later version corrects it and does not make it late; a late one never becomes on time.
    """
    if first_at is not None:
        return Status.ON_TIME if first_at < closes else Status.LATE
    return Status.EXPECTED if at < closes else Status.MISSING


def verdict_of(steps: Sequence[str], says_now: int) -> Verdict:
    """Return how a doubt stands after these steps, while the newest report says `says_now`."""
    if Step.ACCEPTED in steps:
        return Verdict.ACCEPTED
    if says_now > 0:
        return Verdict.CORRECTED
    return Verdict.EXPLAINED if steps and steps[-1] == Step.EXPLAINED else Verdict.OPEN
