"""What the registers of gates say: who is inside, who is out, how many an hour, who was there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.policy.rules import Limit
from anlin.premises.models import Gate, Pass, Vehicle, Visit
from anlin.premises.queries.gates import fever_limit
from anlin.premises.rules import Way, Who, feverish, mask_name

RECENT = timedelta(days=31)  # who passed in no longer time is not called inside any more
LATELY = timedelta(days=2)
MOST_HOT = 500


@dataclass(frozen=True, slots=True)
class Told:
    """What a gate shows of whoever passes; `name` is whole, `masked` is for lists."""

    kind: str
    name: str
    detail: str = ""
    phone: str = ""

    @property
    def masked(self) -> str:
        """Return the name as lists show it; a plate has nothing to hide."""
        return self.name if self.kind == "vehicle" else mask_name(self.name)


@dataclass(frozen=True, slots=True)
class Line:
    """A standing line of a register, with what is shown of whoever it is about."""

    uid: UUID
    gate: str
    gate_id: int
    place: int
    way: str
    who: Told
    visit: UUID | None
    at: datetime
    temperature: Decimal | None


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's time inside: from when (None: unknown) until when (None: not yet left)."""

    who: Told
    person: int | None
    gate: str
    came_at: datetime | None
    left_at: datetime | None
    temperature: Decimal | None


@dataclass(frozen=True, slots=True)
class Fever:
    """A line whose temperature reaches the limit, with the limit."""

    line: Line
    limit: Limit


def inside(lo: int, hi: int, at: datetime) -> list[Line]:
    """Return who is inside the gates of [lo, hi), the newest first."""
    asked = {"lo": lo, "hi": hi, "since": at - RECENT, "at": at, "ways": [Way.IN.value]}
    return _lines(sql.rows("premises/latest", asked))


def not_returned(lo: int, hi: int, at: datetime) -> list[Line]:
    """Return the residents who went out today and are not back, the longest out first."""
    since = start_of(local_day(at))
    asked = {"lo": lo, "hi": hi, "since": since, "at": at, "ways": [Way.OUT.value]}
    out = [row for row in sql.rows("premises/latest", asked) if row.person is not None]
    return _lines(out[::-1])


def hours(lo: int, hi: int, at: datetime) -> list[sql.Row]:
    """Return how many came, left and were refused in each hour of the day of `at`."""
    since = start_of(local_day(at))
    asked = {"lo": lo, "hi": hi, "since": since, "until": since + timedelta(days=1)}
    return sql.rows("premises/hours", asked)


def last_lines(at_gate: Gate, at: datetime, most: int = 5) -> list[Line]:
    """Return the newest standing lines of a gate."""
    place = at_gate.place
    return _lines(_register(place, place + 1, at - RECENT, most, gate=at_gate.pk))


def fevers(viewer: Viewer, at: datetime) -> list[Fever]:
    """Return who showed fever lately at gates of the viewer's place and is not followed up."""
    hot = _register(viewer.lo, viewer.hi, at - LATELY, MOST_HOT, measured=True)
    limits = {place: fever_limit(place, at) for place in {row.place for row in hot}}
    found = []
    for row in hot:
        limit = limits[row.place]
        if limit is not None and feverish(row.temperature, limit.value):
            found.append((row, limit))
    lines = _lines([row for row, _ in found])
    return [Fever(line, limit) for line, (_, limit) in zip(lines, found, strict=True)]


def presence(lo: int, hi: int, *, since: datetime, until: datetime, at: datetime) -> list[Stay]:
    """Return who was inside the gates of [lo, hi) between two moments, as far as is known.

    Whoever calls it writes down who asked and why.
    """
    asked = {"lo": lo, "hi": hi, "since": since, "until": until, "from_": since - RECENT, "at": at}
    rows = sql.rows("premises/presence", asked)
    told, names = _told(rows), _gates(rows)
    return [
        Stay(
            who=told[_who(row)], person=row.person, gate=names[row.gate], came_at=row.came_at,
            left_at=row.left_at, temperature=row.temperature,
        )
        for row in rows
    ]  # fmt: skip


def _register(
    lo: int, hi: int, since: datetime, most: int, *, gate: int | None = None, measured: bool = False
) -> list[sql.Row]:
    asked = {"lo": lo, "hi": hi, "gate": gate, "since": since, "most": most, "measured": measured}
    return sql.rows("premises/register", asked)


def _lines(rows: Sequence[sql.Row]) -> list[Line]:
    told, names = _told(rows), _gates(rows)
    return [
        Line(
            uid=row.uid, gate=names[row.gate], gate_id=row.gate, place=row.place, way=row.way,
            who=told[_who(row)], visit=row.visit, at=row.occurred_at, temperature=row.temperature,
        )
        for row in rows
    ]  # fmt: skip


def _who(row: sql.Row) -> Who:
    return Who(row.person, row.vehicle, row.visit)


def _gates(rows: Iterable[sql.Row]) -> dict[int, str]:
    found = Gate.objects.filter(pk__in={row.gate for row in rows})
    return dict(found.values_list("pk", "name"))


def _told(rows: Sequence[sql.Row]) -> dict[Who, Told]:
    """Return what is shown of everybody in `rows`; three statements, however many they are."""
    told: dict[Who, Told] = {}
    for row in rows:  # who is known no more, or never to this viewer, still has a kind
        kind = "pass" if row.person else "vehicle" if row.vehicle else "visit"
        told[_who(row)] = Told(kind, "")
    passes = Pass.objects.filter(person__in={row.person for row in rows if row.person})
    for known in passes.order_by("issued_at"):
        told[Who(person=known.person_id)] = Told("pass", known.name, known.at_door, known.phone)
    cars = Vehicle.objects.filter(pk__in={row.vehicle for row in rows if row.vehicle})
    for car in cars:
        told[Who(vehicle=car.pk)] = Told("vehicle", car.plate, car.at_door)
    visits = Visit.objects.filter(uid__in={row.visit for row in rows if row.visit})
    for visit in visits:
        detail = " · ".join(filter(None, (visit.whom, visit.reason, visit.plate)))
        told[Who(visit=visit.uid)] = Told("visit", visit.name, detail, visit.phone)
    return told
