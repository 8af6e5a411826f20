"""Figures that were made public, drafts that wait for a second person, and who may publish."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from anlin.accounts.rules import Right, Viewer
from anlin.policy.queries import gate_at, limit_at
from anlin.policy.rules import Asked, Limit
from anlin.reports.models import Release

PUBLISHES, COMPETENT = "publish_level", "release_competent"  # the limits that this room asks for


@dataclass(frozen=True, slots=True)
class Competence:
    """Whether a level publishes: the order that names it, if any, and what C-1.5 asks of it."""

    limit: Limit | None
    asked: tuple[Asked, ...]
    named: bool

    @property
    def holds(self) -> bool:
        """Tell whether the level publishes."""
        return self.named and all(each.met for each in self.asked)


def competence(viewer: Viewer, day: date) -> Competence:
    """Return whether the viewer's level publishes figures of `day`, and by which orders."""
    limit = limit_at(PUBLISHES, viewer.lo, day)
    named = limit is not None and viewer.level <= int(limit.value) and viewer.may(Right.BOARD)
    asked = gate_at([COMPETENT], viewer.lo, day, {COMPETENT: int(named)})
    return Competence(limit, asked, named)


def published() -> QuerySet[Release]:
    """Return what is public, the newest first; anybody may read it."""
    found = Release.objects.exclude(approved_at=None).select_related("corrects", "corrected_by")
    return found.order_by("-day", "-approved_at")


def releases_here(viewer: Viewer) -> QuerySet[Release]:
    """Return the drafts and releases of the viewer's own place, the newest first."""
    found = Release.objects.filter(place=viewer.lo, level=viewer.level)
    return found.order_by("-drafted_at")
