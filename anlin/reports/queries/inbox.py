"""Lapses put before a leader's place, with who and where in words, and what became of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.queries import Worker, names_of, workers
from anlin.accounts.rules import OFFICES, Office, Right, Viewer
from anlin.base.days import local_day
from anlin.dispatch.queries import Listed, needs_called
from anlin.duties import queries as heart
from anlin.duties.models import Window
from anlin.duties.queries import DutyRow, Event, Item
from anlin.people.models import Person
from anlin.people.queries import persons
from anlin.people.rules import age_on
from anlin.places.models import Place
from anlin.places.queries import breadcrumb, names, places_at
from anlin.places.rules import COMMUNITY, PLACEHOLDERS, code_of


@dataclass(frozen=True, slots=True)
class Told:
    """One lapse as a row: the item, who it concerns where names may be seen, and where it is."""

    item: Item
    person: Person | None
    age: int | None
    where: str
    noted_by: str = ""
    asked_by: str = ""
    need: Listed | None = None

    @property
    def office(self) -> Office | None:
        """Return the role that owes it."""
        known = {role.value: office for role, office in OFFICES.items()}
        return known.get(self.item.owed_by)


@dataclass(frozen=True, slots=True)
class Inbox:
    """What a place was told on a day, in words; `waiting` is what nobody here answered yet."""

    day: date
    told: tuple[Told, ...]
    left: tuple[Told, ...]
    more: int
    cap: int

    @property
    def waiting(self) -> list[Told]:
        """Return what still waits for an answer, the oldest first."""
        return [each for each in (*self.left, *self.told) if each.item.waits]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that became known of a lapse: what, who did it, and which place it reached."""

    event: Event
    by: str
    place: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """One lapse with everything that can be done about it by the viewer."""

    told: Told
    duty: DutyRow | None
    steps: tuple[Step, ...]
    path: tuple[Place, ...]
    workers: tuple[Worker, ...]
    phone: str
    may_note: bool
    may_excuse: bool
    may_ask: bool


def inbox(viewer: Viewer, at: datetime, day: date | None = None) -> Inbox:
    """Return what the viewer's place was told on `day`; names only where they may be seen."""
    found = heart.inbox(viewer, at=at, day=day)
    rows = _told(viewer, [*found.left, *found.items], at)
    left = len(found.left)
    return Inbox(found.day, tuple(rows[left:]), tuple(rows[:left]), found.more, found.cap)


def lapse(viewer: Viewer, number: int, at: datetime) -> Lapsed | None:
    """Return one lapse in the viewer's sight, or None.

    Cost: about a dozen statements, each by an index.
    """
    item = heart.lapse(viewer, number, at=at)
    if item is None:
        return None
    told = _told(viewer, [item], at)[0]
    duty = _duty(item, at)
    missing = item.status == "missed"
    phone = told.person.phone if told.person and viewer.may(Right.RECORD) else ""
    return Lapsed(
        told=told,
        duty=duty,
        steps=tuple(_steps(number, item, at)),
        path=tuple(breadcrumb(code_of(item.place, COMMUNITY))),
        workers=tuple(workers(viewer, at, role=item.owed_by, place=item.place)),
        phone=phone,
        may_note=item.may_note and missing,
        may_excuse=missing and duty is not None and viewer.may(Right.EXCUSE) and not item.own,
        may_ask=missing and item.told_at is not None and not item.asked_up and viewer.level > 0,
    )


def _duty(item: Item, at: datetime) -> DutyRow | None:
    """Return the duty that lapsed, if the viewer may see who it concerns."""
    if item.subject is None:
        return None
    found = heart.duties(
        lo=item.place, hi=item.place + 1, windows=Window.objects.filter(pk=item.window), at=at,
        subject=item.subject,
    )  # fmt: skip
    return next((each for each in found if each.opens == item.opens), None)


def _told(viewer: Viewer, items: Sequence[Item], at: datetime) -> list[Told]:
    subjects = [each.subject or 0 for each in items if each.subject != each.place]
    known = {one.pk: one for one in persons(viewer, subjects)} if viewer.names else {}
    people = names_of(by for each in items for by in (each.noted_by, each.asked_by) if by)
    needs = needs_called(viewer, subjects, at)
    where = _where(viewer, items)
    today = local_day(at)
    return [
        Told(
            item=each,
            person=(person := known.get(each.subject or 0)),
            age=age_on(person.born_on, today) if person else None,
            where=where[each.place],
            noted_by=people.get(each.noted_by or 0, ""),
            asked_by=people.get(each.asked_by or 0, ""),
            need=needs.get(each.subject or 0),
        )
        for each in items
    ]


def _where(viewer: Viewer, items: Iterable[Item]) -> dict[int, str]:
    """Return where each lapse is: below a community its grid or building, above its community."""
    los = {each.place for each in items}
    if viewer.level >= COMMUNITY:
        found = places_at(los)
        return {lo: found[lo].name if lo in found else "" for lo in los}
    codes = {lo: code_of(lo, COMMUNITY) for lo in los}
    streets = {lo: code_of(lo, COMMUNITY - 1) for lo in los}
    known = names([*codes.values(), *(streets.values() if viewer.level < COMMUNITY - 1 else ())])
    return {
        lo: " · ".join(filter(None, (known.get(streets[lo], ""), known.get(codes[lo], ""))))
        for lo in los
    }


def _steps(number: int, item: Item, at: datetime) -> list[Step]:
    events = heart.history(number, at=at)
    by = names_of(event.by for event in events if event.by)
    levels = {event.level for event in events if event.level is not None}
    told = _reached(item.place, levels)
    return [
        Step(
            event,
            by.get(event.by or 0, ""),
            told[event.level] if event.level is not None else "",
        )
        for event in events
    ]


def _reached(place: int, levels: Iterable[int]) -> dict[int, str]:
    """Return what the place of each level around `place` is called.

    A mere heading of the statistics is said with its province.
    """
    codes = {level: code_of(place, level) for level in {*levels, 1}}
    known = names(codes.values())
    called = {level: known.get(code, "") for level, code in codes.items()}
    return {
        level: f"{called[1]}{name}" if name in PLACEHOLDERS else name
        for level, name in called.items()
    }
