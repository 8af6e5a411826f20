"""Suspected cases: the list, one case with its clock, its contacts, the outbreak by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.institutions.models import Post, Stay
from anlin.institutions.rules import State
from anlin.outbreaks.models import Task
from anlin.outbreaks.queries.law import deadlines
from anlin.outbreaks.rules import CLOCK, Closing, Step, minutes
from anlin.policy.rules import Ruling

_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the list; `row` is what the statement says of it."""

    row: sql.Row
    clock: tuple[tuple[Step, int | None], ...]

    @property
    def open(self) -> bool:
        """Tell whether it is open."""
        return self.row.closed_at is None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One step of a case: who answers, until when by which clause, and whether it was done."""

    task: Task
    step: Step
    ruling: Ruling | None
    due_at: datetime | None
    minutes: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its steps."""

    line: Line
    tasks: Sequence[TaskLine]


def cases(lo: int, hi: int) -> list[Line]:
    """Return the cases of a range, the open ones first."""
    return [_line(row) for row in sql.rows("outbreaks/case_lines", _asked(lo, hi, None))]


def case_page(viewer: Viewer, case: int, at: datetime) -> CasePage | None:
    """Return one case of the viewer's place, or None."""
    found = sql.rows("outbreaks/case_lines", _asked(viewer.lo, viewer.hi, case))
    if not found:
        return None
    (row,) = found
    held = deadlines(row.place, local_day(row.detected_at))
    tasks = {Step(task.step): task for task in Task.objects.filter(case=case)}
    lines = [_task(step, tasks[step], held, row.detected_at, at) for step in Step if step in tasks]
    return CasePage(_line(row), lines)


def _asked(lo: int, hi: int, case: int | None) -> Mapping[str, int | None]:
    return {"lo": lo, "hi": hi, "case": case}


def _line(row: sql.Row) -> Line:
    done = {step: getattr(row, f"{step}_at") for step in CLOCK}
    clock = tuple(
        (step, None if done[step] is None else minutes(row.detected_at, done[step]))
        for step in CLOCK
    )
    return Line(row, clock)


def _task(
    step: Step, task: Task, held: Mapping[Step, Ruling], detected: datetime, at: datetime
) -> TaskLine:
    ruling = held.get(step)
    within = ruling.term.within if ruling else None
    due = detected + within if within is not None else None
    ended = task.done_at or at
    taken = minutes(detected, task.done_at) if task.done_at else None
    return TaskLine(task, step, ruling, due, taken, due is not None and ended > due)


def contacts(case: int) -> list[sql.Row]:
    """Return the contacts of a case, those to decide on first."""
    return sql.rows("outbreaks/contact_lines", {"case": case})


def hints(place: int, at: datetime) -> list[sql.Row]:
    """Return what may be a case and is none yet, by tests and warnings."""
    return sql.rows("outbreaks/hints", {"place": place, "since": at - _LATELY})


def candidates(place: int, at: datetime) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return who may be suspected at an institution: residents in the house, and staff."""
    inside = Stay.objects.filter(place=place, until=None, state=State.IN)
    residents = inside.values_list("person", "person__name", "bed__name").order_by("bed__name")
    staff = Post.objects.filter(place=place, until=None).order_by("job", "pk")
    return (
        [(person, f"{bed or '—'} {name}") for person, name, bed in residents],
        [(post.pk, post.name) for post in staff],
    )


def daily(found: Sequence[Line], today: date) -> list[tuple[date, int, int]]:
    """Return by day of detection how many residents and staff, from the first case on.

    Those that tests excluded do not count.
    """
    days = Counter(
        (local_day(each.row.detected_at), each.row.person is not None)
        for each in found
        if each.row.closing != Closing.EXCLUDED
    )
    if not days:
        return []
    first = max(min(day for day, _ in days), today - timedelta(days=60))
    span = (today - first).days + 1
    return [
        (day, days[day, True], days[day, False])
        for day in (first + timedelta(days=n) for n in range(span))
    ]
