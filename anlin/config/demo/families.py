"""Invented families: who lives behind a door, and what the survey found about them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TypeVar

from anlin.config.demo import names
from anlin.people.rules import (
    Disease,
    Group,
    Relation,
    Sex,
    Vaccination,
    age_on,
    check_digit,
)

REGION = "990000"  # assigned to no place
SURVEYED_FROM = 65  # whom the demonstration's survey has reached
_VERY_OLD = 80

# How many live behind a door: 2.45 on average, as Chongqing's seventh census has it.
_SIZES = list(accumulate((27, 32, 22, 11, 5.5, 2.5)))
# By size of household: weight and members. e elder, p parent, g grown child, c child, a adult.
_TOWN = {
    1: ((27, "e"), (73, "a")),
    2: ((27, "ee"), (45, "pp"), (16, "pc"), (12, "eg")),
    3: ((58, "ppc"), (28, "ppg"), (14, "ppe")),
    4: ((44, "ppcc"), (36, "ppce"), (20, "ppee")),
    5: ((60, "ppcee"), (40, "ppcce")),
    6: ((100, "ppccee"),),
}
_COUNTRY = _TOWN | {
    1: ((34, "e"), (66, "a")),
    2: ((34, "ee"), (44, "pp"), (12, "ec"), (10, "eg")),
    3: ((48, "ppc"), (18, "ppg"), (18, "ppe"), (16, "eec")),
}
_WOMEN = {"e": 0.5, "p": 0.15, "c": 0.47, "g": 0.48, "a": 0.47}
_ELDER_AGES = ((60, 65, 70, 75, 80, 85, 90), list(accumulate((16, 30, 24, 16, 9.5, 3.5, 1))))
_DISEASE = {
    False: ((Disease.NONE, 38), (Disease.STABLE, 48), (Disease.UNSTABLE, 14)),
    True: ((Disease.NONE, 25), (Disease.STABLE, 50), (Disease.UNSTABLE, 25)),
}
_DOSES = {
    False: ((Vaccination.FULL, 90), (Vaccination.PARTIAL, 5), (Vaccination.NONE, 5)),
    True: ((Vaccination.FULL, 66), (Vaccination.PARTIAL, 11), (Vaccination.NONE, 23)),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One invented person and what is known of them."""

    name: str
    sex: Sex
    born_on: date
    number: str
    phone: str
    since: date
    groups: tuple[Group, ...]
    relation: Relation
    findings: tuple[tuple[Disease, Vaccination, date], ...]


