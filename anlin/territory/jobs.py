"""Timed work of this room, once a minute; it can be done again without harm."""

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.territory.actions import follow


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="territory", lock="territory")
def keep_up(timestamp: int) -> None:
    """Take households along with places that got a new code today."""
    with nationwide():
        follow(at=clock.now())
