"""How an institution is kept, what was decided when, and what is asked at its door."""

from datetime import datetime
from decimal import Decimal

from anlin.base.days import local_day
from anlin.institutions.models.regime import Hardship, Proposal, Visit
from anlin.institutions.rules.regime import SHUT, VISITING, Way, hours_since
from anlin.policy.queries import gate_at
from anlin.policy.rules import Asked


def history(place: int) -> list[Proposal]:
    """Return every proposal and decision of an institution, the newest first."""
    return list(Proposal.objects.filter(place=place).order_by("-at", "-pk"))


def regime_at(place: int, at: datetime) -> Proposal | None:
    """Return the decision by which an institution is kept at a moment; None before any."""
    kept = Proposal.objects.filter(place=place, approved=True, since__lte=at)
    return kept.order_by("-since", "-pk").first()


def is_closed(place: int, at: datetime) -> bool:
    """Tell whether an institution is shut at a moment: closed, or run as an isolation site."""
    held = regime_at(place, at)
    return held is not None and held.regime in SHUT


def hardships(place: int) -> list[Hardship]:
    """Return the hardship cases of an institution, those that wait first."""
    return list(Hardship.objects.filter(place=place).order_by("-decided_at", "-at")[:50])


def granted(place: int, way: Way, at: datetime) -> list[Hardship]:
    """Return the exceptions that hold at a moment."""
    day = local_day(at)
    found = Hardship.objects.filter(place=place, way=way, granted=True)
    return list(found.filter(since__lte=day, until__gt=day).order_by("pk"))


def visits(place: int) -> list[Visit]:
    """Return the latest visits, those still inside first."""
    found = Visit.objects.filter(place=place).select_related("person").order_by("-came_at")[:100]
    return sorted(found, key=lambda each: each.went_at is not None or bool(each.refused))


def visitor_gate(
    place: int, at: datetime, *, temperature: Decimal | None, tested_at: datetime | None,
    excepted: bool,
) -> tuple[Asked, ...]:  # fmt: skip
    """Return what is asked of a visitor at the door, beside what is so.

    While an institution is open nothing is asked about its being closed.
    """
    closed = is_closed(place, at)
    names = VISITING if closed else VISITING[1:]
    facts = {
        "closed_entries": 0 if excepted else 1,
        "gate_fever": temperature,
        "visitor_test_hours": hours_since(tested_at, at),
    }
    return gate_at(names, place, local_day(at), facts)
