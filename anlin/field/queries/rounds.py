"""What a carer's phone takes along for the rounds of its institution: who lies where, and the law.

The phone judges by the same tables as the server, so that an abnormal value asks for the next step
in the room, whether or not there is a network.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.field.queries.along import ClinicOut, TableOut, table_out
from anlin.institutions.queries import Law, Resident, Walk, arrangements, own, walks
from anlin.institutions.rules import Arranged, Bound

_CALLED = (Arranged.DUTY, Arranged.CLINIC, Arranged.HOSPITAL)


class BedOut(Struct, frozen=True, omit_defaults=True):
    """A bed with who lies in it.

    `last` are the values before, to look at; `usual` the own baseline. `level` is what the last
    reading of the round that runs came to: warning or emergency.
    """

    name: str
    person: int
    last: Mapping[str, Any] = {}
    last_at: datetime | None = None
    usual: dict[str, str] = {}
    level: str = ""


class RoomOut(Struct, frozen=True):
    """A room with who is in it."""

    name: str
    beds: list[BedOut]


class FloorOut(Struct, frozen=True):
    """A floor with its rooms, in the order of doors."""

    id: int
    building: str
    name: str
    rooms: list[RoomOut]


class BoundOut(Struct, frozen=True):
    """How far a value may lie from the own baseline, and by which clause."""

    value: str
    clause: str


class RoundOut(Struct, frozen=True):
    """The rounds of an institution.

    `needs` is how many rounds a day are owed by `clause`; 0 where no order says. Readings belong to
    one round for `spacing` seconds, and not longer than the day. `calls` are whom to tell.
    """

    floors: list[FloorOut]
    tables: list[TableOut]
    bounds: dict[str, BoundOut]
    calls: list[ClinicOut]
    needs: int
    spacing: int
    clause: str


def round_list(viewer: Viewer, at: datetime) -> RoundOut | None:
    """Return what a carer goes round with, or None for whoever does not.

    Cost: some twelve statements, however many live in the house.
    """
    found = own(viewer) if viewer.may(Right.CARE) else None
    if found is None:
        return None
    law = Law(local_day(at))
    floors = walks(found.place, law, at)
    rhythm = floors[0].rhythm if floors else None
    called = arrangements(found)
    return RoundOut(
        floors=[_floor(each, law, found.place) for each in floors],
        tables=[table_out(each) for each in law.tables(found.place)],
        bounds={name: _bound(each) for name, each in law.bounds(found.place).items()},
        calls=[ClinicOut(called[each].name, called[each].phone) for each in _CALLED
               if each in called and called[each].phone],
        needs=rhythm.needs if rhythm else 0,
        spacing=int(rhythm.spacing.total_seconds()) if rhythm else 0,
        clause=rhythm.clause if rhythm else "",
    )  # fmt: skip


def _floor(walk: Walk, law: Law, place: int) -> FloorOut:
    rooms = [RoomOut(ward.room.name, [_bed(each, law, place) for each in ward.residents])
             for ward in walk.wards]  # fmt: skip
    return FloorOut(walk.floor.id, walk.floor.building, walk.floor.name, rooms)


def _bed(resident: Resident, law: Law, place: int) -> BedOut:
    before = resident.before
    usual = law.usual(before, place)
    return BedOut(
        name=resident.bed.name,
        person=resident.bed.person or 0,
        last=resident.last,
        last_at=before.last_at if before else None,
        usual={axis: str(value) for axis, value in usual.items()},
        level=resident.level,
    )


def _bound(bound: Bound) -> BoundOut:
    return BoundOut(str(bound.value), bound.clause)
