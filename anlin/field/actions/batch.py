"""Taking in what a phone sends: every item answered, none dropped, none counted twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import getLogger
from typing import Any
from uuid import UUID

import msgspec
from django.db import InterfaceError, OperationalError, transaction
from msgspec import Struct

from anlin.accounts.queries.devices import Post, posts_of_worker
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.intake import Item
from anlin.base.problems import Problem, told
from anlin.field.actions.kinds import KINDS, Kind
from anlin.field.rules import (
    MOST_BODY,
    STATUS,
    WORDS,
    Answer,
    CouldNotError,
    Envelope,
    Malformed,
    ProblemTold,
    Standing,
    TwiceError,
    UnknownKindError,
    backdated,
    digest,
    implausible,
    multirange,
    plain,
    ranges,
)
from anlin.journal.actions import write

Sent = Envelope | Malformed
_log = getLogger("django.request")


@dataclass(frozen=True, slots=True)
class Taken:
    """What is answered to a batch."""

    answers: list[Answer]
    have: list[tuple[int, int]]
    epoch: str


class Fate(Struct, frozen=True):
    """What became of an item when it first came."""

    digest: bytes
    standing: Standing
    number: int | None = None
    problem: ProblemTold | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What a phone had said at its last contact: how many items it had made, and when that was."""

    made: int
    at: datetime | None


def take_batch(
    *, made: int, oldest: int | None, sent: Sequence[Sent], ahead: timedelta, by: Viewer,
    at: datetime,
) -> Taken:  # fmt: skip
    """Take in what a phone sends, all or nothing, and answer each item in order.

    A phone sends one batch at a time: its row is held until the end.
    Cost: four statements, those of each kind that is in it, and one journal line a kind.
    """
    with transaction.atomic(savepoint=False):  # who comes in by the door has one open
        heard, since = _hear(made, oldest, sent, ahead, by, at)
        if not sent:
            return Taken([], _have(heard), heard.epoch)
        prints = [digest(each) for each in sent]
        before = _known(sent, by)
        first: dict[UUID, int] = {}
        for index, each in enumerate(sent):
            if each.id not in before:
                first.setdefault(each.id, index)
        fresh = {index: sent[index] for index in first.values()}
        fates = _decide(fresh, prints, since, by, at)
        _keep(fresh, fates, by, at)
        known = before | {sent[index].id: fate for index, fate in fates.items()}
        conflicts = [n for n, each in enumerate(sent) if known[each.id].digest != prints[n]]
        quarantined = [n for n, fate in fates.items() if fate.standing is Standing.QUARANTINED]
        problem = ProblemTold(**told(TwiceError(field="id")))
        aside = {n: Fate(prints[n], Standing.CONFLICT, problem=problem) for n in conflicts}
        aside |= {n: fates[n] for n in quarantined}
        _put_aside({n: sent[n] for n in aside}, aside, by, at)
    answers = [
        _answer(each, aside.get(n) if n in conflicts else None, known[each.id], n in fates)
        for n, each in enumerate(sent)
    ]
    return Taken(answers, _have(heard), heard.epoch)


def _hear(
    made: int, oldest: int | None, sent: Sequence[Sent], ahead: timedelta, by: Viewer, at: datetime
) -> tuple[sql.Row, Since]:
    came = ranges(each.seq for each in sent if each.seq)
    (row,) = sql.rows_often("field/hear", {
        "device": by.device, "user": by.user, "place": by.lo, "at": at, "ahead": ahead,
        "seqs": multirange(came), "made": max([made, *(last for _, last in came)]),
        "oldest": oldest,
    })  # fmt: skip
    return row, Since(row.made_before or 0, row.last_before)


def _have(heard: sql.Row) -> list[tuple[int, int]]:
    return msgspec.json.decode(heard.have, type=list[tuple[int, int]])


def _known(sent: Sequence[Sent], by: Viewer) -> dict[UUID, Fate]:
    values = {"user": by.user, "ids": sql.array(each.id for each in sent)}
    return {
        row.client_id: Fate(
            bytes(row.digest), Standing(row.standing), row.number,
            msgspec.json.decode(row.problem, type=ProblemTold) if row.problem else None,
        )
        for row in sql.rows("field/known", values)
    }  # fmt: skip


def _decide(
    fresh: Mapping[int, Sent], prints: Sequence[bytes], since: Since, by: Viewer, at: datetime
) -> dict[int, Fate]:
    """Take in what is new, kind by kind, and return what became of each."""
    outcomes: dict[int, int | Problem] = {}
    read: dict[str, dict[int, Item[Any]]] = {}
    made: dict[UUID, int] = {}
    flagged = 0
    for index, each in fresh.items():
        if isinstance(each, Malformed):
            outcomes[index] = implausible(each.reason)
            continue
        try:
            body = _read(each)
        except Problem as problem:
            outcomes[index] = problem
            continue
        after = backdated(each.seq, each.at, since.made, since.at)
        flagged += after is not None
        item = Item(each.id, each.seq, each.at, body, after, made)
        read.setdefault(each.kind, {})[index] = item
    made |= _made(read, by)
    for name, verb in KINDS.items():
        if items := read.get(name):
            taken = _take_in(verb, list(items.values()), by, at)
            outcomes |= dict(zip(items, taken, strict=True))
            made |= {item.id: number for item, number in zip(items.values(), taken, strict=True)
                     if isinstance(number, int) and number}  # fmt: skip
    if flagged:
        sql.run("field/count_backdated", {"device": by.device, "more": flagged})
    return {index: _fate(prints[index], outcome) for index, outcome in outcomes.items()}


