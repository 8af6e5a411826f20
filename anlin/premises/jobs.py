"""Timed work of this room; it can be done again without harm."""

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.premises.actions import follow_people, forget


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="premises", lock="premises")
def keep_up(timestamp: int) -> None:
    """Take passes along with people who moved, left or are called otherwise."""
    with nationwide():
        follow_people(at=clock.now())


@app.periodic(cron="23 19 * * *")
@app.task(queueing_lock="premises_forget", lock="premises")
def forget_old(timestamp: int) -> None:
    """Delete what gates registered longer ago than the packs say, in the small hours of China."""
    with nationwide():
        forget(at=clock.now())
