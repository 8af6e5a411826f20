"""Telling what cannot wait, and saying upstairs that it was read."""

from datetime import datetime
from uuid import UUID

from anlin.accounts.queries import within
from anlin.accounts.rules import Right, Viewer
from anlin.committees.actions.desk import at_desk, journal
from anlin.committees.models import Receipt, Urgent
from anlin.committees.rules import (
    Matter,
    NotTheirsError,
    SaidNothingError,
    Subject,
    UnknownUrgentError,
)
from anlin.places.rules import COMMUNITY
from anlin.records.rules import happened_at


def tell(
    *, subject: Subject, matter: Matter, text: str, occurred_at: datetime, client_id: UUID,
    by: Viewer, at: datetime,
) -> Urgent:  # fmt: skip
    """Report something that cannot wait; sent twice is once.

    Raises:
        NotTheirsError: the role or the area does not carry it.
        SaidNothingError: no words.
    """
    if not by.may(Right.RECORD) or not by.covers(subject.place):
        raise NotTheirsError
    if not text.strip():
        raise SaidNothingError(field="text")
    with at_desk(by):
        made, new = Urgent.objects.get_or_create(
            by=by.user, client_id=client_id,
            defaults={
                "place": subject.place, "kind": subject.kind, "subject": subject.place,
                "name": subject.name, "matter": matter, "text": text.strip(),
                "occurred_at": happened_at(occurred_at, at), "signer": by.name, "at": at,
            },
        )  # fmt: skip
        if new:
            journal(
                "tell", f"committees_urgent:{made.pk}", made.place, by=by, at=at,
                detail={"matter": matter},
            )  # fmt: skip
    return made


def read(number: int, *, said: str, by: Viewer, at: datetime) -> Receipt:
    """Say that an urgent report was read here, and what is done; saying the same twice is once.

    Raises:
        NotTheirsError: whoever reports does not confirm reading it.
        UnknownUrgentError: none of that number here.
    """
    if by.level >= COMMUNITY or not by.may(Right.BOARD):
        raise NotTheirsError
    with at_desk(by):
        found = within(by, Urgent.objects.filter(pk=number)).first()
        if found is None:
            raise UnknownUrgentError
        made, new = Receipt.objects.get_or_create(
            urgent=found, by=by.user, said=said.strip(),
            defaults={"place": found.place, "level": by.level, "reader": by.name, "at": at},
        )  # fmt: skip
        if new:
            journal("read", f"committees_urgent:{found.pk}", found.place, by=by, at=at)
    return made
