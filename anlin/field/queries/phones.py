"""How things stand with the phones of a place, and which of their items wait for a decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from anlin.accounts.models import Grant
from anlin.accounts.queries import code_at, hands_out_to, names_of, within
from anlin.accounts.queries.devices import carriers
from anlin.accounts.rules import OFFICES, Office, Right, Role, Viewer
from anlin.base import sql
from anlin.base.words import said
from anlin.field.models import Aside
from anlin.field.queries.words import CONDITIONS, KINDS, NEEDS, SYMPTOMS, WAYS, words_of
from anlin.field.rules import QUIET, ImplausibleError, Standing
from anlin.people.queries import persons
from anlin.places.queries import names

MOST = 200
_PARTS = ("name", "door", "whom", "label", "value", "origin", "arrived_on", "on", "word", "reason")
_TABLES = {"way": WAYS, "condition": CONDITIONS, "symptoms": SYMPTOMS, "needs": NEEDS}


@dataclass(frozen=True, slots=True)
class Set:
    """One phone as the supervisor sees it.

    Units: `waiting` and `missing` count items; `gaps` names the missing ones.
    """

    device: int
    name: str
    last_at: datetime
    list_at: datetime | None
    off: timedelta | None
    backdated: int
    waiting: int
    gaps: tuple[tuple[int, int], ...]
    quiet: bool

    @property
    def missing(self) -> int:
        """Return how many items the phone made that neither came nor wait there."""
        return sum(last - first + 1 for first, last in self.gaps)


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who works in the field here, with the phones that work in their name.

    `below` tells that the viewer lets their phones in and ends them.
    """

    grant: Grant
    place: str
    sets: tuple[Set, ...]
    below: bool

    @property
    def office(self) -> Office:
        """Return what the role may do, with its name in both languages."""
        return OFFICES[Role(self.grant.role)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits for a decision, in words.

    `may` tells that the viewer can decide, `hopeless` that no decision could take it in.
    """

    row: Aside
    who: str
    place: str
    why: str
    way_out: str
    about: str
    says: tuple[str, ...]
    note: str
    twice: bool
    may: bool
    hopeless: bool


def phones(viewer: Viewer, at: datetime) -> list[Carrier]:
    """Return who works in the field in the viewer's place, with their phones.

    Cost: five statements.
    """
    rows = sql.rows("field/phones", {"lo": viewer.lo, "hi": viewer.hi})
    sets: dict[int, list[Set]] = {}
    for row in rows:
        sets.setdefault(row.user_id, []).append(_set(row, at))
    found = [each for each in carriers(viewer, at, most=MOST) if each.user_id != viewer.user]
    places = names(each.place_code for each in found)
    below = hands_out_to(viewer, [each.user_id for each in found], at)
    return [
        Carrier(
            each, places.get(each.place_code, ""), tuple(sets.get(each.user_id, ())),
            each.user_id in below,
        )
        for each in found
    ]  # fmt: skip


def _set(row: sql.Row, at: datetime) -> Set:
    gaps = msgspec.json.decode(row.missing, type=list[tuple[int, int]])
    heard = max(filter(None, (row.last_at, row.seen_at)))
    return Set(
        device=row.device, name=row.name, last_at=heard, list_at=row.list_at, off=row.ahead,
        backdated=row.backdated, waiting=row.waiting, gaps=tuple(gaps), quiet=at - heard > QUIET,
    )  # fmt: skip


def waiting(viewer: Viewer) -> list[Waiting]:
    """Return the items of the viewer's place that nobody has decided on, the oldest first."""
    if not viewer.names:
        return []
    found = within(viewer, Aside.objects.filter(decision=None)).order_by("received_at", "pk")
    rows = list(found[:MOST])
    people = names_of(row.user_id for row in rows)
    places = names(code_at(row.place) for row in rows)
    may = viewer.may(Right.RECORD)
    about = {each.pk: each.name for each in persons(viewer, [*_subjects(rows)])}
    return [
        _waiting(
            row, people.get(row.user_id, ""), places.get(code_at(row.place), ""),
            may and row.user_id != viewer.user, about,
        )
        for row in rows
    ]  # fmt: skip


def _subjects(rows: Iterable[Aside]) -> Iterator[int]:
    for row in rows:
        subject = row.body.get("subject") if isinstance(row.body, dict) else None
        if isinstance(subject, int) and 0 < subject < 2**53:
            yield subject


def _waiting(row: Aside, who: str, place: str, may: bool, about: Mapping[int, str]) -> Waiting:
    body: Mapping[str, object] = row.body if isinstance(row.body, dict) else {}
    subject = body.get("subject")
    readings = {"temperature": "{} °C", "spo2": "SpO2 {} %"}
    says = [word for name, table in _TABLES.items() for word in words_of(table, body.get(name))]
    says += [form.format(body[name]) for name, form in readings.items() if body.get(name)]
    problem = row.problem
    return Waiting(
        row=row,
        who=who,
        place=place,
        why=said(problem),
        way_out=said(problem, "way_out"),
        about=about.get(subject, "") if isinstance(subject, int) else "",
        says=(*([str(word)] if (word := KINDS.get(row.kind)) else []), *says, *_told(body))
        or _plainly(row.body),
        note=str(body.get("note", "")),
        twice=row.standing == Standing.CONFLICT,
        may=may,
        hopeless=problem["code"] == ImplausibleError.code,
    )


def _told(body: Mapping[str, object]) -> list[str]:
    """Return what an item says in words of its own, such as a name, a door, a visitor's errand."""
    visitor = body.get("visitor")
    both = [body, visitor] if isinstance(visitor, dict) else [body]
    return [str(each[part]) for each in both for part in _PARTS if each.get(part)]


def _plainly(body: object) -> tuple[str, ...]:
    """Return what an unknown form says, as it came."""
    text = msgspec.json.encode(body).decode()
    return (text[:300],)


def decided(viewer: Viewer, *, most: int = 20) -> Sequence[Aside]:
    """Return the items of the viewer's place that were decided on last."""
    found = within(viewer, Aside.objects.exclude(decision=None)).select_related("decision")
    return list(found.order_by("-decision__at")[:most])
