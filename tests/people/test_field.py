"""What phones send about the register: many at a time, each once, none overwriting another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar
from unittest import mock
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.journal.models import Entry
from anlin.people.actions import (
    changing,
    differing,
    settle_difference,
    take_in_edits,
    take_in_households,
    take_in_moves,
    take_in_persons,
)
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.models import Change, Difference, Household, Person, Residence
from anlin.people.rules import (
    AlreadySettledError,
    DayOrderError,
    DoorTakenError,
    EditBody,
    HouseholdBody,
    MoveBody,
    NoSuchStayError,
    PersonBody,
    Sex,
)
from tests.people.street import AT, BUILDING, ELSEWHERE, NEXT_DOOR, number_of
from tests.twins import found_out

pytestmark = pytest.mark.django_db
B = TypeVar("B")
Register = Callable[..., Person]
NUMBER = number_of(date(1950, 3, 4), Sex.FEMALE, 3)


@dataclass(frozen=True)
class Item(Generic[B]):
    """One thing a phone sent."""

    body: B
    id: UUID
    at: datetime = AT


def items(*bodies: B) -> Sequence[Item[B]]:
    return [Item(body, uuid4()) for body in bodies]


def edit(of: Person, field: str, was: str, value: str) -> Item[EditBody]:
    return Item(EditBody(field=field, was=was, value=value, person=str(of.pk)), uuid4())


def test_a_household_and_its_people_come_in_by_the_ids_that_the_phone_made(worker: Viewer) -> None:
    (house,) = items(HouseholdBody(place=str(BUILDING), door="3-1-402", label="王家"))
    people = items(
        PersonBody(household=str(house.id), name="王桂兰", id_number=NUMBER, groups=("orphan",)),
        PersonBody(household=str(house.id), name="李大成", born_on="1946-08-15", sex="male"),
        PersonBody(household=str(uuid4()), name="无户人", born_on="1946-08-15", sex="male"),
        PersonBody(household=str(house.id), name="无生日"),
    )
    (home,) = take_in_households(items=[house], by=worker, at=AT)
    made = take_in_persons(items=people, by=worker, at=AT)
    assert [isinstance(each, int) for each in made] == [True, True, False, False]
    assert isinstance(made[2], UnknownPersonError)
    with nationwide():
        found = list(Person.objects.order_by("pk").values_list("name", "household", "source"))
        verbs = list(Entry.objects.order_by("pk").values_list("verb", "detail"))
    assert found == [("王桂兰", home, "phone"), ("李大成", home, "phone")]
    assert verbs == [
        ("people.register_household", {}), ("people.register_person", {"rows": 2})]  # fmt: skip


def test_what_is_sent_again_is_there_once(worker: Viewer) -> None:
    (house,) = items(HouseholdBody(place=str(BUILDING), door="3-1-402"))
    (person,) = items(PersonBody(household=str(house.id), name="王桂兰", id_number=NUMBER))
    for _ in range(2):
        take_in_households(items=[house], by=worker, at=AT)
        take_in_persons(items=[person], by=worker, at=AT)
    with nationwide():
        assert (Household.objects.count(), Person.objects.count()) == (1, 1)


def test_a_household_out_of_the_worker_s_place_is_refused(grid_worker: Viewer) -> None:
    sent = items(*(HouseholdBody(place=str(p), door="1") for p in (NEXT_DOOR, ELSEWHERE)))
    answers = take_in_households(items=sent, by=grid_worker, at=AT)
    assert all(isinstance(answer, NotYoursError) for answer in answers)


def test_moves_end_stays_and_say_so_in_history(
    register: Register, worker: Viewer, home: Household
) -> None:
    person = register(since=date(2022, 1, 1))
    steps = [
        ("away", "2023-01-05", None), ("back", "2023-01-08", None), ("back", "2023-01-09", "x"),
        ("moved_out", "2021-12-31", "x"), ("moved_out", "2023-01-10", None),
        ("here", "2023-01-15", None), ("died", "2023-01-16", None), ("away", "2023-01-17", "x"),
    ]  # fmt: skip
    for what, on, refused in steps:
        body = MoveBody(person=person.pk, what=what, on=on, household=str(home.pk))
        (answer,) = take_in_moves(items=items(body), by=worker, at=AT)
        assert isinstance(answer, NoSuchStayError | DayOrderError) is (refused is not None), what
    with nationwide():
        stays = list(Residence.objects.order_by("since").values_list("since", "until"))
        told = list(Change.objects.order_by("pk").values_list("field", "before", "after"))
        assert Person.objects.get().living == "died"
    assert stays == [
        (date(2022, 1, 1), date(2023, 1, 10)), (date(2023, 1, 15), date(2023, 1, 16))]  # fmt: skip
    assert told == [
        ("living", "here", "away"), ("living", "away", "here"), ("living", "here", "moved_out"),
        ("living", "moved_out", "here"), ("living", "here", "died"),
    ]  # fmt: skip


def test_two_edits_of_one_field_stand_side_by_side_until_somebody_settles_them(
    register: Register, worker: Viewer
) -> None:
    person = register(phone="00011111111")
    first = edit(person, "phone", "00011111111", "00022222222")
    second = edit(person, "phone", "00011111111", "00033333333")
    same = edit(person, "phone", "00011111111", "00022222222")
    for item in (first, second, second, same):
        assert take_in_edits(items=[item], by=worker, at=AT) == [person.pk]
    with nationwide():
        assert Person.objects.get().phone == "00022222222"
        (apart,) = Difference.objects.all()
    assert (apart.based_on, apart.offered) == ("00011111111", "00033333333")
    settle_difference(apart.pk, verdict="offered", by=worker, at=AT)
    with pytest.raises(AlreadySettledError):
        settle_difference(apart.pk, verdict="current", by=worker, at=AT)
    with nationwide():
        assert Person.objects.get().phone == "00033333333"


def test_a_grid_worker_settles_nothing(
    register: Register, worker: Viewer, grid_worker: Viewer
) -> None:
    person = register(phone="00011111111")
    take_in_edits(items=[edit(person, "phone", "0", "00033333333")], by=worker, at=AT)
    with nationwide():
        (apart,) = Difference.objects.all()
    with pytest.raises(NotYoursError):
        settle_difference(apart.pk, verdict="offered", by=grid_worker, at=AT)


def test_a_number_that_waits_to_be_settled_is_sealed(register: Register, worker: Viewer) -> None:
    person = register(id_number="", born_on=date(1950, 3, 4), sex=Sex.FEMALE)
    take_in_edits(items=[edit(person, "id_number", "somebody else's", NUMBER)], by=worker, at=AT)
    with nationwide():
        (apart,) = Difference.objects.all()
    assert NUMBER not in apart.offered
    assert NUMBER.encode() not in bytes(apart.sealed or b"")
    settle_difference(apart.pk, verdict="offered", by=worker, at=AT)
    with nationwide():
        assert Person.objects.get().id_sealed is not None
        assert NUMBER not in "".join(Change.objects.values_list("after", flat=True))


def test_edits_that_cannot_be_are_answered_one_by_one(
    register: Register, worker: Viewer, home: Household
) -> None:
    person = register()
    take_in_households(
        items=items(HouseholdBody(place=str(BUILDING), door="3-1-501")), by=worker, at=AT
    )
    door = EditBody(field="door", was="3-1-402", value="3-1-501", household=str(home.pk))
    answers = take_in_edits(
        items=[
            edit(person, "born_on", "1940-05-01", "1941-05-01"),
            edit(person, "name", "王桂兰", " "),
            edit(person, "area", "", "1"), edit(person, "name", "王桂兰", "王桂芝"),
            Item(door, uuid4()),
        ],
        by=worker, at=AT,
    )  # fmt: skip
    codes = [getattr(answer, "code", "") for answer in answers]
    assert codes == [
        "bad-identity-number", "empty-field", "unknown-field", "", DoorTakenError.code]  # fmt: skip


moves = st.tuples(
    st.sampled_from(["name", "phone", "relation", "group.orphan", "group.pregnant"]),
    st.sampled_from(["", "yes", "王桂芝", "王桂兰", "00012345678", "head", "child"]),
    st.booleans(),
)
SETTINGS = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def _history_replays(register: Register, by: Viewer, acts: Sequence[tuple[str, str, bool]]) -> None:
    """Each field's changes form a chain, and its end is the present value."""
    with transaction.atomic():
        person = register(id_number="", born_on=date(1950, 3, 4), sex=Sex.FEMALE)
        at = AT
        for field, value, stale in acts:
            at += timedelta(minutes=1)
            with nationwide():
                was = changing.value_now(Person.objects.get(pk=person.pk), field)
            sent = edit(person, field, "something else" if stale else was, value)
            take_in_edits(items=[sent], by=by, at=at)
        with nationwide():
            _check_chain(Person.objects.get(pk=person.pk))
        transaction.set_rollback(True)


def _check_chain(person: Person) -> None:
    ends: dict[str, str] = {}
    for change in Change.objects.filter(person=person).order_by("pk"):
        assert change.before == ends.get(change.field, change.before), change.field
        assert change.before != change.after
        ends[change.field] = change.after
    for field, end in ends.items():
        assert changing.value_now(person, field) == end, field


@SETTINGS
@given(st.lists(moves, max_size=8))
def test_history_replays_to_the_present_value(
    register: Register, worker: Viewer, acts: Sequence[tuple[str, str, bool]]
) -> None:
    _history_replays(register, worker, acts)


def test_a_change_that_leaves_no_history_would_be_noticed(
    register: Register, worker: Viewer
) -> None:
    acts = [("phone", "00012345678", False), ("phone", "00087654321", False)]
    _history_replays(register, worker, acts)

    def forgetful(edits: Sequence[changing.Edit], act: changing.Act) -> list[Change]:
        if edits[0].value == acts[0][1]:
            return changing.amend(edits, act)
        for each in edits:
            Person.objects.filter(pk=each.of.pk).update(**{each.field: each.value})
        return []

    with mock.patch.object(differing, "amend", forgetful), found_out():
        _history_replays(register, worker, acts)
