"""Registering who passes: from a gate's screen one by one, from telephones in batches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from anlin.accounts.rules import Right, Viewer
from anlin.base.problems import Problem
from anlin.people.actions.desk import NotYoursError, unless
from anlin.people.rules import EmptyFieldError
from anlin.premises.actions.desk import at_gate, gate_here, journal
from anlin.premises.models import Followup, Gate, Pass, Passage, Vehicle, Visit
from anlin.premises.rules import (
    AHEAD,
    AheadError,
    CorrectedError,
    LeftError,
    NobodyError,
    PassageBody,
    SameIdError,
    ShutGateError,
    UnknownGateError,
    UnknownPassError,
    Way,
    Who,
    temperature_of,
)


class Told(Protocol):
    """One passage as a device tells it: its id, the claimed moment, and what is said."""

    @property
    def id(self) -> UUID:
        """Return the id that the device gave it."""

    @property
    def at(self) -> datetime:
        """Return when it happened, as claimed."""

    @property
    def body(self) -> PassageBody:
        """Return what is said of it."""


@dataclass(frozen=True, slots=True)
class Now:
    """A passage of this moment, told at the gate's own screen."""

    id: UUID
    at: datetime
    body: PassageBody


@dataclass(frozen=True, slots=True)
class _Known:
    """What a batch refers to, read at once."""

    gates: dict[int, Gate]
    passes: dict[int, Pass]
    vehicles: dict[int, Vehicle]


def register(*, told: Now, by: Viewer, at: datetime) -> Passage:
    """Register one passage; sending the same again changes nothing.

    Raises:
        Problem: it cannot be so; the problem says why.
        SameIdError: the id stands for something else.
    """
    with at_gate(by, Right.GATE):
        gate = gate_here(told.body.gate)
        standing = Passage.objects.filter(place=gate.place, uid=told.id).first()
        if standing is None:
            (done,) = take_in(items=[told], by=by, at=at)
            if isinstance(done, Problem):
                raise done
            return Passage.objects.get(pk=done)
        wanted = _passage(told, _known([told]), by, at)
        if isinstance(wanted, Problem) or _content(wanted) != _content(standing):
            raise SameIdError
    return standing


def take_in(*, items: Sequence[Told], by: Viewer, at: datetime) -> list[int | Problem]:
    """Take passages in; return the number each became, or why it could not be taken.

    Shapes: one answer per item, in their order. Ids are new: repeats are known before.
    """
    if not by.may(Right.GATE):
        return [NotYoursError(field="gate") for _ in items]
    with at_gate(by):
        known = _known(items)
        made = [_passage(item, known, by, at) for item in items]
        fit = [each for each in made if isinstance(each, Passage)]
        Passage.objects.bulk_create(fit, ignore_conflicts=True)
        numbers = _numbers(fit)
        visits = [each for each in _visits(items, made) if each[0] in numbers]
        Visit.objects.bulk_create([visit for _, visit in visits], ignore_conflicts=True)
        done = [
            each if isinstance(each, Problem) else numbers.get(each.uid, CorrectedError())
            for each in made
        ]
        for place in sorted({each.place for each in fit}):
            here = [each for each in fit if each.place == place and each.uid in numbers]
            detail = {"passages": len(here)}
            journal("register", f"premises_gate:{here[0].gate_id}" if here else "premises_gate",
                    place, by=by, at=at, detail=detail)  # fmt: skip
    return done


def follow_up(*, place: int, passage: UUID, said: str, by: Viewer, at: datetime) -> None:
    """Write down what was done about somebody with fever at a gate; once is enough.

    Raises:
        EmptyFieldError: nothing is said.
        CorrectedError: somebody did so before.
        UnknownGateError: no such entry is within the area.
    """
    if not said.strip():
        raise EmptyFieldError(field="said")
    again = CorrectedError(field="said")
    with at_gate(by, Right.GATE, Right.BOARD), unless("premises_followup_once", again):
        if not Passage.objects.filter(place=place, uid=passage).exists():
            raise UnknownGateError
        Followup.objects.create(place=place, passage=passage, said=said.strip(), by=by.user, at=at)
        journal("follow_up", f"premises_passage:{passage}", place, by=by, at=at)


def _known(items: Iterable[Told]) -> _Known:
    bodies = [item.body for item in items]
    gates = Gate.objects.filter(pk__in={body.gate for body in bodies})
    passes = Pass.objects.filter(pk__in={body.pass_ for body in bodies if body.pass_})
    vehicles = Vehicle.objects.filter(pk__in={body.vehicle for body in bodies if body.vehicle})
    return _Known(
        {gate.pk: gate for gate in gates},
        {each.pk: each for each in passes},
        {each.pk: each for each in vehicles},
    )


