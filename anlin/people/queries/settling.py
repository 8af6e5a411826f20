"""What waits for a decision: two edits of one field, two entries of perhaps one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.people.models import Difference, Household, Person, Review, SpecialGroup
from anlin.people.queries.history import field_word, names_of, value_word
from anlin.people.rules import MEMBER, YES

MOST = 100


@dataclass(frozen=True, slots=True)
class Apart:
    """Two values of one field, side by side."""

    number: int
    of: Person | Household
    field: str
    based_on: str
    current: str
    offered: str
    by: str
    made_at: datetime
    why: str

    @property
    def person(self) -> Person | None:
        """Return whose field it is, if a person's."""
        return self.of if isinstance(self.of, Person) else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person."""

    number: int
    one: Person
    other: Person
    sign: str
    found_at: datetime

    @property
    def both(self) -> tuple[Person, Person]:
        """Return the two, the earlier entry first."""
        return self.one, self.other


def waiting(viewer: Viewer) -> int:
    """Return how much waits for a decision in the viewer's place."""
    return _open_differences(viewer).count() + _open_reviews(viewer).count()


def differences(viewer: Viewer, number: int | None = None) -> list[Apart]:
    """Return the open differences of the viewer's place, the oldest first."""
    found = _open_differences(viewer).select_related("person__household", "household")
    rows = list(found.filter(pk=number) if number else found[:MOST])
    names = names_of(row.made_by for row in rows)
    return [
        Apart(
            row.pk, of, field_word(row.field), value_word(row.field, row.based_on),
            value_word(row.field, _current(of, row.field)), value_word(row.field, row.offered),
            names.get(row.made_by, ""), row.made_at, row.why,
        )
        for row in rows
        if (of := row.person or row.household) is not None
    ]  # fmt: skip


def reviews(viewer: Viewer, number: int | None = None) -> list[Pair]:
    """Return the open pairs that the viewer sees whole, the oldest first."""
    found = _open_reviews(viewer).select_related("one__household", "other__household")
    rows = found.filter(pk=number) if number else found[:MOST]
    return [Pair(row.pk, row.one, row.other, row.sign, row.found_at) for row in rows]


def kept_apart(ids: Iterable[UUID]) -> list[str]:
    """Return the fields of those edits that were kept beside another."""
    found = Difference.objects.filter(client_id__in=list(ids))
    return [field_word(field) for field in found.values_list("field", flat=True)]


def _open_differences(viewer: Viewer) -> QuerySet[Difference]:
    return within(viewer, Difference.objects.filter(settled_at=None).order_by("received_at", "pk"))


def _open_reviews(viewer: Viewer) -> QuerySet[Review]:
    return within(viewer, Review.objects.filter(settled_at=None).order_by("found_at", "pk"))


def _current(of: Person | Household, field: str) -> str:
    """Return the value of now; a number stays sealed, its screens show that one is known."""
    if field == "id_number":
        return "••••••" if isinstance(of, Person) and of.id_sealed else ""
    if field.startswith(MEMBER):
        group = field.removeprefix(MEMBER)
        held = SpecialGroup.objects.filter(person=of.pk, group=group, until=None)
        return YES if held.exists() else ""
    return str(getattr(of, field) or "")


def groups_now(persons: Sequence[Person]) -> dict[int, list[str]]:
    """Return the special groups that each of `persons` belongs to now."""
    found: dict[int, list[str]] = {}
    members = SpecialGroup.objects.filter(person__in=persons, until=None).order_by("since", "pk")
    for person, group in members.values_list("person", "group"):
        found.setdefault(person, []).append(group)
    return found
