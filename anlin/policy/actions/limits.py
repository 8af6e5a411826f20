"""Putting limits into the database: append-only, like terms."""

from collections.abc import Iterable, Mapping

from anlin.policy import models
from anlin.policy.rules import Limit, ReleasedOtherwiseError


def release_limits(limits: Iterable[Limit], packs: Mapping[str, models.Pack], using: str) -> None:
    """Add the limits of the packs being released, or give standing ones their end.

    Raises:
        ReleasedOtherwiseError: a limit stands with another content, or is gone.
    """
    said: dict[str, list[Limit]] = {name: [] for name in packs}
    for limit in limits:
        said[limit.pack].append(limit)
    for name, own in said.items():
        kept = {(limit.name, limit.since) for limit in own}
        for row in models.Limit.objects.using(using).filter(pack=packs[name]):
            if (row.name, row.since) not in kept:
                raise ReleasedOtherwiseError(what=f"{row.name} {row.since}")
        for limit in own:
            _release(limit, packs[name], using)


def _release(limit: Limit, pack: models.Pack, using: str) -> None:
    said: dict[str, object] = {
        "clause_id": limit.clause,
        "value": limit.value,
        "unit": limit.unit,
        "stricter": limit.stricter,
        "confidence": limit.confidence,
        "levels": list(limit.when),
    }
    standing = models.Limit.objects.using(using)
    row, made = standing.get_or_create(
        pack=pack, name=limit.name, since=limit.since, defaults=said | {"until": limit.until}
    )
    if made:
        return
    same = all(getattr(row, name) == value for name, value in said.items())
    if not same or (row.until is not None and row.until != limit.until):
        raise ReleasedOtherwiseError(what=f"{limit.name} {limit.since}")
    if row.until != limit.until:
        standing.filter(pk=row.pk).update(until=limit.until)
