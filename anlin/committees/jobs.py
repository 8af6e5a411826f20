"""Timed work of this room, once a minute; it can be done again without harm."""

from datetime import timedelta

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.committees.actions import raise_doubts


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="committees", lock="committees")
def keep_up(timestamp: int) -> None:
    """Doubt zeros of today and yesterday against what became known."""
    keep_watch()


def keep_watch() -> None:
    """Doubt what the reports of today and yesterday leave out, as far as it is known now."""
    at = clock.now()
    for back in (1, 0):
        with nationwide():
            raise_doubts(day=local_day(at) - timedelta(days=back), at=at)
