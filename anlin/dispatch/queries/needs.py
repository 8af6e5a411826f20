"""Needs with what became of each by a moment, and the words that may be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.accounts.queries import names_of
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.scope import NATION
from anlin.base.sockets import MATTERS
from anlin.dispatch.models import Step, Word
from anlin.dispatch.rules import NeedKind, State, What
from anlin.people.models import Person
from anlin.people.queries import persons
from anlin.places.queries import names, places_at
from anlin.places.rules import COMMUNITY, WIDTHS, code_of

MOST = 100
_ALIKE = timedelta(days=3)  # how far apart needs may lie that are shown as perhaps the same


@dataclass(frozen=True, slots=True)
class Listed:
    """One need as a row. `level` has it now; `told` is the level to which it climbed by itself."""

    number: int
    place: int
    kind: NeedKind
    personal: bool
    at: datetime
    by: int
    asked: int
    level: int
    told: int | None
    answered_at: datetime | None
    settled_at: datetime | None
    other: int | None
    due_at: datetime | None
    text: str | None
    person: Person | None
    where: str
    answer: str
    seen_at: datetime

    @property
    def state(self) -> State:
        """Return what has become of it; as `rules.state_of` says of the same steps."""
        if self.other is not None:
            return State.MERGED
        if self.settled_at is not None:
            return State.SETTLED
        if self.answered_at is not None:
            return State.ANSWERED
        overdue = self.due_at is not None and self.due_at <= self.seen_at
        return State.OVERDUE if overdue else State.OPEN

    @property
    def waits(self) -> bool:
        """Tell whether nobody has answered it."""
        return self.state in (State.OPEN, State.OVERDUE)

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to do about it."""
        return self.state in (State.SETTLED, State.MERGED)


@dataclass(frozen=True, slots=True)
class Done:
    """A step with who did it and what was said, where that may be seen."""

    what: What
    at: datetime
    by: str
    level: int | None
    other: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One need with everything that was done about it, and open ones that may be the same."""

    listed: Listed
    raised_by: str
    steps: tuple[Done, ...]
    alike: tuple[Listed, ...]
    stands_for: tuple[int, ...]
    measure: str
    clause: str


def needs(
    viewer: Viewer, at: datetime, *, lo: int | None = None, hi: int | None = None,
    since: datetime | None = None, open_only: bool = True,
) -> list[Listed]:  # fmt: skip
    """Return the needs of the viewer's place, or of [lo, hi) inside it, unanswered ones first.

    Cost: one statement over the needs asked for, and five for names and words.
    """
    inside = (viewer.lo if lo is None else lo, viewer.hi if hi is None else hi)
    return _listed(viewer, at, inside, since=since, open=open_only)


def needs_of(viewer: Viewer, person: int, at: datetime) -> list[Listed]:
    """Return what a person asked for, the newest first."""
    if not viewer.names:
        return []
    found = _listed(viewer, at, (viewer.lo, viewer.hi), person=person)
    return sorted(found, key=lambda each: (each.closed, -each.at.timestamp()))


def needs_by(user: int, place: int, at: datetime, since: datetime | None = None) -> list[Listed]:
    """Return what somebody raised at one place, the oldest first; for a resident's own page."""
    found = _listed(None, at, (place, place + 1), by=user, since=since)
    return sorted(found, key=lambda each: each.at)


def needs_called(viewer: Viewer, subjects: Iterable[int], at: datetime) -> dict[int, Listed]:
    """Return the needs that duties are about, by their numbers as subjects."""
    ids = [each - MATTERS for each in subjects if MATTERS < each < 2 * MATTERS]
    found = _listed(viewer, at, (viewer.lo, viewer.hi), ids=ids) if ids else []
    return {MATTERS + each.number: each for each in found}


def alike(viewer: Viewer, of: Listed, at: datetime) -> list[Listed]:
    """Return open needs of the same kind, community and time: perhaps the same one told twice."""
    lo = of.place - of.place % WIDTHS[COMMUNITY]
    near = (max(lo, viewer.lo), min(lo + WIDTHS[COMMUNITY], viewer.hi))
    found = _listed(viewer, at, near, since=of.at - _ALIKE, open=True)
    return [
        each
        for each in found
        if each.kind == of.kind and each.number != of.number and each.at < of.at + _ALIKE
    ]


