"""The first list of a grid of 500 households comes in seconds over a slow network."""

import gzip
import sys
from datetime import date
from random import Random

import msgspec
import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.accounts.rules.devices import CARRIED
from anlin.base.scope import nationwide, open_scope
from anlin.config.demo import names
from anlin.field.queries.list import list_of
from anlin.people.models import Health, Household, Person, SpecialGroup
from anlin.people.rules import Sex
from anlin.places.rules import level_of, span
from tests.duties.conftest import Block, owner
from tests.duties.town import at

__all__ = ["owner"]
GRID = "500103001001003"
MBIT = 1_000_000 / 8  # bytes a second
EVER = date(2020, 1, 1)


def settle(households: int, grid: str = GRID) -> int:
    """Put up a grid of so many households; return how many people live there."""
    dice, (lo, _) = Random(1), span(grid)
    people: list[Person] = []
    for n in range(households):
        place = lo + 1 + n % 10
        family = names.surname(dice)
        door = f"{5 + n % 4}-{1 + n // 10}-{n % 10}01"
        home = Household.objects.create(place=place, door=door, label=f"{family}家")
        for _ in range(2 + n % 2):
            sex = Sex.FEMALE if dice.random() < 0.5 else Sex.MALE
            born = date(dice.randint(1930, 2020), dice.randint(1, 12), dice.randint(1, 28))
            people.append(Person(
                pk=10_000 + len(people), place=place, household=home, sex=sex,
                name=family + names.given(dice, sex, 40),
                born_on=born, phone=f"0001{dice.randrange(10**7):07}", area=lo - lo % 10**6,
            ))  # fmt: skip
    made = Person.objects.bulk_create(people)
    old = [each for each in made if each.born_on.year < 1960]
    Health.objects.bulk_create(
        Health(person=each, place=each.place, disease="stable", vaccination="partial", since=EVER)
        for each in old
    )
    SpecialGroup.objects.bulk_create(
        SpecialGroup(person=each, place=each.place, group="lone_elder", since=EVER)
        for each in old[::4]
    )
    return len(made)


@pytest.mark.django_db
def test_five_hundred_households_come_in_under_ten_seconds_over_one_mbit(
    owner: Block, capsys: pytest.CaptureFixture[str]
) -> None:
    with owner(), nationwide():
        people = settle(500)
    lo, hi = span(GRID)
    viewer = Viewer(
        5, "x", Role.GRID_WORKER, GRID, lo, hi, level_of(GRID), device=5, carried=CARRIED
    )
    with open_scope(lo, hi, user=5, names=True):
        told = list_of(viewer, at("01-03 09:00"))
    whole = msgspec.json.encode(told)
    packed = len(gzip.compress(whole, 6))
    said = f"{people} people: {len(whole):,} bytes, {packed:,} compressed"
    with capsys.disabled():
        sys.stdout.write(f"\n{said}, {packed / MBIT:.1f} s at 1 Mbit/s\n")
    assert len(told.people) == people
    assert len(told.households) == 500
    assert packed / MBIT < 5
    assert b"id_number" not in whole
