"""Whether the chains hold, against themselves and against what was seen before; and their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from anlin.base import scope, sql
from anlin.journal.models import Entry
from anlin.journal.rules import Break, Chain, Seen


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the journal is asked for: places in [lo, hi); whatever is empty is all.

    Units: `since` and `until` are half-open.
    """

    lo: int
    hi: int
    since: datetime | None = None
    until: datetime | None = None
    verb: str = ""
    actor: int | None = None
    subject: str = ""


def lines(wanted: Wanted, most: int, before: tuple[datetime, int] | None = None) -> list[Entry]:
    """Return up to `most` lines, the newest first; with `before`, those older than that one.

    Cost: one walk down the index of moments; rare lines of a wide place take the longest.
    """
    asked = {
        "at__gte": wanted.since, "at__lt": wanted.until, "verb": wanted.verb,
        "actor": wanted.actor, "subject": wanted.subject,
    }  # fmt: skip
    found = Entry.objects.filter(
        place__gte=wanted.lo, place__lt=wanted.hi,
        **{column: value for column, value in asked.items() if value not in (None, "")},
    )  # fmt: skip
    if before is not None:
        at, number = before
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=number), at__lte=at)
    return list(found.order_by("-at", "-pk")[:most])


def chains(lo: int, hi: int) -> list[Chain]:
    """Return how each chain of the areas in [lo, hi) stands, the longest unverified first."""
    return [Chain(*row) for row in sql.rows("journal/chains", {"lo": lo, "hi": hi})]


def breaks_in(areas: Sequence[int], *, using: str = "default") -> list[Break]:
    """Return the first break of each of `areas` whose chain does not hold.

    The open scope must show all of them, or what it hides counts as missing.
    """
    return _breaks("journal/verify", {"areas": list(areas)}, using)


def breaks(*, using: str = "owner") -> list[Break]:
    """Return the first break of every area whose chain does not hold."""
    return _found("journal/verify", {"areas": None}, using)


def breaks_since(seen: Sequence[Seen], *, using: str = "owner") -> list[Break]:
    """Return the areas that no longer hold what an anchor saw.

    A chain that holds and still bears an anchored seal is, up to it, the one that was anchored.
    """
    parameters: dict[str, object] = {
        "areas": [head.area for head in seen],
        "seqs": [head.seq for head in seen],
        "hashes": [head.hash for head in seen],
    }
    return _found("journal/compare", parameters, using)


def _found(name: str, parameters: dict[str, object], using: str) -> list[Break]:
    with scope.nationwide(using):
        return _breaks(name, parameters, using)


def _breaks(name: str, parameters: dict[str, object], using: str) -> list[Break]:
    rows = sql.rows(name, parameters, using=using)
    return [Break(int(str(area)), int(str(seq)), str(kind)) for area, seq, kind in rows]