def _passage(item: Told, known: _Known, by: Viewer, at: datetime) -> Passage | Problem:
    """Return the line that an item becomes, or why it becomes none."""
    body, gate = item.body, known.gates.get(item.body.gate)
    if gate is None:
        return UnknownGateError(field="gate")
    if item.at > at + AHEAD:
        return AheadError(field="at")
    if gate.shut_at is not None and item.at >= gate.shut_at:
        return ShutGateError(field="gate", name=gate.name)
    try:
        who, temperature = _who(item, known), temperature_of(body.temperature or "")
    except Problem as problem:
        return problem
    if body.void and body.corrects is None:
        return CorrectedError(field="corrects")
    return Passage(
        uid=item.id, gate=gate, place=gate.place, way=body.way, person_id=who.person,
        vehicle_id=who.vehicle, visit=who.visit, temperature=temperature,
        occurred_at=min(item.at, at), received_at=at, by=by.user,
        corrects=body.corrects, void=body.void,
    )  # fmt: skip


def _who(item: Told, known: _Known) -> Who:
    body = item.body
    given = [each for each in (body.pass_, body.vehicle, body.visit) if each is not None]
    if len(given) != 1:
        raise NobodyError(field="who")
    if body.pass_ is not None:
        resident = known.passes.get(body.pass_)
        if resident is None:
            raise UnknownPassError(field="pass")
        _lives_here(resident.left_at, item, "pass")
        return Who(person=resident.person_id)
    if body.vehicle is not None:
        car = known.vehicles.get(body.vehicle)
        if car is None:
            raise UnknownPassError(field="vehicle")
        _lives_here(car.left_at, item, "vehicle")
        return Who(vehicle=car.pk)
    if body.visitor is not None and not (body.visitor.name.strip() and body.visitor.whom.strip()):
        raise NobodyError(field="visitor")
    return Who(visit=body.visit)


def _lives_here(left_at: datetime | None, item: Told, field: str) -> None:
    """Refuse to let somebody in who no longer lived there; they may still go out."""
    if item.body.way == "in" and left_at is not None and item.at >= left_at:
        raise LeftError(field=field)


def _visits(items: Sequence[Told], made: Sequence[Passage | Problem]) -> list[tuple[UUID, Visit]]:
    """Return what visitors told, each with the entry it came with."""
    return [
        (
            each.uid,
            Visit(
                uid=each.visit, place=each.place, name=told.name.strip(),
                phone="".join(filter(str.isdigit, told.phone)), whom=told.whom.strip(),
                reason=told.reason.strip(), plate=told.plate.strip().upper(),
            ),
        )
        for item, each in zip(items, made, strict=True)
        if isinstance(each, Passage) and each.visit and (told := item.body.visitor) is not None
    ]  # fmt: skip


def _numbers(fit: Sequence[Passage]) -> dict[UUID, int]:
    wanted = Q(place__in={each.place for each in fit}, uid__in={each.uid for each in fit})
    return dict(Passage.objects.filter(wanted).values_list("uid", "pk"))


def _content(passage: Passage) -> tuple[object, ...]:
    return (
        passage.gate_id, passage.way, passage.person_id, passage.vehicle_id, passage.visit,
        passage.temperature, passage.corrects, passage.void,
    )  # fmt: skip


def correct(
    *, id: UUID, place: int, passage: UUID, way: Way | None, by: Viewer, at: datetime
) -> Passage:
    """Let an entry say the other way, or take it back with `way` None; the old one stays.

    Raises:
        CorrectedError: somebody corrected it before, or it is not of this place.
    """
    with at_gate(by, Right.GATE), unless("premises_passage_corrected_once", CorrectedError()):
        old = Passage.objects.filter(place=place, uid=passage).first()
        if old is None:
            raise CorrectedError
        new = Passage.objects.create(
            uid=id, gate_id=old.gate_id, place=place, way=way or old.way, person_id=old.person_id,
            vehicle_id=old.vehicle_id, visit=old.visit, temperature=old.temperature,
            occurred_at=old.occurred_at, received_at=at, by=by.user, corrects=passage,
            void=way is None,
        )  # fmt: skip
        journal("correct", f"premises_passage:{passage}", place, by=by, at=at,
                detail={"by": str(id), "void": new.void})  # fmt: skip
    return new
