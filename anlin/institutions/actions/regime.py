"""Open or closed: proposing, deciding, hardship cases, and visitors at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from anlin.accounts.rules import Right, Viewer
from anlin.institutions.actions.desk import at_work, follow, institution_here, journal
from anlin.institutions.models.regime import Hardship, Proposal, Visit
from anlin.institutions.queries import regime as queries
from anlin.institutions.rules.regime import (
    SHUT,
    ClosedError,
    NotApprovedError,
    NotLetInError,
    ProposalGoneError,
    Regime,
    Way,
    lacking,
    told,
)
from anlin.people.actions.desk import person_here, unless
from anlin.people.rules import DayOrderError, EmptyFieldError, phone_of
from anlin.policy.queries import clauses

APPROVAL = "D-1.1"
_COUNTY = 3  # level of the tree


@dataclass(frozen=True, slots=True)
class Basis:
    """What a proposal rests on: the sheet as of now, and what the table in force says of it."""

    sheet: Mapping[str, object]
    suggested: str
    clause: str
    row: str


def propose(
    institution: int, *, regime: Regime, since: datetime, review_on: date, basis: Basis, why: str,
    by: Viewer, at: datetime,
) -> Proposal:  # fmt: skip
    """Propose to open or close an institution; the county decides.

    Raises:
        DayOrderError: it would be looked at anew before it begins.
        EmptyFieldError: nobody says why, or by which clause.
        ProposalGoneError: another proposal waits.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    if basis.clause not in {each.pk for each in clauses([basis.clause])}:
        raise EmptyFieldError(field="clause")
    if review_on <= since.date():
        raise DayOrderError(field="review_on", day=since.date().isoformat())
    waits = ProposalGoneError(field="regime")
    with at_work(by, Right.HOME), unless("institutions_regime_one_waits", waits):
        home = institution_here(institution, hold=True)
        made = Proposal.objects.create(
            institution=home, place=home.place, regime=regime, since=since, review_on=review_on,
            sheet=dict(basis.sheet), suggested=basis.suggested, clause=basis.clause, row=basis.row,
            why=why.strip(), at=at, by=by.user,
        )  # fmt: skip
        journal("propose_regime", made, home.place, by=by, at=at,
                detail={"regime": str(regime), "clause": basis.clause})  # fmt: skip
    return made


def decide(proposal: int, *, approved: bool, word: str, by: Viewer, at: datetime) -> Proposal:
    """Decide on a proposal, as the authority of the county or above.

    The institution's row is held, so that who is let in or out meanwhile waits, and then sees it.

    Raises:
        EmptyFieldError: it is refused and nobody says why.
        NotApprovedError: an institution decides on itself.
        ProposalGoneError: it was decided, or is not here.
    """
    if not may_decide(by):
        raise NotApprovedError(clause=APPROVAL)
    if not approved and not word.strip():
        raise EmptyFieldError(field="word")
    with at_work(by, Right.HOME):
        kept = Proposal.objects.select_for_update().filter(pk=proposal, approved=None).first()
        if kept is None:
            raise ProposalGoneError
        institution_here(kept.institution_id, hold=True)
        kept.approved, kept.word = approved, word.strip()
        kept.decided_at, kept.decided_by = at, by.user
        kept.save(update_fields=["approved", "word", "decided_at", "decided_by"])
        journal("decide_regime", kept, kept.place, by=by, at=at, reason=word.strip(),
                detail={"regime": kept.regime, "approved": approved})  # fmt: skip
    if approved:
        follow(kept.place, at)
    return kept


def may_decide(by: Viewer) -> bool:
    """Tell whether a role decides on opening and closing: from the county up."""
    return by.may(Right.HOME) and by.may(Right.BOARD) and by.level <= _COUNTY


