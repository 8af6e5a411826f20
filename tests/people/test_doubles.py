"""Doubles: hinted at in sight, told to nobody out of sight, settled by who sees both."""

from collections.abc import Callable
from datetime import date

import pytest

from anlin.accounts.queries import within
from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import nationwide, open_scope
from anlin.people import queries
from anlin.people.actions import (
    find_doubles,
    move_person,
    register_household,
    register_person,
    settle_review,
)
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.models import Change, Household, Person, Residence, Review
from anlin.people.rules import AlreadySettledError, EmptyFieldError, Sex
from tests.people.street import AT, BUILDING, COMMUNITY, ELSEWHERE, NEXT_DOOR, at_work, number_of
from tests.twins import found_out

Register = Callable[..., Person]
BORN = date(1940, 5, 1)
NUMBER = number_of(BORN, Sex.FEMALE)
NEXT_STREET = 500103002001000000 + 1001


def _again(by: Viewer, place: int, name: str = "王桂兰", number: str = NUMBER) -> Person:
    far = register_household(place=place, door="1-101", label="", by=by, at=AT)
    born = {} if number else {"born_on": BORN, "sex": Sex.FEMALE}
    return register_person(
        household=far.pk, name=name, id_number=number, by=by, at=AT, since=date(2023, 1, 10), **born
    )  # type: ignore[arg-type]


def _pairs() -> list[tuple[int, str]]:
    with nationwide():
        find_doubles(AT)
        return list(Review.objects.order_by("pk").values_list("place", "sign"))


@pytest.mark.parametrize(
    ("place", "above"),
    [
        (NEXT_DOOR, COMMUNITY),
        (ELSEWHERE, 500103001 * 10**9),
        (NEXT_STREET, 500103 * 10**12),
    ],
)
def test_one_number_twice_lies_before_the_lowest_place_above_both(
    register: Register, officer: Viewer, place: int, above: int
) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, place - 1, place + 1, 6), place)
    assert _pairs() == [(above, "number")]
    assert _pairs() == [(above, "number")], "a pair is kept once"


def test_counties_do_not_meet(register: Register) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, 500104001001001000, 500104001001002000, 6), 500104001001001001)
    assert _pairs() == []


@pytest.mark.parametrize(
    ("name", "found"), [("王桂兰", True), ("王桂芝", True), ("王美芝", False), ("李桂", False)]
)
def test_without_a_number_one_sign_apart_on_one_birthday_is_alike(
    register: Register, name: str, found: bool
) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, NEXT_DOOR - 1, NEXT_DOOR + 1, 6), NEXT_DOOR, name, "")
    assert _pairs() == ([(COMMUNITY, "alike")] if found else [])


def _nothing_beyond(viewer: Viewer) -> None:
    """Whatever a hint can be asked, it names nobody out of the viewer's place."""
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=viewer.names):
        hints = [
            *queries.holding(COMMUNITY, [NUMBER]),
            *queries.alike(COMMUNITY, "王桂兰", BORN),
            *queries.bearer(viewer, NUMBER),
            *(person for pair in queries.reviews(viewer) for person in pair.both),
        ]
        assert all(viewer.covers(person.place) for person in hints)


def test_hints_reveal_nobody_out_of_sight(register: Register, grid_worker: Viewer) -> None:
    register()
    next_grid = at_work(Role.GRID_WORKER, COMMUNITY + 2000, COMMUNITY + 3000, 6)
    _again(next_grid, NEXT_DOOR)
    _pairs()
    for viewer in (grid_worker, next_grid):
        _nothing_beyond(viewer)


def test_a_hint_from_beyond_would_be_noticed(
    register: Register, monkeypatch: pytest.MonkeyPatch, grid_worker: Viewer
) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, COMMUNITY + 2000, COMMUNITY + 3000, 6), NEXT_DOOR)
    _nothing_beyond(grid_worker)
    with nationwide():
        everybody = list(Person.objects.all())
    monkeypatch.setattr(queries, "holding", lambda area, numbers: everybody)
    with found_out():
        _nothing_beyond(grid_worker)


