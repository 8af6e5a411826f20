"""Say that one has read an order."""

from datetime import datetime

from django.db import transaction

from anlin.accounts.rules import Viewer
from anlin.journal import actions as journal
from anlin.policy import models, queries
from anlin.policy.rules import NotAskedToReadError


def read(order: str, *, by: Viewer, at: datetime) -> int:
    """Note that the viewer has read `order`, at each place of work where it holds.

    Saying it again adds nothing. Returns how many places are new.

    Raises:
        UnknownOrderError: no such order is released.
        NotAskedToReadError: it holds at none of the viewer's places of work.
    """
    with transaction.atomic():
        found = queries.order(order)
        asked = queries.asked_places(by, found, at)
        if not asked:
            raise NotAskedToReadError(name=order)
        mine = models.Reading.objects.filter(order=found, reader=by.user)
        known = set(mine.values_list("place", flat=True))
        new = [place for place in asked if place not in known]
        models.Reading.objects.bulk_create(
            [models.Reading(order=found, reader=by.user, place=p, at=at) for p in new],
            ignore_conflicts=True,
        )
        if new:
            journal.write(
                by=by, verb="policy.read", place=by.lo, subject=f"policy_order:{order}", at=at,
                detail={"places": new},
            )  # fmt: skip
    return len(new)
