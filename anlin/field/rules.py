"""What phones send up, and how it is told apart: plain values only."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from enum import IntEnum
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from anlin.base.problems import NotUnderstoodError, Problem
from anlin.records.rules import MOST_AHEAD

MOST_ITEMS = 100
MOST_BYTES = 512 * 1024
MOST_BODY = 16 * 1024
MOST_PHOTO = 2 * 1024 * 1024
KEEP_SENT_DAYS = 14

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


class UnknownKindError(Problem):
    """The server does not know this kind of item, or not in this form."""

    code = "unknown-kind"
    http = 422
    zh = "服务器还不认识“{kind}”这种记录。"
    en = "The server does not know items of the kind “{kind}”."
    way_out_zh = "记录已保留；服务器升级后可以收下。"
    way_out_en = "The item is kept; it can be taken in when the server has been brought up to date."


class ImplausibleError(Problem):
    """What an item says does not have the agreed form, or cannot be."""

    code = "implausible"
    http = 422
    zh = "内容不合格式或不可能：{what}。"
    en = "What it says is not in the agreed form, or cannot be: {what}."
    way_out_zh = "记录已保留，由社区核对后决定。"
    way_out_en = "The record is kept; the community looks at it and decides."


class TwiceError(Problem):
    """The id of an item came before with other content."""

    code = "same-id-other-content"
    http = 409
    zh = "同一编号以前来过，内容不同。"
    en = "The same id came before with other content."
    way_out_zh = "两条都已保留，先到的算数，由社区核对。"
    way_out_en = "Both are kept and the first one counts; the community compares them."


class CouldNotError(Problem):
    """Taking an item in broke on our side; it is kept apart so that it stops no other."""

    code = "could-not-take-in"
    http = 500
    zh = "服务器收这条记录时出错。"
    en = "Something broke on our side when this item was taken in."
    way_out_zh = "记录已保留；查明后由社区收下。"
    way_out_en = "The item is kept; the community takes it in when the cause is found."


class BusyError(Problem):
    """Too many phones send at this moment."""

    code = "busy"
    http = 503
    zh = "现在同步的人太多。"
    en = "Too many phones are sending at this moment."
    way_out_zh = "手机会过一会儿自动再发，不用操作。"
    way_out_en = "The phone tries again by itself in a while; there is nothing to do."


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
        raise NotUnderstoodError(what=str(error)) from error
    return loose.made, loose.oldest, [_one(bytes(raw)) for raw in loose.items]


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
