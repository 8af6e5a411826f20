"""Looking back: who was inside between two moments; a look is a line in the journal."""

from datetime import datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.people.actions.desk import NotYoursError
from anlin.people.rules import EmptyFieldError
from anlin.premises import queries
from anlin.premises.actions.desk import at_gate, journal
from anlin.premises.queries import Stay
from anlin.premises.rules import WIDEST, SpanError


def look_back(
    lo: int, hi: int, *, since: datetime, until: datetime, why: str, by: Viewer, at: datetime
) -> list[Stay]:
    """Return who was inside the gates of [lo, hi) between two moments, and write down the look.

    Raises:
        EmptyFieldError: no reason was given.
        NotYoursError: the role sees no persons, or the place lies outside its area.
        SpanError: the time runs backwards or is too wide.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    if not (since < until <= since + timedelta(days=WIDEST)):
        raise SpanError(field="until", days=WIDEST)
    if not by.covers_all(lo, hi):
        raise NotYoursError(field="place")
    with at_gate(by, Right.NAMES):
        found = queries.presence(lo, hi, since=since, until=until, at=at)
        detail = {"since": since.isoformat(), "until": until.isoformat(), "found": len(found)}
        journal(
            "look_back", "premises_passage", lo, by=by, at=at, reason=why.strip(), detail=detail
        )
    return found
