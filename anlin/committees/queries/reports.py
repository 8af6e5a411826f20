"""A subject's report of a day: what fills it in, what was said, and whether it came in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.sockets import Figure, figures, reporters
from anlin.committees.models import Report
from anlin.committees.rules import PLACE, Line, Status, Subject, status_of, width_of
from anlin.duties.queries import DutyRow, duties, kinds_of, windows_of
from anlin.places.queries import names
from anlin.places.rules import COMMUNITY
from anlin.records.rules import EvidenceKind

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the page: its figure, what is recorded, what was said, and yesterday's."""

    figure: Figure
    known: int
    before: int | None
    said: Line | None = None

    @property
    def name(self) -> str:
        """Return the line's name."""
        return self.figure.name

    @property
    def beside(self) -> tuple[Figure, ...]:
        """Return the other figures that fill it in when they count more."""
        return tuple(
            each for each in figures().values() if each.line == self.name and not each.heads
        )

    @property
    def change(self) -> int | None:
        """Return by how much it differs from the day before; None if nobody said then."""
        return None if self.before is None else self.known - self.before

    @property
    def behind(self) -> bool:
        """Tell whether something was recorded since the report was signed."""
        return (
            self.said is not None and self.said.known is not None and (self.known > self.said.known)
        )


@dataclass(frozen=True, slots=True)
class Day:
    """The report of one subject on one day, all its versions, and how it stands."""

    subject: Subject
    day: date
    lines: tuple[Asked, ...]
    versions: tuple[Report, ...]
    duty: DutyRow | None
    status: Status | None

    @property
    def newest(self) -> Report | None:
        """Return the version that holds."""
        return self.versions[0] if self.versions else None

    @property
    def nothing(self) -> bool:
        """Tell whether nothing is recorded that would fill a line in."""
        return not any(line.known for line in self.lines)

    @property
    def behind(self) -> bool:
        """Tell whether a line of the report is behind what is recorded now."""
        return any(line.behind for line in self.lines)


def lines_of() -> dict[str, Figure]:
    """Return the lines of a report in order, each as the figure that heads it."""
    return {each.line: each for each in figures().values() if each.heads}


def line_names() -> list[str]:
    """Return the names of the lines of a report, in order."""
    return list(lines_of())


def subjects_of(viewer: Viewer) -> list[Subject]:
    """Return what the viewer reports for: the own community, and whatever other rooms let in."""
    found: list[Subject] = []
    if viewer.level == COMMUNITY and viewer.may(Right.RECORD):
        called = names([viewer.place_code])
        found.append(Subject(PLACE, viewer.lo, called.get(viewer.place_code, viewer.place_code)))
    for reporter in reporters().values() if viewer.may(Right.RECORD) else ():
        values = {"user": viewer.user, "lo": viewer.lo, "hi": viewer.hi}
        rows = sql.rows_of(reporter.sql, values)
        found += [Subject(reporter.kind, row.place, row.name) for row in rows]
    return found


def known_now(subject: Subject, day: date, at: datetime) -> dict[str, int]:
    """Return what is recorded by now of each line of a day: the most that any figure of it counts.

    Cost: one statement, one range of an index for each figure.
    """
    values = {
        "lo": subject.place,
        "hi": subject.place + width_of(subject.kind),
        "since": start_of(day),
        "until": start_of(day + _DAY),
        "at": at,
    }
    text = sql.statement("committees/known")
    lines = line_names()
    parts = [
        f"select '{each.line}' as line, number from ({text.replace('{figure}', each.sql)}) k"  # noqa: S608 - ours
        for each in figures().values()
        if each.line in lines
    ]
    found = dict.fromkeys(lines, 0)
    for row in sql.rows_of(" union all ".join(parts), values):
        found[row.line] = max(found[row.line], row.number)
    return found


def versions(subject: Subject, *days: date) -> list[Report]:
    """Return every version of the reports of these days, the newest first."""
    found = Report.objects.filter(kind=subject.kind, subject=subject.place, day__in=days)
    return list(found.order_by("-day", "-version"))


def newest(subject: Subject, day: date) -> Report | None:
    """Return the version of a day's report that holds, or None if nobody reported."""
    return next(iter(versions(subject, day)), None)


def day_of(viewer: Viewer, subject: Subject, day: date, at: datetime) -> Day:
    """Return the report of a day as its page shows it.

    Cost: four statements.
    """
    kept = versions(subject, day, day - _DAY)
    of_day = tuple(each for each in kept if each.day == day)
    before = next((each for each in kept if each.day == day - _DAY), None)
    known = known_now(subject, day, at)
    asked = []
    for name, figure in lines_of().items():
        told = _line(of_day[0].lines.get(name)) if of_day else None
        earlier = _line(before.lines.get(name)) if before else None
        asked.append(Asked(figure, known.get(name, 0), earlier.said if earlier else None, told))
    duty = _duty(viewer, subject, day, at)
    first = of_day[-1].at if of_day else None
    status = status_of(first, duty.closes, at) if duty else None
    return Day(subject, day, tuple(asked), of_day, duty, status)


def _line(kept: Mapping[str, object] | None) -> Line | None:
    if kept is None:
        return None
    known = kept.get("known")
    return Line(
        int(str(known)) if known is not None else None,
        int(str(kept["said"])),
        str(kept.get("why", "")),
    )


def _duty(viewer: Viewer, subject: Subject, day: date, at: datetime) -> DutyRow | None:
    """Return the duty that the day's report settles, with its closing time and clause."""
    windows = windows_of(day)
    wanted = int(EvidenceKind.DAILY_REPORT)
    kinds = kinds_of(list(windows.values_list("pk", flat=True)))
    own = [pk for pk, settled_by in kinds.items() if wanted in settled_by]
    if not own:
        return None
    found = duties(
        lo=subject.place, hi=subject.place + 1, windows=windows.filter(pk__in=own), at=at,
        subject=subject.place,
    )  # fmt: skip
    return min(found, key=lambda each: each.closes, default=None)
