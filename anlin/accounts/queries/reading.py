"""The journal in words: who did what, to whom or what, where and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from anlin.accounts.models import Grant, Proposal
from anlin.accounts.queries.handover import names_of
from anlin.accounts.rules import OFFICES, Role, Viewer
from anlin.accounts.rules.said import BREAKS, DETAILS, THINGS, VERBS, named
from anlin.base.words import dated, moment, said, spoken
from anlin.journal.models import Entry
from anlin.journal.queries import chains
from anlin.places.queries import names
from anlin.places.rules import WIDTHS, code_of

_GIVEN = ("accounts_grant", "accounts_proposal")
_ALL = 9000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal as it is read out."""

    entry: Entry
    who: str
    role: str
    what: str
    whom: str
    where: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One area whose chain did not hold when it was last verified."""

    where: str
    number: int
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """How the chains of a viewer's areas stand.

    Units: `lines` and `unread` count entries: all, and those not covered by the last verification.
    """

    chains: int
    lines: int
    never: int
    unread: int
    oldest: datetime | None
    newest: datetime | None
    faults: tuple[Fault, ...]


def read_out(entries: Iterable[Entry]) -> list[Line]:
    """Return the lines in the reader's language.

    Cost: four statements, however many lines.
    """
    rows = list(entries)
    given = _given(rows)
    people = {row.actor for row in rows if row.actor}
    people |= {n for row in rows for n in _accounts(row)} | {who for who, _, _ in given.values()}
    known = names_of(people)
    codes = {code_at(row.place) for row in rows} | {code for _, _, code in given.values()}
    codes |= {
        number for row in rows for table, number in [_subject(row)] if table == "places_place"
    }
    codes |= {str(row.detail["place"]) for row in rows if row.detail.get("place")}
    places = names(codes)
    return [
        Line(
            entry=row,
            who=known.get(row.actor, "") if row.actor else "",
            role=said(OFFICES[Role(row.role)]) if row.role in set(Role) else row.role,
            what=spoken(*named(VERBS, row.verb)),
            whom=_whom(row, known, places, given),
            where=places.get(code_at(row.place), code_at(row.place)),
            details=tuple(_details(row, places)),
        )
        for row in rows
    ]


def code_at(lo: int) -> str:
    """Return the code of the widest place whose range begins at `lo`."""
    level = next(level for level in range(len(WIDTHS)) if lo % WIDTHS[level] == 0)
    return code_of(lo, level)


def seal(viewer: Viewer) -> Seal:
    """Return how the chains of the viewer's areas stand."""
    found = chains(viewer.lo, viewer.hi)
    checked = [chain for chain in found if chain.at is not None]
    broken = [chain for chain in checked if chain.kind]
    places = names(code_at(chain.area) for chain in broken)
    moments = [chain.at for chain in checked if chain.at]
    return Seal(
        chains=len(found),
        lines=sum(chain.seq for chain in found),
        never=len(found) - len(checked),
        unread=sum(max(0, chain.seq - (chain.read or 0)) for chain in found),
        oldest=min(moments, default=None),
        newest=max(moments, default=None),
        faults=tuple(
            Fault(
                where=places.get(code_at(chain.area), code_at(chain.area)),
                number=chain.broken_at or 0,
                how=spoken(*named(BREAKS, chain.kind or "")),
                at=chain.at,
            )
            for chain in broken
            if chain.at
        ),
    )


def _subject(row: Entry) -> tuple[str, str]:
    table, _, number = row.subject.partition(":")
    return table, number


def _accounts(row: Entry) -> Iterator[int]:
    table, number = _subject(row)
    if table == "accounts_user" and number.isdecimal():
        yield int(number)


def _given(rows: Iterable[Entry]) -> dict[str, tuple[int, str, str]]:
    """Return, for each role that a line is about, who holds it, which it is and where."""
    wanted: dict[str, list[int]] = {table: [] for table in _GIVEN}
    for row in rows:
        table, number = _subject(row)
        if table in wanted and number.isdecimal():
            wanted[table].append(int(number))
    found = {}
    for table, model in zip(_GIVEN, (Grant, Proposal), strict=True):
        if wanted[table]:
            held = model._default_manager.filter(pk__in=wanted[table])
            for pk, *about in held.values_list("pk", "user_id", "role", "place_code"):
                found[f"{table}:{pk}"] = tuple(about)
    return found


def _whom(
    row: Entry,
    known: Mapping[int, str],
    places: Mapping[str, str],
    given: Mapping[str, tuple[int, str, str]],
) -> str:
    table, number = _subject(row)
    thing = spoken(*named(THINGS, table))
    if row.subject in given:
        who, role, code = given[row.subject]
        office = said(OFFICES[Role(role)])
        return f"{known.get(who, '')} · {office} · {places.get(code, code)}"
    if table == "accounts_user" and number.isdecimal():
        return known.get(int(number), "")
    if table == "places_place":
        return places.get(number, number)
    if number.isdecimal():
        return f"{thing} {spoken('第', 'no. ')}{number}{spoken('号', '')}"
    return f"{thing} {number}".strip() if number != "?" else ""


def _details(row: Entry, places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in row.detail.items():
        if key in DETAILS and value not in (None, "", [], 0):
            known = places.get(str(value)) if key == "place" else None
            yield spoken(*DETAILS[key]), known or _value(key, value)


def _value(key: str, value: object) -> str:
    if isinstance(value, list):
        return spoken("、", ", ").join(str(each) for each in value)
    text = str(value)
    if key == "role" and text in set(Role):
        return said(OFFICES[Role(text)])
    if key == "verb":
        return spoken(*named(VERBS, text))
    if key in ("since", "until", "on"):
        return _day(text)
    return text


def _day(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    if at.year >= _ALL:
        return spoken("不限", "open")
    return moment(at) if at.tzinfo else dated(at.date())
