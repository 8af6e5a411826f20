"""What phones fetch, kept and journalled."""

from datetime import datetime, timedelta

from django.db import transaction

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.journal.actions import write


def note_list(*, by: Viewer, at: datetime) -> None:
    """Keep that a phone fetched the list of its place anew."""
    with transaction.atomic():
        sql.run("field/note_list", {
            "device": by.device, "user": by.user, "place": by.lo, "at": at, "none": timedelta(),
        })  # fmt: skip
        write(by=by, verb="field.list", place=by.lo, subject=f"accounts_device:{by.device}", at=at)
