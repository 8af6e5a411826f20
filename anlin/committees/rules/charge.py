"""Who answers for whom: kinds of charge, where each is expected, and who stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anlin.places.rules import BUILDING, COMMUNITY, GRID, TOWN


class Charge(StrEnum):
    """What somebody answers for at a place, beside the roles that people at work hold."""

    SECRETARY = "secretary"
    STEWARD = "steward"
    DOCTOR = "doctor"
    HOSPITAL = "hospital"
    ON_DUTY = "on_duty"
    CADRE = "cadre"


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a kind of charge must not be missing, by which clause."""

    charge: Charge
    levels: frozenset[int]
    clause: str
    order: str


EXPECTED: Mapping[Charge, Expected] = {
    Charge.SECRETARY: Expected(
        Charge.SECRETARY, frozenset({1, 2, 3, TOWN, COMMUNITY}), "E-2", "yu-minzheng-2023-01-14"
    ),
    Charge.STEWARD: Expected(
        Charge.STEWARD, frozenset({BUILDING}), "E-1", "yu-minzheng-2023-01-14"
    ),
    Charge.DOCTOR: Expected(Charge.DOCTOR, frozenset({COMMUNITY}), "A-1.2", "minfa-2020-9"),
    Charge.HOSPITAL: Expected(Charge.HOSPITAL, frozenset({3}), "E-3", "yu-minzheng-2023-01-14"),
    Charge.ON_DUTY: Expected(Charge.ON_DUTY, frozenset({COMMUNITY}), "A-3.2", "minfa-2020-9"),
    Charge.CADRE: Expected(Charge.CADRE, frozenset(), "B-3.2", "guofa-mingdian-2020-6"),
}
ALLOWED: Mapping[Charge, frozenset[int]] = {
    Charge.SECRETARY: frozenset(range(COMMUNITY + 1)),
    Charge.STEWARD: frozenset({GRID, BUILDING}),
    Charge.DOCTOR: frozenset({COMMUNITY, GRID}),
    Charge.HOSPITAL: frozenset({2, 3, TOWN}),
    Charge.ON_DUTY: frozenset({3, TOWN, COMMUNITY, GRID}),
    Charge.CADRE: frozenset({BUILDING}),
}


def expected_at(level: int) -> list[Charge]:
    """Return what must not be missing at a place of `level`."""
    return [charge for charge, each in EXPECTED.items() if level in each.levels]


def allowed_at(level: int) -> list[Charge]:
    """Return what somebody can answer for at a place of `level`, without a household."""
    return [c for c, levels in ALLOWED.items() if level in levels and c is not Charge.CADRE]


def holds_on(since: date, until: date | None, day: date) -> bool:
    """Tell whether a charge holds on a day."""
    return since <= day and (until is None or day < until)
