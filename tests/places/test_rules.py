"""Codes, ranges and periods: laws over any code, and over the whole tree."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.places.rules import (
    LENGTHS,
    SERIALS,
    WIDTHS,
    CodeError,
    Kind,
    Period,
    ancestor_lo,
    ancestors,
    child,
    code_of,
    free_serials,
    hi_of,
    is_open,
    kind_of,
    level_of,
    lo_of,
    may_hold,
    parent,
    serial_of,
    span,
    stays_open,
)


def of_level(level: int) -> st.SearchStrategy[str]:
    if level == 0:
        return st.just("0")
    rest = st.text("0123456789", min_size=LENGTHS[level] - 2, max_size=LENGTHS[level] - 2)
    return st.builds(str.__add__, st.integers(11, 65).map(str), rest)


def codes(least: int = 0) -> st.SearchStrategy[str]:
    return st.integers(least, 7).flatmap(of_level)


def pairs() -> st.SearchStrategy[list[str]]:
    return st.integers(1, 7).flatmap(
        lambda level: st.lists(of_level(level), min_size=2, max_size=2, unique=True)
    )


@given(codes())
def test_a_code_comes_back_from_where_its_range_begins(code: str) -> None:
    assert code_of(lo_of(code), level_of(code)) == code
    assert hi_of(code) - lo_of(code) == WIDTHS[level_of(code)]


@given(codes(least=1))
def test_a_place_lies_within_every_place_above_it(code: str) -> None:
    lo, hi = span(code)
    for above in ancestors(code):
        assert lo_of(above) <= lo < hi <= hi_of(above)
        assert ancestor_lo(lo, level_of(above)) == lo_of(above)
    assert ancestors(code)[-1] == parent(code)
    assert child(str(parent(code)), serial_of(code)) == code


@given(pairs())
def test_two_places_of_one_level_never_overlap(pair: list[str]) -> None:
    one, other = pair
    assert hi_of(one) <= lo_of(other) or hi_of(other) <= lo_of(one)


@pytest.mark.parametrize("text", ["", "5", "05", "500", "50010a", "500103001001001001x", "１２"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        level_of(text)


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("0", "全国", Kind.NATION),
        ("50", "重庆市", Kind.PROVINCE),
        ("5001", "市辖区", Kind.CITY),
        ("500103", "渝中区", Kind.COUNTY),
        ("500103001", "七星岗街道", Kind.STREET),
        ("110105021", "南磨房地区", Kind.STREET),
        ("500243100", "保家镇", Kind.TOWN),
        ("500243200", "岩东乡", Kind.TOWNSHIP),
        ("152201208", "某苏木", Kind.TOWNSHIP),
        ("500112400", "某开发区", Kind.OTHER_TOWNSHIP),
        ("350527000", "金门县", Kind.OTHER_TOWNSHIP),
        ("500103001001", "民生路社区居委会", Kind.COMMUNITY),
        ("500243100201", "某村委会", Kind.VILLAGE),
        ("500243100202", "某嘎查", Kind.VILLAGE),
        ("500112400498", "某虚拟社区", Kind.COMMUNITY),
    ],
)
def test_the_kind_follows_from_name_and_code(code: str, name: str, kind: Kind) -> None:
    assert kind_of(code, name) is kind


@given(st.sets(st.integers(0, 999)), st.sampled_from([Kind.STREET, Kind.VILLAGE, Kind.COMPOUND]))
def test_new_serials_are_free_and_within_the_range_of_their_kind(
    taken: set[int], kind: Kind
) -> None:
    found = free_serials(taken, kind, 1000)
    assert sorted(found) == sorted(set(SERIALS[kind]) - taken)


def test_a_serial_once_used_comes_last() -> None:
    assert free_serials([1, 3], Kind.GRID, 2) == [4, 5]
    assert free_serials([900, 999], Kind.COMPOUND, 1) == [901]
    assert free_serials(range(900, 1000), Kind.COMPOUND, 1) == []


def test_a_compound_gathers_buildings_but_does_not_hold_them() -> None:
    assert may_hold(Kind.GRID, Kind.BUILDING)
    assert may_hold(Kind.VILLAGE, Kind.COMPOUND)
    assert not may_hold(Kind.COMPOUND, Kind.BUILDING)
    assert not may_hold(Kind.CITY, Kind.COUNTY)


def test_a_period_holds_its_first_day_and_not_its_last() -> None:
    periods = [Period(date(2023, 1, 1), date(2023, 1, 5)), Period(date(2023, 1, 9))]
    days = [date(2023, 1, 1) + timedelta(n) for n in range(9)]
    assert [is_open(periods, day) for day in days] == [True] * 4 + [False] * 4 + [True]
    assert stays_open(periods, date(2023, 1, 9))
    assert not stays_open(periods, date(2023, 1, 3))


def sharing(tree: Sequence[str]) -> dict[int, list[str]]:
    """Return the codes that begin their range at the same number, where there are several."""
    beginning = defaultdict(list)
    for code in tree:
        beginning[lo_of(code)].append(code)
    return {lo: found for lo, found in beginning.items() if len(found) > 1}


def equal_territory(tree: Sequence[str], found: Sequence[str]) -> bool:
    """Say whether each of `found` has the next one as its only child."""
    children = Counter(parent(code) for code in tree)
    return all(parent(lower) == upper and children[upper] == 1 for upper, lower in pairwise(found))


def test_in_the_whole_tree_only_places_of_equal_territory_begin_together(tree: list[str]) -> None:
    shared = {lo: found for lo, found in sharing(tree).items() if lo}
    assert [found[0] for found in shared.values()] == ["350527", "4419", "4420", "4604"]
    for found in shared.values():
        assert len({level_of(code) for code in found}) == len(found)
        assert equal_territory(tree, found)
    assert not equal_territory([*tree, "441901"], ["4419", "441900"])


def test_in_the_whole_tree_every_place_has_the_one_above_it(tree: list[str]) -> None:
    known = set(tree)
    assert all(parent(code) in known for code in tree if code != "0")
