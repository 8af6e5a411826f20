"""Findings as subjects of duties: a SELECT, and its plain twin over facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from anlin.base.days import NEVER
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement


def _found(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
    """Yield one span per finding, from when it was made."""
    found = facts.get("findings")
    for each in found if isinstance(found, Sequence) else ():
        since = datetime.fromisoformat(str(each["at"]))
        key = str(each.get("weight", "ordinary"))
        yield Span(str(each["id"]), str(each["place"]), since, NEVER, key=key)


FOUND = Population(
    name="inspection_findings",
    title_zh="督导检查发现的问题",
    title_en="what inspections found",
    subject="finding",
    sql=statement("supervision/findings"),
    plain=_found,
    axes=("weight",),
)
