"""A resident's own link: made once, shown once, ended at any time; and what comes in by it."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.cases.actions.desk import journal, running_or_refused
from anlin.cases.models import Link, Observation
from anlin.cases.queries import (
    MOST_AN_HOUR,
    At,
    judged,
    link_digest,
    observed_now,
    sent_lately,
)
from anlin.cases.rules import LINK_DAYS, LinkEndedError, TooManyTriesError, ends_at
from anlin.people.actions.desk import at_work, person_here
from anlin.records.actions import Receipt, record
from anlin.records.rules import Entry


def make_link(person: int, *, by: Viewer, at: datetime) -> tuple[Link, str]:
    """Make the link by which somebody at home reports; return it with its secret, told only now.

    An earlier one ends. It works until observation is over, or thirty days where no law says when.

    Raises:
        NotObservedError: the person is not at home for anything.
        NotYoursError: the role or the area does not carry it.
    """
    secret = secrets.token_urlsafe(32)
    with at_work(by, right=Right.RECORD):
        person_here(person)
        kept = running_or_refused(person)
        _end(kept, at)
        last = observed_now(kept, at).last_day
        until = ends_at(last or local_day(at) + timedelta(days=LINK_DAYS))
        made = Link.objects.create(
            observation=kept, place=kept.place, digest=link_digest(secret),
            made_at=at, made_by=by.user, until=max(until, at + timedelta(days=1)),
        )  # fmt: skip
        journal("make_link", kept.place, f"cases_link:{made.pk}", by, at,
                detail={"until": made.until.isoformat()})  # fmt: skip
    return made, secret


def end_link(person: int, *, by: Viewer, at: datetime) -> int:
    """End somebody's link; return how many ended.

    Raises:
        NotObservedError: the person is not at home for anything.
        NotYoursError: the role or the area does not carry it.
    """
    with at_work(by, right=Right.RECORD):
        person_here(person)
        kept = running_or_refused(person)
        ended = _end(kept, at)
        if ended:
            journal("end_link", kept.place, f"cases_observation:{kept.pk}", by, at)
    return ended


def _end(kept: Observation, at: datetime) -> int:
    return Link.objects.filter(observation=kept, ended_at=None).update(ended_at=at)


def read_by_link(found: At, *, entries: Sequence[Entry], at: datetime) -> list[Receipt]:
    """Take what a resident reports about themselves, in the open scope of their link.

    Raises:
        LinkEndedError: an entry is about somebody else.
        TooManyTriesError: more came by this link in the last hour than people send.
    """
    if any((each.subject, each.place) != (found.person, found.place) for each in entries):
        raise LinkEndedError
    if sent_lately(found, at) + len(entries) > MOST_AN_HOUR:
        raise TooManyTriesError
    return record(entries=judged(entries, at), by=found.resident, at=at, device="link")
