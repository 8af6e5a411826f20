"""What can be recorded, and when an act is taken to have happened."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

import msgspec

MOST_AHEAD = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=366)


class EvidenceKind(IntEnum):
    """What kind of act was recorded; packs use the names in lower case."""

    CONTACT = 1
    CONTACT_ATTEMPT = 2
    DAILY_REPORT = 3
    HEALTH_ROUND = 4
    TEMPERATURE = 5
    TEST = 6
    VISIT = 7
    UNWELL = 8


def kind_named(name: str) -> EvidenceKind:
    """Return the kind that packs call `name`.

    Raises:
        KeyError: no kind has that name.
    """
    return EvidenceKind[name.upper()]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody did, as a phone sends it; the phone makes `client_id`.

    `corrects` names an earlier entry by its client id; that one then no longer counts. `seq` is the
    phone's running number, so that a gap shows.
    """

    client_id: UUID
    subject: int
    place: int
    occurred_at: datetime
    kinds: tuple[EvidenceKind, ...]
    content: Mapping[str, object] = field(default_factory=dict)
    corrects: UUID | None = None
    seq: int | None = None


def digest(entry: Entry) -> bytes:
    """Return the fingerprint of an entry's content: equal content, equal fingerprint."""
    content = {
        "subject": entry.subject,
        "place": entry.place,
        "occurred_at": entry.occurred_at.timestamp(),
        "kinds": sorted(entry.kinds),
        "content": dict(entry.content),
        "corrects": str(entry.corrects or ""),
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()


def happened_at(claimed: datetime, received_at: datetime) -> datetime:
    """Return when an act counts as done: as claimed, but never after it was received."""
    return min(claimed, received_at)


def too_long_ago(claimed: datetime, received_at: datetime) -> bool:
    """Tell whether an act lies further back than anything is still settled by."""
    return claimed < received_at - LONGEST_AGO


def clock_ahead(claimed: datetime, received_at: datetime) -> bool:
    """Tell whether a phone's clock ran ahead by more than what networks explain."""
    return claimed > received_at + MOST_AHEAD


def kinds_of_contact(*, way: str, condition: str, measured: bool = False) -> Sequence[EvidenceKind]:
    """Return what a contact proves: nobody reached is an attempt, at the door it is a visit.

    One act yields one kind of contact, so that it never counts twice; with the temperature
    `measured` it is a reading beside.
    """
    if condition == "not_reached":
        return (EvidenceKind.CONTACT_ATTEMPT,)
    settles = EvidenceKind.VISIT if way == "door" else EvidenceKind.CONTACT
    beside = {EvidenceKind.TEMPERATURE: measured, EvidenceKind.UNWELL: condition == "unwell"}
    return (settles, *(kind for kind, shown in beside.items() if shown))
