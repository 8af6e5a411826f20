"""Duties with both times, and lapses with what became of them: a page at a time."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import NEVER
from anlin.duties.queries import windows_of
from anlin.exchange.rules import BadCursorError, cursor_of, values_of

_FIRST = datetime(1, 1, 2, tzinfo=UTC)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty as known at a moment, and its status as known now."""

    window: int
    measure: str
    zh: str
    en: str
    order: str
    clause: str
    owed_by: str
    minutes: int
    population: str
    place: int
    subject: int
    opens: datetime
    closes: datetime
    lapses: datetime
    needs: int
    have: int
    status: str
    received_late: bool
    cured: bool
    status_now: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A lapse, the status of its duty now, and who was told of it."""

    id: int
    measure_id: int
    measure: str
    zh: str
    en: str
    clause: str
    place: int
    subject: int
    opens: datetime
    closes: datetime
    lapsed_at: datetime
    raised_at: datetime
    status: str
    cured: bool
    steps: Sequence[Mapping[str, Any]]


def duties_page(
    viewer: Viewer,
    span: tuple[int, int],
    day: date,
    *,
    known_at: datetime,
    at: datetime,
    measure: str = "",
    status: str = "",
    after: str = "",
    limit: int,
) -> tuple[list[Duty], str | None]:
    """Return duties of `day` in `span` as known at `known_at`, and where the next page begins."""
    place, subject, window, opens = _after_duty(after)
    values = _asked(viewer, span, windows_of(day).values_list("pk", flat=True), known_at, at)
    values |= {
        "measure": measure, "status": status, "most": limit + 1,
        "after_place": place, "after_subject": subject, "after_window": window,
        "after_opens": opens,
    }  # fmt: skip
    return _cut([Duty(*row) for row in sql.rows("exchange/duties", values)], limit, _mark_of_duty)


def duty(
    viewer: Viewer, window: int, place: int, subject: int, *, known_at: datetime, at: datetime
) -> Duty | None:
    """Return the one duty of `subject` at `place` under `window`, if it is owed and in sight."""
    values = _asked(viewer, (place, place + 1), [window], known_at, at) | {
        "subject": subject, "measure": "", "status": "", "most": 1,
        "after_place": 0, "after_subject": 0, "after_window": 0, "after_opens": _FIRST,
    }  # fmt: skip
    rows = sql.rows("exchange/duties", values)
    return Duty(*rows[0]) if rows else None


def lapses_page(
    span: tuple[int, int],
    *,
    since: datetime,
    until: datetime,
    at: datetime,
    after: str = "",
    limit: int,
) -> tuple[list[Lapsed], str | None]:
    """Return lapses of [since, until) in `span`, the earliest first, and where to read on."""
    moment, number = values_of(after, str, int) if after else (_FIRST.isoformat(), 0)
    values = {
        "lo": span[0], "hi": span[1], "since": since, "until": until, "at": at, "id": None,
        "after_at": _moment(moment), "after_id": number, "most": limit + 1,
    }  # fmt: skip
    found = _lapses(values)
    return _cut(found, limit, lambda each: cursor_of(each.lapsed_at.isoformat(), each.id))


def lapse(viewer: Viewer, number: int, at: datetime) -> Lapsed | None:
    """Return one lapse within the viewer's area."""
    values = {
        "lo": viewer.lo, "hi": viewer.hi, "since": _FIRST, "until": NEVER, "at": at,
        "id": number, "after_at": _FIRST, "after_id": 0, "most": 1,
    }  # fmt: skip
    return next(iter(_lapses(values)), None)


def _lapses(values: Mapping[str, object]) -> list[Lapsed]:
    rows = sql.rows("exchange/lapses", values)
    return [Lapsed(**row._asdict() | {"steps": json.loads(row.steps)}) for row in rows]


def _asked(
    viewer: Viewer,
    span: tuple[int, int],
    windows: Iterable[int],
    known_at: datetime,
    at: datetime,
) -> dict[str, object]:
    """Return who asks for what, as of when; persons only for those who may see them."""
    return {
        "windows": list(windows), "lo": span[0], "hi": span[1], "known_at": known_at, "at": at,
        "subject": None, "persons": viewer.names,
    }  # fmt: skip


def _after_duty(after: str) -> tuple[int, int, int, datetime]:
    if not after:
        return 0, 0, 0, _FIRST
    place, subject, window, opens = values_of(after, int, int, int, str)
    return int(place), int(subject), min(int(window), 2**31 - 1), _moment(opens)


def _mark_of_duty(each: Duty) -> str:
    return cursor_of(each.place, each.subject, each.window, each.opens.isoformat())


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise BadCursorError(field="after") from error
    if moment.tzinfo is None:
        raise BadCursorError(field="after")
    return moment


def _cut(rows: list[T], limit: int, mark: Callable[[T], str]) -> tuple[list[T], str | None]:
    """Return a page, and the mark of its last row if there are more."""
    return rows[:limit], mark(rows[limit - 1]) if len(rows) > limit else None
