"""Writing the invented places, households and people in a few large copies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import connections

from anlin.base import seal
from anlin.config.demo.families import Families, Member
from anlin.config.demo.homes import dedicated
from anlin.config.demo.territory import Community, Grounds, Unit, grounds
from anlin.people.rules import community_of, county_of, sealed_for
from anlin.places.rules import EVER, Kind, level_of, lo_of, span

_TABLES = {
    "places_place": "code, level, lo, hi, kind, name, periods, compound",
    "people_household": "id, place, door, label",
    "people_person": "id, place, household, name, sex, born_on, phone, area, id_sealed, "
    "id_index, id_county, relation, compared",
    "people_residence": "person, household, place, since, until",
    "people_special_group": 'person, place, "group", since, until',
    "people_health": "person, place, disease, vaccination, since, until",
}
_FULL = 40_000
_MOVED = 0.003


@dataclass
class Ledger:
    """Rows on their way into the tables, in the order in which keys point."""

    today: date
    seed: str
    households: int = 0
    people: int = 0
    _rows: dict[str, list[Sequence[object]]] = field(
        default_factory=lambda: {table: [] for table in _TABLES}
    )

    def __post_init__(self) -> None:
        self._families = Families(self.today)

    def add(self, community: Community) -> Grounds:
        """Take in one community with its places, households and people."""
        dice = Random(f"{self.seed}:{community.code}")  # noqa: S311 - invented, not secret
        ground = grounds(community, dice)
        own = (Unit(code, Kind.DEDICATED_GRID, name) for code, name in dedicated(community.code))
        self._rows["places_place"] += map(_place_row, [*ground.units, *own])
        for code, door in ground.doors:
            self._household(lo_of(code), door, community, dice)
        if len(self._rows["people_person"]) > _FULL:
            self.flush()
        return ground

    def _household(self, place: int, door: str, community: Community, dice: Random) -> None:
        members = self._families.draw(dice, country=community.country)
        self.households += 1
        label = f"{members[0].name[0]}家"
        self._rows["people_household"].append((self.households, place, door, label))
        for member in members:
            self._person(member, place, dice)

    def _person(self, member: Member, place: int, dice: Random) -> None:
        self.people += 1
        person, household, area = self.people, self.households, community_of(place)
        self._rows["people_person"].append((
            person, place, household, member.name, member.sex, member.born_on, member.phone,
            area, seal.seal(member.number, purpose=sealed_for(person)),
            seal.blind_index(member.number, area=area),
            seal.blind_index(member.number, area=county_of(place)), member.relation, True,
        ))  # fmt: skip
        self._rows["people_residence"] += self._stays(person, member, place, dice)
        self._rows["people_special_group"] += (
            (person, place, group, max(member.since, self.today - timedelta(120)), None)
            for group in member.groups
        )
        ends = [*(since for *_, since in member.findings[1:]), None]
        self._rows["people_health"] += (
            (person, place, disease, doses, since, until)
            for (disease, doses, since), until in zip(member.findings, ends, strict=False)
        )

    def _stays(
        self, person: int, member: Member, place: int, dice: Random
    ) -> Iterable[Sequence[object]]:
        """Return where somebody lived; a few came from the door before, in the last fortnight."""
        moved = self.today - timedelta(dice.randrange(1, 14))
        before = self._rows["people_household"][-2:][0]
        comes = dice.random() < _MOVED and before[1] == place and before[0] != self.households
        if not comes or member.since >= moved:
            return [(person, self.households, place, member.since, None)]
        return [
            (person, before[0], place, member.since, moved),
            (person, self.households, place, moved, None),
        ]

    def flush(self) -> None:
        """Write what has gathered."""
        with connections["owner"].cursor() as cursor:
            for table, columns in _TABLES.items():
                with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                    for row in self._rows[table]:
                        copy.write_row(row)
                self._rows[table].clear()

    def close(self) -> None:
        """Write the rest, and let later rows be numbered after these."""
        self.flush()
        last = {"people_household": self.households, "people_person": self.people}
        with connections["owner"].cursor() as cursor:
            for table, number in last.items():
                cursor.execute(
                    "select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number]
                )


def _place_row(unit: Unit) -> Sequence[object]:
    lo, hi = span(unit.code)
    always = f"{{[{EVER},)}}"
    compound = unit.compound or None
    return unit.code, level_of(unit.code), lo, hi, unit.kind, unit.name, always, compound
