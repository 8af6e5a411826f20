"""Released limits, and the one that holds at a place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from anlin.policy import models, rules
from anlin.policy.queries.law import adoptions
from anlin.policy.rules import Asked, Limit, LimitInForce


def limits_in_force(*names: str, using: str = "default") -> list[LimitInForce]:
    """Return where which limits of these names hold, from when until when."""
    found = models.Limit.objects.using(using).filter(name__in=names)
    rows = found.select_related("pack", "clause").order_by("id")
    return rules.limits_in_force([_limit(row) for row in rows], adoptions(using=using))


def gate_at(
    names: Sequence[str],
    place: int,
    day: date,
    facts: Mapping[str, int | Decimal | None],
    *,
    level: str = "",
) -> tuple[Asked, ...]:
    """Return what a gate at the place `lo` asks on a day, beside what is so.

    `names` are the limits that make the gate; the order of each and its clause come along.
    `level` is that of the county; empty while nobody knows it.
    """
    return rules.asked(limits_in_force(*names), names, place, day, facts, level)


def limit_at(name: str, place: int, day: date, *, using: str = "default") -> Limit | None:
    """Return the strictest limit called `name` at the place `lo` on a day, or None."""
    held = rules.strictest(limits_in_force(name, using=using), name, place, day)
    return held.limit if held else None


def _limit(row: models.Limit) -> Limit:
    return Limit(
        name=row.name,
        pack=row.pack.name,
        since=row.since,
        until=row.until,
        order=row.clause.order_id,
        clause=row.clause_id,
        value=row.value,
        unit=row.unit,
        stricter=row.stricter,
        confidence=row.confidence,
        when=tuple(row.levels),
    )
