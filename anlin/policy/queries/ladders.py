"""Released ladders as the heart reads them."""

from datetime import timedelta

from anlin.policy import models, rules
from anlin.policy.queries.law import adoptions
from anlin.policy.rules import Ladder, LadderInForce, Rung


def ladders_in_force(*, using: str = "default") -> list[LadderInForce]:
    """Return which ladder holds where, from when until when."""
    found = models.Ladder.objects.using(using).select_related("pack", "clause").order_by("id")
    return rules.ladders_in_force([_ladder(row) for row in found], adoptions(using=using))


def _ladder(row: models.Ladder) -> Ladder:
    quiet = (row.quiet_from, row.quiet_until)
    return Ladder(
        pack=row.pack.name,
        since=row.since,
        until=row.until,
        order=row.clause.order_id,
        clause=row.clause_id,
        rungs=tuple(
            Rung(level, timedelta(seconds=after), timedelta(seconds=holds))
            for level, after, holds in row.rungs
        ),
        cap=row.cap,
        quiet=None if quiet[0] is None or quiet[1] is None else (quiet[0], quiet[1]),
        confidence=row.confidence,
    )
