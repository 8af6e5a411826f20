"""What phones send up, and how it is told apart: plain values only."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from anlin.base.problems import NotUnderstoodError
from anlin.field.rules.problems import ImplausibleError
from anlin.records.rules import MOST_AHEAD

MOST_ITEMS = 100
MOST_BYTES = 512 * 1024
MOST_BODY = 16 * 1024
MOST_PHOTO = 2 * 1024 * 1024
QUIET = timedelta(hours=24)  # without a word from a phone: somebody should ask

Seq = Annotated[int, Meta(ge=1, le=2**53)]
Moment = Annotated[datetime, Meta(tz=True)]
Name = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]*$")]
Result = Literal["accepted", "duplicate", "conflict", "quarantined"]
Was = Literal["accepted", "conflict", "quarantined"]
Status = Literal[200, 201, 202, 409]


class Standing(IntEnum):
    """What became of an item when it first came."""

    ACCEPTED = 1
    CONFLICT = 2
    QUARANTINED = 3


WORDS: Mapping[Standing, Was] = {
    Standing.ACCEPTED: "accepted",
    Standing.CONFLICT: "conflict",
    Standing.QUARANTINED: "quarantined",
}
STATUS: Mapping[Result, Status] = {
    "accepted": 201,
    "duplicate": 200,
    "conflict": 409,
    "quarantined": 202,
}


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """What a phone shows to be let in: the code, its public key (raw point, base64url), a name."""

    code: Annotated[str, Meta(max_length=64)]
    public_key: Annotated[str, Meta(max_length=128)]
    name: Name


class Envelope(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing done with the phone; `id` (UUIDv7) and `seq` are made on it and never change.

    `seq` counts 1, 2, 3 … without a gap, whatever the kind. `at` is when it was done by the
    phone's own clock. The same id with the same kind, `at` and body is a repeat.
    """

    id: UUID
    seq: Seq
    kind: Annotated[str, Meta(max_length=32, pattern=r"^[a-z_]+$")]
    at: Moment
    body: msgspec.Raw


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to a hundred items; none at all is a sign of life.

    `made` is the highest `seq` the phone ever gave away, `oldest` the lowest that still waits there
    after this batch, null if none does: what lies below it and never came is missing.
    """

    made: Annotated[int, Meta(ge=0, le=2**53)]
    oldest: Seq | None
    items: Annotated[list[Envelope], Meta(max_length=MOST_ITEMS)]


class _Loose(Struct, frozen=True, forbid_unknown_fields=True):
    """A batch in which single items may be malformed."""

    made: Annotated[int, Meta(ge=0, le=2**53)]
    oldest: Seq | None
    items: Annotated[list[msgspec.Raw], Meta(max_length=MOST_ITEMS)]


class _Named(Struct, frozen=True):
    """What is left of a malformed item."""

    id: UUID | None = None
    seq: Seq | None = None


class Malformed(Struct, frozen=True):
    """An item that cannot be read as one; it is kept as it came."""

    id: UUID
    seq: int | None
    raw: bytes
    reason: str


class ProblemTold(Struct, frozen=True):
    """Why an item does not count now, and the way out, in both languages."""

    code: str
    field: str
    zh: str
    en: str
    way_out_zh: str
    way_out_en: str


class Answer(Struct, frozen=True):
    """What became of one item; nothing that was sent is ever dropped.

    accepted: it counts. duplicate: it came before, and `was` says what became of it then.
    conflict: its id came before with other content; both are kept, the first counts.
    quarantined: it is kept and put before the supervisor, with the `problem`.
    `number` is the row that an accepted item became.
    """

    id: UUID
    status: Status
    result: Result
    was: Was | UnsetType = UNSET
    number: int | None = None
    problem: ProblemTold | None = None


class Answers(Struct, frozen=True):
    """One answer for each item, in the order sent.

    `have` are the numbers of the phone's items that the server holds, as closed ranges: whatever
    the phone sent and does not find here was lost with a restore, and is to be offered again.
    """

    results: list[Answer]
    have: list[tuple[int, int]]


_PARTS: Mapping[str, tuple[str, str]] = {
    "subject": ("对象", "Subject"),
    "way": ("方式", "How"),
    "condition": ("情况", "Condition"),
    "temperature": ("体温", "Temperature"),
    "spo2": ("血氧", "SpO2"),
    "symptoms": ("症状", "Symptoms"),
    "needs": ("需要", "Needs"),
    "note": ("备注", "Note"),
    "photos": ("照片", "Photographs"),
    "where": ("位置", "Where"),
    "at": ("时间", "Time"),
}
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_PATH = re.compile(r"at `\$\.?(\w+)")
_batch = msgspec.json.Decoder(Batch)
_loose = msgspec.json.Decoder(_Loose)
_envelope = msgspec.json.Decoder(Envelope)
_named = msgspec.json.Decoder(_Named)
_anything = msgspec.json.Decoder()
_sorted = msgspec.json.Encoder(order="sorted")
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_batch(body: bytes) -> tuple[int, int | None, Sequence[Envelope | Malformed]]:
    """Return what a batch says: `made`, `oldest`, and its items in order, malformed ones as such.

    Raises:
        NotUnderstoodError: the whole is no batch of at most 100 items.
    """
    try:
        read = _batch.decode(body)
    except _FAULTS:
        pass
    else:
        return read.made, read.oldest, read.items
    try:
        loose = _loose.decode(body)
    except _FAULTS as error:
        mended = _ESCAPE.sub(_whole, body)
        if mended == body:
            raise NotUnderstoodError(what=str(error)) from error
        return read_batch(mended)
    return loose.made, loose.oldest, [_one(bytes(raw)) for raw in loose.items]


def _whole(escape: re.Match[bytes]) -> bytes:
    """Return an escape as it is, or the sign of a lost character for half of one.

    A phone makes such a half by cutting a text short; it would make the whole batch unreadable.
    """
    return rb"\ufffd" if escape["half"] else escape[0]


def _one(raw: bytes) -> Envelope | Malformed:
    """Return an item; one without an id gets that of its content, so that it is kept once."""
    try:
        return _envelope.decode(raw)
    except _FAULTS as error:
        known = _Named()
        with suppress(*_FAULTS):
            known = _named.decode(raw)
        made = UUID(bytes=hashlib.sha256(raw).digest()[:16])
        return Malformed(known.id or made, known.seq, raw, str(error))


def implausible(reason: str) -> ImplausibleError:
    """Return what speaks against an item, in words, from what its reader said."""
    found = _PATH.search(reason)
    part = found[1] if found else ""
    zh, en = _PARTS.get(part, (part or "内容", part or "Content"))
    return ImplausibleError(field=part or "body", zh_part=zh, en_part=en)


def digest(item: Envelope | Malformed) -> bytes:
    """Return the fingerprint of what an item says: equal content, equal fingerprint."""
    if isinstance(item, Malformed):
        return hashlib.sha256(item.raw).digest()
    content = (item.kind, item.at.timestamp(), plain(item.body))
    return hashlib.sha256(_sorted.encode(content)).digest()


def plain(body: bytes | msgspec.Raw) -> object:
    """Return a body as plain values; one that is nested too deeply or is no JSON as text."""
    try:
        return _anything.decode(body)
    except _FAULTS:
        return bytes(body).decode(errors="replace")


def backdated(
    seq: int | None, at: datetime, made_before: int, last_at: datetime | None
) -> datetime | None:
    """Return the earlier contact that an item claims to lie before, though it came after it.

    At that contact the phone said how many items it had made; this one is newer.
    """
    if last_at is None or seq is None or seq <= made_before or at >= last_at - MOST_AHEAD:
        return None
    return last_at


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as closed ranges, the lowest first."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def multirange(closed: Iterable[tuple[int, int]]) -> str:
    """Return closed ranges as PostgreSQL writes them."""
    return "{" + ",".join(f"[{first},{last}]" for first, last in closed) + "}"
