"""Residents in, out, moved and on leave; nobody lies in two beds, and no bed holds two."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide, open_scope
from anlin.institutions import actions, queries
from anlin.institutions.actions.desk import at_work
from anlin.institutions.models import Institution, Stay
from anlin.institutions.rules import (
    AlreadyInsideError,
    Area,
    Arranged,
    BedTakenError,
    Came,
    EarlierError,
    Job,
    Kind,
    NameTakenError,
    NobodyLivesHereError,
    NotInsideError,
    Owner,
    State,
    Went,
)
from anlin.people.actions.desk import NotYoursError, opened
from anlin.people.models import Person
from anlin.people.rules import DoubleIdentityError, identity
from anlin.places.rules import span
from tests.institutions.house import AT, COMMUNITY, EARLY, GRID, beds_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
Admit = Callable[..., Stay]


def test_a_home_is_a_dedicated_grid_and_its_building_a_place(
    home: Institution, head: Viewer
) -> None:
    assert home.place == span(GRID)[0]
    with at_work(head):
        (line,) = queries.register(head.lo, head.hi, AT.date())
        floors = queries.house(home.place)
    assert (line.beds, line.inside, line.free, line.ratio) == (8, 0, 8, None)
    assert [floor.name for floor in floors] == ["1层", "2层"]
    assert floors[0].beds[0].home == home.place + 1


def test_who_moves_in_lives_there_for_the_ledger(home: Institution, admit: Admit) -> None:
    stay = admit()
    with nationwide():
        person = Person.objects.get(pk=stay.person_id)
        assert (person.place, person.household.label) == (home.place + 1, home.name)
        assert person.residence_set.get().since == EARLY.date()


def test_a_stay_is_led_on_span_by_span_without_a_gap(admit: Admit, nurse: Viewer) -> None:
    first = admit()
    with at_work(nurse):
        bed = beds_of(first.institution, nurse)[2]
    moved = actions.move(first.pk, bed=bed, on=EARLY + HOUR, by=nurse, at=AT)
    away = actions.leave(moved.pk, why="回家", on=EARLY + 2 * HOUR, by=nurse, at=AT)
    back = actions.take_back(away.pk, on=EARLY + 3 * HOUR, by=nurse, at=AT)
    actions.discharge(back.pk, went=Went.DISCHARGED, by=nurse, at=AT)
    with at_work(nurse):
        spans = list(reversed(queries.stays_of(nurse, first.person_id)))
    assert [span.came for span in spans] == [Came.ADMITTED, Came.MOVED, Came.LEFT, Came.RETURNED]
    assert [span.went for span in spans] == [Went.MOVED, Went.LEFT, Went.RETURNED, Went.DISCHARGED]
    assert [span.state for span in spans] == [State.IN, State.IN, State.LEAVE, State.IN]
    assert all(a.until == b.since for a, b in pairwise(spans))
    with nationwide():
        assert Person.objects.get(pk=first.person_id).living == "moved_out"


def test_no_bed_holds_two_and_a_bed_is_kept_during_leave(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    first = admit()
    taken = first.bed_id
    with pytest.raises(BedTakenError):
        admit("李大成", bed=taken)
    actions.leave(first.pk, why="住院观察", by=head, at=AT)
    with pytest.raises(BedTakenError):
        admit("李大成", bed=taken)
    assert taken not in beds_of(home, head)


def test_the_database_itself_keeps_two_out_of_one_bed(admit: Admit) -> None:
    first, second = admit(), admit("李大成")
    with nationwide(), pytest.raises(IntegrityError), transaction.atomic():
        Stay.objects.create(
            institution_id=first.institution_id, place=first.place, home=first.home,
            person_id=second.person_id, bed_id=first.bed_id, state="in", came="moved",
            since=AT, opened_at=AT,
        )  # fmt: skip


def test_nobody_stays_twice_and_nothing_begins_before_what_it_follows(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    first = admit()
    bed = beds_of(home, head)[0]
    with pytest.raises(AlreadyInsideError):
        actions.admit_known(home.pk, bed=bed, person=first.person_id, by=head, at=AT)
    for when in (EARLY - HOUR, AT + HOUR):
        with pytest.raises(EarlierError):
            actions.move(first.pk, bed=bed, on=when, by=head, at=AT)
    with pytest.raises(NotInsideError):
        actions.take_back(first.pk, by=head, at=AT)


def test_who_is_known_here_is_admitted_and_not_registered_twice(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    first = admit()
    actions.discharge(first.pk, went=Went.DISCHARGED, by=head, at=AT)
    with nationwide():
        number = opened(Person.objects.get(pk=first.person_id))
    who = identity(number, None, None)
    with pytest.raises(DoubleIdentityError):
        admit("李大成", who=who, since=AT, at=AT + HOUR)
    again = admit(who=who, since=AT + HOUR, at=AT + HOUR)
    assert (again.person_id, again.came) == (first.person_id, Came.ADMITTED)


def test_nobody_lives_where_nobody_lives(home: Institution, civil: Viewer) -> None:
    funeral = actions.register_institution(
        community=COMMUNITY, kind=Kind.FUNERAL, name="殡仪馆", owner=Owner.PUBLIC,
        since=EARLY.date(), by=civil, at=EARLY,
    )  # fmt: skip
    room = actions.Room("101", ["101-1"])
    with pytest.raises(NobodyLivesHereError), transaction.atomic():
        actions.add_building(
            funeral.pk, name="主楼", floors=[actions.Floor("1层", [room])], by=civil, at=AT
        )
    with pytest.raises(NameTakenError), transaction.atomic():
        actions.register_institution(
            community=GRID, kind=Kind.RESCUE, name="又一家", owner=Owner.PUBLIC,
            since=EARLY.date(), by=civil, at=EARLY,
        )  # fmt: skip


def test_only_who_keeps_the_house_changes_it(
    home: Institution, admit: Admit, carer: Viewer, head: Viewer
) -> None:
    stay = admit()
    with pytest.raises(NotYoursError):
        actions.discharge(stay.pk, went=Went.DISCHARGED, by=carer, at=AT)
    with pytest.raises(NotYoursError):
        actions.register_institution(
            community=COMMUNITY, kind=Kind.RESCUE, name="站", owner=Owner.PUBLIC,
            since=EARLY.date(), by=head, at=EARLY,
        )  # fmt: skip


def test_a_county_officer_counts_and_sees_nobody(
    home: Institution, admit: Admit, civil: Viewer
) -> None:
    admit()
    with at_work(civil):
        (line,) = queries.register(civil.lo, civil.hi, AT.date())
        beds = [bed for floor in queries.house(home.place) for bed in floor.beds]
    assert (line.inside, line.free) == (1, 7)
    assert {bed.who for bed in beds} == {""}


def test_who_passes_gates_next_door_sees_neither_stays_nor_staff(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    admit()
    actions.add_post(home.pk, name="刘护士", job=Job.NURSE, by=head, at=AT)
    lo, hi = span(COMMUNITY)
    with open_scope(lo, hi, gate=True), connection.cursor() as cursor:
        for table in ("institutions_stay", "institutions_post"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)


def test_papers_zones_and_posts_end_when_the_next_begins(home: Institution, head: Viewer) -> None:
    for name in ("甲医院", "乙医院"):
        actions.arrange(home.pk, kind=Arranged.HOSPITAL, name=name, by=head, at=AT)
    with at_work(head):
        assert queries.arrangements(home)[Arranged.HOSPITAL].name == "乙医院"
        room = next(part for part in queries.parts(home) if part.name == "202")
    actions.set_zone(home.pk, part=room.pk, zone=Area.OBSERVATION, since=EARLY, by=head, at=AT)
    actions.set_zone(home.pk, part=room.pk, zone=Area.CLOSED_LOOP, by=head, at=AT)
    with at_work(head):
        rooms = [room for floor in queries.house(home.place) for room in floor.rooms]
    assert {room.name: room.zone for room in rooms} == {
        "101": "",
        "102": "",
        "201": "",
        "202": Area.CLOSED_LOOP,
    }


def test_a_bed_with_somebody_in_it_stays_in_use(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    stay = admit()
    assert stay.bed_id is not None
    with pytest.raises(BedTakenError):
        actions.end_bed(home.pk, bed=stay.bed_id, by=head, at=AT)
    actions.end_bed(home.pk, bed=beds_of(home, head)[0], by=head, at=AT)
    assert len(beds_of(home, head)) == 6


def test_who_came_this_morning_may_go_and_come_again_today(
    home: Institution, admit: Admit, head: Viewer
) -> None:
    stay = admit(since=AT - 5 * HOUR)
    gone = actions.discharge(
        stay.pk, went=Went.DISCHARGED, on=AT - 3 * HOUR, by=head, at=AT - 3 * HOUR
    )
    assert gone.until == AT - 3 * HOUR
    with nationwide():
        person = Person.objects.get(pk=stay.person_id)
        (lived,) = person.residence_set.all()
    assert (person.living, lived.since, lived.until) == ("moved_out", AT.date(), AT.date())
    again = actions.admit_known(
        home.pk, bed=beds_of(home, head)[0], person=person.pk, since=AT, by=head, at=AT
    )
    with nationwide():
        spans = Person.objects.get(pk=again.person_id).residence_set.order_by("pk")
        assert [(each.since, each.until) for each in spans] == [
            (AT.date(), AT.date()), (AT.date(), None)
        ]  # fmt: skip


def test_of_whom_lived_there_for_no_day_nothing_is_owed(admit: Admit, head: Viewer) -> None:
    from anlin.base.sockets import populations

    stay = admit(since=AT - 5 * HOUR)
    actions.discharge(stay.pk, went=Went.DISCHARGED, on=AT - 3 * HOUR, by=head, at=AT)
    with nationwide(), connection.cursor() as cursor:
        for name, each in populations().items():
            if each.subject == "person" and not each.axes:
                cursor.execute(f"select subject from ({each.select}) p where until <= since")
                assert cursor.fetchall() == [], name
