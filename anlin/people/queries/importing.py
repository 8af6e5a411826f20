"""Reading imports: the ledger as a file meets it, and what became of each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec
from django.db.models import QuerySet

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import seal
from anlin.people.models import Import, Person, SpecialGroup
from anlin.people.queries.history import field_word
from anlin.people.rules import AT_HOME, COMMUNITY, Book, Sex, Standing
from anlin.places.models import Place
from anlin.places.rules import BUILDING, GRID, parent


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one row of a file."""

    n: int
    fate: str
    name: str
    door: str
    field: str
    zh: str
    en: str
    edits: tuple[str, ...]

    @property
    def column(self) -> str:
        """Return how the screens call the column that is wrong."""
        return field_word(self.field) if self.field else ""

    @property
    def words(self) -> list[str]:
        """Return how the screens call the fields that change."""
        return [field_word(field) for field in self.edits]


def imports(viewer: Viewer) -> QuerySet[Import]:
    """Return the imports of the viewer's place, the newest first."""
    return within(viewer, Import.objects.order_by("-made_at"))


def report(kept: Import, fate: str = "") -> list[ReportLine]:
    """Return what became of each row, or of those with one fate, in the order of the file."""
    text = seal.open_sealed(bytes(kept.report_sealed), purpose=import_purpose(kept, "report"))
    lines = msgspec.json.decode(text, type=list[ReportLine])
    return [line for line in lines if not fate or line.fate == fate]


def import_purpose(kept: Import, part: str) -> str:
    """Return what the sealed parts of an import are bound to."""
    return f"people_import.{part}:{kept.place}:{kept.made_at.timestamp()}"


def book_of(community: int, today: date) -> Book:
    """Return the ledger of a community as a file meets it.

    Cost: three statements over the people of one community.
    """
    hi = community + COMMUNITY
    groups: dict[int, set[str]] = {}
    members = SpecialGroup.objects.filter(place__gte=community, place__lt=hi, until=None)
    for person, group in members.values_list("person", "group"):
        groups.setdefault(person, set()).add(group)
    people = Person.objects.filter(place__gte=community, place__lt=hi, living__in=AT_HOME)
    columns = ("pk", "place", "household__door", "name", "sex", "born_on", "id_index", "phone",
               "relation")  # fmt: skip
    standing = [
        Standing(
            pk, place, door, name, Sex(sex), born_on, bytes(index) if index else None,
            {"phone": phone, "relation": relation}, frozenset(groups.get(pk, ())),
        )
        for pk, place, door, name, sex, born_on, index, phone, relation in people.values_list(
            *columns
        )
    ]  # fmt: skip
    return Book(
        _buildings(community, hi), standing, partial(seal.blind_index, area=community), today
    )


def _buildings(lo: int, hi: int) -> Mapping[str, Sequence[int]]:
    """Return the buildings by name, by grid and name, and by code."""
    below = Place.objects.filter(level__in=(GRID, BUILDING), lo__gte=lo, lo__lt=hi)
    rows = list(below.values_list("level", "code", "lo", "name"))
    grids = {code: name for level, code, _, name in rows if level == GRID}
    found: dict[str, list[int]] = {}
    for level, code, at, name in rows:
        if level == BUILDING:
            for word in {name, code, grids.get(str(parent(code)), "") + name}:
                found.setdefault(word, []).append(at)
    return found
