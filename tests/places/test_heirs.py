"""What lies below a place that is split, joined or recoded goes on with its heirs, code by code."""

import pytest

from anlin.places import actions, queries
from anlin.places.models import Place, Succession
from anlin.places.rules import (
    Kind,
    NoSerialLeftError,
    NotSharedOutError,
    SameAgainError,
    WrongLevelError,
)
from tests.places.test_actions import AT, COMMUNITY, STREET, close, day, open_below

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
OTHER = "500103001002"


@pytest.fixture
def grid() -> Place:
    """Stand a compound, and a grid with three buildings, two of them in the compound."""
    (compound,) = open_below(COMMUNITY, Kind.COMPOUND, "民生花园")
    (found,) = open_below(COMMUNITY, Kind.GRID, "1 网格")
    actions.open_places(
        found.code, Kind.BUILDING, ["1 号楼", "2 号楼"], day(1), by=None, at=AT,
        compound=compound.code,
    )  # fmt: skip
    open_below(found.code, Kind.BUILDING, "3 号楼")
    return found


def below(code: str, number: int) -> dict[str, str]:
    level = queries.place(code).level + 1
    return {each.code: each.name for each in queries.below(code, level, day(number))}


def heirs(code: str) -> list[str]:
    return [row.after_id for row in queries.successors(code)]


def test_buildings_of_a_split_grid_go_where_they_were_shared_out(grid: Place) -> None:
    one, two, three = below(grid.code, 1)
    east, west = actions.split(
        grid.code, ["东网格", "西网格"], day(8), by=None, at=AT, shares={one: 0, two: 1, three: 1}
    )
    assert list(below(grid.code, 7).values()) == ["1 号楼", "2 号楼", "3 号楼"]
    assert below(grid.code, 8) == {}
    assert below(east.code, 8) == {f"{east.code}001": "1 号楼"}
    assert below(west.code, 8) == {f"{west.code}002": "2 号楼", f"{west.code}003": "3 号楼"}
    assert below(west.code, 7) == {}
    assert heirs(two) == [f"{west.code}002"]


def test_a_building_stays_in_its_compound_when_its_grid_is_split(grid: Place) -> None:
    shares = {code: number % 2 for number, code in enumerate(below(grid.code, 1))}
    actions.split(grid.code, ["东", "西"], day(8), by=None, at=AT, shares=shares)
    compound = f"{COMMUNITY}900"
    for number in (7, 8):
        gathered = queries.children(compound, day(number))
        assert [each.name for each in gathered] == ["1 号楼", "2 号楼"]


def test_a_split_that_forgets_a_building_is_refused_whole(grid: Place) -> None:
    one, *_ = below(grid.code, 1)
    for shares in ({one: 0}, dict.fromkeys(below(grid.code, 1), 2)):
        with pytest.raises(NotSharedOutError, match="1 网格"):
            actions.split(grid.code, ["东", "西"], day(8), by=None, at=AT, shares=shares)
    assert len(below(COMMUNITY, 8)) == 2


def test_joined_communities_keep_their_grids_compounds_and_buildings(grid: Place) -> None:
    (other,) = open_below(OTHER, Kind.GRID, "1 网格")
    open_below(other.code, Kind.BUILDING, "9 号楼")
    new = actions.merge([COMMUNITY, OTHER], "民生临江", day(8), by=None, at=AT)
    assert below(new.code, 8) == {
        f"{new.code}001": "1 网格", f"{new.code}002": "1 网格", f"{new.code}900": "民生花园",
    }  # fmt: skip
    assert list(below(f"{new.code}001", 8).values()) == ["1 号楼", "2 号楼", "3 号楼"]
    assert list(below(f"{new.code}002", 8).values()) == ["9 号楼"]
    gathered = queries.children(f"{new.code}900", day(8))
    assert [each.code for each in gathered] == [f"{new.code}001001", f"{new.code}001002"]
    assert below(COMMUNITY, 7)
    assert not below(COMMUNITY, 8)


def test_what_closed_before_is_not_opened_again(grid: Place) -> None:
    one, two, three = below(grid.code, 1)
    close(two, 4)
    east, _ = actions.split(
        grid.code, ["东", "西"], day(8), by=None, at=AT, shares={one: 0, three: 0}
    )
    assert list(below(east.code, 8).values()) == ["1 号楼", "3 号楼"]
    assert heirs(two) == []


def test_a_village_becomes_a_community_with_all_it_holds(grid: Place) -> None:
    new = actions.recode(
        COMMUNITY, day(8), kind=Kind.VILLAGE, name="民生村", by=None, at=AT, reason="测试"
    )
    assert new.code == "500103001200"
    back = actions.recode(new.code, day(20), kind=Kind.COMMUNITY, by=None, at=AT)
    assert (back.name, back.code) == ("民生村", "500103001004")
    assert list(below(f"{back.code}001", 20).values()) == ["1 号楼", "2 号楼", "3 号楼"]
    assert [queries.below(STREET, 5, day(n)).count() for n in (7, 8, 20)] == [3, 3, 3]
    assert heirs(COMMUNITY) == [new.code]
    assert heirs(new.code) == [back.code]


def test_a_community_moves_to_another_street(grid: Place) -> None:
    new = actions.recode(COMMUNITY, day(8), above="500103002", by=None, at=AT)
    assert new.code == "500103002002"
    assert queries.below(STREET, 5, day(8)).count() == 2
    assert list(below(f"{new.code}001", 8)) == [f"{new.code}001{n:03}" for n in (1, 2, 3)]
    assert Succession.objects.filter(kind="recode").count() == 1 + 2 + 3


def test_what_cannot_be_recoded_is_said(grid: Place) -> None:
    with pytest.raises(SameAgainError):
        actions.recode(COMMUNITY, day(8), by=None, at=AT)
    with pytest.raises(WrongLevelError):
        actions.recode(COMMUNITY, day(8), kind=Kind.GRID, by=None, at=AT)
    with pytest.raises(WrongLevelError):
        actions.recode(grid.code, day(8), above=STREET, by=None, at=AT)


def test_one_community_cannot_hold_more_grids_than_there_are_codes() -> None:
    for above in (COMMUNITY, OTHER):
        open_below(above, Kind.COMPOUND, *(f"{n} 小区" for n in range(60)))
    with pytest.raises(NoSerialLeftError):
        actions.merge([COMMUNITY, OTHER], "民生临江", day(8), by=None, at=AT)
