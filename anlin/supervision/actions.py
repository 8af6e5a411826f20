"""Planning a visit, finding something, putting it right, looking again, feeding progress back."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from anlin.accounts.rules import Hand, Right, Viewer
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.duties.rules.ladder import LEADERS
from anlin.journal.actions import Book
from anlin.places.models import Place
from anlin.places.queries import names
from anlin.places.rules import COMMUNITY, TOWN
from anlin.policy.queries import clauses
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind
from anlin.supervision.models import Feedback, Finding, Step, Visit
from anlin.supervision.queries import progress, signs
from anlin.supervision.rules import (
    FINDINGS,
    FindingClosedError,
    NoClauseError,
    NoFeedbackError,
    NotInspectorError,
    State,
    UnknownFindingError,
    Weight,
    What,
    state_of,
)

journal = Book("supervision")


def inspects(by: Viewer) -> bool:
    """Tell whether somebody inspects: whoever leads a street or more."""
    return by.may(Right.BOARD) and by.level <= TOWN


@transaction.atomic
def plan_visit(
    *, place: int, on: date, why: str, client_id: UUID, by: Viewer, at: datetime
) -> Visit:
    """Plan an inspection of a community, with what is odd in its records at this moment.

    Raises:
        NotInspectorError: the role does not inspect.
        UnknownFindingError: no such community in sight, or a day that has passed.
    """
    if not inspects(by):
        raise NotInspectorError
    with open_scope(by.lo, by.hi, user=by.user):
        known = Visit.objects.filter(client_id=client_id).first()
        if known is not None:
            return known
        exists = Place.objects.filter(level=COMMUNITY, lo=place).exists()
        if not exists or not by.covers(place) or on < local_day(at) - timedelta(days=1):
            raise UnknownFindingError(field="place")
        odd = {row.place: row.odd for row in signs(by, at) or ()}
        made = Visit.objects.create(
            client_id=client_id, place=place, on=on, signs=list(odd.get(place, ())),
            why=why.strip(), at=at, by=by.user,
        )  # fmt: skip
        journal("plan", f"supervision_visit:{made.pk}", place, by=by, at=at)
    return made


@transaction.atomic
def find(
    visit: int, *, clause: str, weight: Weight, said: str, client_id: UUID, by: Viewer,
    at: datetime, photo: bytes | None = None,
) -> Finding:  # fmt: skip
    """Write down what was not as a clause asks; the place has the pack's time to put it right.

    Raises:
        NoClauseError: nobody knows that clause.
        NotInspectorError: the role does not inspect.
        UnknownFindingError: no such visit in sight.
    """
    if not inspects(by):
        raise NotInspectorError
    with open_scope(by.lo, by.hi, user=by.user):
        known = Finding.objects.filter(client_id=client_id).first()
        if known is not None:
            return known
        planned = Visit.objects.filter(pk=visit).first()
        if planned is None:
            raise UnknownFindingError
        if clause not in {each.pk for each in clauses([clause])}:
            raise NoClauseError(field="clause")
        made = Finding.objects.create(
            client_id=client_id, visit=planned, place=planned.place, clause=clause, weight=weight,
            said=said.strip(), photo=photo, at=at, by=by.user,
        )  # fmt: skip
        journal("find", f"supervision_finding:{made.pk}", made.place, by=by, at=at,
                detail={"clause": clause})  # fmt: skip
    return made


def rectify(finding: int, *, said: str, by: Viewer, at: datetime) -> Step:
    """Say how a finding was put right; that is in time or late by the clock of the heart.

    Raises:
        FindingClosedError: it is not open.
        NotInspectorError: the role does not lead the place.
        UnknownFindingError: none in sight.
    """
    if not by.may(Right.BOARD):
        raise NotInspectorError
    return _step(finding, What.RECTIFIED, (State.OPEN,), said, by, at)


def look_again(finding: int, *, well: bool, said: str, by: Viewer, at: datetime) -> Step:
    """Close a finding that was put right, or send it back.

    Raises:
        FindingClosedError: nobody said it was put right.
        NotInspectorError: the role does not inspect, or it is the hand that put it right.
        UnknownFindingError: none in sight.
    """
    if not inspects(by):
        raise NotInspectorError
    what = What.CLOSED if well else What.RETURNED
    return _step(finding, what, (State.RECTIFIED,), said, by, at)


@transaction.atomic
def _step(
    finding: int, what: What, fits: tuple[State, ...], said: str, by: Viewer, at: datetime
) -> Step:
    with open_scope(by.lo, by.hi, user=by.user):
        found = Finding.objects.filter(pk=finding).first()
        if found is None:
            raise UnknownFindingError
        steps = list(Step.objects.filter(finding=found).order_by("at", "pk"))
        if state_of((What(each.what), each.at) for each in steps) not in fits:
            raise FindingClosedError
        if what is not What.RECTIFIED and steps[-1].by == by.user:
            raise NotInspectorError
        made = Step.objects.create(
            finding=found, place=found.place, what=what, said=said.strip(), at=at, by=by.user
        )
        if what is What.RECTIFIED:
            of, at_place = FINDINGS + found.pk, found.place
            _prove(f"supervision_step:{made.pk}", of, at_place, EvidenceKind.RECTIFIED, by, at)
        journal(str(what), f"supervision_finding:{found.pk}", found.place, by=by, at=at)
    return made


def feeds_back(by: Viewer) -> bool:
    """Tell whether somebody feeds progress back: whoever leads a street up to a province."""
    return by.role in LEADERS and 0 < by.level <= TOWN


@transaction.atomic
def send_feedback(*, note: str, client_id: UUID, by: Viewer, at: datetime) -> Feedback:
    """Tell the issuers of every order in force how its measures stand here; sent twice is once.

    Raises:
        NoFeedbackError: the role does not feed back, or no order is in force here.
    """
    if not feeds_back(by):
        raise NoFeedbackError
    with open_scope(by.lo, by.hi, user=by.user):
        known = Feedback.objects.filter(client_id=client_id).first()
        if known is not None:
            return known
        content = progress(by.place_code, at)
        if not content:
            raise NoFeedbackError
        called = names([by.place_code]).get(by.place_code, by.place_code)
        made = Feedback.objects.create(
            client_id=client_id, place=by.lo, name=called, content=content, note=note.strip(),
            at=at, by=by.user, sender=by.name,
        )  # fmt: skip
        _prove(f"supervision_feedback:{made.pk}", by.lo, by.lo, EvidenceKind.PROGRESS_TOLD, by, at)
        journal("feed_back", made, by.lo, by=by, at=at)
    return made


def _prove(
    what: str, subject: int, place: int, kind: EvidenceKind, by: Viewer, at: datetime
) -> None:
    """Record that an act was done, as evidence about `subject`: it settles the duty."""
    hand = Hand(by.user, by.role, place, place + 1)
    entry = Entry(uuid5(NAMESPACE_OID, what), subject, place, at, (kind,))
    with open_scope(place, place + 1, user=by.user, names=True):
        record(entries=[entry], by=hand, at=at)
