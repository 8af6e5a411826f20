"""How a field of the ledger came to be what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from anlin.accounts.models import User
from anlin.people.models import Change, Household, Person
from anlin.people.queries.words import FIELD_WORDS, GROUP_WORDS, SOURCE_WORDS, VALUE_WORDS
from anlin.people.rules import MEMBER, Group, Source


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one field, in words."""

    at: datetime
    field: str
    before: str
    after: str
    on: date | None
    by: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """Since when a value is known, and from whom."""

    at: datetime | None
    by: str
    source: str


def steps(of: Person | Household) -> list[Step]:
    """Return every change of a person or a household, the newest first."""
    mine = {"person": of} if isinstance(of, Person) else {"household": of}
    found = list(Change.objects.filter(**mine).order_by("-at", "-pk"))
    names = names_of(change.by for change in found)
    doors = _doors(found)
    return [
        Step(
            change.at, field_word(change.field), value_word(change.field, change.before, doors),
            value_word(change.field, change.after, doors), change.on,
            names.get(change.by or 0, ""), source_word(change.source), change.why,
        )
        for change in found
    ]  # fmt: skip


def known(of: Person | Household) -> dict[str, Known]:
    """Return for each field that changed since when its value is known; "" is the registration."""
    mine = {"person": of} if isinstance(of, Person) else {"household": of}
    last = list(Change.objects.filter(**mine).order_by("field", "-at", "-pk").distinct("field"))
    names = names_of([of.registered_by, *(change.by for change in last)])
    first = Known(of.registered_at, names.get(of.registered_by or 0, ""), source_word(of.source))
    return {"": first} | {
        change.field: Known(change.at, names.get(change.by or 0, ""), source_word(change.source))
        for change in last
    }


def field_word(field: str) -> str:
    """Return how the screens call a field."""
    if field.startswith(MEMBER):
        return str(GROUP_WORDS[Group(field.removeprefix(MEMBER))])
    return str(FIELD_WORDS.get(field, field))


def value_word(field: str, value: str, doors: dict[str, str] | None = None) -> str:
    """Return how the screens say a value; nothing is a word, too."""
    if field.startswith(MEMBER):
        return _("yes") if value else _("no")
    if not value:
        return _("nothing")
    if field == "household":
        return (doors or {}).get(value, _("another household"))
    return str(VALUE_WORDS.get(field, {}).get(value, value))


def source_word(source: str) -> str:
    """Return by which way something came in, in words; empty if nobody kept it."""
    return str(SOURCE_WORDS[Source(source)]) if source else ""


def names_of(users: Iterable[int | None]) -> dict[int, str]:
    """Return the names of accounts in sight by their numbers."""
    wanted = {user for user in users if user}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _doors(found: Sequence[Change]) -> dict[str, str]:
    moves = [change for change in found if change.field == "household"]
    wanted = {int(value) for change in moves for value in (change.before, change.after) if value}
    doors = Household.objects.filter(pk__in=wanted) if wanted else []
    return {str(home.pk): home.door for home in doors}
