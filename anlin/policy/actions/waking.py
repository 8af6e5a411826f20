"""Wake the heart when the law changes, so that nobody waits for its next minute."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_BEAT, _LOCK = "anlin.duties.jobs.beat", "heart"


def wake(*, at: datetime, using: str) -> None:
    """Queue one beat of the heart for when the running transaction is committed.

    One that waits already will do. The owner of the tables loads law before anything beats.
    """
    if using != "default":
        return
    beat = app.configure_task(_BEAT, lock=_LOCK, queueing_lock=_LOCK)
    with suppress(AlreadyEnqueued), transaction.atomic():
        beat.defer(timestamp=int(at.timestamp()))
