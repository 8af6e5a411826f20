"""Hands lent between institutions: asked for, offered, accepted, arrived, returned."""

from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work
from anlin.institutions.models import Institution, Post
from anlin.institutions.rules import UnknownInstitutionError
from anlin.people.actions.desk import unless
from anlin.people.rules import EmptyFieldError
from anlin.workforce.actions.desk import journal, post_here
from anlin.workforce.models import Loan, Request, Start
from anlin.workforce.rules import (
    Closed,
    Lent,
    LentError,
    LoanStepError,
    NotOnDutyError,
    RequestGoneError,
    SpanBackwardsError,
    may_step,
)


def ask(
    place: int, *, job: str, people: int, since: date, until: date, why: str, by: Viewer,
    at: datetime,
) -> Request:  # fmt: skip
    """Ask others for hands.

    Raises:
        EmptyFieldError: nobody says why.
        SpanBackwardsError: for no time, or for nobody.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    if until <= since or people < 1:
        raise SpanBackwardsError(field="until")
    with at_work(by, Right.HOME):
        home = Institution.objects.filter(place=place, until=None).first()
        if home is None:
            raise UnknownInstitutionError
        made = Request.objects.create(
            place=place, name=home.name, job=job, people=people, since=since, until=until,
            why=why.strip(), at=at, by=by.user,
        )  # fmt: skip
        journal("ask", f"workforce_request:{made.pk}", place, by=by, at=at,
                detail={"job": job, "people": people})  # fmt: skip
    return made


def close(request: int, *, closing: Closed, by: Viewer, at: datetime) -> None:
    """Close a request: enough hands came, or it is taken back.

    Raises:
        RequestGoneError: it is closed, or another institution's.
    """
    with at_work(by, Right.HOME):
        kept = _request(request, mine=by)
        Request.objects.filter(pk=kept.pk).update(closed_at=at, closed_by=by.user, closing=closing)
        journal("close", f"workforce_request:{request}", kept.place, by=by, at=at,
                detail={"closing": str(closing)})  # fmt: skip


def offer(request: int, *, post: int, by: Viewer, at: datetime) -> Loan:
    """Offer one of the own workers for a request.

    Raises:
        LentError: they are lent already.
        LoanStepError: the institution itself asks.
        NotOnDutyError: they are not on duty here.
        RequestGoneError: it is closed.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        asked, worker = _request(request), post_here(post, hold=True)
        if asked.place == worker.place:
            raise LoanStepError
        if not Start.objects.filter(post=worker, ended_at=None).exists():
            raise NotOnDutyError(field="post", name=worker.name)
        lender = Institution.objects.get(pk=worker.institution_id)
        with unless("workforce_loan_one_at_a_time", LentError(field="post", name=worker.name)):
            made = Loan.objects.create(
                request=asked, place=asked.place, from_place=worker.place, post=worker.pk,
                lender=lender.name, name=worker.name, phone=worker.phone, job=worker.job,
                state=Lent.OFFERED, offered_at=at, offered_by=by.user,
            )  # fmt: skip
        journal("offer", f"workforce_loan:{made.pk}", worker.place, by=by, at=at,
                detail={"request": request})  # fmt: skip
    return made


def step(loan: int, *, to: Lent, by: Viewer, at: datetime) -> Loan:
    """Bring a loan one step on; who arrives gets a post there, and starts by its own gate.

    Raises:
        LoanStepError: not from here, or not by this side.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        kept = Loan.objects.select_for_update().filter(pk=loan).first()
        if kept is None or not may_step(
            Lent(kept.state), to, lends=by.covers(kept.from_place), borrows=by.covers(kept.place)
        ):
            raise LoanStepError
        _move(kept, to, by, at)
        kept.save(
            update_fields=["state", "answered_at", "answered_by", "arrived_at", "returned_at",
                           "there"]
        )  # fmt: skip
        side = kept.place if by.covers(kept.place) else kept.from_place
        journal("step", f"workforce_loan:{loan}", side, by=by, at=at, detail={"to": str(to)})
    return kept


def _move(kept: Loan, to: Lent, by: Viewer, at: datetime) -> None:
    kept.state = to
    if to in (Lent.ACCEPTED, Lent.DECLINED):
        kept.answered_at, kept.answered_by = at, by.user
    elif to is Lent.ARRIVED:
        kept.arrived_at, kept.there = at, _settle(kept, by, at)
    elif to is Lent.RETURNED:
        kept.returned_at = at


def _settle(kept: Loan, by: Viewer, at: datetime) -> int:
    """Give somebody who arrived a post at the borrower; the gate there decides on duty."""
    home = Institution.objects.get(place=kept.place)
    made = Post.objects.create(
        institution=home, place=kept.place, name=kept.name, phone=kept.phone, job=kept.job,
        since=local_day(at), added_at=at, added_by=by.user,
    )  # fmt: skip
    return made.pk


def _request(request: int, *, mine: Viewer | None = None) -> Request:
    found = Request.objects.filter(pk=request, closed_at=None).first()
    if found is None or (mine is not None and not mine.covers(found.place)):
        raise RequestGoneError(field="request")
    return found
