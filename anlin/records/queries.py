"""Reading back what was recorded."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.records.models import Attachment, Submission


def submissions_of(viewer: Viewer, subject: int) -> QuerySet[Submission]:
    """Return what was recorded about one subject in the viewer's range, newest first."""
    return (
        Submission.objects.filter(subject=subject, place__gte=viewer.lo, place__lt=viewer.hi)
        .select_related("corrects", "conflict_of")
        .order_by("-occurred_at", "-id")
    )


def attachments_of(viewer: Viewer, items: Iterable[UUID]) -> dict[UUID, list[int]]:
    """Return the numbers of the photographs that belong to each of these items, in sight."""
    found: dict[UUID, list[int]] = {}
    rows = within(viewer, Attachment.objects.filter(client_id__in=set(items))).order_by("pk")
    for item, number in rows.values_list("client_id", "pk"):
        found.setdefault(item, []).append(number)
    return found


def picture(viewer: Viewer, number: int) -> bytes | None:
    """Return a photograph in sight as JPEG, or None."""
    found = within(viewer, Attachment.objects.filter(pk=number)).values_list("jpeg", flat=True)
    return next((bytes(jpeg) for jpeg in found), None)
