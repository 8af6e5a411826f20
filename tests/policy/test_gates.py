"""Gates: what clauses in force ask before a step, beside what is so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from anlin.places.rules import lo_of
from anlin.policy.rules import Adoption, Asked, Limit, asked, limits_in_force
from tests.packs.cases import library

HERE = lo_of("500103001001")
NAMES = ("staff_isolation", "staff_abnormal", "staff_infected", "staff_tests")
PACKS = ("national-2020-institutions", "national-2020-livelihood")
EARLY, LATER = date(2020, 3, 1), date(2020, 3, 9)


@pytest.fixture(scope="module")
def in_force() -> list[object]:
    law = [each for each in library().limits if each.pack in PACKS]
    return limits_in_force(law, library().default_adoptions())  # type: ignore[return-value]


def asks(in_force: list[object], day: date, level: str, **facts: int | None) -> dict[str, str]:
    """Return which clause asks for what, of each condition not met."""
    found = asked(in_force, NAMES, HERE, day, facts, level)  # type: ignore[arg-type]
    return {each.limit.name: each.limit.clause for each in found if not each.met}


def test_before_the_levels_fourteen_days_are_asked_of_every_county(in_force: list[object]) -> None:
    ready = {"staff_isolation": 14, "staff_abnormal": 0}
    assert asks(in_force, EARLY, "low", **ready) == {}
    assert asks(in_force, EARLY, "low", **ready | {"staff_isolation": 13}) == {
        "staff_isolation": "B-1.10"
    }


@pytest.mark.parametrize(
    ("level", "facts", "lacking"),
    [
        ("low", {"staff_isolation": 0, "staff_infected": 0, "staff_tests": 1}, set()),
        ("low", {"staff_isolation": 14, "staff_infected": 0, "staff_tests": 0}, {"staff_tests"}),
        ("low", {"staff_infected": 1, "staff_tests": 3}, {"staff_infected"}),
        ("medium", {"staff_isolation": 14, "staff_abnormal": 0, "staff_infected": 0}, set()),
        ("high", {"staff_isolation": 13, "staff_abnormal": 0, "staff_infected": 0},
         {"staff_isolation"}),
        ("high", {"staff_isolation": 14, "staff_abnormal": 1, "staff_infected": 0},
         {"staff_abnormal"}),
        ("high", {"staff_isolation": 14, "staff_infected": 0}, {"staff_abnormal"}),
        ("", {"staff_isolation": 14, "staff_abnormal": 0, "staff_infected": 0, "staff_tests": 0},
         {"staff_tests"}),
        ("", {"staff_isolation": 0, "staff_abnormal": 0, "staff_infected": 0, "staff_tests": 1},
         {"staff_isolation"}),
    ],
)  # fmt: skip
def test_the_level_of_the_county_says_what_is_asked_and_an_unknown_one_asks_for_all(
    in_force: list[object], level: str, facts: dict[str, int], lacking: set[str]
) -> None:
    found = asks(in_force, LATER, level, **facts)
    assert set(found) == lacking
    assert set(found.values()) <= {"C-4.2"}


def test_what_nobody_knows_is_never_met() -> None:
    limit = Limit("x", "p", EARLY, None, "o", "C-1", Decimal(0), "count", "less")
    assert not Asked(limit, None).met
    assert Asked(limit, Decimal(0)).met


def test_a_place_asks_for_more_by_its_own_pack_and_never_for_less() -> None:
    law = Limit("x", "p", EARLY, None, "o", "C-1", Decimal(14), "days", "more")
    here = replace(law, pack="local", clause="L-1", value=Decimal(21))
    adoptions = [Adoption("p", "0", EARLY), Adoption("local", "500103", EARLY)]
    held = limits_in_force([law, here], adoptions)
    (found,) = asked(held, ["x"], HERE, LATER, {"x": 14})
    assert (found.limit.clause, found.met) == ("L-1", False)
