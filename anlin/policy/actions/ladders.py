"""Putting ladders into the database: append-only, like terms."""

from collections.abc import Iterable, Mapping

from anlin.policy import models
from anlin.policy.rules import Ladder, ReleasedOtherwiseError


def release_ladders(
    ladders: Iterable[Ladder], packs: Mapping[str, models.Pack], using: str
) -> None:
    """Add the ladders of the packs being released, or give standing ones their end.

    Raises:
        ReleasedOtherwiseError: a ladder stands with another content, or is gone.
    """
    said: dict[str, list[Ladder]] = {name: [] for name in packs}
    for ladder in ladders:
        said[ladder.pack].append(ladder)
    for name, own in said.items():
        kept = {ladder.since for ladder in own}
        for row in models.Ladder.objects.using(using).filter(pack=packs[name]):
            if row.since not in kept:
                raise ReleasedOtherwiseError(what=f"ladder {row.since}")
        for ladder in own:
            _release(ladder, packs[name], using)


def _release(ladder: Ladder, pack: models.Pack, using: str) -> None:
    begins, ends = ladder.quiet or (None, None)
    said: dict[str, object] = {
        "clause_id": ladder.clause,
        "rungs": [
            [rung.level, int(rung.after.total_seconds()), int(rung.holds.total_seconds())]
            for rung in ladder.rungs
        ],
        "cap": ladder.cap,
        "quiet_from": begins,
        "quiet_until": ends,
        "confidence": ladder.confidence,
    }
    standing = models.Ladder.objects.using(using)
    row, made = standing.get_or_create(
        pack=pack, since=ladder.since, defaults=said | {"until": ladder.until}
    )
    if made:
        return
    same = all(getattr(row, name) == value for name, value in said.items())
    if not same or (row.until is not None and row.until != ladder.until):
        raise ReleasedOtherwiseError(what=f"ladder {ladder.since}")
    if row.until != ladder.until:
        standing.filter(pk=row.pk).update(until=ladder.until)
