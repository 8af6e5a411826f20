"""What else a phone takes along: what happened lately, how readings are judged, whom to call."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.base.words import both
from anlin.cases.queries import COMING_WORDS, Offered, clinic_of, waiting_here
from anlin.cases.rules import Coming
from anlin.policy.queries import Tables
from anlin.policy.rules import DecisionTable

READINGS = "home_reading"
_MOST = 6  # entries of each person
_BACK = timedelta(days=60)


class PastOut(Struct, frozen=True, omit_defaults=True):
    """An earlier entry about a person: who made it, when, and what it says."""

    id: UUID
    at: datetime
    by: str
    body: dict[str, Any]
    corrected: bool = False


class AxisOut(Struct, frozen=True, omit_defaults=True):
    """One thing a table looks at; `edges` are the least numbers of its bands."""

    name: str
    values: list[str]
    edges: list[int] = []


class RowOut(Struct, frozen=True):
    """A row of a table: which values it takes on each axis, and what it then says."""

    outcome: str
    takes: dict[str, list[str]]


class OutcomeOut(Struct, frozen=True):
    """What a table can say, from mild to severe."""

    name: str
    zh: str
    en: str


class TableOut(Struct, frozen=True):
    """How an order in force judges a reading; the first row that fits decides."""

    clause: str
    axes: list[AxisOut]
    rows: list[RowOut]
    outcomes: list[OutcomeOut]


class ClinicOut(Struct, frozen=True):
    """Whom to call when somebody is unwell."""

    name: str
    phone: str


class HandoverOut(Struct, frozen=True, omit_defaults=True, rename={"from_": "from"}):
    """Somebody whom another community hands over to this one, and who waits for an answer."""

    id: int
    name: str
    sex: str
    born_on: str
    from_: str
    offered_at: datetime
    phone: str = ""
    coming: dict[str, str] | None = None
    origin: str = ""
    arrived_on: str = ""
    note: str = ""


def handovers(viewer: Viewer, at: datetime) -> list[HandoverOut]:
    """Return who waits to be taken over in the viewer's place, the longest first."""
    waits = sorted(waiting_here(viewer, at).values(), key=lambda each: each.handover.offered_at)
    return [_handover(each) for each in waits]


def _handover(offered: Offered) -> HandoverOut:
    who, letter = offered.handover, offered.handover.letter
    coming = str(letter.get("coming", ""))
    return HandoverOut(
        id=who.pk, name=who.name, sex=who.sex, born_on=who.born_on.isoformat(),
        from_=offered.from_name, offered_at=who.offered_at, phone=who.phone,
        coming=both(COMING_WORDS[Coming(coming)]) if coming else None,
        origin=str(letter.get("origin", "")), arrived_on=str(letter.get("arrived_on", "")),
        note=who.note,
    )  # fmt: skip


def latest(viewer: Viewer, at: datetime) -> Mapping[int, list[PastOut]]:
    """Return the newest entries about each person of the viewer's place, by person."""
    rows = sql.rows(
        "field/latest", {"lo": viewer.lo, "hi": viewer.hi, "since": at - _BACK, "most": _MOST}
    )
    found: dict[int, list[PastOut]] = defaultdict(list)
    for row in rows:
        body = msgspec.json.decode(row.body)
        found[row.subject].append(PastOut(row.id, row.at, row.by or "", body, row.corrected))
    return found


def tables(viewer: Viewer, at: datetime) -> list[TableOut]:
    """Return how the orders in force in the viewer's place judge a reading."""
    return [table_out(each) for each in Tables(READINGS, local_day(at)).at(viewer.lo)]


def table_out(table: DecisionTable) -> TableOut:
    """Return a table as a phone reads it."""
    return TableOut(
        clause=table.clause,
        axes=[AxisOut(a.name, list(a.values), list(a.edges)) for a in table.axes],
        rows=[
            RowOut(row.outcome, {axis: list(values) for axis, values in row.takes})
            for row in table.rows
        ],
        outcomes=[OutcomeOut(each.name, each.zh, each.en) for each in table.outcomes],
    )


def clinics(viewer: Viewer) -> list[ClinicOut]:
    """Return whom the viewer's community calls; empty if it has not said."""
    clinic = clinic_of(viewer.lo)
    return [ClinicOut(clinic.name, clinic.phone)] if clinic else []
