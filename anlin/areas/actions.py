"""Recording confirmed cases, proposing a class, and deciding it; one transaction, one line each."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.areas.models import AreaClass, Case, Decision, Proposal
from anlin.areas.queries import candidate, outcome_words
from anlin.areas.rules import (
    COUNTY,
    CaseLinkError,
    NotDecidableError,
    Source,
    UnknownAreaError,
    Verdict,
    WrongDayError,
    may_decide,
    may_propose,
)
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.journal.actions import Book
from anlin.people.actions.desk import unless
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, WIDTHS
from anlin.records.rules import Recorder

journal = Book("areas")


@transaction.atomic
def record_case(
    *, place: int, found_on: date, source: Source, linked: int | None = None,
    client_id: UUID, by: Recorder, at: datetime, matter: int | None = None,
) -> int:  # fmt: skip
    """Record a confirmed case among a community's residents; sent twice is one case.

    `matter` is the number of the case where another room keeps it with its person.

    Raises:
        CaseLinkError: `linked` is none that stands in sight in this county.
        UnknownAreaError: no such community in the range of whoever records.
        WrongDayError: the day is to come.
    """
    community = place - place % WIDTHS[COMMUNITY]
    if not (by.may(Right.RECORD) or by.may(Right.BOARD)) or not by.covers(place):
        raise UnknownAreaError(field="place")
    if found_on > local_day(at):
        raise WrongDayError(field="found_on")
    lo, hi = min(by.lo, community), max(by.hi, community + WIDTHS[COMMUNITY])
    with open_scope(lo, hi, user=by.user):  # a grid records for its community: counts, no persons
        known = Case.objects.filter(client_id=client_id).first()
        if known is not None:
            return known.pk
        if not Place.objects.filter(level=COMMUNITY, lo=community).exists():
            raise UnknownAreaError(field="place")
        near = Case.objects.filter(pk=linked or 0, void=False, place__range=_county(community))
        if linked is not None and not near.exists():
            raise CaseLinkError(field="linked")
        made = Case.objects.create(
            client_id=client_id, place=community, found_on=found_on, source=source,
            linked_id=linked, void=False, matter=matter, at=at, by=by.user,
        )  # fmt: skip
        journal("record_case", f"areas_case:{made.pk}", community, by=by, at=at)
    return made.pk


def _county(community: int) -> tuple[int, int]:
    lo = community - community % WIDTHS[COUNTY]
    return lo, lo + WIDTHS[COUNTY] - 1


@transaction.atomic
def withdraw_case(number: int, *, by: Viewer, at: datetime, why: str) -> Case:
    """Take a case back that was recorded by mistake; the entry stays, and another one says so.

    Raises:
        UnknownAreaError: none in sight that stands.
    """
    with open_scope(by.lo, by.hi, user=by.user):
        found = Case.objects.filter(pk=number, void=False, corrected=None).first()
        if found is None or not by.may(Right.BOARD):
            raise UnknownAreaError
        return _withdraw(found, by, at, why)


@transaction.atomic
def withdraw_matter(*, place: int, matter: int, by: Recorder, at: datetime, why: str) -> None:
    """Take back what was recorded of another room's case, if it stands.

    Raises:
        UnknownAreaError: the place is not in the range of whoever takes it back.
    """
    if not by.may(Right.RECORD) or not by.covers(place):
        raise UnknownAreaError(field="place")
    community = place - place % WIDTHS[COMMUNITY]
    with open_scope(community, community + WIDTHS[COMMUNITY], user=by.user):
        found = Case.objects.filter(
            place=community, matter=matter, void=False, corrected=None
        ).first()
        if found is not None:
            _withdraw(found, by, at, why)


def _withdraw(found: Case, by: Recorder, at: datetime, why: str) -> Case:
    made = Case.objects.create(
        client_id=uuid4(), place=found.place, found_on=found.found_on, source=found.source,
        corrects=found, void=True, at=at, by=by.user,
    )  # fmt: skip
    journal(
        "withdraw_case", f"areas_case:{found.pk}", found.place, by=by, at=at, reason=why.strip()
    )
    return made


@transaction.atomic
def propose_class(
    *, place: int, name: str, stated: Mapping[str, str], since: date, why: str,
    by: Viewer, at: datetime,
) -> Proposal:  # fmt: skip
    """Put before somebody what the criteria in force make of an area today.

    Raises:
        NoCriteriaError: no table in force there decides it.
        NotDecidableError: the role does not propose.
        UnknownAreaError: no such area in sight.
        WrongDayError: it would hold from before today.
    """
    if not may_propose(by):
        raise NotDecidableError
    if since < local_day(at):
        raise WrongDayError(field="since")
    with open_scope(by.lo, by.hi, user=by.user):
        found = candidate(by, place, name, at, stated)
        made = Proposal.objects.create(
            place=place, level=found.level, name=name, pack=found.proposed.table.pack,
            clause=found.proposed.table.clause, facts=dict(found.proposed.facts),
            outcome=found.proposed.outcome, row=found.proposed.row, since=since,
            why=why.strip(), at=at, by=by.user,
        )  # fmt: skip
        journal("propose", f"areas_proposal:{made.pk}", place, by=by, at=at,
                detail={"outcome": made.outcome, "row": made.row})  # fmt: skip
    return made


@transaction.atomic
def decide_class(
    number: int, *, verdict: Verdict, word: str, by: Viewer, at: datetime
) -> AreaClass | None:
    """Approve a proposal, which publishes the class from its day on, or reject it.

    Raises:
        NotDecidableError: decided before, or not for this role; nobody decides an own proposal.
        UnknownAreaError: no such proposal in sight.
    """
    with open_scope(by.lo, by.hi, user=by.user):
        found = Proposal.objects.filter(pk=number).first()
        if found is None:
            raise UnknownAreaError
        if not may_decide(by, found.level, found.by):
            raise NotDecidableError
        with unless("areas_decision_proposal_key", NotDecidableError()):  # decided once for good
            Decision.objects.create(
                proposal=found, place=found.place, verdict=verdict, word=word.strip(), at=at,
                by=by.user,
            )  # fmt: skip
        made = _publish(found, at) if verdict is Verdict.APPROVED else None
        journal(str(verdict), f"areas_proposal:{found.pk}", found.place, by=by, at=at,
                detail={"outcome": found.outcome}, reason=word.strip())  # fmt: skip
    return made


def _publish(found: Proposal, at: datetime) -> AreaClass:
    """Let the class hold from its day on; one whose day has passed meanwhile holds from today."""
    zh, en = outcome_words(found.name, found.pack, found.outcome)
    return AreaClass.objects.create(
        place=found.place, level=found.level, name=found.name, outcome=found.outcome, zh=zh, en=en,
        clause=found.clause, row=found.row, since=max(found.since, local_day(at)),
        published_at=at,
    )  # fmt: skip
