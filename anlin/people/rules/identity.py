"""Identity numbers, age, doors, and what of them may be shown."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anlin.people.rules.problems import BadIdentityError, BirthNeededError

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
COMMUNITY = 10**6  # places within one community share all digits above these six
COUNTY = 10**12
_RUNS = re.compile(r"\d+|\D+")


class Sex(StrEnum):
    """As the identity number tells it: an odd serial is male, an even one female."""

    MALE = "male"
    FEMALE = "female"


class IdentityFault(StrEnum):
    """What is wrong with an identity number."""

    SHAPE = "shape"
    CHECK = "check"
    BIRTH = "birth"
    CONTRADICTS = "contradicts"


def normal_id(text: str) -> str:
    """Return an identity number as it is compared: no blanks, capital X."""
    return "".join(text.split()).upper()


def token_of(index: bytes | memoryview | None) -> str:
    """Return what editors see of a known number's keyed digest: no part of it; empty if none."""
    return bytes(index).hex()[:12] if index else ""


def check_digit(first: str) -> str:
    """Return the 18th character for the first 17 digits.

    Source: GB 11643-1999, ISO 7064 MOD 11-2.
    """
    return _CHECKS[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def fault_of_id(number: str) -> IdentityFault | None:
    """Return what is wrong with a normal identity number, or None.

    The region part is never judged: it names the place of first registration, which may be
    abolished, or be 81-83 and 9x for residents from elsewhere.
    """
    if not _NUMBER.fullmatch(number):
        return IdentityFault.SHAPE
    if check_digit(number[:17]) != number[17]:
        return IdentityFault.CHECK
    if birth_in_id(number) is None:
        return IdentityFault.BIRTH
    return None


def birth_in_id(number: str) -> date | None:
    """Return the day of birth that a normal identity number states, or None if no such day is."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_in_id(number: str) -> Sex:
    """Return the sex that a normal identity number states."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody born on `born` turns `age`.

    Who was born on 29 February turns a year older on 28 February of a common year: a month that
    lacks the day ends the span.
    Source: Civil Code of 2020, Art. 202.
    """
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def age_on(born: date, day: date) -> int:
    """Return how many birthdays somebody born on `born` has had by `day`; never below zero."""
    years = max(day.year - born.year, 0)
    return years if birthday(born, years) <= day else max(years - 1, 0)


def community_of(place: int) -> int:
    """Return the community (lo) that `place` lies in: the area in which equal numbers meet."""
    return place - place % COMMUNITY


def county_of(place: int) -> str:
    """Return the name of the wider area in which equal numbers meet for review: the county."""
    return f"county:{place - place % COUNTY}"


def sealed_for(person: int) -> str:
    """Return what a sealed identity number is bound to: its row and column."""
    return f"people_person.id_sealed:{person}"


def door_order(door: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts doors as a person walks them: 3-1-402 before 3-1-1001."""
    return tuple(
        (0, int(run), "") if run.isdecimal() else (1, 0, run) for run in _RUNS.findall(door)
    )


def mask_phone(phone: str) -> str:
    """Return a telephone number as lists show it: the middle hidden."""
    if len(phone) < 7:
        return "*" * len(phone)
    return f"{phone[:3]}{'*' * (len(phone) - 5)}{phone[-2:]}"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a registration says about who somebody is: number if any, day of birth, sex."""

    number: str
    born_on: date
    sex: Sex


_FAULTS = {
    IdentityFault.SHAPE: ("应为 18 位", "it must have 18 characters"),
    IdentityFault.CHECK: ("校验位不符", "its check digit does not fit"),
    IdentityFault.BIRTH: ("其中的出生日期不存在", "the day of birth in it does not exist"),
    IdentityFault.CONTRADICTS: (
        "与填写的出生日期或性别不一致",
        "it contradicts the day of birth or the sex given",
    ),
}


def identity(number: str, born_on: date | None, sex: Sex | None) -> Identity:
    """Return who a registration says somebody is; the number, if given, tells birth and sex.

    Raises:
        BadIdentityError: the number cannot be one, or contradicts what else was given.
        BirthNeededError: there is no number, and day of birth or sex is missing.
    """
    number = normal_id(number)
    if not number:
        if born_on is None or sex is None:
            raise BirthNeededError(field="born_on" if born_on is None else "sex")
        return Identity("", born_on, sex)
    fault, born = fault_of_id(number), birth_in_id(number)
    if fault or born is None:
        raise _bad(fault or IdentityFault.BIRTH)
    if born_on not in (None, born) or sex not in (None, sex_in_id(number)):
        raise _bad(IdentityFault.CONTRADICTS)
    return Identity(number, born, sex_in_id(number))


def _bad(fault: IdentityFault) -> BadIdentityError:
    zh, en = _FAULTS[fault]
    return BadIdentityError(field="id_number", zh=zh, en=en)
