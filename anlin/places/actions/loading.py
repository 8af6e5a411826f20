"""Loading an edition of the statistical divisions, whole."""

import lzma
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import connections

from anlin.base.scope import NATION as WHOLE_NATION
from anlin.base.scope import open_scope
from anlin.journal import actions as journal
from anlin.journal.rules import Actor
from anlin.places import rules
from anlin.places.models import Edition

_DIVISIONS = Path(__file__).parent.parent / "data" / f"divisions-{rules.EDITION}.tsv.xz"
_COPY = "copy places_place (code, level, lo, hi, kind, name, periods) from stdin"
_PIECE = 1_000
_SAID = 100_000


def load_edition(
    *, by: Actor | None, at: datetime, say: Callable[[str], None] = lambda line: None
) -> int:
    """Load the statistical divisions as the owner and return how many; 0 if they stand already.

    Source: `script/make-tree`, edition of 2023-06-30.
    Cost: one COPY of 665,277 rows.
    """
    if Edition.objects.using("owner").filter(day=rules.EDITION).exists():
        return 0
    say("places: reading the divisions")
    packed = _DIVISIONS.read_bytes()
    lines = [f"{rules.NATION}\t全国", *lzma.decompress(packed).decode().splitlines()]
    with open_scope(*WHOLE_NATION, using="owner"):
        _copy(lines, say)
        Edition.objects.using("owner").create(
            day=rules.EDITION, divisions=len(lines), digest=sha256(packed).hexdigest(), loaded_at=at
        )
        journal.write(
            by=by,
            verb="places.load_edition",
            place=0,
            subject=f"places_edition:{rules.EDITION}",
            at=at,
            detail={"divisions": len(lines)},
            using="owner",
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum (analyze) places_place")
    return len(lines)


def _copy(lines: list[str], say: Callable[[str], None]) -> None:
    """Write in pieces small enough that the server works on one while the next is made."""
    with connections["owner"].cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(lines), _PIECE):
            if start % _SAID == 0:
                say(f"places: {start:,} of {len(lines):,}")
            copy.write("".join(_rows(lines[start : start + _PIECE])))


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the file as rows for COPY."""
    always = f"{{[{rules.EVER},)}}"
    for line in lines:
        code, name = line.split("\t")
        level, (lo, hi) = rules.level_of(code), rules.span(code)
        kind = rules.kind_of(code, name).value
        yield f"{code}\t{level}\t{lo}\t{hi}\t{kind}\t{name}\t{always}\n"
