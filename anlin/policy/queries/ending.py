"""The law as it would be if a pack no longer held at a place."""

from dataclasses import replace
from datetime import date

from anlin.policy import rules
from anlin.policy.queries.law import corpus


def rulings_without_pack(
    pack: str, place: str, until: date, *, using: str = "default"
) -> list[rules.Ruling]:
    """Return what would be in force where if a pack adopted at a place ended on a day."""
    law = corpus(using=using)
    ended = tuple(
        replace(each, until=min(until, each.until or until))
        if (each.pack, each.place) == (pack, place) and each.since < until
        else each
        for each in law.adoptions
    )
    return replace(law, adoptions=ended).rulings()
