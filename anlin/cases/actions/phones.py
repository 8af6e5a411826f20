"""Arrivals, and answers to hand-overs, as phones send them up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.base.intake import Item
from anlin.base.problems import Problem
from anlin.cases.actions.answering import accept_person, pass_person_on, return_person
from anlin.cases.actions.arriving import Arrival, register_arrivals
from anlin.cases.actions.offering import Offer, offer_people
from anlin.cases.rules import (
    ArrivalError,
    Coming,
    HandoverAnswerBody,
    TravellerBody,
    plausible,
)
from anlin.people.queries import places_of
from anlin.records.actions import OutOfSightError


def take_in_travellers(
    *, items: Sequence[Item[TravellerBody]], by: Viewer, at: datetime
) -> list[int | Problem]:
    """Register arrivals that phones sent, and offer those who go on; each arrival, or why not.

    Cost: one statement for who is in sight, and those of arrivals and offers, for any number.
    """
    persons = {item.id: item.number(item.body.subject) for item in items}
    here = places_of(by, set(persons.values()))
    wrong = {item.id: problem for item in items if (problem := _refused(item, persons, here, at))}
    good = [item for item in items if item.id not in wrong]
    made = register_arrivals(arrivals=[_arrival(each, persons) for each in good], by=by, at=at)
    numbers = {item.id: int(arrival.pk) for item, arrival in zip(good, made, strict=True)}
    onward = {
        each.id: Offer(uuid5(each.id, "offer"), persons[each.id], each.body.to, each.body.note)
        for each in good
        if each.body.to
    }
    offered = offer_people(offers=list(onward.values()), by=by, at=at) if onward else []
    wrong |= {
        item: result
        for item, result in zip(onward, offered, strict=True)
        if isinstance(result, Problem)
    }
    return [wrong.get(item.id) or numbers[item.id] for item in items]


def _refused(
    item: Item[TravellerBody], persons: Mapping[UUID, int], here: Mapping[int, int], at: datetime
) -> Problem | None:
    if persons[item.id] not in here:
        return OutOfSightError(field="subject")
    if not plausible(item.body.arrived_on, local_day(at)):
        return ArrivalError(field="arrived_on", day=item.body.arrived_on.isoformat())
    return None


def _arrival(item: Item[TravellerBody], persons: Mapping[UUID, int]) -> Arrival:
    body = item.body
    legs = tuple(msgspec.to_builtins(leg) for leg in body.legs)
    return Arrival(
        item.id, persons[item.id], Coming(body.coming), body.origin, body.arrived_on, legs,
        body.note,
    )  # fmt: skip


def take_in_answers(
    *, items: Sequence[Item[HandoverAnswerBody]], by: Viewer, at: datetime
) -> list[int | Problem]:
    """Answer hand-overs as phones sent it; each hand-over, or why it cannot be answered so.

    Each answer is an act of its own on both sides, so each stands or falls by itself.
    """
    return [_answered(item.body, by, at) for item in items]


def _answered(body: HandoverAnswerBody, by: Viewer, at: datetime) -> int | Problem:
    try:
        if body.answer == "accepted":
            place = int(body.place or 0)
            accept_person(body.handover, place=place, door=body.door, by=by, at=at)
        elif body.answer == "passed":
            pass_person_on(body.handover, to=body.to, word=body.word, by=by, at=at)
        else:
            return_person(body.handover, word=body.word, by=by, at=at)
    except Problem as problem:
        return problem
    return body.handover
