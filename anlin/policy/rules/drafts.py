"""A local order while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What a local order says of one measure: its clause in words, and the whole demand.

    Shapes: `term` holds the fields of a term as packs write them, without days and source.
    """

    measure: str
    zh: str
    en: str
    term: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Text:
    """Everything a version of a draft says; `official` is the number of the document."""

    official: str
    title_zh: str
    title_en: str
    since: date
    until: date | None
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A local order of a place as its newest version says.

    `state` is `open`, `withdrawn` or `released`, then as the pack `pack`.
    """

    id: int
    place: str
    number: int
    state: str
    text: Text
    written_by: int
    written_at: datetime
    pack: str = ""
