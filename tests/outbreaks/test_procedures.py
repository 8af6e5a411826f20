"""Rescue stations, children, remains: what is asked before somebody comes, goes, or is handled."""

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.institutions.actions import (
    Floor,
    Room,
    add_building,
    admit,
    discharge,
    register_institution,
    set_zone,
)
from anlin.institutions.actions.desk import at_work as within
from anlin.institutions.rules import Area, Kind, Owner, Part, Went
from anlin.institutions.rules.leaving import LeavesTooEarlyError, NotSeparateError, days_inside
from anlin.outbreaks import actions, queries
from anlin.outbreaks.rules import NotYetError
from anlin.people.rules import EmptyFieldError, Sex, identity
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY, EARLY
from tests.people.street import number_of

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Station:
    """A rescue station of two rooms, the first of them the separate area."""

    def __init__(self, civil: Viewer, kind: Kind = Kind.RESCUE) -> None:
        self.serials = count()
        self.home: Institution = register_institution(
            community=COMMUNITY, kind=kind, name="救助站", owner=Owner.PUBLIC,
            since=EARLY.date(), by=civil, at=EARLY,
        )  # fmt: skip
        self.head = at_work(Role.HOME_HEAD, f"{self.home.place}"[:15], 6, user=27)
        if kind is Kind.FUNERAL:
            return
        floors = [Floor("1层", [Room("101", ["101-1"]), Room("102", ["102-1"])])]
        add_building(self.home.pk, name="主楼", floors=floors, by=self.head, at=EARLY)

    def parts(self, kind: Part) -> list[int]:
        from anlin.institutions.models import Location

        with within(self.head):
            found = Location.objects.filter(institution=self.home, kind=kind).order_by("pk")
            return list(found.values_list("pk", flat=True))

    def admit(self, bed: int, born: date = date(1980, 1, 1)) -> "Stay":
        who = identity(number_of(born, Sex.MALE, next(self.serials)), None, None)
        return admit(
            self.home.pk, bed=bed, name="流浪者", who=who, since=EARLY, by=self.head, at=EARLY
        )


def result_of(stay: "Stay", result: str, by: Viewer) -> None:
    from anlin.institutions.models import Batch, Finding, Sample

    with within(by):
        batch = Batch.objects.create(
            client_id=uuid4(), institution=stay.institution, place=stay.place, method="antigen",
            whom="residents", taken_at=EARLY + DAY, at=EARLY + DAY, by=1,
        )  # fmt: skip
        sample = Sample.objects.create(
            batch=batch, place=stay.place, person_id=stay.person_id, code=str(uuid4())
        )
        Finding.objects.create(
            sample=sample, place=stay.place, result=result, found_at=EARLY + DAY, at=EARLY + DAY,
            by=1, route="hand",
        )  # fmt: skip


@pytest.fixture
def station(law: None, home: object, civil: Viewer) -> Station:
    return Station(civil)


def test_who_comes_new_to_a_station_lies_in_the_separate_area(station: Station) -> None:
    first, second = station.parts(Part.BED)
    with pytest.raises(NotSeparateError, match=r"B-1\.4"):
        station.admit(first)
    set_zone(
        station.home.pk, part=station.parts(Part.ROOM)[0], zone=Area.OBSERVATION,
        by=station.head, at=EARLY,
    )  # fmt: skip
    station.admit(first)
    with pytest.raises(NotSeparateError):
        station.admit(second)


@pytest.mark.parametrize(
    ("result", "days", "leaves"),
    [(None, 13, False), (None, 14, True), ("negative", 2, True), ("positive", 2, False)],
)
def test_nobody_leaves_early_without_a_negative_test(
    station: Station, result: str | None, days: int, leaves: bool
) -> None:
    set_zone(
        station.home.pk, part=station.parts(Part.BUILDING)[0], zone=Area.OBSERVATION,
        by=station.head, at=EARLY,
    )  # fmt: skip
    stay = station.admit(station.parts(Part.BED)[0])
    if result:
        result_of(stay, result, station.head)
    at = EARLY + days * DAY

    def go(went: Went) -> Thing:
        return discharge(stay.pk, went=went, by=station.head, at=at)

    if leaves:
        assert go(Went.DISCHARGED).went == Went.DISCHARGED
        return
    with pytest.raises(LeavesTooEarlyError, match=r"B-1\.4"):
        go(Went.DISCHARGED)
    assert go(Went.HOSPITAL).went == Went.HOSPITAL


