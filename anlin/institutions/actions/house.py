"""Registering institutions and their houses, zones, and what they have arranged beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import (
    at_work,
    institution_here,
    journal,
    not_before,
    part_here,
)
from anlin.institutions.models import Arrangement, Institution, Location, Stay, Zone
from anlin.institutions.rules import (
    ABOVE,
    HOUSES,
    Area,
    Arranged,
    BedTakenError,
    Kind,
    NameTakenError,
    NobodyLivesHereError,
    Owner,
    Part,
)
from anlin.people.actions.desk import NotYoursError, unless
from anlin.people.rules import phone_of, said
from anlin.places.actions import open_places
from anlin.places.queries import place
from anlin.places.rules import COMMUNITY, GRID, code_of, level_of, lo_of
from anlin.places.rules import Kind as PlaceKind

_ONE_NAME = "institutions_location_one_per_name"


@dataclass(frozen=True, slots=True)
class Room:
    """A room to be set up, with the names of its beds."""

    name: str
    beds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor to be set up, with its rooms in the order of a round."""

    name: str
    rooms: Sequence[Room] = ()


def register_institution(
    *, community: str, kind: Kind, name: str, owner: Owner, since: date, by: Viewer, at: datetime
) -> Institution:
    """Register an institution on a dedicated grid: a new one below its community, or a known one.

    Raises:
        EmptyFieldError: no name was given.
        NotYoursError: the role or the area does not carry it.
        NameTakenError: the grid has an institution.
        ParentClosedError: the community is not open from that day on.
    """
    name = said(name, "name")
    if not by.covers(lo_of(community)) or by.level >= GRID:
        raise NotYoursError(field="community")
    with at_work(by, Right.HOME):
        made = Institution.objects.create(
            place=_ground(community, name, since, by, at), kind=kind, name=name, owner=owner,
            since=since, registered_at=at, registered_by=by.user,
        )  # fmt: skip
        journal("register", made, made.place, by=by, at=at, detail={"kind": str(kind)})
    return made


def _ground(code: str, name: str, since: date, by: Viewer, at: datetime) -> int:
    """Return the lo of the grid meant by `code`, or of a new one below the community meant.

    Raises:
        NameTakenError: an institution stands on that grid.
    """
    if level_of(code) == COMMUNITY:
        grid = PlaceKind.DEDICATED_GRID
        (opened,) = open_places(code, grid, [name], since, by=by, at=at, reason=name)
        return opened.lo
    found = place(code)
    if found.kind != PlaceKind.DEDICATED_GRID:
        raise NotYoursError(field="community")
    if Institution.objects.filter(place=found.lo).exists():
        raise NameTakenError(field="community", name=found.name)
    return found.lo


def add_building(
    institution: int, *, name: str, floors: Sequence[Floor], by: Viewer, at: datetime
) -> Location:
    """Set up a building with its floors, rooms and beds; a place of the tree is opened for it.

    Raises:
        NameTakenError: a building, or two parts within one, have the same name.
        NobodyLivesHereError: beds are set up where nobody lives.
    Cost: one statement for each kind of part.
    """
    name, today = said(name, "name"), local_day(at)
    taken = NameTakenError(field="name", name=name)
    with at_work(by, Right.HOME), unless(_ONE_NAME, taken):
        home = institution_here(institution, hold=True)
        beds = sum(len(room.beds) for floor in floors for room in floor.rooms)
        if beds and home.kind not in HOUSES:
            raise NobodyLivesHereError(field="beds")
        (built,) = open_places(
            code_of(home.place, GRID), PlaceKind.BUILDING, [name], today, by=by, at=at
        )
        number = Location.objects.filter(institution=home, kind=Part.BUILDING).count()
        made = Location.objects.create(
            institution=home, place=home.place, kind=Part.BUILDING, name=name,
            position=number, building=built.lo, since=today,
        )  # fmt: skip
        _fill(made, floors, today)
        journal("add_building", made, home.place, by=by, at=at,
                detail={"floors": len(floors), "beds": beds})  # fmt: skip
    return made


