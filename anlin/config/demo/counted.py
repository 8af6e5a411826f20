"""The last part of the demonstration: lapses that climb while leaders answer, and all counted."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from anlin.base.days import start_of
from anlin.base.scope import nationwide
from anlin.config.demo.leaders import Leaders
from anlin.duties.actions import climb, raise_lapses, refresh, sweep
from anlin.duties.models import Window
from anlin.policy.queries import ladders_in_force


def count_all(
    first: date, at: datetime, seed: str, communities: Sequence[int], say: Callable[[str], None]
) -> Sequence[str]:
    """Raise what lapsed and let it climb hour by hour, while leaders answer; then count."""
    say("letting what lapsed climb, and leaders answer")
    ladders = ladders_in_force(using="owner")
    leaders = Leaders(seed, ladders, at)
    with nationwide():
        before = start_of(first)
        while (moment := before + timedelta(hours=1)) < at:
            lapsed = Window.objects.filter(lapses__gt=before, lapses__lte=moment)
            windows = list(lapsed.values_list("pk", flat=True))
            leaders.answer(moment)
            raise_lapses(windows, at=moment, communities=communities, counted=False)
            climb(at=moment, before=before, ladders=ladders)
            leaders.hear(before, moment)
            before = moment
    say("counting")
    with nationwide():
        refresh(at=at)
    with nationwide():
        sweep(at=at, since=start_of(first), ladders=ladders)
    return ("duties_figure", "duties_lapse", "duties_escalation", "duties_acknowledgement",
            "duties_relief", "records_change")  # fmt: skip
