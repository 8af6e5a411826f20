"""What phones and forms send about the ledger, taken in many at a time and each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.journal.actions import write
from anlin.people.actions.changing import Act
from anlin.people.actions.desk import NotYoursError, UnknownPersonError, at_work
from anlin.people.actions.differing import Offer, offer_edits
from anlin.people.actions.moving import happen, resettle
from anlin.people.actions.registration import Door, Newcomer, enter_households, enter_persons
from anlin.people.models import Household, Person, Residence
from anlin.people.rules import (
    AT_HOME,
    LEADS,
    DayOrderError,
    EditBody,
    EmptyFieldError,
    Event,
    HouseholdBody,
    MoveBody,
    NoSuchStayError,
    PersonBody,
    SameHouseholdError,
    Sent,
    Source,
    community_of,
    day_of,
    event_of,
    group_of,
    identity,
    phone_of,
    relation_of,
    said,
    sex_of,
)

Outcome = int | Problem  # the number of the row it became, or why it is not taken
M = TypeVar("M", bound=Model)


def take_in_households(
    *,
    items: Sequence[Sent[HouseholdBody]],
    by: Viewer,
    at: datetime,
    source: Source = Source.PHONE,
) -> list[Outcome]:
    """Register households behind doors; one that stands there already is the one that is meant.

    Cost: two statements and a journal line for each community, for any number of items.
    """
    with at_work(by):
        done: dict[int, Outcome] = {n: each for n, each in enumerate(_doors(items, by)) if each}
        doors = {n: _door(each) for n, each in enumerate(items) if n not in done}
        places = {door.place for door in doors.values()}
        names = {door.door for door in doors.values()}
        standing = Household.objects.filter(place__in=places, door__in=names, closed_on=None)
        known = {(each.place, each.door): each for each in standing}
        fresh = {(d.place, d.door): d for d in doors.values() if (d.place, d.door) not in known}
        made = enter_households(list(fresh.values()), Act(by, at, source=source))
        known |= {(each.place, each.door): each for each in made}
        _journal("register_household", made, by, at)
        return [done.get(n) or known[doors[n].place, doors[n].door].pk for n in range(len(items))]


def take_in_persons(
    *,
    items: Sequence[Sent[PersonBody]],
    by: Viewer,
    at: datetime,
    source: Source = Source.PHONE,
) -> list[Outcome]:
    """Register residents of households; somebody with the item's id is registered already.

    Doubles of people elsewhere are let in: pairs are found later, for whoever sees both.
    Cost: some six statements for any number of items.
    """
    with at_work(by):
        homes = _found(Household, [str(item.body.household) for item in items])
        known = _found(Person, [str(item.id) for item in items])
        done: dict[int, Outcome] = {}
        coming: dict[int, Newcomer] = {}
        for n, item in enumerate(items):
            standing = known.get(str(item.id))
            if standing is not None:
                done[n] = standing.pk
                continue
            try:
                coming[n] = _newcomer(item, homes, at)
            except Problem as problem:
                done[n] = problem
        made = enter_persons(list(coming.values()), Act(by, at, source=source))
        done |= {n: person.pk for n, person in zip(coming, made, strict=True)}
        _journal("register_person", made, by, at)
        return [done[n] for n in range(len(items))]


def take_in_moves(
    *,
    items: Sequence[Sent[MoveBody]],
    by: Viewer,
    at: datetime,
    source: Source = Source.PHONE,
) -> list[Outcome]:
    """Record where people went; moves of one day to one household are one statement each.

    Cost: a few statements for each day, event and household named, for any number of people.
    """
    with at_work(by):
        persons = _found(Person, [str(item.body.person) for item in items], lock=True)
        homes = _found(Household, [str(item.body.household) for item in items])
        began = _began(persons.values())
        done: dict[int, Outcome] = {}
        going: dict[tuple[Event, date, int, str], list[Person]] = {}
        for n, item in enumerate(items):
            try:
                person = _here(persons, str(item.body.person))
                key = _move(item.body, person, homes, began, local_day(at))
            except Problem as problem:
                done[n] = problem
                continue
            done[n] = person.pk
            going.setdefault(key, []).append(person)
            began[person.pk], person.living = key[1], LEADS[key[0]][1]
        _carry_out(going, homes.values(), Act(by, at, source=source))
        moved = [person for group in going.values() for person in group]
        _journal("move_person", moved, by, at)
        return [done[n] for n in range(len(items))]


def take_in_edits(
    *,
    items: Sequence[Sent[EditBody]],
    by: Viewer,
    at: datetime,
    source: Source = Source.PHONE,
) -> list[Outcome]:
    """Change fields whose value is what the editor saw; keep the others as open differences.

    Cost: some eight statements for any number of items.
    """
    with at_work(by):
        persons = _found(Person, [str(item.body.person) for item in items], lock=True)
        homes = _found(Household, [str(item.body.household) for item in items], lock=True)
        done: dict[int, Outcome] = {}
        offers: dict[int, Offer] = {}
        for n, item in enumerate(items):
            body = item.body
            of = persons.get(str(body.person)) or homes.get(str(body.household))
            if of is None:
                done[n] = UnknownPersonError(field="person" if body.person else "household")
                continue
            offers[n] = Offer(of, body.field, body.was, body.value, body.why, item.at, item.id)
        answers = offer_edits(list(offers.values()), Act(by, at, source=source))
        done |= {
            n: answer if isinstance(answer, Problem) else offers[n].of.pk
            for n, answer in zip(offers, answers, strict=True)
        }
        _journal("edit", [offers[n].of for n in offers if not isinstance(done[n], Problem)], by, at)
        return [done[n] for n in range(len(items))]


def _doors(items: Iterable[Sent[HouseholdBody]], by: Viewer) -> Iterable[Problem | None]:
    for item in items:
        body = item.body
        if not body.place.isdecimal() or not by.covers(int(body.place)):
            yield NotYoursError(field="place")
        elif not body.door.strip():
            yield EmptyFieldError(field="door")
        else:
            yield None


def _door(item: Sent[HouseholdBody]) -> Door:
    body = item.body
    return Door(int(body.place), body.door.strip(), body.label.strip(), item.id)


def _newcomer(item: Sent[PersonBody], homes: Mapping[str, Household], at: datetime) -> Newcomer:
    body, today = item.body, local_day(at)
    home = homes.get(str(body.household))
    if home is None:
        raise UnknownPersonError(field="household")
    born = day_of(body.born_on, "born_on", today) if body.born_on else None
    return Newcomer(
        home=home,
        name=said(body.name, "name"),
        who=identity(body.id_number, born, sex_of(body.sex)),
        since=day_of(body.since, "since", today) if body.since else local_day(item.at),
        phone=phone_of(body.phone),
        relation=relation_of(body.relation),
        groups=[group_of(group) for group in dict.fromkeys(body.groups)],
        client_id=item.id,
    )


def _here(persons: Mapping[str, Person], named: str) -> Person:
    person = persons.get(named)
    if person is None:
        raise UnknownPersonError(field="person")
    return person


def _move(
    body: MoveBody,
    person: Person,
    homes: Mapping[str, Household],
    began: Mapping[int, date],
    today: date,
) -> tuple[Event, date, int, str]:
    """Return the group of moves that this one belongs to.

    Raises:
        Problem: it does not fit where the person lives, or names no household or day.
    """
    event, on = event_of(body.what), day_of(body.on, "on", today)
    if person.living not in LEADS[event][0]:
        raise NoSuchStayError(field="what")
    leaves = event in (Event.HERE, Event.MOVED_OUT, Event.DIED)
    if leaves and person.pk in began and began[person.pk] >= on:
        raise DayOrderError(field="on", day=began[person.pk].isoformat())
    if event is not Event.HERE:
        return event, on, 0, body.why
    home = homes.get(str(body.household))
    if home is None:
        raise UnknownPersonError(field="household")
    if home.pk == person.household_id and person.living in AT_HOME:
        raise SameHouseholdError(field="household")
    return event, on, home.pk, body.why


def _carry_out(
    going: Mapping[tuple[Event, date, int, str], Sequence[Person]],
    homes: Iterable[Household],
    act: Act,
) -> None:
    by_number = {home.pk: home for home in homes}
    for (event, on, home, why), persons in going.items():
        mine = replace(act, on=on, why=why)
        fresh = list(Person.objects.filter(pk__in=[person.pk for person in persons]))
        if event is Event.HERE:
            resettle(fresh, by_number[home], mine)
        else:
            happen(fresh, event, mine)


def _began(persons: Iterable[Person]) -> dict[int, date]:
    """Return since when each lives where they are, or until when they lived here."""
    stays = Residence.objects.filter(person__in=[person.pk for person in persons])
    newest = stays.order_by("person", "-since").distinct("person")
    return {stay.person_id: stay.until or stay.since for stay in newest}


def _found(model: type[M], named: Sequence[str], *, lock: bool = False) -> dict[str, M]:
    """Return rows by what names them: their number, or the id that their sender made."""
    numbers = [int(name) for name in named if name.isdecimal() and len(name) < 19]
    made = [name for name in named if _is_uuid(name)]
    if not numbers and not made:
        return {}
    rows = model._default_manager.filter(Q(pk__in=numbers) | Q(client_id__in=made)).order_by("pk")
    found: dict[str, M] = {}
    for row in rows.select_for_update() if lock else rows:
        found[str(row.pk)] = row
        found[str(getattr(row, "client_id", None))] = row
    return {name: found[_as_kept(name)] for name in named if _as_kept(name) in found}


def _as_kept(name: str) -> str:
    return str(UUID(name)) if _is_uuid(name) else name


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _journal(verb: str, done: Sequence[Person | Household], by: Viewer, at: datetime) -> None:
    """Write one line for each community in which something changed, in the order of places."""
    areas: dict[int, list[Person | Household]] = {}
    for each in sorted(done, key=lambda thing: thing.place):
        areas.setdefault(community_of(each.place), []).append(each)
    for things in areas.values():
        first = things[0]
        detail = {"rows": len(things)} if len(things) > 1 else {}
        write(
            by=by, verb=f"people.{verb}", place=first.place, at=at, detail=detail,
            subject=f"{first._meta.db_table}:{first.pk}",
        )  # fmt: skip
