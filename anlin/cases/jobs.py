"""Timed work of this room, once a minute; it can be done again without harm."""

from procrastinate.contrib.django import app

from anlin.base.scope import nationwide
from anlin.cases.actions import follow_moves


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="cases", lock="cases")
def keep_up(timestamp: int) -> None:
    """Take observations along with people who moved."""
    with nationwide():
        follow_moves()
