"""Difficulties of a place as phones send them up."""

from collections.abc import Sequence
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.base.intake import Item
from anlin.base.problems import Problem
from anlin.dispatch.actions.raising import raise_needs
from anlin.dispatch.rules import Asked, DifficultyBody
from anlin.people.actions.desk import NotYoursError
from anlin.places.rules import lo_of


def take_in_difficulties(
    *, items: Sequence[Item[DifficultyBody]], by: Viewer, at: datetime
) -> list[int | Problem]:
    """Write down difficulties that phones sent; each need, or why it cannot stand.

    Cost: that of `raise_needs`, once for any number.
    """
    places = {item.id: lo_of(item.body.place) if item.body.place else by.lo for item in items}
    good = [item for item in items if by.covers(places[item.id])]
    asked = [Asked(item.id, item.body.need, item.body.text, place=places[item.id]) for item in good]
    made = dict(
        zip((item.id for item in good), raise_needs(needs=asked, by=by, at=at), strict=True)
    )
    return [made.get(item.id) or NotYoursError(field="place") for item in items]
