"""Figures that were made public, and drafts that wait for a second person."""

from django.db.models import QuerySet

from anlin.accounts.rules import Viewer
from anlin.reports.models import Release


def published() -> QuerySet[Release]:
    """Return what is public, the newest first; anybody may read it."""
    found = Release.objects.exclude(approved_at=None).select_related("corrects", "corrected_by")
    return found.order_by("-day", "-approved_at")


def releases_here(viewer: Viewer) -> QuerySet[Release]:
    """Return the drafts and releases of the viewer's own place, the newest first."""
    found = Release.objects.filter(place=viewer.lo, level=viewer.level)
    return found.order_by("-drafted_at")
