"""Timed work of this room, once a minute; it can be done again without harm."""

from datetime import timedelta

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.reports.actions import count_day


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="reports", lock="reports")
def keep_up(timestamp: int) -> None:
    """Count the figures of today and yesterday anew."""
    at = clock.now()
    for back in (1, 0):
        with nationwide():
            count_day(day=local_day(at) - timedelta(days=back), at=at)