class Families:
    """Draws one household after the other; the same dice and day draw the same people."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._serials: Counter[tuple[date, Sex]] = Counter()

    def draw(self, dice: Random, *, country: bool) -> list[Member]:
        """Return the members of one household, its head first."""
        size = dice.choices(range(1, 7), cum_weights=_SIZES)[0]
        kinds = (_COUNTRY if country else _TOWN)[size]
        members = dice.choices([who for _, who in kinds], [weight for weight, _ in kinds])[0]
        family, moved = names.surname(dice), self._today - timedelta(dice.randrange(400, 9000))
        drawn = []
        for place, (who, sex, age) in enumerate(_lives(dice, members)):
            own = family if place == 0 or who in "gc" else names.surname(dice)
            drawn.append(self._member(dice, own, sex, age, moved, (members, place)))
        return drawn

    def _member(
        self, dice: Random, family: str, sex: Sex, age: int, moved: date, where: tuple[str, int]
    ) -> Member:
        born = names.born(dice, age, self._today)
        members, place = where
        age = age_on(born, self._today)
        return Member(
            name=family + names.given(dice, sex, age),
            sex=sex,
            born_on=born,
            number=self._number(born, sex),
            phone=names.telephone(dice) if age > 11 else "",
            since=max(moved, born),
            groups=tuple(_groups(dice, age, members)),
            relation=_relation(place, members),
            findings=tuple(_findings(dice, age, self._today)),
        )

    def _number(self, born: date, sex: Sex) -> str:
        serial = self._serials[born, sex] = self._serials[born, sex] + 1
        first = f"{REGION}{born:%Y%m%d}{serial * 2 - (sex is Sex.MALE):03}"
        return first + check_digit(first)


def _relation(place: int, members: str) -> Relation:
    """Return who the member at `place` is to the head, who comes first."""
    if place == 0:
        return Relation.HEAD
    if members[place] == members[0]:
        return Relation.SPOUSE
    older = members[place] == "e"
    younger = Relation.GRANDCHILD if members[0] == "e" else Relation.CHILD
    return Relation.PARENT if older else younger


def _lives(dice: Random, members: str) -> Iterator[tuple[str, Sex, int]]:
    """Yield who each member is, of which sex and age; couples are of two sexes."""
    elder, parent = _elder(dice), dice.randrange(27, 51)
    if "g" in members:
        parent = dice.randrange(45, 62)
    before = ("", Sex.MALE)
    for who in members:
        sex = Sex.FEMALE if dice.random() < _WOMEN[who] else Sex.MALE
        if who in "ep" and before[0] == who:
            sex = Sex.MALE if before[1] is Sex.FEMALE else Sex.FEMALE
        before = (who, sex)
        yield who, sex, _age(dice, who, elder, parent)


def _age(dice: Random, who: str, elder: int, parent: int) -> int:
    if who == "e":
        return max(60, elder - dice.randrange(3))
    if who == "p":
        return parent - dice.randrange(4)
    if who == "c":
        return dice.randrange(max(0, parent - 42), min(18, parent - 20))
    return dice.randrange(18, 31) if who == "g" else dice.randrange(20, 60)


def _elder(dice: Random) -> int:
    starts, weights = _ELDER_AGES
    return dice.choices(starts, cum_weights=weights)[0] + dice.randrange(5)


def _groups(dice: Random, age: int, members: str) -> Iterator[Group]:
    """Yield the special groups somebody belongs to; the shares are our own estimate."""
    luck = dice.random()
    if members in ("e", "ee"):
        yield from _of_elders(luck, age, members)
    elif age < 16 and "p" not in members:
        if luck < 0.4:
            yield Group.UNATTENDED_CHILD if luck < 0.03 else Group.LEFT_BEHIND_CHILD
        if luck < 0.01:
            yield Group.ORPHAN
    else:
        yield from _of_others(luck, age)


def _of_elders(luck: float, age: int, members: str) -> Iterator[Group]:
    if members == "e" and age >= _VERY_OLD - 10 and luck < 0.5:
        yield Group.LONE_ELDER
    elif members == "e":
        yield Group.LIVING_ALONE
    elif luck < 0.2:
        yield Group.EMPTY_NEST
    yield from _of_others(luck, age)


def _of_others(luck: float, age: int) -> Iterator[Group]:
    if luck > 0.996:
        yield Group.DISABLED_NO_SELF_CARE
    elif luck > 0.993 and age >= 18:
        yield Group.SEVERE_MENTAL_DISORDER
    elif luck > 0.985:
        yield Group.MINIMUM_ALLOWANCE if luck > 0.987 else Group.DESTITUTE_SUPPORT


def _findings(dice: Random, age: int, today: date) -> Iterator[tuple[Disease, Vaccination, date]]:
    if age < SURVEYED_FROM or dice.random() > 0.93:
        return
    very_old = age >= _VERY_OLD
    doses = _draw(dice, _DOSES[very_old])
    yield _draw(dice, _DISEASE[very_old]), doses, today - timedelta(dice.randrange(20, 75))
    if dice.random() < 0.02:
        yield Disease.UNSTABLE, doses, today - timedelta(dice.randrange(1, 13))


T = TypeVar("T")


def _draw(dice: Random, weighted: tuple[tuple[T, float], ...]) -> T:
    return dice.choices([value for value, _ in weighted], [share for _, share in weighted])[0]