def _read(sent: Envelope) -> Any:  # noqa: ANN401 - the form of its kind
    """Return the body of an item.

    Raises:
        ImplausibleError: it does not have the agreed form, or says what cannot be.
        UnknownKindError: nobody takes in this kind.
    """
    kind = KINDS.get(sent.kind)
    if kind is None:
        raise UnknownKindError(field="kind", kind=sent.kind)
    if len(bytes(sent.body)) > MOST_BODY:
        raise implausible(f"> {MOST_BODY} bytes")
    try:
        return kind.decoder.decode(sent.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise implausible(str(error)) from error


def _made(read: Mapping[str, Mapping[int, Item[Any]]], by: Viewer) -> dict[UUID, int]:
    """Return what rows those earlier items became that bodies speak of."""
    named = {
        value
        for items in read.values()
        for item in items.values()
        for value in msgspec.structs.astuple(item.body)
        if isinstance(value, UUID)
    }
    if not named:
        return {}
    found = sql.rows("field/made", {"user": by.user, "ids": list(named)})
    return {row.client_id: row.number for row in found}


def _take_in(
    kind: Kind, items: Sequence[Item[Any]], by: Viewer, at: datetime
) -> Sequence[int | Problem]:
    """Take in items of one kind; one that breaks our own code is kept apart and stops no other."""
    try:
        with transaction.atomic():
            return kind.take_in(items=items, by=by, at=at)
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing of the batch is answered
    except Problem as problem:
        outcome: int | Problem = problem
    except Exception:
        _log.exception("an item of a phone could not be taken in")
        outcome = CouldNotError()
    if len(items) == 1:
        return [outcome]
    return [one for each in items for one in _take_in(kind, [each], by, at)]


def _fate(print_: bytes, outcome: int | Problem) -> Fate:
    if isinstance(outcome, Problem):
        return Fate(print_, Standing.QUARANTINED, problem=ProblemTold(**told(outcome)))
    return Fate(print_, Standing.ACCEPTED, outcome or None)


def _keep(fresh: Mapping[int, Sent], fates: Mapping[int, Fate], by: Viewer, at: datetime) -> None:
    if not fresh:
        return
    receipts = [
        {"id": each.id, "seq": each.seq, "digest": fates[index].digest.hex(),
         "standing": int(fates[index].standing), "number": fates[index].number}
        for index, each in fresh.items()
    ]  # fmt: skip
    sql.rows_often("field/keep_receipts", {
        "user": by.user, "device": by.device, "at": at,
        "receipts": msgspec.json.encode(receipts).decode(),
    })  # fmt: skip


def _put_aside(
    waiting: Mapping[int, Sent], fates: Mapping[int, Fate], by: Viewer, at: datetime
) -> None:
    if not waiting:
        return
    posts = posts_of_worker(by.user)
    items = [_row(each, fates[index], posts, by, at) for index, each in waiting.items()]
    sql.run("field/put_aside", {
        "user": by.user, "device": by.device, "at": at,
        "items": msgspec.json.encode(items).decode(),
    })  # fmt: skip
    counts: Counter[str] = Counter(WORDS[fates[index].standing] for index in waiting)
    write(
        by=by, verb="field.put_aside", place=by.lo, subject=f"accounts_device:{by.device}", at=at,
        detail=dict(counts),
    )  # fmt: skip


def _row(
    sent: Sent, fate: Fate, posts: Sequence[Post], by: Viewer, at: datetime
) -> dict[str, object]:
    """Return an item to keep; whoever leads the place decides where the sender worked then."""
    known = isinstance(sent, Envelope)
    body = plain(sent.body if isinstance(sent, Envelope) else sent.raw)
    if b"\\u0000" in msgspec.json.encode(body):  # which no value of the database can hold
        body = repr(body)
    happened = sent.at if isinstance(sent, Envelope) else at
    return {
        "place": next((post.lo for post in posts if post.since <= happened < post.until), by.lo),
        "client_id": sent.id, "seq": sent.seq,
        "kind": sent.kind if isinstance(sent, Envelope) else "",
        "happened": happened if known else None, "standing": int(fate.standing),
        "digest": fate.digest.hex(), "body": body, "problem": fate.problem,
    }  # fmt: skip


def _answer(sent: Sent, conflict: Fate | None, known: Fate, first: bool) -> Answer:
    """Return what is said of one item: of a conflict as such, of a repeat what became of it."""
    if conflict is not None:
        return Answer(sent.id, STATUS["conflict"], "conflict", problem=conflict.problem)
    word = WORDS[known.standing]
    if first:
        return Answer(sent.id, STATUS[word], word, number=known.number, problem=known.problem)
    return Answer(
        sent.id, STATUS["duplicate"], "duplicate", was=word, number=known.number,
        problem=known.problem,
    )  # fmt: skip
