"""What becomes of an offered person: taken over, sent back, passed on, or taken back."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.cases.actions.arriving import home_behind
from anlin.cases.actions.home import follow_moves
from anlin.cases.actions.offering import everywhere, tell_sides
from anlin.cases.models import Handover
from anlin.cases.rules import Answer, AnsweredError, NoSuchCommunityError, WordNeededError
from anlin.people.actions import move_person
from anlin.people.actions.desk import NotYoursError, at_work
from anlin.people.models import Person
from anlin.people.rules import community_of
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


@transaction.atomic
def withdraw_person(handover: int, *, word: str, by: Viewer, at: datetime) -> Handover:
    """Take an offer back; nothing was changed by it.

    Raises:
        AnsweredError: answered before, or not in sight.
        NotYoursError: it is not the sender's side that asks.
    """
    with at_work(by, right=Right.RECORD):
        found = _held(handover)
        if not by.covers(found.place):
            raise NotYoursError
        _close(found, Answer.WITHDRAWN, word, by, at)
    tell_sides("withdraw_person", [found], by, at)
    return found


@transaction.atomic
def return_person(handover: int, *, word: str, by: Viewer, at: datetime) -> Handover:
    """Send a person back: the sender stays in charge, and knows why.

    Raises:
        AnsweredError: answered before, or not in sight.
        NotYoursError: another side was asked.
        WordNeededError: nobody says why.
    """
    with at_work(by, right=Right.RECORD):
        found = _asked(handover, by, word)
        _close(found, Answer.RETURNED, word, by, at)
        _evidence(found, by, at)
    tell_sides("return_person", [found], by, at)
    return found


@transaction.atomic
def pass_person_on(handover: int, *, to: str, word: str, by: Viewer, at: datetime) -> Handover:
    """Pass a person on to another community; the first sender stays in charge until it accepts.

    Raises:
        AnsweredError: answered before, or not in sight.
        NoSuchCommunityError: no community has that code, or it is the sender's or the own one.
        NotYoursError: another side was asked.
        WordNeededError: nobody says why.
    """
    with at_work(by, right=Right.RECORD):
        found = _asked(handover, by, word)
        target = Place.objects.filter(code=to, level=COMMUNITY).first()
        if target is None or target.lo in (found.to_place, community_of(found.place)):
            raise NoSuchCommunityError(field="to")
        _close(found, Answer.PASSED, word, by, at)
        _evidence(found, by, at)
    with at_work(everywhere(by), right=Right.RECORD):
        onwards = Handover.objects.create(
            client_id=uuid5(found.client_id, to), person_id=found.person_id, place=found.place,
            to_place=target.lo, name=found.name, sex=found.sex, born_on=found.born_on,
            phone=found.phone, letter=found.letter,
            note="\n".join(filter(None, (found.note, word.strip()))),
            offered_at=at, offered_by=by.user, passes=found,
        )  # fmt: skip
    tell_sides("pass_person_on", [onwards], by, at, also=found.to_place)
    return onwards


@transaction.atomic
def accept_person(handover: int, *, place: int, door: str, by: Viewer, at: datetime) -> Person:
    """Take a person over: from this moment they stand in this community's ledger, and no other.

    What runs for the person goes along. The sender keeps the hand-over as history.

    Raises:
        AnsweredError: answered before, or not in sight.
        DoorNeededError: it is not said where the person lives.
        DoubleIdentityError: the person's number is known here already.
        NotYoursError: another side was asked, or the building is not here.
    """
    with at_work(by, right=Right.RECORD):
        found = _asked(handover, by)
        if place and community_of(place) != found.to_place:
            raise NotYoursError(field="place")
        home = home_behind(place, door, found.name, by, at)
        _close(found, Answer.ACCEPTED, "", by, at)
        _evidence(found, by, at)
    moved = move_person(
        found.person_id, household=home.pk, on=local_day(at), by=everywhere(by), at=at,
        same_day=True,
    )  # fmt: skip
    with at_work(everywhere(by), right=Right.RECORD):
        follow_moves()
    tell_sides("accept_person", [found], by, at)
    return moved


def _held(handover: int) -> Handover:
    found = Handover.objects.select_for_update().filter(pk=handover, answered_at=None).first()
    if found is None:
        raise AnsweredError
    return found


def _asked(handover: int, by: Viewer, word: str | None = None) -> Handover:
    found = _held(handover)
    if not by.covers(found.to_place):
        raise NotYoursError
    if word is not None and not word.strip():
        raise WordNeededError(field="word")
    return found


def _close(found: Handover, answer: Answer, word: str, by: Viewer, at: datetime) -> None:
    found.answered_at, found.answered_by = at, by.user
    found.answer, found.word = answer, word.strip()
    found.save(update_fields=["answered_at", "answered_by", "answer", "word"])


def _evidence(found: Handover, by: Viewer, at: datetime) -> None:
    entry = Entry(
        uuid5(found.client_id, "answer"), found.person_id, found.to_place, at,
        (EvidenceKind.HANDOVER_ANSWER,), {"handover": found.pk, "answer": found.answer},
    )  # fmt: skip
    record(entries=[entry], by=by, at=at)
