"""The day's dispatch of a place: what was raised, answered and solved, and where it is silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.base import sql
from anlin.base.days import start_of
from anlin.places.queries import children
from anlin.places.rules import BUILDING, COMMUNITY, WIDTHS, level_of, span
from anlin.records.rules import EvidenceKind


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its day; minutes are of needs raised that day, None where there is none.

    `waiting` and `late` count what is open at the moment, whenever it was raised. `silent` are
    communities that raised nothing and dealt with nothing that day; `homes` are places below a
    community that owe a daily report, such as institutions, each heard for itself.
    Units: minutes.
    """

    name: str
    code: str
    raised: int = 0
    answered: int = 0
    settled: int = 0
    merged: int = 0
    overdue: int = 0
    waiting: int = 0
    late: int = 0
    communities: int = 0
    silent: int = 0
    homes: int = 0
    homes_silent: int = 0
    answer_half: float | None = None
    answer_most: float | None = None
    solution_half: float | None = None
    solution_most: float | None = None

    @property
    def spoke(self) -> int:
        """Return how many communities raised or dealt with something."""
        return self.communities - self.silent


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A place's day, and that of each place below."""

    total: Line
    below: tuple[Line, ...]


def day_of(code: str, day: date, at: datetime) -> Dispatch:
    """Return the day's dispatch of the place `code`, as it stood at `at` or at the day's end.

    Cost: two statements.
    """
    lo, hi = span(code)
    level = level_of(code)
    until = start_of(day + timedelta(days=1))
    rows = sql.rows("dispatch/day", {
        "lo": lo, "hi": hi, "width": WIDTHS[min(level + 1, BUILDING)], "day": day,
        "since": start_of(day), "until": until, "at": min(at, until),
        "report": EvidenceKind.DAILY_REPORT.value,
    })  # fmt: skip
    total = next((row for row in rows if row.below is None), None)
    counted = {row.below: row for row in rows if row.below is not None}
    places = list(children(code, day)) if level < COMMUNITY else []
    lines = [_line(place.name, place.code, counted.get(place.lo)) for place in places]
    return Dispatch(_line("", code, total), tuple(sorted(lines, key=_worst_first)))


def _line(name: str, code: str, row: sql.Row | None) -> Line:
    if row is None:
        return Line(name, code)
    answer, solution = _pair(row.first_answer), _pair(row.solution)
    return Line(
        name, code, row.raised, row.answered, row.settled, row.merged, row.overdue, row.waiting,
        row.late, int(row.communities), int(row.silent), int(row.homes), int(row.homes_silent),
        *answer, *solution,
    )  # fmt: skip


def _pair(found: Sequence[float | None] | None) -> tuple[float | None, float | None]:
    half, most = found if found else (None, None)
    return half, most


def _worst_first(line: Line) -> tuple[int, int, int, str]:
    return (-line.late, -line.waiting, -line.silent - line.homes_silent, line.code)
