"""What is done to the ledger: who may, what is refused, what is kept and what is journalled."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection

from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import nationwide
from anlin.base.seal import SealBrokenError
from anlin.journal.models import Entry
from anlin.people.actions import (
    add_to_group,
    correct_person,
    leave_group,
    move_person,
    open_identity,
    record_health,
    register_household,
)
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.actions.identity import ApprovalNeededError, ReasonNeededError
from anlin.people.models import Health, Household, Person, Residence, SpecialGroup
from anlin.people.rules import (
    BadIdentityError,
    BirthNeededError,
    DayOrderError,
    Disease,
    DoorTakenError,
    DoubleIdentityError,
    EmptyFieldError,
    FutureDayError,
    Group,
    GroupStateError,
    SameHouseholdError,
    Sex,
    Vaccination,
)
from tests.people.street import (
    AT,
    BUILDING,
    COMMUNITY,
    ELSEWHERE,
    NEXT_DOOR,
    at_work,
    number_of,
)
from tests.twins import found_out

Register = Callable[..., Person]
BORN = date(1940, 5, 1)
NUMBER = number_of(BORN, Sex.FEMALE)


def _verbs() -> list[str]:
    with nationwide():
        return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_number_tells_birth_and_sex_and_is_kept_sealed(register: Register) -> None:
    person = register(id_number=NUMBER.lower())
    assert (person.born_on, person.sex) == (BORN, Sex.FEMALE)
    with nationwide():
        kept = Person.objects.get(pk=person.pk)
    assert NUMBER.encode() not in bytes(kept.id_sealed or b"")
    assert NUMBER.encode() not in bytes(kept.id_index or b"")
    assert _verbs() == ["people.register_household", "people.register_person"]


def test_who_has_no_number_gives_birth_and_sex(register: Register) -> None:
    with pytest.raises(BirthNeededError):
        register(id_number="", born_on=BORN)
    assert register(id_number="", born_on=BORN, sex=Sex.FEMALE).id_sealed is None


def test_a_wrong_number_says_what_is_wrong_in_both_languages(register: Register) -> None:
    with pytest.raises(BadIdentityError) as refused:
        register(id_number=NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"))
    assert refused.value.field == "id_number"
    assert "校验位" in refused.value.say("zh")
    assert "check digit" in refused.value.say("en")


def test_a_number_that_contradicts_the_birth_given_is_refused(register: Register) -> None:
    with pytest.raises(BadIdentityError):
        register(born_on=date(1941, 5, 1))


def test_a_known_number_is_sent_to_review_without_saying_whose_it_is(register: Register) -> None:
    register()
    with pytest.raises(DoubleIdentityError) as refused:
        register(name="张三")
    assert "王桂兰" not in refused.value.say("zh")
    with nationwide():
        assert Person.objects.count() == 1


def test_the_same_number_in_another_community_tells_nothing(
    register: Register, officer: Viewer
) -> None:
    register()
    far = register_household(place=ELSEWHERE, door="1-101", label="", by=officer, at=AT)
    assert register(household=far.pk, by=officer).area == COMMUNITY + 10**6


def test_a_second_household_behind_one_door_is_refused(home: Household, worker: Viewer) -> None:
    with pytest.raises(DoorTakenError):
        register_household(place=BUILDING, door="3-1-402", label="", by=worker, at=AT)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"name": "  "}, EmptyFieldError),
        ({"since": date(2023, 1, 21)}, FutureDayError),
        ({"id_number": "", "born_on": date(2023, 1, 21), "sex": Sex.MALE}, FutureDayError),
        ({"household": 999_999}, UnknownPersonError),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    register: Register, told: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        register(**told)


def test_a_leader_without_names_registers_nobody(register: Register) -> None:
    leader = at_work(Role.COUNTY_LEADER, 500103 * 10**12, 500104 * 10**12, 3)
    with pytest.raises(NotYoursError):
        register(by=leader)


def test_a_grid_worker_registers_nothing_in_the_next_grid(db: None, grid_worker: Viewer) -> None:
    with pytest.raises(NotYoursError):
        register_household(place=NEXT_DOOR, door="1-101", label="", by=grid_worker, at=AT)


def test_a_move_ends_one_stay_and_begins_the_next(register: Register, worker: Viewer) -> None:
    person = register(since=date(2022, 1, 1))
    add_to_group(person.pk, group=Group.LONE_ELDER, since=date(2022, 1, 1), by=worker, at=AT)
    other = register_household(place=NEXT_DOOR, door="1-101", label="", by=worker, at=AT)
    on, stays_before = date(2023, 1, 10), person.household
    moved = move_person(person.pk, household=other.pk, on=on, by=worker, at=AT)
    with nationwide():
        stays = list(Residence.objects.order_by("since").values_list("place", "since", "until"))
        assert SpecialGroup.objects.get().place == NEXT_DOOR
    assert stays == [(BUILDING, date(2022, 1, 1), on), (NEXT_DOOR, on, None)]
    assert open_identity(moved.pk, by=worker, at=AT, reason="核对补贴名单") == NUMBER
    with pytest.raises(SameHouseholdError):
        move_person(person.pk, household=other.pk, on=on, by=worker, at=AT)
    with pytest.raises(DayOrderError):
        move_person(person.pk, household=stays_before.pk, on=on, by=worker, at=AT)


def test_a_move_between_communities_is_journalled_in_both(
    register: Register, officer: Viewer
) -> None:
    person = register(since=date(2022, 1, 1))
    far = register_household(place=ELSEWHERE, door="1-101", label="", by=officer, at=AT)
    move_person(person.pk, household=far.pk, on=date(2023, 1, 10), by=officer, at=AT)
    with nationwide():
        moves = Entry.objects.filter(verb="people.move_person").values_list("area", flat=True)
        assert sorted(moves) == [COMMUNITY, COMMUNITY + 10**6]


def test_nobody_moves_to_where_the_worker_has_no_say(
    register: Register, worker: Viewer, officer: Viewer
) -> None:
    person = register(since=date(2022, 1, 1))
    far = register_household(place=ELSEWHERE, door="1-101", label="", by=officer, at=AT)
    with pytest.raises(UnknownPersonError):
        move_person(person.pk, household=far.pk, on=date(2023, 1, 10), by=worker, at=AT)


def test_a_new_finding_ends_the_one_before_and_one_of_the_same_day_replaces_it(
    register: Register, worker: Viewer
) -> None:
    person = register()
    for on, disease in [
        (date(2023, 1, 1), Disease.STABLE),
        (date(2023, 1, 10), Disease.UNSTABLE),
        (date(2023, 1, 10), Disease.NONE),
    ]:
        record_health(
            person.pk, disease=disease, vaccination=Vaccination.FULL, on=on, by=worker, at=AT
        )
    with nationwide():
        found = list(Health.objects.order_by("since").values_list("disease", "since", "until"))
    assert found == [
        ("stable", date(2023, 1, 1), date(2023, 1, 10)),
        ("none", date(2023, 1, 10), None),
    ]
    with pytest.raises(DayOrderError):
        record_health(
            person.pk, disease=Disease.NONE, vaccination=Vaccination.NONE,
            on=date(2023, 1, 5), by=worker, at=AT,
        )  # fmt: skip


def test_a_group_is_joined_once_and_left_once(register: Register, worker: Viewer) -> None:
    person = register()
    elder = Group.LONE_ELDER
    add_to_group(person.pk, group=elder, since=date(2023, 1, 1), by=worker, at=AT)
    with pytest.raises(GroupStateError):
        add_to_group(person.pk, group=elder, since=date(2023, 1, 5), by=worker, at=AT)
    leave_group(person.pk, group=elder, on=date(2023, 1, 10), by=worker, at=AT)
    with pytest.raises(GroupStateError):
        leave_group(person.pk, group=elder, on=date(2023, 1, 12), by=worker, at=AT)


def test_opening_a_number_needs_a_reason_and_leaves_a_line(
    register: Register, worker: Viewer
) -> None:
    person = register()
    with pytest.raises(ReasonNeededError):
        open_identity(person.pk, by=worker, at=AT, reason=" 看看 ")
    assert open_identity(person.pk, by=worker, at=AT, reason="核对补贴名单") == NUMBER
    with nationwide():
        line = Entry.objects.latest("pk")
    assert (line.verb, line.reason) == ("people.open_identity", "核对补贴名单")
    assert line.subject == f"people_person:{person.pk}"


def test_a_grid_worker_opens_no_number(register: Register, grid_worker: Viewer) -> None:
    person = register()
    with pytest.raises(NotYoursError):
        open_identity(person.pk, by=grid_worker, at=AT, reason="核对补贴名单")
    assert "people.open_identity" not in _verbs()


def test_a_minor_s_number_needs_an_approval(register: Register, worker: Viewer) -> None:
    number = number_of(date(2005, 1, 21), Sex.MALE)
    person = register(id_number=number)
    with pytest.raises(ApprovalNeededError):
        open_identity(person.pk, by=worker, at=AT, reason="核对学籍信息")
    opened = open_identity(
        person.pk, by=worker, at=AT, reason="核对学籍信息", approval="批 2023-017"
    )
    assert opened == number


def test_a_number_moved_to_another_row_does_not_open(register: Register, worker: Viewer) -> None:
    one = register()
    other = register(name="李大成", id_number=number_of(date(1946, 2, 3), Sex.MALE))
    with nationwide():
        Person.objects.filter(pk=one.pk).update(id_sealed=None, id_index=None, id_county=None)
        Person.objects.filter(pk=one.pk).update(id_sealed=other.id_sealed, id_index=b"x")
    with pytest.raises(SealBrokenError):
        open_identity(one.pk, by=worker, at=AT, reason="核对补贴名单")


def test_a_correction_is_journalled_by_field_and_reason_without_the_values(
    register: Register, worker: Viewer
) -> None:
    person = register()
    right = number_of(date(1940, 6, 1), Sex.FEMALE)
    fixed = correct_person(
        person.pk, name="王桂芝", id_number=right, reason="证件核对", by=worker, at=AT
    )
    assert (fixed.name, fixed.born_on) == ("王桂芝", date(1940, 6, 1))
    with nationwide():
        line = Entry.objects.latest("pk")
    assert line.detail == {"fields": ["name", "id_number"]}
    with pytest.raises(EmptyFieldError):
        correct_person(person.pk, phone="00012345678", reason="", by=worker, at=AT)


@pytest.mark.parametrize(
    "table",
    [
        "people_household",
        "people_person",
        "people_residence",
        "people_special_group",
        "people_health",
    ],
)
def test_no_row_is_seen_without_scope_or_without_the_right_to_names(
    register: Register, worker: Viewer, table: str
) -> None:
    person = register()
    add_to_group(person.pk, group=Group.ORPHAN, since=date(2023, 1, 1), by=worker, at=AT)
    record_health(
        person.pk, disease=Disease.NONE, vaccination=Vaccination.NONE,
        on=date(2023, 1, 1), by=worker, at=AT,
    )  # fmt: skip
    _check_scope(table)


def _check_scope(table: str) -> None:
    inside, outside = (COMMUNITY, COMMUNITY + 10**6), (COMMUNITY + 10**6, COMMUNITY + 2 * 10**6)
    assert _count(table, *inside, "yes") == 1
    assert _count(table, *inside, "") == 0
    assert _count(table, *outside, "yes") == 0
    assert _count(table, "", "", "yes") == 0


def test_a_policy_that_lets_everything_through_would_be_noticed(
    register: Register, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    register()
    _check_scope("people_person")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("create policy open_to_all on people_person using (true)")
    with found_out():
        _check_scope("people_person")


def _count(table: str, lo: object, hi: object, names: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('anlin.lo', %s, true), set_config('anlin.hi', %s, true),"
            " set_config('anlin.names', %s, true)",
            [str(lo), str(hi), names],
        )
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])
