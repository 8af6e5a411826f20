"""Residents' passes and vehicles: drawn at random, replaced, ended, printed."""

import secrets
from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import seal
from anlin.people.actions.desk import at_work, opened, person_here, unless
from anlin.people.models import Person
from anlin.people.rules import AT_HOME, community_of
from anlin.places.models import Place
from anlin.places.rules import BUILDING
from anlin.premises.actions.desk import journal
from anlin.premises.models import Pass, Vehicle
from anlin.premises.rules import (
    CODE_BYTES,
    LeftError,
    PlateError,
    PlateTwiceError,
    Typed,
    UnknownPassError,
    code_of,
    digest_of,
    plate_of,
    sealed_for,
    tail_area,
    typed,
)

MOST = 2000  # passes drawn at once: a building has fewer people


def issue_pass(person: int, *, by: Viewer, at: datetime) -> Pass:
    """Draw a new code for somebody; the one before no longer opens anything.

    Raises:
        NotYoursError: the role or the area does not carry it.
        LeftError: they no longer live here.
        UnknownPersonError: nobody of that number is within the area.
    """
    with at_work(by, right=Right.RECORD):
        who = _resident(person)
        before = Pass.objects.filter(person=who, ended_at=None).update(ended_at=at)
        (made,) = _draw([who], by, at)
        detail = {"replaced": bool(before)}
        journal("issue_pass", f"premises_pass:{made.pk}", who.place, by=by, at=at, detail=detail)
    return made


def issue_passes(lo: int, hi: int, *, by: Viewer, at: datetime) -> int:
    """Draw a code for everybody who lives in [lo, hi) and has none; return for how many."""
    with at_work(by, right=Right.RECORD):
        living = Person.objects.filter(place__gte=lo, place__lt=hi, living__in=AT_HOME)
        without = living.exclude(pk__in=Pass.objects.filter(ended_at=None).values("person"))
        made = _draw(list(without.select_related("household").order_by("pk")[:MOST]), by, at)
        if made:
            detail = {"passes": len(made)}
            journal("issue_passes", "premises_pass", lo, by=by, at=at, detail=detail)
    return len(made)


def print_pass(person: int, *, by: Viewer, at: datetime) -> tuple[Pass, str]:
    """Return somebody's working pass with its code, and write down who looked at it.

    Raises:
        UnknownPassError: there is none.
    """
    with at_work(by, right=Right.RECORD):
        kept = Pass.objects.filter(person=person, ended_at=None).first()
        if kept is None:
            raise UnknownPassError
        code = _code(kept)
        journal("print_pass", f"premises_pass:{kept.pk}", kept.place, by=by, at=at)
    return kept, code


def print_passes(lo: int, hi: int, *, by: Viewer, at: datetime) -> list[tuple[Pass, str]]:
    """Return the working passes of everybody who lives in [lo, hi) with their codes.

    One line says who looked, where and at how many.
    """
    with at_work(by, right=Right.RECORD):
        kept = Pass.objects.filter(ended_at=None, place__gte=lo, place__lt=hi)
        kept = kept.filter(person__living__in=AT_HOME).order_by("place", "at_door", "pk")
        codes = [(each, _code(each)) for each in kept]
        if codes:
            detail = {"passes": len(codes)}
            journal("print_passes", "premises_pass", lo, by=by, at=at, detail=detail)
    return codes


def _code(kept: Pass) -> str:
    return seal.open_sealed(bytes(kept.sealed), purpose=sealed_for(bytes(kept.digest)))


def add_vehicle(person: int, *, plate: str, by: Viewer, at: datetime) -> Vehicle:
    """Register a resident's vehicle by its plate.

    Raises:
        LeftError: they no longer live here.
        PlateError: the text is no plate.
        PlateTwiceError: it is registered there already.
    """
    bare = plate_of(plate)
    if typed(bare)[0] is not Typed.PLATE or len(bare) < 5:
        raise PlateError(field="plate")
    again = PlateTwiceError(field="plate", plate=bare)
    with at_work(by, right=Right.RECORD), unless("premises_vehicle_once", again):
        who = _resident(person)
        added = Vehicle.objects.create(
            person=who, place=who.place, door=_doors([who])[who.place],
            at_door=who.household.door, plate=bare, added_at=at, added_by=by.user,
        )  # fmt: skip
        journal("add_vehicle", f"premises_vehicle:{added.pk}", who.place, by=by, at=at)
    return added


def end_vehicle(vehicle: int, *, by: Viewer, at: datetime) -> None:
    """End a vehicle: it was sold or given away.

    Raises:
        UnknownPassError: no such vehicle is in use here.
    """
    with at_work(by, right=Right.RECORD):
        kept = Vehicle.objects.select_for_update().filter(pk=vehicle, ended_at=None).first()
        if kept is None:
            raise UnknownPassError
        kept.ended_at = at
        kept.save(update_fields=["ended_at"])
        journal("end_vehicle", f"premises_vehicle:{kept.pk}", kept.place, by=by, at=at)


def _resident(person: int) -> Person:
    """Return somebody of the open scope who lives there, held until the transaction ends."""
    who = person_here(person)
    if who.living not in AT_HOME:
        raise LeftError
    return who


def _draw(people: list[Person], by: Viewer, at: datetime) -> list[Pass]:
    doors = _doors(people)
    drawn = []
    for who in people:
        code = code_of(secrets.token_bytes(CODE_BYTES))
        digest = digest_of(code)
        number = opened(who)
        drawn.append(
            Pass(
                person=who, place=who.place, door=doors[who.place], name=who.name,
                at_door=who.household.door, phone=who.phone, digest=digest,
                sealed=seal.seal(code, purpose=sealed_for(digest)),
                tail=seal.blind_index(number[-4:], area=tail_area(community_of(who.place)))
                if number else None,
                issued_at=at, issued_by=by.user,
            )
        )  # fmt: skip
    return Pass.objects.bulk_create(drawn)


def _doors(people: list[Person]) -> dict[int, int]:
    """Return, for each building people live in, where its gates are."""
    homes = {who.place for who in people}
    found = Place.objects.filter(level=BUILDING, lo__in=homes).select_related("compound")
    compounds = {place.lo: place.compound.lo for place in found if place.compound}
    return {home: compounds.get(home, home) for home in homes}
