"""What identity numbers, birthdays and doors say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.people.rules import (
    IdentityFault,
    Sex,
    age_on,
    birth_in_id,
    birthday,
    check_digit,
    door_order,
    fault_of_id,
    mask_phone,
    normal_id,
    sex_in_id,
)

FIRST = "99000019491231002"
DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))


def test_the_published_sample_ends_in_x() -> None:
    assert check_digit("11010519491231002") == "X"


def test_a_lower_case_x_is_the_same_number() -> None:
    assert fault_of_id(normal_id(" 11010519491231002x ")) is None


@given(st.sampled_from(["990000", "110105", "810000", "910000", "000000"]), DAYS)
def test_the_region_is_never_judged(region: str, born: date) -> None:
    first = f"{region}{born:%Y%m%d}123"
    number = first + check_digit(first)
    assert fault_of_id(number) is None
    assert birth_in_id(number) == born
    assert sex_in_id(number) is Sex.MALE


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(at: int, by: int) -> None:
    wrong = FIRST[:at] + str((int(FIRST[at]) + by) % 10) + FIRST[at + 1 :]
    assert fault_of_id(wrong + check_digit(FIRST)) is IdentityFault.CHECK


@pytest.mark.parametrize(
    "text", ["", "1101051949123100", "1101051949123100XX", "ABCDEF19491231002X"]
)
def test_what_is_not_eighteen_characters_is_no_number(text: str) -> None:
    assert fault_of_id(text) is IdentityFault.SHAPE


def test_a_day_that_never_was_is_no_birth() -> None:
    first = "99000019490230002"
    assert fault_of_id(first + check_digit(first)) is IdentityFault.BIRTH


def test_who_was_born_on_29_february_ages_on_the_28th_of_a_common_year() -> None:
    born = date(1944, 2, 29)
    assert birthday(born, 65) == date(2009, 2, 28)
    assert age_on(born, date(2009, 2, 27)) == 64
    assert age_on(born, date(2009, 2, 28)) == 65


@given(DAYS, st.integers(0, 110))
def test_one_is_an_age_from_its_birthday_to_the_next(born: date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, birthday(born, age + 1) - timedelta(days=1)) == age


def test_nobody_is_younger_than_zero() -> None:
    assert age_on(date(2020, 5, 1), date(2019, 5, 1)) == 0


def test_doors_stand_as_a_person_walks_them() -> None:
    doors = ["3-1-1001", "10-1-101", "3-1-402", "老屋院坝 12 号", "老屋院坝 3 号", "3-2-101"]
    assert sorted(doors, key=door_order) == [
        "3-1-402", "3-1-1001", "3-2-101", "10-1-101", "老屋院坝 3 号", "老屋院坝 12 号",
    ]  # fmt: skip


def test_a_shown_telephone_hides_its_middle() -> None:
    assert mask_phone("00012345678") == "000******78"
    assert mask_phone("12345") == "*****"
    assert mask_phone("") == ""