def ask_hardship(
    institution: int, *, way: Way, who: str, why: str, since: date, until: date, by: Viewer,
    at: datetime,
) -> Hardship:  # fmt: skip
    """Ask for an exception while an institution is closed.

    Raises:
        DayOrderError: it would end before it begins.
        EmptyFieldError: it is not said for whom, or why.
    """
    for field, text in (("who", who), ("why", why)):
        if not text.strip():
            raise EmptyFieldError(field=field)
    if until <= since:
        raise DayOrderError(field="until", day=since.isoformat())
    with at_work(by, Right.HOME):
        home = institution_here(institution)
        made = Hardship.objects.create(
            institution=home, place=home.place, way=way, who=who.strip(), why=why.strip(),
            since=since, until=until, at=at, by=by.user,
        )  # fmt: skip
        journal("ask_hardship", made, home.place, by=by, at=at, detail={"way": str(way)})
    return made


def answer_hardship(
    hardship: int, *, granted: bool, word: str, by: Viewer, at: datetime
) -> Hardship:
    """Grant or refuse an exception, as the county.

    Raises:
        NotApprovedError: an institution decides on itself.
        ProposalGoneError: it was decided, or is not here.
    """
    if not may_decide(by):
        raise NotApprovedError(clause=APPROVAL)
    with at_work(by, Right.HOME):
        kept = Hardship.objects.select_for_update().filter(pk=hardship, granted=None).first()
        if kept is None:
            raise ProposalGoneError
        kept.granted, kept.word = granted, word.strip()
        kept.decided_at, kept.decided_by = at, by.user
        kept.save(update_fields=["granted", "word", "decided_at", "decided_by"])
        journal("answer_hardship", kept, kept.place, by=by, at=at, reason=word.strip(),
                detail={"granted": granted})  # fmt: skip
    return kept


@dataclass(frozen=True, slots=True)
class Caller:
    """A visitor at the door: who, to whom, and what was measured."""

    person: int
    name: str
    phone: str = ""
    temperature: Decimal | None = None
    tested_at: datetime | None = None
    hardship: int | None = None


def register_visit(
    institution: int, *, caller: Caller, by: Viewer, at: datetime
) -> tuple[Visit, NotLetInError | None]:
    """Register a visitor: let in if every condition at the door is met, else turned away.

    Whom a condition keeps out is registered, too; the problem says by which clause.

    Raises:
        EmptyFieldError: the visitor has no name.
        UnknownPersonError: whom they visit is not here.
    """
    if not caller.name.strip():
        raise EmptyFieldError(field="name")
    with at_work(by, Right.CARE):
        home, whom = institution_here(institution, hold=True), person_here(caller.person)
        let = {each.pk: each for each in queries.granted(home.place, Way.VISIT, at)}
        under = let.get(caller.hardship or 0)
        asked = queries.visitor_gate(
            home.place, at, temperature=caller.temperature, tested_at=caller.tested_at,
            excepted=under is not None,
        )  # fmt: skip
        missing = lacking(asked)
        made = Visit.objects.create(
            institution=home, place=home.place, person=whom, name=caller.name.strip(),
            phone=phone_of(caller.phone), temperature=caller.temperature,
            tested_at=caller.tested_at, hardship=under, came_at=at, by=by.user,
            refused=sorted({each.limit.clause for each in missing}),
        )  # fmt: skip
        journal("register_visit", made, home.place, by=by, at=at,
                detail={"refused": made.refused})  # fmt: skip
    return made, NotLetInError(**told(missing)) if missing else None


def end_visit(visit: int, *, by: Viewer, at: datetime) -> None:
    """Write down that a visitor has gone.

    Raises:
        ProposalGoneError: they went before, or are not here.
    """
    with at_work(by, Right.CARE):
        inside = Visit.objects.select_for_update().filter(pk=visit, went_at=None, refused=[])
        kept = inside.first()
        if kept is None:
            raise ProposalGoneError
        kept.went_at = at
        kept.save(update_fields=["went_at"])
        journal("end_visit", kept, kept.place, by=by, at=at)


def refuse_while_closed(place: int, way: Way, at: datetime) -> None:
    """Refuse what is not done while an institution is shut, unless an exception holds.

    The caller holds the institution's row.

    Raises:
        ClosedError: it is shut; the clause of the decision is named.
    """
    held = queries.regime_at(place, at)
    if held is None or held.regime not in SHUT or queries.granted(place, way, at):
        return
    raise ClosedError(clause=held.clause)
