"""Opening, closing, splitting and merging: any past day can be asked for."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction

from anlin.base import sockets, sql
from anlin.base.days import NEVER, local_day
from anlin.base.scope import open_scope
from anlin.journal.models import Entry
from anlin.places import actions, queries
from anlin.places.models import Place, Succession
from anlin.places.rules import (
    ClosedPlaceError,
    Kind,
    LaterChildError,
    NoSerialLeftError,
    OpenPlaceError,
    ParentClosedError,
    Period,
    SucceededError,
    TooFewError,
    UnknownPlaceError,
    WrongLevelError,
    lo_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AT = datetime(2023, 3, 1, 4, tzinfo=UTC)
STREET, COMMUNITY = "500103001", "500103001001"
FIRST = date(2023, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number - 1)


def close(code: str, number: int) -> Place:
    return actions.close_place(code, day(number), by=None, at=AT)


def reopen(code: str, number: int) -> Place:
    return actions.reopen_place(code, day(number), by=None, at=AT)


def open_below(above: str, kind: Kind, *names: str, number: int = 1) -> list[Place]:
    return actions.open_places(above, kind, names, day(number), by=None, at=AT)


def owed(spans: Sequence[tuple[date, date]], on: date) -> int:
    """Return the denominator: how many communities of the street are concerned on a day."""
    return sum(since <= on < until for since, until in spans)


def spans() -> list[tuple[date, date]]:
    population = sockets.populations()["communities"]
    lo, hi = lo_of(STREET), lo_of(STREET) + 10**9
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"select since, until from ({population.sql}) p where place >= %s and place < %s",
            [lo, hi],
        )
        return [(local_day(since), local_day(until)) for since, until in cursor.fetchall()]


def one_opening_each() -> list[tuple[date, date]]:
    """Return the spans as a table with one opening day per place would give them."""
    communities = queries.below(STREET, 5)
    return [(each.periods[-1].since, each.periods[-1].until or date.max) for each in communities]


def denominators(read: Callable[[], list[tuple[date, date]]]) -> list[int]:
    found = read()
    return [owed(found, day(number)) for number in range(1, 41)]


def test_a_unit_closed_five_days_and_reopened_twice_is_counted_right_each_day() -> None:
    close(COMMUNITY, 5)
    reopen(COMMUNITY, 10)
    close(COMMUNITY, 20)
    reopen(COMMUNITY, 25)
    right = [2 if 5 <= number < 10 or 20 <= number < 25 else 3 for number in range(1, 41)]
    assert denominators(spans) == right
    assert [queries.below(STREET, 5, day(n)).count() for n in range(1, 41)] == right
    assert denominators(one_opening_each) != right


def test_a_place_that_closes_takes_those_below_with_it_and_brings_them_back() -> None:
    (grid,) = open_below(COMMUNITY, Kind.GRID, "1 网格")
    (gone,) = open_below(COMMUNITY, Kind.GRID, "2 网格")
    open_below(grid.code, Kind.BUILDING, "3 号楼")
    close(gone.code, 3)
    close(STREET, 5)
    assert not queries.below(STREET, 7, day(5)).exists()
    assert not queries.below(STREET, 5, day(5)).exists()
    assert queries.open_on(day(5)).filter(code="500103002001").exists()
    reopen(STREET, 10)
    assert queries.below(STREET, 5, day(10)).count() == 3
    assert [each.name for each in queries.below(STREET, 6, day(10))] == ["1 网格"]
    assert queries.below(STREET, 7, day(4)).count() == queries.below(STREET, 7, day(10)).count()


def test_a_split_place_stays_in_history_and_names_its_heirs() -> None:
    new = actions.split(COMMUNITY, ["民生东路", "民生西路"], day(8), by=None, at=AT)
    assert [each.code for each in new] == ["500103001004", "500103001005"]
    assert {each.kind for each in new} == {Kind.COMMUNITY}
    before, after = queries.below(STREET, 5, day(7)), queries.below(STREET, 5, day(8))
    assert [each.code[-1] for each in before] == ["1", "2", "3"]
    assert [each.code[-1] for each in after] == ["2", "3", "4", "5"]
    assert [heir.after for heir in queries.successors(COMMUNITY)] == new
    with pytest.raises(SucceededError):
        reopen(COMMUNITY, 9)


def test_merged_places_end_where_the_new_one_begins() -> None:
    merged = actions.merge([COMMUNITY, "500103001002"], "民生临江", day(8), by=None, at=AT)
    assert merged.periods == (Period(day(8)),)
    assert [row.before_id for row in queries.predecessors(merged.code)] == [
        COMMUNITY,
        "500103001002",
    ]
    assert queries.below(STREET, 5, day(7)).count() == 3
    assert queries.below(STREET, 5, day(8)).count() == 2


def test_the_street_reopens_without_the_places_that_were_split() -> None:
    actions.split(COMMUNITY, ["民生东路", "民生西路"], day(8), by=None, at=AT)
    close(STREET, 20)
    reopen(STREET, 25)
    assert [each.code[-1] for each in queries.below(STREET, 5, day(25))] == ["2", "3", "4", "5"]


def test_a_code_once_used_is_not_used_again() -> None:
    first, second = open_below(COMMUNITY, Kind.GRID, "1 网格", "2 网格")
    close(second.code, 5)
    (third,) = open_below(COMMUNITY, Kind.DEDICATED_GRID, "市场专属网格", number=6)
    assert [each.code[-3:] for each in (first, second, third)] == ["001", "002", "003"]


def test_buildings_stand_in_grids_and_belong_to_a_compound() -> None:
    (grid,) = open_below(COMMUNITY, Kind.GRID, "1 网格")
    (compound,) = open_below(COMMUNITY, Kind.COMPOUND, "民生花园")
    built = actions.open_places(
        grid.code, Kind.BUILDING, ["1 号楼"], day(1), by=None, at=AT, compound=compound.code
    )
    assert compound.code.endswith("900")
    assert list(queries.children(compound.code)) == built
    assert list(queries.children(grid.code, day(1))) == built
    assert not queries.children(compound.code, date(2022, 1, 1)).exists()
    with pytest.raises(WrongLevelError):
        open_below(compound.code, Kind.BUILDING, "2 号楼")
    with pytest.raises(WrongLevelError):
        actions.open_places(
            grid.code, Kind.BUILDING, ["2 号楼"], day(1), by=None, at=AT, compound=grid.code
        )


def test_each_act_leaves_one_line_in_the_journal() -> None:
    open_below(COMMUNITY, Kind.GRID, "1 网格", "2 网格")
    close(COMMUNITY, 5)
    reopen(COMMUNITY, 10)
    actions.merge([COMMUNITY, "500103001002"], "新", day(12), by=None, at=AT, reason="合并")
    lines = list(Entry.objects.order_by("id").values_list("verb", "subject", "reason"))
    assert lines == [
        ("places.open", f"places_place:{COMMUNITY}", ""),
        ("places.close", f"places_place:{COMMUNITY}", ""),
        ("places.reopen", f"places_place:{COMMUNITY}", ""),
        ("places.merge", "places_place:500103001004", "合并"),
    ]


def test_a_closed_place_cannot_be_closed_again_nor_an_open_one_reopened() -> None:
    with pytest.raises(OpenPlaceError):
        reopen(COMMUNITY, 5)
    close(COMMUNITY, 5)
    with pytest.raises(ClosedPlaceError):
        close(COMMUNITY, 7)
    with pytest.raises(OpenPlaceError):
        reopen(COMMUNITY, 4)
    with pytest.raises(ClosedPlaceError):
        actions.split(COMMUNITY, ["甲", "乙"], day(7), by=None, at=AT)


def test_a_place_cannot_close_on_the_day_it_opens() -> None:
    (grid,) = open_below(COMMUNITY, Kind.GRID, "1 网格", number=5)
    with pytest.raises(ClosedPlaceError):
        close(grid.code, 5)
    with pytest.raises(LaterChildError):
        close(COMMUNITY, 4)


def test_nothing_opens_below_a_closed_place() -> None:
    (grid,) = open_below(COMMUNITY, Kind.GRID, "1 网格")
    close(COMMUNITY, 5)
    with pytest.raises(ParentClosedError):
        open_below(COMMUNITY, Kind.GRID, "2 网格", number=6)
    with pytest.raises(ParentClosedError):
        reopen(grid.code, 6)


def test_what_cannot_be_done_here_is_said() -> None:
    with pytest.raises(UnknownPlaceError):
        close("500103009", 5)
    with pytest.raises(WrongLevelError):
        close("500103", 5)
    with pytest.raises(WrongLevelError):
        open_below("5001", Kind.STREET, "某街道")
    with pytest.raises(TooFewError):
        actions.split(COMMUNITY, ["甲"], day(5), by=None, at=AT)
    with pytest.raises(TooFewError):
        actions.merge([COMMUNITY, "500103002001"], "甲", day(5), by=None, at=AT)
    with pytest.raises(NoSerialLeftError):
        open_below(COMMUNITY, Kind.COMPOUND, *(f"小区{n}" for n in range(101)))


def test_a_problem_says_the_place_and_the_way_out_in_both_languages() -> None:
    close(COMMUNITY, 5)
    with pytest.raises(ClosedPlaceError) as caught:
        close(COMMUNITY, 7)
    assert "民生路社区居委会" in caught.value.say("zh")
    assert "Reopen it first" in caught.value.say("en")


def test_the_breadcrumb_leaves_out_the_headings_of_the_statistics() -> None:
    names = [each.name for each in queries.breadcrumb(STREET)]
    assert names == ["全国", "重庆市", "渝中区", "七星岗街道"]
    assert queries.breadcrumb("5001")[-1].name == "市辖区"


def test_rows_find_their_place_by_its_number() -> None:
    (grid,) = open_below(COMMUNITY, Kind.GRID, "1 网格")
    found = queries.places_at([lo_of(COMMUNITY), grid.lo])
    assert {each.code for each in found.values()} == {COMMUNITY, grid.code}


def test_the_plain_communities_are_those_of_the_database() -> None:
    close(COMMUNITY, 5)
    reopen(COMMUNITY, 10)
    close("500103002", 7)
    facts = {
        "places": [
            {
                "code": each.code,
                "periods": [
                    {"since": str(period.since), "until": period.until and str(period.until)}
                    for period in each.periods
                ],
            }
            for each in Place.objects.all()
        ]
    }
    population = sockets.populations()["communities"]
    plain = {
        (lo_of(span.subject), lo_of(span.place), span.since, span.until, span.key)
        for span in population.plain(facts, ())
    }
    assert plain == {tuple(row) for row in sql.rows("places/communities", {})}
    assert len(plain) == 5
    assert any(span[3] == NEVER for span in plain)


def test_facts_without_periods_are_open_as_the_edition_is() -> None:
    population = sockets.populations()["communities"]
    (span,) = population.plain(
        {"places": [{"code": COMMUNITY, "periods": []}, {"code": STREET}]}, ()
    )
    assert (local_day(span.since), span.until) == (date(2000, 1, 1), NEVER)
    touching = [{"since": "2020-01-01", "until": "2020-02-01"}, {"since": "2020-02-01"}]
    (span,) = population.plain({"places": [{"code": COMMUNITY, "periods": touching}]}, ())
    assert (local_day(span.since), span.until) == (date(2020, 1, 1), NEVER)


def test_the_database_lets_nobody_change_the_tree_elsewhere() -> None:
    here, there = lo_of(COMMUNITY), lo_of("500103001002")
    one, other = open_below(COMMUNITY, Kind.GRID, "1 网格", "2 网格")
    with open_scope(there, there + 10**6):
        assert queries.place(one.code).name == "1 网格"
        assert Place.objects.filter(code=one.code).update(periods=[Period(FIRST)]) == 0
        with pytest.raises(UnknownPlaceError):
            close(one.code, 5)
        for row in (
            Place(
                code=f"{COMMUNITY}009", level=6, lo=here + 9000, hi=here + 10**4, kind=Kind.GRID,
                name="9 网格", periods=[Period(FIRST)],
            ),
            Succession(before=one, after=other, on=FIRST, kind="merge"),
        ):  # fmt: skip
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)
