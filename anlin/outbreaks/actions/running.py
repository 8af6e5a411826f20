"""Running an institution in an outbreak: as a collective isolation site, and what that asks."""

from datetime import date, datetime
from uuid import uuid4

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work, institution_here
from anlin.institutions.actions.regime import Basis, propose
from anlin.institutions.models.regime import Proposal
from anlin.institutions.rules.regime import Regime
from anlin.outbreaks.actions.desk import journal
from anlin.outbreaks.queries import site_lacking
from anlin.outbreaks.rules import PROVES, Deed, NotASiteError, NotYetError
from anlin.people.rules import EmptyFieldError
from anlin.records.actions import record
from anlin.records.rules import Entry


def propose_regime(
    institution: int, *, regime: Regime, since: datetime, review_on: date, basis: Basis, why: str,
    by: Viewer, at: datetime,
) -> Proposal:  # fmt: skip
    """Propose how an institution is kept; a collective isolation site only where there is cause.

    Raises:
        NotASiteError: no case is open, or too few contacts are confirmed.
    """
    with at_work(by, Right.HOME):
        home = institution_here(institution, hold=True)
        if regime is Regime.SITE and (lacking := site_lacking(home.place, local_day(at))):
            clause, zh, en = lacking
            raise NotASiteError(field="regime", clause=clause, lacking_zh=zh, lacking_en=en)
        return propose(
            institution, regime=regime, since=since, review_on=review_on, basis=basis, why=why,
            by=by, at=at,
        )  # fmt: skip


def write_down(
    institution: int, *, deed: Deed, said: str, done_at: datetime, by: Viewer, at: datetime
) -> None:
    """Write down what was done for an institution, by whom or how; it is evidence.

    Raises:
        NotYetError: in the time to come.
        EmptyFieldError: it is not said by whom or how.
    """
    if not said.strip():
        raise EmptyFieldError(field="said")
    if done_at > at:
        raise NotYetError(field="done_at")
    with at_work(by, Right.HOME, Right.RECORD):
        home = institution_here(institution)
        told = {"deed": str(deed), "said": said.strip()}
        entry = Entry(uuid4(), home.place, home.place, done_at, (PROVES[deed],), told)
        record(entries=[entry], by=by, at=at)
        journal("write_down", f"institutions_institution:{institution}", home.place, by=by, at=at,
                detail={"deed": str(deed)})  # fmt: skip
