"""Timed work of the heart, once a minute; every step can be done again without harm."""

from datetime import timedelta

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.duties.actions import derive, plan, reconcile, refresh, sweep
from anlin.duties.queries import (
    changed_since_reconciled,
    days_to_plan,
    law_in_force,
    swept_until,
)
from anlin.policy.queries import ladders_in_force
from anlin.records.actions import make_weeks

AHEAD = timedelta(days=28)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="heart", lock="heart")
def beat(timestamp: int) -> None:
    """Plan until tomorrow, follow the facts, count what changed, raise what lapsed."""
    keep_up()


def keep_up() -> None:
    """Bring windows, obligations, figures and lapses up to the present moment.

    Each step commits by itself, so that a failing one does not hold the others back.
    """
    at = clock.now()
    with nationwide():
        make_weeks(since=at - timedelta(days=7), until=at + AHEAD)
    with nationwide():
        law = law_in_force()
        new = plan(law=law, days=days_to_plan(at), at=at)
        derive(windows=new, at=at)
    with nationwide():
        for within in changed_since_reconciled():
            reconcile(law=law, at=at, within=within)
    with nationwide():
        refresh(at=at)
    with nationwide():
        sweep(at=at, since=swept_until(at), ladders=ladders_in_force())
