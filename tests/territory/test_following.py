"""A grid is split: duties, figures and who sees whom are right on the days before and after."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock, sql
from anlin.base.scope import nationwide, open_scope
from anlin.duties.models import Obligation, Relief
from anlin.journal.models import Entry
from anlin.people.actions import correct_person
from anlin.people.models import Change, Household, Person, Residence
from anlin.places.models import Place
from anlin.places.rules import Kind, Period, level_of, lo_of, span
from anlin.records.actions import make_weeks, record
from anlin.records.rules import Entry as Evidence
from anlin.records.rules import EvidenceKind
from anlin.territory import actions, jobs
from anlin.territory.rules import (
    FromTodayError,
    FromTomorrowError,
    NotYoursToChangeError,
    StillLivedInError,
)
from tests.duties.test_keep_up import Block, count, minute, running
from tests.duties.town import BUILDINGS, COMMUNITIES, at

__all__ = ["running"]
pytestmark = pytest.mark.django_db
HERE, BUILDING = COMMUNITIES[0], BUILDINGS[0]
GRID = BUILDING[:15]
EAST, WEST = f"{HERE}003", f"{HERE}004"
DAY = timedelta(days=1)
ON = date(2023, 1, 4)


def at_work(role: Role, code: str, level: int) -> Viewer:
    lo, hi = span(code)
    return Viewer(user=9, name="孙燕", role=role, place_code=code, lo=lo, hi=hi, level=level)


LEAD = at_work(Role.COMMUNITY_WORKER, HERE, 5)


@pytest.fixture
def ground(running: Block) -> None:
    """A grid with one building, in which both people of the town live; its first duties stand."""
    places = (
        (GRID, Kind.GRID, "1 网格"), (f"{HERE}002", Kind.GRID, "2 网格"),
        (BUILDING, Kind.BUILDING, "1 号楼"), (HERE[:9], Kind.STREET, "七星岗街道"),
    )  # fmt: skip
    with running():
        Place.objects.bulk_create(
            Place(
                code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
                kind=kind, name=name, periods=[Period(date(2000, 1, 1))],
            )
            for code, kind, name in places
        )  # fmt: skip
    with nationwide():
        make_weeks(since=at("01-01 00:00"), until=at("01-31 00:00"))
    minute("01-02 01:00")


def split(moment: str = "01-02 09:00", on: date = ON, by: Viewer = LEAD) -> list[Place]:
    return actions.split(
        GRID, ["东网格", "西网格"], {BUILDING: 1}, on, by=by, at=at(moment), reason="镇街批复 3 号"
    )


def follow(moment: str) -> None:
    """Let a minute pass: households first, then what is owed."""
    with clock.frozen(at(moment)):
        jobs.keep_up(timestamp=0)
    minute(moment)


def contact(moment: str, place: str, by: Viewer) -> None:
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        record(
            entries=[
                Evidence(
                    client_id=uuid4(), place=lo_of(place), subject=1, kinds=(EvidenceKind.CONTACT,),
                    occurred_at=at(moment), content={"way": "phone"},
                )
            ],
            by=by, at=at(moment),
        )  # fmt: skip


def met(moment: str, as_of: str) -> int:
    """Return how many duties of that day were done, counted anew from evidence."""
    minute(as_of)
    return count(moment).met


def seen_by(code: str) -> set[int]:
    viewer = at_work(Role.GRID_WORKER, code, 6)
    with open_scope(viewer.lo, viewer.hi, names=True):
        return set(Person.objects.values_list("pk", flat=True))


def owed() -> set[tuple[int, date, date | None]]:
    """Return where, since and until when the elder's duties stand."""
    with nationwide():
        rows = Obligation.objects.filter(subject=1).values_list("place", "since", "until")
        return {
            (place, since.astimezone().date(), None if until.year == 9999 else until.date())
            for place, since, until in rows
        }


def life(follow_first: str = "01-04 00:01") -> tuple[int, int]:
    """Do one round on the 3rd in the old grid and one on the 4th in the new; return both days'."""
    split()
    follow("01-03 06:00")
    contact("01-03 07:00", BUILDING, LEAD)
    follow("01-03 20:00")
    follow(follow_first)
    contact("01-04 07:00", f"{WEST}001", LEAD)
    follow("01-04 20:00")
    return count("01-03 12:00").met, count("01-04 12:00").met


@pytest.mark.usefixtures("ground")
def test_each_day_counts_what_was_done_where_people_lived_then() -> None:
    assert life() == (1, 1)
    assert [count(f"01-{day:02} 12:00").due for day in (2, 3, 4)] == [5, 5, 5]


