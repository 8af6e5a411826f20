"""Timed work of the heart, once a minute; every step can be done again without harm."""

from datetime import timedelta

from procrastinate.contrib.django import app

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.duties.actions import Rung, derive, plan, reconcile, refresh, sweep
from anlin.duties.queries import changed_since_reconciled, law_in_force, swept_until
from anlin.records.actions import make_weeks

AHEAD = timedelta(days=28)
LADDER = (Rung(number=1, level=5, after=timedelta()),)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="heart", lock="heart")
def beat(timestamp: int) -> None:
    """Plan today and tomorrow, follow the facts, count what changed, raise what lapsed."""
    keep_up()


def keep_up() -> None:
    """Bring windows, obligations, figures and lapses up to the present moment.

    Each step commits by itself, so that a failing one does not hold the others back.
    """
    at = clock.now()
    today = local_day(at)
    with nationwide():
        make_weeks(since=at - timedelta(days=7), until=at + AHEAD)
    with nationwide():
        law = law_in_force()
        new = plan(law=law, days=(today, today + timedelta(days=1)), at=at)
        derive(windows=new, at=at)
    for within in changed_since_reconciled(at):
        with nationwide():
            reconcile(law=law, at=at, within=within)
    with nationwide():
        refresh(at=at)
    with nationwide():
        sweep(at=at, since=swept_until(at), rungs=LADDER)