def test_the_answer_is_the_same_whoever_else_bears_the_number(register: Register) -> None:
    register()
    next_grid = at_work(Role.GRID_WORKER, COMMUNITY + 2000, COMMUNITY + 3000, 6)
    known = _again(next_grid, NEXT_DOOR)
    fresh = register_person(
        household=known.household_id, name="李大成", by=next_grid, at=AT,
        id_number=number_of(date(1950, 1, 1), Sex.MALE),
    )  # fmt: skip
    assert type(known) is type(fresh)


def test_one_person_lives_at_the_later_door_with_the_earlier_history(
    register: Register, worker: Viewer
) -> None:
    kept = register(since=date(2022, 1, 1))
    double = _again(at_work(Role.GRID_WORKER, NEXT_DOOR - 1, NEXT_DOOR + 1, 6), NEXT_DOOR)
    _pairs()
    with nationwide():
        (pair,) = Review.objects.all()
    with pytest.raises(EmptyFieldError):
        settle_review(pair.pk, verdict="same", why=" ", by=worker, at=AT)
    settle_review(pair.pk, verdict="same", why="证件核对", by=worker, at=AT)
    with nationwide():
        one, other = Person.objects.get(pk=kept.pk), Person.objects.get(pk=double.pk)
        stays = list(Residence.objects.filter(person=one).order_by("since").values_list(
            "place", "since", "until"))  # fmt: skip
        assert list(Residence.objects.filter(person=other, until=None)) == []
        assert Change.objects.filter(person=one, field="household").count() == 1
    assert (one.place, one.living) == (NEXT_DOOR, "here")
    assert (other.living, other.same_as_id) == ("double", one.pk)
    moved = date(2023, 1, 10)
    assert stays == [(BUILDING, date(2022, 1, 1), moved), (NEXT_DOOR, moved, None)]
    with pytest.raises(AlreadySettledError):
        settle_review(pair.pk, verdict="different", why="不是一人", by=worker, at=AT)
    with nationwide():
        assert _pairs() == [(COMMUNITY, "number")], "nothing new is found"


def test_two_people_stay_two(register: Register, worker: Viewer) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, NEXT_DOOR - 1, NEXT_DOOR + 1, 6), NEXT_DOOR, "王桂芝", "")
    _pairs()
    with nationwide():
        (pair,) = Review.objects.all()
    settle_review(pair.pk, verdict="different", why="邻居，同日生", by=worker, at=AT)
    with nationwide():
        assert set(Person.objects.values_list("living", flat=True)) == {"here"}
        assert not within(worker, Review.objects.filter(settled_at=None)).exists()


def test_only_who_sees_both_settles(
    register: Register, worker: Viewer, grid_worker: Viewer, officer: Viewer
) -> None:
    register()
    _again(at_work(Role.GRID_WORKER, ELSEWHERE - 1, ELSEWHERE + 1, 6), ELSEWHERE)
    _pairs()
    with nationwide():
        (pair,) = Review.objects.all()
    for viewer, problem in ((grid_worker, NotYoursError), (worker, UnknownPersonError)):
        with pytest.raises(problem):
            settle_review(pair.pk, verdict="same", why="证件核对", by=viewer, at=AT)
    settle_review(pair.pk, verdict="same", why="证件核对", by=officer, at=AT)


def test_an_open_pair_follows_its_people(
    register: Register, officer: Viewer, home: Household
) -> None:
    register()
    double = _again(at_work(Role.GRID_WORKER, ELSEWHERE - 1, ELSEWHERE + 1, 6), ELSEWHERE)
    assert _pairs() == [(500103001 * 10**9, "number")]
    move_person(double.pk, household=home.pk, on=date(2023, 1, 15), by=officer, at=AT)
    assert _pairs() == [(COMMUNITY, "number")]