def need(viewer: Viewer, number: int, at: datetime) -> Shown | None:
    """Return one need in sight with its steps, or None.

    Cost: a dozen statements, each by an index.
    """
    found = _listed(viewer, at, (viewer.lo, viewer.hi), ids=[number])
    if not found:
        return None
    (listed,) = found
    steps = list(Step.objects.filter(need=number).order_by("at", "pk"))
    said = dict(Word.objects.filter(need=number).values_list("step", "text"))
    hands = names_of([each.by for each in steps] + ([listed.by] if listed.by > 0 else []))
    merged = Step.objects.filter(other=number, what=What.MERGED).values_list("need", flat=True)
    law = sql.rows("dispatch/law", {"subject": MATTERS + number, "place": listed.place})
    return Shown(
        listed=listed,
        raised_by=hands.get(listed.by, ""),
        steps=tuple(
            Done(
                What(each.what), each.at, hands.get(each.by, ""), each.level, each.other_id,
                said.get(each.pk),
            )
            for each in steps
        ),
        alike=() if listed.closed else tuple(alike(viewer, listed, at)),
        stands_for=tuple(sorted(set(merged))),
        measure=law[0].measure if law else "",
        clause=law[0].clause if law else "",
    )  # fmt: skip


def _listed(
    viewer: Viewer | None, at: datetime, inside: tuple[int, int], *,
    ids: Sequence[int] | None = None, person: int | None = None, by: int | None = None,
    since: datetime | None = None, open: bool = False,
) -> list[Listed]:  # fmt: skip
    rows = sql.rows("dispatch/needs", {
        "ids": None if ids is None else list(ids), "person": person, "by": by, "lo": inside[0],
        "hi": inside[1], "since": since, "at": at, "open": open, "most": MOST,
    })  # fmt: skip
    if not rows:
        return []
    answers = dict(
        Word.objects.filter(need__in=[row.id for row in rows], step__isnull=False)
        .order_by("pk")
        .values_list("need", "text")
    )
    whose = [row.person for row in rows if row.person] if viewer and viewer.names else []
    known = {each.pk: each for each in persons(viewer, whose)} if viewer and whose else {}
    where = _where(viewer, [row.place for row in rows])
    return [_one(row, answers, known, where, at) for row in rows]


def _one(
    row: sql.Row, answers: Mapping[int, str], known: Mapping[int, Person],
    where: Mapping[int, str], at: datetime,
) -> Listed:  # fmt: skip
    return Listed(
        number=row.id, place=row.place, kind=NeedKind(row.kind), personal=row.personal, at=row.at,
        by=row.by, asked=row.asked, level=row.level, told=row.told, answered_at=row.answered_at,
        settled_at=row.settled_at, other=row.other, due_at=row.due_at, text=row.text,
        person=known.get(row.person), where=where.get(row.place, ""),
        answer=answers.get(row.id, ""), seen_at=at,
    )  # fmt: skip


def _where(viewer: Viewer | None, places: Iterable[int]) -> dict[int, str]:
    """Return where needs lie: for those near it the building, above that street and community."""
    los = set(places)
    if viewer is not None and viewer.names and viewer.level >= COMMUNITY:
        return {lo: place.name for lo, place in places_at(los).items()}
    codes = {lo: [code_of(lo, COMMUNITY - 1), code_of(lo, COMMUNITY)] for lo in los}
    wide = {lo: level for lo in los if lo % WIDTHS[COMMUNITY] == 0
            for level in [_level_of(lo)] if level < COMMUNITY}  # fmt: skip
    codes |= {lo: [code_of(lo, level)] for lo, level in wide.items()}
    known = names(code for each in codes.values() for code in each)
    own = viewer.level if viewer else COMMUNITY
    return {
        lo: " · ".join(known[code] for code in each[(1 if own >= COMMUNITY - 1 else 0) :]
                       or each if code in known)
        for lo, each in codes.items()
    }  # fmt: skip


def _level_of(lo: int) -> int:
    """Return the widest level whose place can begin at `lo`, if it is one above a community."""
    if lo == NATION[0]:
        return 0
    fits = [level for level, width in enumerate(WIDTHS[:COMMUNITY]) if level and lo % width == 0]
    return min(fits, default=COMMUNITY)
