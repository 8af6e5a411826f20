"""What other programs send, and how a long answer is cut into pages: plain values only."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from anlin.base.problems import NotUnderstoodError, Problem
from anlin.places.rules import lo_of
from anlin.records.rules import (
    NO_NUL,
    Celsius,
    Condition,
    Entry,
    EvidenceKind,
    Need,
    Number,
    Saturation,
    Symptom,
    Way,
)

MOST_RECORDS = 1000
MOST_BYTES = 2560 * 1024
Below = Annotated[str, Meta(pattern=r"^[0-9]{12}([0-9]{3}){0,2}$", examples=["500103001001001003"])]
Serial = Annotated[int, Meta(ge=1, le=2**62)]
Moment = Annotated[datetime, Meta(tz=True)]


class KindName(StrEnum):
    """What kind of act was done; the same words as in orders."""

    CONTACT = "contact"
    CONTACT_ATTEMPT = "contact_attempt"
    DAILY_REPORT = "daily_report"
    HEALTH_ROUND = "health_round"
    TEMPERATURE = "temperature"
    TEST = "test"
    VISIT = "visit"
    UNWELL = "unwell"
    NEED = "need"
    ABNORMAL = "abnormal"
    CARE = "care"
    HANDOVER_ANSWER = "handover_answer"
    CLINIC_TOLD = "clinic_told"


_KINDS = {name: EvidenceKind[name.name] for name in KindName}


class Content(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was found; only what fits the kind is given.

    Units: `temperature` in degrees Celsius as text, `spo2` in per cent; the rest are counts of a
    daily report.
    """

    way: Way | UnsetType = UNSET
    condition: Condition | UnsetType = UNSET
    temperature: Celsius | UnsetType = UNSET
    spo2: Saturation | UnsetType = UNSET
    symptoms: Annotated[list[Symptom], Meta(max_length=6)] | UnsetType = UNSET
    needs: Annotated[list[Need], Meta(max_length=5)] | UnsetType = UNSET
    note: Annotated[str, Meta(max_length=300, pattern=NO_NUL)] | UnsetType = UNSET
    fevers: Number | UnsetType = UNSET
    positives: Number | UnsetType = UNSET
    returned: Number | UnsetType = UNSET
    appeals: Number | UnsetType = UNSET
    urgent: Number | UnsetType = UNSET


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """One act, as the sender kept it; `id` is made by the sender and stays when it is sent again.

    Without `subject` the act is about the place itself. `corrects` names an earlier record's id.
    """

    id: UUID
    place: Below
    kinds: Annotated[list[KindName], Meta(min_length=1, max_length=8)]
    occurred_at: Moment
    subject: Serial | None = None
    content: Content = Content()
    corrects: UUID | None = None
    seq: Serial | None = None


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a thousand records; each is answered by itself, in order."""

    records: Annotated[list[Record], Meta(min_length=1, max_length=MOST_RECORDS)]


class _Loose(Struct, frozen=True, forbid_unknown_fields=True):
    """A batch in which single records may be malformed."""

    records: Annotated[list[msgspec.Raw], Meta(min_length=1, max_length=MOST_RECORDS)]


class _Named(Struct, frozen=True):
    """What is left of a malformed record: its id, if that can be read."""

    id: UUID | None = None


class BadCursorError(Problem):
    """The mark of where to read on was not one that we gave."""

    code = "bad-cursor"
    http = 422
    zh = "翻页标记不对。"
    en = "The mark of where to read on is not one of ours."
    way_out_zh = "请原样使用上一页给出的 next，或从头读起。"
    way_out_en = "Use `next` of the page before as it is, or read from the start."


class Malformed(Struct, frozen=True):
    """A record that cannot be read, with the reason; `id` if at least that could be."""

    id: UUID | None
    reason: str


_batch = msgspec.json.Decoder(Batch)
_loose = msgspec.json.Decoder(_Loose)
_record = msgspec.json.Decoder(Record)
_named = msgspec.json.Decoder(_Named)


def read_batch(body: bytes) -> Sequence[Record | Malformed]:
    """Return the records of `body` in order, malformed ones as such.

    Raises:
        NotUnderstoodError: the whole is no batch of 1 to 1000 records.
    """
    try:
        return _batch.decode(body).records
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        return [_one(raw) for raw in _loose.decode(body).records]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotUnderstoodError(field="records", what=str(error)) from error


def _one(raw: msgspec.Raw) -> Record | Malformed:
    try:
        return _record.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        try:
            return Malformed(_named.decode(raw).id, str(error))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Malformed(None, str(error))


def entry_of(record: Record) -> Entry:
    """Return a record as the room of records takes it."""
    place = lo_of(record.place)
    return Entry(
        client_id=record.id,
        subject=place if record.subject is None else record.subject,
        place=place,
        occurred_at=record.occurred_at,
        kinds=tuple(sorted({_KINDS[kind] for kind in record.kinds})),
        content=msgspec.to_builtins(record.content),
        corrects=record.corrects,
        seq=record.seq,
    )


def cursor_of(*values: int | str) -> str:
    """Return the mark from which a list reads on after `values`."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def values_of(cursor: str, *kinds: type) -> tuple[int | str, ...]:
    """Return the values that `cursor` stands for.

    Raises:
        BadCursorError: it was not made by `cursor_of` from values of these kinds.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadCursorError(field="after") from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds):
        raise BadCursorError(field="after")
    if any(isinstance(value, int) and abs(value) >= 2**63 for value in values):
        raise BadCursorError(field="after")
    return tuple(values)
