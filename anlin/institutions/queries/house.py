"""Reading institutions: the county's list, one institution with its house, residents and staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

import msgspec

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.institutions.models import Arrangement, Institution, Location, Post, Stay
from anlin.institutions.rules import Arranged, Kind, Part

Found = Institution
Papers = dict[str, dict[str, str | None]]
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Line:
    """An institution in the list: what it has, who is inside, what is missing."""

    id: int
    place: int
    kind: Kind
    name: str
    beds: int
    inside: int
    away: int
    staff: int
    carers: int
    waiting: int
    papers: Papers

    @property
    def free(self) -> int:
        """Return how many beds nobody lies in or keeps."""
        return self.beds - self.inside - self.away

    @property
    def ratio(self) -> float | None:
        """Return how many residents one carer has; None without carers."""
        return self.inside / self.carers if self.carers else None


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed with who lies in it."""

    id: int
    name: str
    home: int
    stay: int | None
    state: str
    since: datetime | None
    person: int | None
    who: str
    sex: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class Room:
    """A room with its beds and its zone."""

    id: int
    name: str
    zone: str
    beds: Sequence[Bed]


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor with its rooms, in the order of a round."""

    id: int
    name: str
    building: str
    rooms: Sequence[Room]

    @property
    def beds(self) -> list[Bed]:
        """Return the beds of all rooms."""
        return [bed for room in self.rooms for bed in room.beds]

    @property
    def people(self) -> int:
        """Return how many people are in the house on this floor."""
        return sum(bed.state == "in" for bed in self.beds)


def register(lo: int, hi: int, day: date) -> list[Line]:
    """Return the institutions of a range, those with warnings that wait first.

    Cost: one statement.
    """
    found = sql.rows("institutions/register", {"lo": lo, "hi": hi, "day": day})
    lines = [
        Line(
            row.id, row.place, Kind(row.kind), row.name, row.beds, row.inside, row.away,
            row.staff, row.carers, row.waiting, decoded(row.papers, Papers),
        )
        for row in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-line.waiting, line.place))


def decoded(value: object, form: type[D]) -> D:
    """Return a JSON value of the database, which may come as text, in its form."""
    text = value if isinstance(value, str | bytes) else msgspec.json.encode(value)
    return msgspec.json.decode(text, type=form)


def institution(viewer: Viewer, number: int) -> Institution | None:
    """Return an institution in sight."""
    return within(viewer, Institution.objects.filter(pk=number, until=None)).first()


def own(viewer: Viewer) -> Institution | None:
    """Return the institution whose grid the viewer's grant is for."""
    return Institution.objects.filter(place=viewer.lo, until=None).first()


def house(place: int, floor: int | None = None) -> list[Floor]:
    """Return the floors of an institution with rooms, beds and who lies in them.

    Cost: one statement; names are empty for who may not see persons.
    """
    rows = sql.rows("institutions/house", {"place": place, "floor": floor})
    floors = []
    for key, on_floor in groupby(rows, attrgetter("floor_id", "floor", "building")):
        rooms = [
            Room(*room, [_bed(row) for row in beds])
            for room, beds in groupby(on_floor, attrgetter("room_id", "room", "zone"))
        ]
        floors.append(Floor(*key, rooms))
    return floors


def _bed(row: sql.Row) -> Bed:
    return Bed(
        row.bed_id, row.bed, row.home, row.stay, row.state or "", row.since, row.person,
        row.name or "", row.sex or "", row.born_on,
    )  # fmt: skip


def parts(found: Institution) -> list[Location]:
    """Return buildings, floors and rooms of an institution that stand, widest first."""
    kinds = (Part.BUILDING, Part.FLOOR, Part.ROOM)
    rows = Location.objects.filter(place=found.place, kind__in=kinds, until=None)
    order = {str(kind): number for number, kind in enumerate(Part)}
    return sorted(rows, key=lambda part: (order[part.kind], part.building, part.position, part.pk))


def arrangements(found: Institution) -> dict[Arranged, Arrangement]:
    """Return what an institution has arranged, by kind."""
    rows = Arrangement.objects.filter(place=found.place, until=None)
    return {Arranged(row.kind): row for row in rows}


def staff(found: Institution) -> list[Post]:
    """Return who works at an institution, by job."""
    return list(Post.objects.filter(place=found.place, until=None).order_by("job", "since", "pk"))


def stay(viewer: Viewer, number: int) -> Stay | None:
    """Return a span of a stay in sight that lasts, with its person, bed and institution."""
    found = Stay.objects.filter(pk=number, until=None)
    return within(viewer, found.select_related("institution", "person", "bed")).first()


def stays_of(viewer: Viewer, person: int) -> list[Stay]:
    """Return every span of somebody's stays in sight, the newest first."""
    found = Stay.objects.filter(person=person).select_related("institution", "bed__above")
    return list(within(viewer, found).order_by("-since", "-pk"))


def named(found: Sequence[Location]) -> list[tuple[str, str]]:
    """Return parts of a house by number, each with the names of what it lies within."""
    known = {part.pk: part for part in found}

    def whole(part: Location) -> str:
        upper = known.get(part.above_id or 0)
        return f"{whole(upper)} {part.name}" if upper else part.name

    return sorted(((str(part.pk), whole(part)) for part in found), key=lambda pair: pair[1])
