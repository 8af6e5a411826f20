"""Sheets of institutions: whom a row admits, why not, and what a result's word means."""

from datetime import date

import pytest

from anlin.base.problems import Problem
from anlin.institutions.rules import Result, judge_rows, result_of
from anlin.institutions.rules.sheets import (
    BedNotFreeError,
    UnknownBedError,
    UnknownResultError,
)
from anlin.people.rules import DoubleIdentityError, EmptyFieldError, Sex, check_digit
from anlin.people.rules.sheets import FormulaCellError, Row

TODAY = date(2023, 1, 20)


def number(serial: int) -> str:
    first = f"99000019400501{serial:03}"
    return first + check_digit(first)


def rows(*cells: dict[str, str]) -> list[Row]:
    return [Row(n, {"bed": "101", "name": "王桂兰", "id_number": number(2)} | each)
            for n, each in enumerate(cells, 2)]  # fmt: skip


def faults(*cells: dict[str, str]) -> list[type[Problem] | None]:
    beds = {"101": [1], "102": [2], "103": [3, 4]}
    found = judge_rows(rows(*cells), beds, {1, 2, 3}, {number(8)}, TODAY)
    return [type(each.problem) if each.problem else None for each in found]


def test_a_row_becomes_somebody_to_admit() -> None:
    (found,) = judge_rows(
        rows({"phone": "008 0000 0001", "since": "2023-01-05"}), {"101": [1]}, [1], [], TODAY
    )
    assert (found.number, found.name, found.bed, found.problem) == (2, "王桂兰", "101", None)
    assert found.mover is not None
    assert (found.mover.bed, found.mover.name, found.mover.phone) == (1, "王桂兰", "00800000001")
    assert found.mover.since == date(2023, 1, 5)
    assert (found.mover.who.number, found.mover.who.born_on) == (number(2), date(1940, 5, 1))


@pytest.mark.parametrize(("told_", "sex"), [("女", Sex.FEMALE), ("male", Sex.MALE)])
def test_without_an_identity_number_day_of_birth_and_sex_are_told(told_: str, sex: Sex) -> None:
    given = {"id_number": "", "born_on": "1940-05-01", "sex": told_}
    (found,) = judge_rows(rows(given), {"101": [1]}, [1], [], TODAY)
    assert found.mover is not None
    assert (found.mover.who.sex, found.mover.who.born_on) == (sex, date(1940, 5, 1))
    assert (found.mover.since, found.mover.phone) == (TODAY, "")
    assert faults(given | {"sex": "?"}) != [None]
    assert faults({"id_number": "", "sex": "女"}) != [None]


def test_a_row_is_refused_for_its_bed_and_names_it() -> None:
    assert faults({"bed": "999"}, {"bed": "103"}) == [UnknownBedError, UnknownBedError]
    assert faults({}, {"id_number": number(4)}) == [None, BedNotFreeError]
    (unknown,) = judge_rows(rows({"bed": "9"}), {}, [], [], TODAY)
    assert unknown.problem is not None
    assert (unknown.bed, unknown.mover, unknown.problem.field) == ("9", None, "bed")
    assert "“9”" in unknown.problem.say("zh")
    (taken,) = judge_rows(rows({}), {"101": [1]}, [], [], TODAY)
    assert taken.problem is not None
    assert (taken.problem.field, "“101”" in taken.problem.say("zh")) == ("bed", True)


def test_a_row_is_refused_for_who_it_is_about() -> None:
    assert faults({"id_number": number(8)}) == [DoubleIdentityError]
    assert faults({}, {"bed": "102"}) == [None, DoubleIdentityError]
    nameless = {"id_number": "", "born_on": "1940-05-01", "sex": "女"}
    assert faults(nameless, nameless | {"bed": "102"}) == [None, None]
    assert faults({"name": " "}, {"bed": ""}) == [EmptyFieldError, EmptyFieldError]
    assert faults({"phone": "=1+1"}) == [FormulaCellError]


def test_a_refused_row_says_which_field_and_missing_cells_are_empty() -> None:
    fields = []
    for cells in (
        {"name": "x"},
        {"bed": "101"},
        {"bed": "101", "name": "x", "id_number": number(2)},
    ):
        (found,) = judge_rows([Row(2, cells)], {"101": [1]}, [1], {number(2)}, TODAY)
        assert found.problem is not None
        fields.append((found.name, found.bed, found.problem.field))
    assert fields == [("x", "", "bed"), ("", "101", "born_on"), ("x", "101", "id_number")]
    given = {"id_number": number(2), "born_on": "x"}
    for cells, field in (({"since": "x"}, "since"), (given, "born_on"), ({"name": ""}, "name")):
        (found,) = judge_rows(rows(cells), {"101": [1]}, [1], [], TODAY)
        assert found.problem is not None
        assert found.problem.field == field


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("阴性", Result.NEGATIVE), (" 阳 ", Result.POSITIVE), ("-", Result.NEGATIVE),
        ("+", Result.POSITIVE), ("无效", Result.INVALID), ("NEGATIVE", Result.NEGATIVE),
    ],
)  # fmt: skip
def test_a_result_is_read_as_people_write_it(text: str, result: Result) -> None:
    assert result_of(text) is result


def test_a_word_that_is_no_result_is_said_back() -> None:
    with pytest.raises(UnknownResultError) as caught:
        result_of("弱阳?")
    assert caught.value.field == "result"
    assert "弱阳?" in caught.value.say("zh")
