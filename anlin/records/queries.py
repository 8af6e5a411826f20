"""Reading back what was recorded."""

from django.db.models import QuerySet

from anlin.accounts.rules import Viewer
from anlin.records.models import Submission


def submissions_of(viewer: Viewer, subject: int) -> QuerySet[Submission]:
    """Return what was recorded about one subject in the viewer's range, newest first."""
    return (
        Submission.objects.filter(subject=subject, place__gte=viewer.lo, place__lt=viewer.hi)
        .select_related("corrects", "conflict_of")
        .order_by("-occurred_at", "-id")
    )
