"""Taking in what people did: each entry once, nothing dropped, nothing changed afterwards."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

import msgspec
from django.db import connection, transaction
from msgspec import Struct
from msgspec.structs import replace

from anlin.accounts.rules import Right
from anlin.base import sql
from anlin.base.problems import Problem
from anlin.journal.actions import write
from anlin.records.models import Submission
from anlin.records.rules import (
    Entry,
    KnownElsewhereError,
    MayNotRecordError,
    NotAtHomeError,
    NothingToCorrectError,
    Recorder,
    TooLongAgoError,
    clock_ahead,
    digest,
    happened_at,
    too_long_ago,
)


class Taken(StrEnum):
    """What became of an entry: new, known with the same content, kept beside another, or not."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Receipt(Struct, frozen=True):
    """The answer to one entry; `submission` is the accepted one under that client id.

    A refused entry has none, and a problem that says why.
    """

    client_id: UUID
    taken: Taken
    submission: int
    problem: Problem | None = None


def record(
    *, entries: Sequence[Entry], by: Recorder, at: datetime, device: str = "",
    recorder: int | None = None,
) -> list[Receipt]:  # fmt: skip
    """Take `entries` in one transaction and return a receipt for each, in order.

    An entry sent again is a repeat; other content under a known id is kept as a conflict. An entry
    may correct another of the same batch. `recorder` did what `by` takes in, if it was somebody
    else.

    Raises:
        KnownElsewhereError: an entry's id stands at a place out of sight.
        MayNotRecordError: the viewer may not record, or an entry's place is out of range.
        NothingToCorrectError: an entry corrects one that does not exist or was corrected.
        TooLongAgoError: an entry claims a time more than a year back.
    Cost: two statements and one journal line for any number of entries; two more statements for
    each link of a chain of corrections within the batch.
    """
    for entry in entries:
        if problem := _speaks_against(entry, by, at):
            raise problem
    return _record(entries, by=by, at=at, device=device, checked=False, recorder=recorder)


def record_each(
    *, entries: Sequence[Entry], by: Recorder, at: datetime, device: str = "",
    recorder: int | None = None,
) -> list[Receipt]:  # fmt: skip
    """Take what can be taken of `entries` and return a receipt for each; a refused one says why.

    For senders who did not choose from our own lists: an entry about somebody who never lived there
    is refused, and so is an id known elsewhere; no refused entry stops another.
    Cost: that of `record`; where entries correct what cannot be corrected, once more for each link
    of their chains.
    """
    refused: dict[int, Receipt] = {}
    left = dict(enumerate(entries))
    while left:
        for index, entry in list(left.items()):
            if problem := _speaks_against(entry, by, at):
                refused[index] = Receipt(entry.client_id, Taken.REFUSED, 0, problem)
                del left[index]
        try:
            taken = _record(
                list(left.values()), by=by, at=at, device=device, checked=True, recorder=recorder
            )
        except NothingToCorrectError as problem:
            missing = cast("Sequence[str]", problem.details.get("client_ids", ()))
            for index, entry in list(left.items()):
                if entry.corrects and (not missing or str(entry.corrects) in missing):
                    refused[index] = Receipt(entry.client_id, Taken.REFUSED, 0, problem)
                    del left[index]
            continue
        refused |= dict(zip(left, taken, strict=True))
        break
    return [refused[index] for index in range(len(entries))]


def _speaks_against(entry: Entry, by: Recorder, at: datetime) -> Problem | None:
    """Return what speaks against an entry before the database is asked."""
    if not by.may(Right.RECORD) or not by.covers(entry.place):
        return MayNotRecordError(field="place")
    if too_long_ago(entry.occurred_at, at):
        return TooLongAgoError(field="occurred_at")
    return None


def _record(
    entries: Sequence[Entry], *, by: Recorder, at: datetime, device: str, checked: bool,
    recorder: int | None,
) -> list[Receipt]:  # fmt: skip
    """Take entries that nothing spoke against before the database was asked."""
    if not entries:
        return []
    corrects = any(entry.corrects for entry in entries)
    waves = _waves(entries) if corrects else [range(len(entries))]
    receipts: dict[int, Receipt] = {}
    with transaction.atomic(savepoint=corrects or not checked):  # else nothing is taken back
        for wave in waves:
            sent = [entries[index] for index in wave]
            taken = _take(sent, by=by, at=at, device=device, checked=checked, recorder=recorder)
            receipts |= dict(zip(wave, taken, strict=True))
        ordered = [receipts[index] for index in range(len(entries))]
        _journal(ordered, entries, by, at)
    return ordered


def _waves(entries: Sequence[Entry]) -> Iterator[Sequence[int]]:
    """Part a batch so that an entry comes after the one it corrects, else in the order sent."""
    waiting = list(range(len(entries)))
    while waiting:
        ahead = {entries[index].client_id for index in waiting}
        wave = [index for index in waiting if entries[index].corrects not in ahead]
        yield wave or waiting
        waiting = [index for index in waiting if entries[index].corrects in ahead] if wave else []


