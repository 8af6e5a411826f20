"""Needs as subjects of duties: a SELECT, and its plain twin over facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from anlin.base.days import NEVER
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement

POPULATION = "raised_needs"


def _raised(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
    """Yield one span per need, from when it was raised until it was merged unanswered."""
    found = facts.get("needs")
    for each in found if isinstance(found, Sequence) else ():
        since = datetime.fromisoformat(str(each["at"]))
        merged = each.get("merged_at")
        until = datetime.fromisoformat(str(merged)) if merged else NEVER
        key = f"{each['kind']}|{each.get('level', 'community')}"
        if since < until:
            yield Span(str(each["id"]), str(each["place"]), since, until, key=key)


RAISED = Population(
    name=POPULATION,
    title_zh="各地提出的需求和困难",
    title_en="needs and difficulties that were raised",
    subject="need",
    sql=statement("dispatch/raised_needs"),
    plain=_raised,
    axes=("kind", "level"),
)
