"""The same duties as both readings tell them: the database, and plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.duties.town import FIRST, World, measure_numbers, name_of, place_named


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as both readings tell it."""

    measure: str
    subject: str
    place: str
    opens: datetime
    closes: datetime
    lapses: datetime
    needs: int
    have: int
    status: str
    marks: tuple[str, ...]


def derived(windows: Sequence[int], known_at: datetime) -> list[Line]:
    """Return the duties of `windows` as the database derives them."""
    from django.db import connection

    codes = {number: code for code, number in measure_numbers().items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "select measure_id, subject, place, opens, closes, lapses, needs, have, status,"
            " received_late, cured from duties_of(%s, 0, %s, %s)",
            [list(windows), 10**18, known_at],
        )
        rows = cursor.fetchall()
    return sorted(
        (
            Line(
                codes[measure], name_of(subject), place_named(place), opens, closes, lapses,
                needs, have, status,
                tuple(n for n, on in (("received_late", late), ("cured", cured)) if on),
            )
            for measure, subject, place, opens, closes, lapses, needs, have, status, late, cured
            in rows
        ),
        key=key,
    )  # fmt: skip


def key(line: Line) -> tuple[str, str, str, datetime]:
    """Return what names a duty."""
    return line.measure, line.subject, line.place, line.opens


def read(world: World, known_at: datetime | None = None) -> list[Line]:
    """Return the duties of a world as plain Python reads them."""
    from anlin.duties.rules.evaluate import evaluate

    duties = evaluate(world.whole(), world.law(), since=FIRST, at=known_at or world.at)
    return sorted(
        (
            Line(
                duty.measure, duty.subject, duty.place, duty.times.opens, duty.times.closes,
                duty.times.lapses, duty.needs, duty.verdict.have, duty.verdict.status.value,
                tuple(mark.value for mark in duty.verdict.marks),
            )
            for duty in duties
        ),
        key=key,
    )  # fmt: skip
