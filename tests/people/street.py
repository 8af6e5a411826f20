"""An invented street: its places, the moment it is asked at, and who works there."""

from datetime import date, datetime

from anlin.accounts.rules import Role, Viewer
from anlin.people.rules import Sex, check_digit

COMMUNITY = 500103001001000000
BUILDING = COMMUNITY + 1001
NEXT_DOOR = COMMUNITY + 2001
ELSEWHERE = COMMUNITY + 10**6 + 1001
AT = datetime.fromisoformat("2023-01-20T18:00:00+08:00")


def number_of(born: date, sex: Sex, serial: int = 0) -> str:
    """Return an invented identity number; region 990000 is assigned to no place."""
    first = f"990000{born:%Y%m%d}{serial * 2 + (sex is Sex.MALE):03}"
    return first + check_digit(first)


def at_work(role: Role, lo: int, hi: int, level: int) -> Viewer:
    return Viewer(
        user=7, name="陈明", role=role, place_code=str(lo), lo=lo, hi=hi, level=level
    )  # fmt: skip