def _fill(building: Location, floors: Sequence[Floor], today: date) -> None:
    """Put floors, rooms and beds into a building."""

    def below(above: Location, kind: Part, name: str, position: int) -> Location:
        return Location(
            institution_id=building.institution_id, place=building.place, kind=kind, above=above,
            name=name, position=position, building=building.building, since=today,
        )  # fmt: skip

    storeys = [below(building, Part.FLOOR, each.name, n) for n, each in enumerate(floors)]
    Location.objects.bulk_create(storeys)
    rooms = [
        (below(storey, Part.ROOM, room.name, n), room)
        for storey, floor in zip(storeys, floors, strict=True)
        for n, room in enumerate(floor.rooms)
    ]
    Location.objects.bulk_create([made for made, _ in rooms])
    Location.objects.bulk_create(
        below(made, Part.BED, bed, n) for made, room in rooms for n, bed in enumerate(room.beds)
    )


def add_part(institution: int, *, above: int, name: str, by: Viewer, at: datetime) -> Location:
    """Add a floor to a building, a room to a floor or a bed to a room.

    Raises:
        NameTakenError: there is one of that name.
        NobodyLivesHereError: a bed where nobody lives.
    """
    name = said(name, "name")
    with at_work(by, Right.HOME), unless(_ONE_NAME, NameTakenError(field="name", name=name)):
        home = institution_here(institution)
        upper = part_here(home, above, *ABOVE.values())
        kind = next(part for part, over in ABOVE.items() if over == upper.kind)
        if kind is Part.BED and home.kind not in HOUSES:
            raise NobodyLivesHereError(field="name")
        made = Location.objects.create(
            institution=home, place=home.place, kind=kind, above=upper, name=name,
            position=Location.objects.filter(above=upper).count(), building=upper.building,
            since=local_day(at),
        )  # fmt: skip
        journal("add_part", made, home.place, by=by, at=at, detail={"kind": str(kind)})
    return made


def end_bed(institution: int, *, bed: int, by: Viewer, at: datetime) -> None:
    """Take a bed out of use from tomorrow on.

    Raises:
        BedTakenError: somebody lies in it.
    """
    with at_work(by, Right.HOME):
        home = institution_here(institution)
        held = part_here(home, bed, Part.BED)
        if Stay.objects.filter(bed=held, until=None).exists():
            raise BedTakenError(field="bed", bed=held.name)
        held.until = max(local_day(at), date.fromordinal(held.since.toordinal() + 1))
        held.save(update_fields=["until"])
        journal("end_bed", held, home.place, by=by, at=at)


def set_zone(
    institution: int, *, part: int, zone: Area | None, by: Viewer, at: datetime,
    since: datetime | None = None,
) -> Zone | None:  # fmt: skip
    """Let a building, floor or room be a zone from `since` or now on; None: no zone any more.

    Raises:
        EarlierError: before the zone that held until then, or in the time to come.
    """
    when = since or at
    with at_work(by, Right.HOME):
        home = institution_here(institution)
        where = part_here(home, part, Part.BUILDING, Part.FLOOR, Part.ROOM)
        before = Zone.objects.select_for_update().filter(location=where, until=None).first()
        if before is not None and before.zone == zone:
            return before
        not_before(when, before.since if before else when, at)
        if before is not None:
            before.until, before.ended_by = when, by.user
            before.save(update_fields=["until", "ended_by"])
        made = None if zone is None else Zone.objects.create(
            institution=home, place=home.place, location=where, zone=zone, since=when, by=by.user
        )  # fmt: skip
        journal("set_zone", where, home.place, by=by, at=at, detail={"zone": str(zone or "")})
    return made


def arrange(
    institution: int, *, kind: Arranged, name: str, by: Viewer, at: datetime, phone: str = "",
    on_day: date | None = None,
) -> Arrangement:  # fmt: skip
    """Write down what an institution has arranged; the one before of that kind ends today."""
    name, phone, today = said(name, "name"), phone_of(phone), local_day(at)
    with at_work(by, Right.HOME):
        home = institution_here(institution, hold=True)
        Arrangement.objects.filter(institution=home, kind=kind, until=None).update(until=today)
        made = Arrangement.objects.create(
            institution=home, place=home.place, kind=kind, name=name, phone=phone,
            on_day=on_day, since=today, at=at, by=by.user,
        )  # fmt: skip
        journal("arrange", made, home.place, by=by, at=at, detail={"kind": str(kind)})
    return made
