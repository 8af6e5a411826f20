"""Whether the chains hold, against themselves and against what was seen before."""

from collections.abc import Sequence

from anlin.base import scope, sql
from anlin.journal.rules import Break, Seen


def breaks(*, using: str = "owner") -> list[Break]:
    """Return the first break of every area whose chain does not hold."""
    return _found("journal/verify", {}, using)


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
        rows = sql.rows(name, parameters, using=using)
    return [Break(int(str(area)), int(str(seq)), str(kind)) for area, seq, kind in rows]
