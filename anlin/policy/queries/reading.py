"""Who has read an order and who has not: derived from grants, adoptions and receipts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from anlin.accounts.models import Grant
from anlin.accounts.queries import grants_in_force
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.policy import models

MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Readers:
    """How many people of a place (its lo) are asked to have read an order, and how many have."""

    place: int
    asked: int
    read: int

    @property
    def missing(self) -> int:
        """Return how many have not."""
        return self.asked - self.read


@dataclass(frozen=True, slots=True)
class HasRead:
    """Who has read an order in a range of places: in all, by place below, and who has not."""

    total: Readers
    by_place: tuple[Readers, ...]
    missing: tuple[Grant, ...]
    more: int


def unread(viewer: Viewer, at: datetime) -> QuerySet[models.Order]:
    """Return the orders that hold where the viewer works and that the viewer has not read yet."""
    read = models.Reading.objects.filter(order=OuterRef("pk"), reader=viewer.user, place=viewer.lo)
    return (
        models.Order.objects.filter(Exists(_holding(OuterRef("pack"), viewer.lo, viewer.hi, at)))
        .exclude(Exists(read))
        .order_by("-issued_on", "id")
    )


def read_at(viewer: Viewer, order: str) -> datetime | None:
    """Return when the viewer read an order, or None."""
    mine = models.Reading.objects.filter(order=order, reader=viewer.user, place=viewer.lo)
    return mine.values_list("at", flat=True).first()


def asked_places(viewer: Viewer, order: models.Order, at: datetime) -> list[int]:
    """Return the places (their lo) at which the viewer works and `order` holds."""
    held = grants_in_force(at).filter(user=viewer.user)
    asked = held.filter(Exists(_holding(order.pack_id, OuterRef("lo"), OuterRef("hi"), at)))
    return sorted(set(asked.values_list("lo", flat=True)))


def readers(order: models.Order, *, lo: int, hi: int, width: int, at: datetime) -> HasRead:
    """Return who of those who work in [lo, hi) has read `order`, by places of `width`.

    Whoever works at several places has read it once they have for each of them.

    Cost: three statements over the grants in the range.
    """
    receipt = models.Reading.objects.filter(
        order=order.pk, reader=OuterRef("user"), place=OuterRef("lo")
    )
    asked = (
        grants_in_force(at)
        .filter(Exists(_holding(order.pack_id, OuterRef("lo"), OuterRef("hi"), at)))
        .filter(lo__gte=lo, hi__lte=hi)
        .annotate(read_at=Subquery(receipt.values("at")[:1]), below=F("lo") - F("lo") % width)
    )
    people = Count("user", distinct=True)
    lack = Count("user", distinct=True, filter=Q(read_at=None))
    total = asked.order_by().aggregate(asked=people, lack=lack)
    by_place = asked.order_by("below").values("below").annotate(asked=people, lack=lack)
    missing = asked.filter(read_at=None).order_by("lo", "-hi", "user__name", "id")
    named = list(missing[: MOST_NAMES + 1])
    return HasRead(
        Readers(lo, total["asked"], total["asked"] - total["lack"]),
        tuple(Readers(row["below"], row["asked"], row["asked"] - row["lack"]) for row in by_place),
        tuple(named[:MOST_NAMES]),
        max(0, missing.count() - MOST_NAMES) if len(named) > MOST_NAMES else 0,
    )


def _holding(
    pack: Any,  # noqa: ANN401 - a number, or an expression for one
    lo: object,
    hi: object,
    at: datetime,
) -> QuerySet[models.Adoption]:
    """Return the adoptions of `pack` in force at `at` around places in [lo, hi)."""
    day = local_day(at)
    held = models.Adoption.objects.filter(pack=pack, lo__lte=lo, hi__gte=hi, since__lte=day)
    return held.filter(Q(until=None) | Q(until__gt=day))
