"""Opening places, closing and reopening them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from anlin.base import sql
from anlin.journal.rules import Actor
from anlin.places import queries, rules
from anlin.places.actions.desk import (
    close_held,
    hold,
    journal,
    must_stay_open,
    open_below,
    parent,
    subtree,
)
from anlin.places.models import Place
from anlin.places.rules import Kind


@transaction.atomic
def open_places(
    above: str,
    kind: Kind,
    names: Sequence[str],
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    compound: str | None = None,
    reason: str = "",
) -> list[Place]:
    """Set up places below `above` from the day `on`, each with the next free serial.

    `compound` is the code of the compound that new buildings belong to.

    Raises:
        ParentClosedError: `above` is not open from `on` on.
        WrongLevelError: a place of this kind cannot stand there.
        NoSerialLeftError: the codes of this kind are used up.
    """
    held = hold(above)
    if not rules.may_hold(Kind(held.kind), kind):
        raise rules.WrongLevelError(field="kind", name=held.name)
    if compound is not None and not _fits(compound, above, kind):
        raise rules.WrongLevelError(field="compound", name=held.name)
    opened = open_below(held, kind, names, on, compound)
    subject = opened[0].code if len(opened) == 1 else above
    journal("open", subject, held.lo, by, at, reason, on=on, codes=[each.code for each in opened])
    return opened


def _fits(compound: str, above: str, kind: Kind) -> bool:
    gathers = Place.objects.filter(code=compound, kind=Kind.COMPOUND).exists()
    return gathers and kind is Kind.BUILDING and rules.parent(compound) == rules.parent(above)


@transaction.atomic
def close_place(code: str, on: date, *, by: Actor | None, at: datetime, reason: str = "") -> Place:
    """Close a place, and every place below it, from the day `on`.

    Raises:
        ClosedPlaceError: it is not open before `on`, or its end is set already.
        LaterChildError: a place below opens only then.
    """
    closing = hold(code)
    closed = close_held(closing, on)
    journal("close", code, closing.lo, by, at, reason, on=on, places=closed)
    return queries.place(code)


@transaction.atomic
def reopen_place(code: str, on: date, *, by: Actor | None, at: datetime, reason: str = "") -> Place:
    """Reopen a closed place from the day `on`, and the places below that closed with it.

    Raises:
        OpenPlaceError: it is not closed yet on `on`.
        SucceededError: it was split or merged.
        ParentClosedError: the place above is not open from `on` on.
    """
    above = hold(parent(code))
    closed = hold(code)
    ended = closed.periods[-1].until
    if ended is None or on < ended:
        raise rules.OpenPlaceError(field="on", name=closed.name, on=on)
    heirs = queries.successors(code)
    if heirs:
        into = "、".join(heir.after.name for heir in heirs)
        raise rules.SucceededError(name=closed.name, into=into)
    must_stay_open(above, on)
    reopened = sql.run("places/reopen", {**subtree(closed), "closed": ended, "on": on})
    journal("reopen", code, closed.lo, by, at, reason, on=on, places=reopened)
    return queries.place(code)