def test_days_in_a_station_are_full_at_midnight_in_china() -> None:
    came = EARLY.replace(hour=23, minute=59)
    assert days_inside(came, came + timedelta(minutes=2)) == 1
    assert days_inside(came, came) == 0


def test_a_full_station_asks_for_a_shelter_until_one_is_open(station: Station) -> None:
    set_zone(
        station.home.pk, part=station.parts(Part.BUILDING)[0], zone=Area.OBSERVATION,
        by=station.head, at=EARLY,
    )  # fmt: skip
    beds = station.parts(Part.BED)
    station.admit(beds[0])

    def room() -> queries.Room:
        with within(station.head):
            return queries.room_of(station.home, AT.date())

    assert not room().full
    station.admit(beds[1])
    assert (room().full, room().answered, room().limit.clause) == (True, False, "B-1.5")  # type: ignore[union-attr]
    made = actions.open_shelter(station.home.pk, name="体育馆", beds=40, by=station.head, at=AT)
    assert room().answered
    actions.close_shelter(made.pk, by=station.head, at=AT)
    assert not room().answered


def test_children_without_a_guardian_are_seen_first(law: None, home: object, civil: Viewer) -> None:
    there = Station(civil, Kind.CHILD_WELFARE)
    young = [there.admit(bed, date(2012, 1, bed % 20 + 1)) for bed in there.parts(Part.BED)]
    told = {"name": "区民政局", "phone": "", "relation": "机构监护", "by": there.head, "at": AT}
    actions.name_guardian(young[0].person_id, since=AT.date(), **told)  # type: ignore[arg-type]

    def gaps() -> list[int]:
        with within(there.head):
            found = queries.children(there.home, AT.date())
        return [each.person for each in found if not each.guardian]

    assert gaps() == [young[1].person_id]
    actions.end_guardian(young[0].person_id, on=AT.date(), by=there.head, at=AT)
    assert set(gaps()) == {each.person_id for each in young}


def test_remains_of_a_patient_are_owed_handling_until_they_are_cremated(
    planned: None, home: object, civil: Viewer
) -> None:
    from anlin.duties.queries import duties, windows_to_do
    from anlin.outbreaks.populations import REMAINS

    there = Station(civil, Kind.FUNERAL)
    told: dict[str, Any] = {"family": "", "by": there.head, "at": AT}
    with pytest.raises(EmptyFieldError):
        actions.take_remains(
            there.home.pk, name="某人", patient=True, paper=" ", came_at=AT, **told
        )
    with pytest.raises(NotYetError):
        actions.take_remains(
            there.home.pk, name="某人", patient=True, paper="医证2023-1",
            came_at=AT + timedelta(hours=1), **told,
        )  # fmt: skip
    made = actions.take_remains(
        there.home.pk, name="某人", patient=True, paper="医证2023-1 区医院", came_at=AT, **told
    )

    def status(at: Thing) -> list[tuple[str, str]]:
        with within(there.head):
            windows = windows_to_do(at)
            found = duties(windows=windows, lo=there.head.lo, hi=there.head.hi, at=at)
            return [
                (each.measure, each.status) for each in found if each.subject == REMAINS + made.pk
            ]

    assert status(AT + HOUR) == [("FE-9", "open")]
    actions.cremate(made.pk, done_at=AT, kept="骨灰寄存三层", by=there.head, at=AT)
    assert status(AT + HOUR) == [("FE-9", "met")]
