"""Who is concerned because something was recorded: one population per kind of evidence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import cast

from anlin.base.days import NEVER
from anlin.base.sockets import Bands, Population, Span
from anlin.records.rules import EvidenceKind

_SQL = """
select subject, place, occurred_at as since, timestamptz '9999-12-31 00:00:00+00' as until,
       ''::text as key
from records_evidence where kind = {kind} group by place, subject, occurred_at
having sum(weight) > 0
"""

_TITLES = {
    EvidenceKind.UNWELL: ("联系时身体不适的人", "People who were unwell when contacted"),
    EvidenceKind.CONTACT_ATTEMPT: ("没联系上的人", "People who could not be reached"),
    EvidenceKind.ABNORMAL: (
        "居家期间体温或症状异常的人",
        "People at home whose reading was abnormal",
    ),
    EvidenceKind.WARNING: (
        "机构轮查中有预警的人",
        "Residents of institutions about whom a round warned",
    ),
}


def _after(kind: EvidenceKind) -> Population:
    title_zh, title_en = _TITLES[kind]

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        for event in cast("Iterable[Mapping[str, str]]", facts.get("events", ())):
            if event["kind"] == kind.name.lower():
                at = datetime.fromisoformat(event["at"])
                yield Span(event["subject"], event["place"], at, NEVER)

    return Population(
        name=f"after_{kind.name.lower()}",
        title_zh=title_zh,
        title_en=title_en,
        subject="person",
        sql=_SQL.format(kind=int(kind)),
        plain=plain,
    )


AFTER = tuple(_after(kind) for kind in _TITLES)
