"""Requests for reinforcement, and loans as either side sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.institutions.models import Post
from anlin.workforce.models import Loan, Request, Start
from anlin.workforce.rules import OPEN, Lent


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A loan, and on which side the viewer stands."""

    loan: Loan
    lends: bool
    borrows: bool


def requests(at: datetime) -> QuerySet[Request]:
    """Return the requests that stand, the most urgent first, each with how many are promised."""
    agreed = Q(loan__state__in=[Lent.ACCEPTED, Lent.ARRIVED])
    return (
        Request.objects.filter(closed_at=None, until__gt=local_day(at))
        .annotate(promised=Count("loan", filter=agreed))
        .order_by("since", "pk")
    )


def loans(viewer: Viewer) -> list[Borrowed]:
    """Return the loans that the viewer's place gives or takes, the open ones first."""
    seen = Loan.objects.filter(
        Q(place__gte=viewer.lo, place__lt=viewer.hi)
        | Q(from_place__gte=viewer.lo, from_place__lt=viewer.hi)
    ).select_related("request")
    found = [
        Borrowed(each, viewer.covers(each.from_place), viewer.covers(each.place))
        for each in seen.order_by("-offered_at")[:200]
    ]
    return sorted(found, key=lambda each: each.loan.state not in OPEN)


def hands_by_job(viewer: Viewer, jobs: Iterable[str], at: datetime) -> dict[str, list[Post]]:
    """Return whom of the viewer's own place could be lent, by job; nobody without names."""
    found: dict[str, list[Post]] = {job: [] for job in jobs}
    for post in free_hands(viewer, list(found), at):
        found[post.job].append(post)
    return found


def free_hands(viewer: Viewer, jobs: list[str], at: datetime) -> QuerySet[Post]:
    """Return whom of the viewer's own place could be lent for a job: on duty, and not lent."""
    today = local_day(at)
    lent = Loan.objects.filter(post=OuterRef("pk"), state__in=OPEN)
    on_duty = Start.objects.filter(post=OuterRef("pk"), ended_at=None)
    return (
        Post.objects.filter(place__gte=viewer.lo, place__lt=viewer.hi, since__lte=today)
        .filter(job__in=jobs)
        .filter(Q(until=None) | Q(until__gt=today))
        .filter(Exists(on_duty), ~Exists(lent))
        .order_by("pk")
    )