def _take(
    sent: Sequence[Entry], *, by: Recorder, at: datetime, device: str, checked: bool,
    recorder: int | None,
) -> list[Receipt]:  # fmt: skip
    """Take entries that correct none of each other."""
    corrected = _corrected(sent, by)
    rows = [_row(n, entry, at, corrected) for n, entry in enumerate(sent)]
    values: dict[str, object] = {"sent": msgspec.json.encode(rows).decode()}
    values |= {
        "recorder": recorder or by.user,
        "device": device,
        "received_at": at,
        "checked": checked,
    }
    fresh = [row.id for row in sql.rows_often("records/accept", values)]
    if fresh and corrected:
        sql.run("records/take_back", {"ids": fresh, "received_at": at})
    if len(fresh) == len(sent):
        return [
            Receipt(entry.client_id, Taken.ACCEPTED, number)
            for entry, number in zip(sent, fresh, strict=True)
        ]
    known = {row.n: row for row in sql.rows("records/compare", values)}
    receipts = _receipts(sent, set(fresh), known)
    if any(receipt.taken is Taken.REFUSED for receipt in receipts):
        home = {row.n for row in sql.rows("records/at_home", values)} if checked else set()
        return _with_reasons(receipts, sent, checked, home)
    return receipts


def _receipts(
    sent: Sequence[Entry], fresh: set[int], known: Mapping[int, sql.Row]
) -> list[Receipt]:
    """Tell the new entries, which are known by now, too, from those that were known before."""
    receipts = []
    for n, entry in enumerate(sent):
        if n not in known:
            receipts.append(Receipt(entry.client_id, Taken.REFUSED, 0))
            continue
        taken = Taken.REPEATED if known[n].same else Taken.CONFLICT
        if known[n].same and known[n].id in fresh:
            fresh.remove(known[n].id)
            taken = Taken.ACCEPTED
        receipts.append(Receipt(entry.client_id, taken, known[n].id))
    return receipts


def _with_reasons(
    receipts: Sequence[Receipt], sent: Sequence[Entry], checked: bool, home: Container[int]
) -> list[Receipt]:
    """Say why entries are not taken.

    Raises:
        KnownElsewhereError: an id stands out of sight, and whoever sends it knows nobody's ids.
        NothingToCorrectError: somebody corrected the same entries at the same moment.
    """
    refused = [n for n, receipt in enumerate(receipts) if receipt.taken is Taken.REFUSED]
    known = {n for n in refused if not checked or n in home}
    if late := sorted({str(sent[n].corrects) for n in known if sent[n].corrects}):
        raise NothingToCorrectError(field="corrects", client_ids=late)
    if known and not checked:
        raise KnownElsewhereError
    told = list(receipts)
    for n in refused:
        problem = KnownElsewhereError(field="id") if n in known else NotAtHomeError(field="subject")
        told[n] = replace(receipts[n], problem=problem)
    return told


def make_weeks(*, since: datetime, until: datetime) -> int:
    """Make sure evidence of [since, until) finds its weekly partitions; return how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("select records_make_weeks(%s, %s)", [since, until])
        (made,) = cursor.fetchone()
    return int(made)


def _corrected(entries: Sequence[Entry], by: Recorder) -> dict[UUID, int]:
    wanted = {entry.corrects: entry.subject for entry in entries if entry.corrects}
    if not wanted:
        return {}
    sent = {entry.client_id for entry in entries}
    found = Submission.objects.filter(
        client_id__in=wanted, conflict_of=None, place__gte=by.lo, place__lt=by.hi
    )
    free = found.filter(corrected_by=None) | found.filter(corrected_by__client_id__in=sent)
    own_last = sorted(free, key=lambda each: each.recorder == by.user)
    ids = {each.client_id: each.pk for each in own_last if each.subject == wanted[each.client_id]}
    if missing := wanted.keys() - ids.keys():
        raise NothingToCorrectError(field="corrects", client_ids=sorted(map(str, missing)))
    return ids


def _row(n: int, entry: Entry, at: datetime, corrected: Mapping[UUID, int]) -> dict[str, object]:
    """Return an entry as the statements take it: an act said to lie ahead is brought back to now.

    What was claimed is kept; the fingerprint is that of what was sent.
    """
    content = dict(entry.content)
    if clock_ahead(entry.occurred_at, at):
        content["claimed_at"] = entry.occurred_at.isoformat()
    return {
        "n": n,
        "client_id": entry.client_id,
        "seq": entry.seq,
        "place": entry.place,
        "subject": entry.subject,
        "occurred_at": happened_at(entry.occurred_at, at),
        "kinds": (*entry.kinds, *entry.found),
        "content": content,
        "digest": digest(entry).hex(),
        "corrects": corrected.get(entry.corrects) if entry.corrects else None,
    }


def _journal(
    receipts: Sequence[Receipt], taken: Sequence[Entry], by: Recorder, at: datetime
) -> None:
    counts = Counter(receipt.taken for receipt in receipts)
    if counts[Taken.ACCEPTED] or counts[Taken.CONFLICT]:
        first = next(receipt.submission for receipt in receipts if receipt.submission)
        write(
            by=by,
            verb="records.record",
            place=min(entry.place for entry in taken),
            subject=f"records_submission:{first}",
            at=at,
            detail={kind.value: counts[kind] for kind in Taken},
        )
