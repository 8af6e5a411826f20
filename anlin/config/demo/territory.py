"""Invented grids, compounds, buildings and natural villages on real communities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from anlin.config.demo import names
from anlin.places.rules import Kind, child, parent

COUNTIES = ("500103", "500243")
SHOWN = ("500103001006", "500243001200")  # the communities whose workers one signs in as
COMPOUND = 900

# Households of a whole community: 渝中 589,000 people in 80, 彭水 530,000 in 296, at 2.45 each.
_WHOLE = {"500103": 3000, "500243": 730}
_GRID = {False: 400, True: 300}
_CORNER = range(5, 10)  # households of a community of which only a corner is built
_PER_HOUSEHOLD = 2.44


@dataclass(frozen=True, slots=True)
class Community:
    """A real community or village, and how many households the demonstration puts there."""

    code: str
    name: str
    country: bool
    households: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One invented place; a building names the compound it belongs to."""

    code: str
    kind: Kind
    name: str
    compound: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a community is divided into, and the doors behind which its households live."""

    units: tuple[Unit, ...]
    doors: tuple[tuple[str, str], ...]  # code of the building or natural village, door


def share(communities: Sequence[tuple[str, str, bool]], people: int, seed: str) -> list[Community]:
    """Return how many households each community gets so that about `people` live in all.

    Every community gets a corner with a grid of its own. Then the shown ones are built whole, a
    full grid in every town, and one community after the other whole, until the number is reached.
    """
    dice = Random(f"{seed}:share")  # noqa: S311 - invented people, not secrets
    whole = {code: int(_WHOLE[code[:6]] * dice.uniform(0.5, 1.5)) for code, _, _ in communities}
    given = {code: dice.choice(_CORNER) for code, _, _ in communities}
    left = int(people / _PER_HOUSEHOLD) - sum(given.values())
    for code, goal in _steps(communities, whole, dice):
        more = min(max(goal - given[code], 0), max(left, 0))
        given[code] += more
        left -= more
    if left > 0:
        grow = 1 + left / sum(given.values())
        given = {code: int(households * grow) for code, households in given.items()}
    return [Community(code, name, country, given[code]) for code, name, country in communities]


def _steps(
    communities: Sequence[tuple[str, str, bool]], whole: Mapping[str, int], dice: Random
) -> Iterator[tuple[str, int]]:
    """Yield which community grows next, and to how many households."""
    for code in SHOWN:
        if code in whole:
            yield code, whole[code]
    drawn = list(communities)
    dice.shuffle(drawn)
    towns = {parent(code): (code, _GRID[country]) for code, _, country in drawn}
    yield from sorted(towns.values(), key=lambda town: town[0][6:9])
    for code, _, _ in drawn:
        yield code, whole[code]


def grounds(community: Community, dice: Random) -> Grounds:
    """Return the invented places of one community, and its doors in walking order."""
    units: list[Unit] = []
    doors: list[tuple[str, str]] = []
    count = max(1, round(community.households / _GRID[community.country]))
    for number in range(1, count + 1):
        grid = child(community.code, number)
        units.append(Unit(grid, Kind.GRID, f"第{number}网格"))
        households = _part(community.households, count, number)
        fill = _natural_villages if community.country else _buildings
        for unit, found in fill(community.code, grid, number, households, dice):
            units.append(unit)
            doors += [(unit.code, door) for door in found]
    return Grounds(tuple(units), tuple(doors))


def _part(households: int, count: int, number: int) -> int:
    return households * number // count - households * (number - 1) // count


def _buildings(
    community: str, grid: str, number: int, households: int, dice: Random
) -> Iterator[tuple[Unit, list[str]]]:
    """Yield the compound of a grid and its buildings with doors such as 3-1-402."""
    compound = child(community, COMPOUND + number - 1) if number <= 100 else ""
    if compound:
        yield Unit(compound, Kind.COMPOUND, names.compound(dice)), []
    building = 0
    while households > 0:
        building += 1
        doors = _doors(building, dice)[:households]
        households -= len(doors)
        yield Unit(child(grid, building), Kind.BUILDING, f"{building}号楼", compound), doors


def _doors(building: int, dice: Random) -> list[str]:
    stairs, floors, flats = dice.randint(1, 3), dice.randint(6, 17), dice.randint(2, 4)
    return [
        f"{building}-{stair}-{floor}{flat:02}"
        for stair in range(1, stairs + 1)
        for floor in range(1, floors + 1)
        for flat in range(1, flats + 1)
    ]


def _natural_villages(
    community: str, grid: str, number: int, households: int, dice: Random
) -> Iterator[tuple[Unit, list[str]]]:
    """Yield the natural villages of a grid and their house numbers."""
    serial, known = 0, set[str]()
    while households > 0:
        serial += 1
        name = names.village(dice)
        while name in known:
            name = names.village(dice)
        known.add(name)
        houses = min(dice.randint(12, 45), households)
        households -= houses
        doors = [f"{house}号" for house in range(1, houses + 1)]
        yield Unit(child(grid, serial), Kind.NATURAL_VILLAGE, name), doors
