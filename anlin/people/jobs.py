"""Timed work of this room, once a minute; it can be done again without harm."""

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.people.actions import find_doubles


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people", lock="people")
def look_for_doubles(timestamp: int) -> None:
    """Compare what came into the ledger since the last time with the rest."""
    with nationwide():
        find_doubles(clock.now())
