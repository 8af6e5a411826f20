"""A county's policy officer at work: what is drafted, released, ended, and what holds then."""

from datetime import date

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.policy import actions, models, queries, rules
from anlin.policy.rules import Change, Ruling, Text
from tests.policy.conftest import AT, officer

COUNTY, NEIGHBOUR, CITY = "500103", "500243", "5001"
TODAY, JUNE_10, JUNE_20 = date(2026, 6, 1), date(2026, 6, 10), date(2026, 6, 20)


def let(place: str) -> models.Adoption:
    """Put the clause that lets places ask for fewer days in force at a place."""
    by = officer(place)
    with open_scope(by.lo, by.hi, user=by.user):
        return actions.adopt(
            "leave-sample", place, since=TODAY, by=by, at=AT, reason="drill", knowingly=True
        )


def text(since: date = JUNE_10, until: date | None = None, **term: object) -> Text:
    """Return a local order that asks for three contacts a week, or what is said."""
    said = {
        "needs": 3,
        "every": "P1W",
        "slots": [{"opens": "Mon 00:00", "closes": "Sun 24:00"}],
        "lapses_after": "PT12H",
        "spacing": "P1D",
        "lasts": 14,
    }
    asked = {name: value for name, value in (said | term).items() if value is not None}
    change = Change("P-1", "每周联系3次。", "", asked)
    return Text("演练1号", "演练规定", "A drill order", since, until, "drill", (change,))


def release_now(said: Text, viewer: Viewer, place: str = COUNTY) -> models.Adoption:
    """Draft and release at once."""
    made = actions.draft(said, place, by=viewer, at=AT)
    return actions.release_draft(made.id, seen=made.number, by=viewer, at=AT)


def on(day: date, place: str = COUNTY, found: list[Ruling] | None = None) -> tuple[str, int, int]:
    """Return clause, number of contacts and days that hold for P-1 at a place on a day."""
    in_force = queries.rulings_in_force() if found is None else found
    term = rules.holding(in_force, "P-1", place, day)[-1].term
    return term.clause, term.needs, term.lasts or 0


def end(row: models.Adoption, by: Viewer) -> None:
    """End an adoption in July."""
    with open_scope(by.lo, by.hi, user=by.user):
        actions.end_adoption(row.pk, until=date(2026, 7, 1), by=by, at=AT, reason="over")