@pytest.mark.usefixtures("ground")
def test_a_history_that_is_rewritten_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: stays do not end, they are moved with their past."""
    text = (
        "update people_residence r set place = t.lo from places_succession s "
        "join places_place f on f.code = s.from_code join places_place t on t.code = s.to_code "
        "where s.kind = 'recode' and s.\"on\" <= %(today)s and r.place = f.lo"
    )
    true = sql.statement
    monkeypatch.setattr(
        sql, "statement", lambda name: text if name == "people/follow_stays" else true(name)
    )
    assert life() != (1, 1)


@pytest.mark.usefixtures("ground")
def test_people_move_on_the_day_and_only_then() -> None:
    new = split()
    assert [each.code for each in new] == [EAST, WEST]
    follow("01-03 23:59")
    assert (seen_by(GRID), seen_by(WEST)) == ({1, 2}, set())
    follow("01-04 00:01")
    assert (seen_by(GRID), seen_by(WEST), seen_by(EAST)) == (set(), {1, 2}, set())
    with nationwide():
        assert Household.objects.get().place == lo_of(f"{WEST}001")
        stays = Residence.objects.filter(person=1).order_by("since")
        assert [(stay.place, stay.until) for stay in stays] == [
            (lo_of(BUILDING), ON), (lo_of(f"{WEST}001"), None),
        ]  # fmt: skip


@pytest.mark.usefixtures("ground")
def test_the_history_of_a_persons_fields_goes_along() -> None:
    correct_person(1, reason="记错", phone="00012345678", by=LEAD, at=at("01-02 09:00"))
    split()
    follow("01-04 00:01")
    with nationwide():
        assert set(Change.objects.values_list("place", flat=True)) == {lo_of(f"{WEST}001")}


@pytest.mark.usefixtures("ground")
def test_a_second_minute_moves_nobody_and_writes_nothing() -> None:
    split()
    follow("01-04 00:01")
    with nationwide():
        before = Entry.objects.count(), Residence.objects.count()
    follow("01-04 00:02")
    with nationwide():
        assert (Entry.objects.count(), Residence.objects.count()) == before


@pytest.mark.usefixtures("ground")
def test_a_follower_that_slept_over_the_day_catches_up() -> None:
    split()
    follow("01-06 09:00")
    with nationwide():
        assert Residence.objects.get(person=1, until=None).since == ON
    assert [count(f"01-{day:02} 12:00").due for day in (3, 4, 5, 6)] == [5, 5, 5, 5]


@pytest.mark.usefixtures("ground")
def test_what_is_excused_goes_on_being_excused(running: Block) -> None:
    with nationwide():
        Relief.objects.create(
            place=lo_of(BUILDING), subject=1, since=at("01-02 00:00"), until=at("01-09 00:00"),
            kind="exempt", reason="住院", by=9, at=at("01-02 01:00"),
        )  # fmt: skip
    split()
    follow("01-04 00:01")
    follow("01-04 00:02")
    with nationwide():
        assert Relief.objects.filter(place=lo_of(f"{WEST}001"), subject=1).count() == 1
    assert count("01-05 12:00").due == 3


@pytest.mark.usefixtures("ground")
def test_who_has_a_number_keeps_it_findable_in_the_new_community(running: Block) -> None:
    from anlin.people.actions.desk import keep_number, opened

    with nationwide():
        person = Person.objects.get(pk=1)
        keep_number(person, "990000194005010020")
        person.save()
        old = bytes(person.id_index or b"")
    county = at_work(Role.COUNTY_LEADER, "500103", 3)
    made = actions.merge(
        [HERE, COMMUNITIES[1]], "新社区", ON, by=county, at=at("01-02 09:00"), reason="合并"
    )
    follow("01-04 00:01")
    with nationwide():
        person.refresh_from_db()
        assert person.area == lo_of(made.code)
        assert opened(person) == "990000194005010020"
        assert bytes(person.id_index or b"") != old
        told = Entry.objects.filter(verb="people.follow_places").values_list("area", flat=True)
        assert set(told) == {lo_of(HERE), lo_of(made.code)}


@pytest.mark.usefixtures("ground")
def test_what_has_begun_is_not_changed_and_nobody_is_left_behind() -> None:
    with pytest.raises(FromTodayError):
        split(on=date(2023, 1, 1))
    with pytest.raises(FromTomorrowError, match="1 网格"):
        split(on=date(2023, 1, 2))
    with pytest.raises(StillLivedInError, match="2 residents"):
        actions.close(GRID, ON, by=LEAD, at=at("01-02 09:00"), reason="撤销")
    closed = actions.close(f"{HERE}002", ON, by=LEAD, at=at("01-02 09:00"), reason="撤销")
    assert closed.periods[-1].until == ON


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    "by",
    [
        at_work(Role.GRID_WORKER, GRID, 6),
        at_work(Role.POLICY_OFFICER, "500103", 3),
        at_work(Role.COMMUNITY_WORKER, COMMUNITIES[1], 5),
        at_work(Role.COUNTY_LEADER, "500243", 3),
    ],
)
def test_only_who_leads_there_changes_the_tree(by: Viewer) -> None:
    with pytest.raises(NotYoursToChangeError):
        split(by=by)


@pytest.mark.usefixtures("ground")
def test_nobody_changes_the_own_place_from_inside() -> None:
    with pytest.raises(NotYoursToChangeError):
        actions.close(HERE, ON, by=LEAD, at=at("01-02 09:00"), reason="撤销")
    (made,) = actions.set_up(
        HERE, Kind.GRID, ["3 网格"], ON, by=LEAD, at=at("01-02 09:00"), reason="新建"
    )
    assert made.code == EAST
