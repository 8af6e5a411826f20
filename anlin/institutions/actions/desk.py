"""The desk every act in an institution is done at: who may, what is found, what is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_minute
from anlin.base.scope import open_scope
from anlin.duties.actions import reconcile
from anlin.duties.queries import law_in_force
from anlin.institutions.models import Institution, Location, Stay
from anlin.institutions.rules import (
    EarlierError,
    NotInsideError,
    Part,
    State,
    UnknownInstitutionError,
    UnknownPartError,
)
from anlin.journal.actions import Book
from anlin.people.actions.desk import NotYoursError
from anlin.places.rules import GRID, WIDTHS

journal = Book("institutions")


@contextmanager
def at_work(by: Viewer, *rights: Right) -> Iterator[None]:
    """Open the viewer's own scope, if the role carries every right."""
    if not all(by.may(right) for right in rights):
        raise NotYoursError
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff, gate=by.gate):
        yield


def institution_here(institution: int, *, hold: bool = False) -> Institution:
    """Return an institution of the open scope, held until the transaction ends if asked."""
    found = Institution.objects.select_for_update() if hold else Institution.objects.all()
    one = found.filter(pk=institution, until=None).first()
    if one is None:
        raise UnknownInstitutionError
    return one


def part_here(institution: Institution, part: int, *kinds: Part) -> Location:
    """Return a part of a house that stands, held until the transaction ends."""
    found = Location.objects.select_for_update(no_key=True).filter(
        pk=part, institution=institution, until=None, kind__in=kinds or list(Part)
    )
    one = found.first()
    if one is None:
        raise UnknownPartError
    return one


def stay_here(stay: int, *states: State) -> Stay:
    """Return a span of a stay that lasts, held until the transaction ends."""
    found = Stay.objects.select_for_update(of=("self",)).select_related("institution", "person")
    one = found.filter(pk=stay, until=None, state__in=states or list(State)).first()
    if one is None:
        raise NotInsideError
    return one


def follow(place: int, at: datetime) -> None:
    """Let what is owed at an institution follow what was just written down."""
    with open_scope(place, place + WIDTHS[GRID], names=True):
        reconcile(law=law_in_force(), at=at, within=(place, place + WIDTHS[GRID]))


def not_before(when: datetime, since: datetime, at: datetime) -> None:
    """Refuse a moment before what it follows, or in the time to come."""
    if not since <= when <= at:
        raise EarlierError(field="on", since=local_minute(since))
