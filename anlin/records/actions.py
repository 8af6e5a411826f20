"""Taking in what people did: each entry once, nothing dropped, nothing changed afterwards."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.problems import Problem
from anlin.journal.actions import write
from anlin.records.models import Submission
from anlin.records.rules import Entry, clock_ahead, digest, happened_at, too_long_ago


class Taken(StrEnum):
    """What became of an entry: new, known with the same content, kept beside another, or not."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one entry; `submission` is the accepted one under that client id.

    A refused entry has none, and a problem that says why.
    """

    client_id: UUID
    taken: Taken
    submission: int
    problem: Problem | None = None


class MayNotRecordError(Problem):
    """Somebody records for a place that is not in their charge."""

    code = "may-not-record"
    http = 403
    zh = "您不能在这里登记。"
    en = "You cannot record anything here."
    way_out_zh = "请核对当前身份和所在网格,或请社区为您开通。"
    way_out_en = "Check the role and place you work under, or ask your community to grant them."


class TooLongAgoError(Problem):
    """An act is said to lie further back than anything is still settled by."""

    code = "too-long-ago"
    zh = "登记的时间太早,超过了一年。"
    en = "The time entered lies more than a year back."
    way_out_zh = "请核对日期和时间。"
    way_out_en = "Check the day and the time."


class KnownElsewhereError(Problem):
    """The client id was used before, at a place that is out of sight under this role."""

    code = "known-elsewhere"
    http = 409
    zh = "这条记录的编号已在别处用过,没有保存。"
    en = "The number of this entry was used elsewhere before; it was not saved."
    way_out_zh = "请重新打开页面再登记一次。"
    way_out_en = "Open the page anew and record it once more."


class NotAtHomeError(Problem):
    """An entry is about somebody who does not live at its place, or a place that is none."""

    code = "not-at-home"
    http = 409
    zh = "这个人不住在这里,或者没有这个地方。"
    en = "This person does not live at that place, or there is no such place."
    way_out_zh = "请先读取这里的名单,核对人员编号和地方代码。"
    way_out_en = "Read the list of this place and check the person's number and the place's code."


class NothingToCorrectError(Problem):
    """A correction names an entry of this subject that is not there, or was corrected before."""

    code = "nothing-to-correct"
    http = 409
    zh = "要更正的记录不存在,或者已经更正过。"
    en = "The entry to correct does not exist, or was corrected already."
    way_out_zh = "请刷新页面,在最新的一条上更正。"
    way_out_en = "Reload the page and correct the newest entry."


def record(
    *, entries: Sequence[Entry], by: Viewer, at: datetime, device: str = "", checked: bool = False
) -> list[Receipt]:
    """Take `entries` in one transaction and return a receipt for each, in order.

    An entry sent again is a repeat; other content under a known id is kept as a conflict. An entry
    may correct another of the same batch. With `checked`, for senders who did not choose from our
    own lists, an entry about somebody who never lived there is refused, and so is an id known
    elsewhere; the others stand.

    Raises:
        KnownElsewhereError: an entry's id stands at a place out of sight.
        MayNotRecordError: the viewer may not record, or an entry's place is out of range.
        NothingToCorrectError: an entry corrects one that does not exist or was corrected.
        TooLongAgoError: an entry claims a time more than a year back.
    Cost: two statements and one journal line for any number of entries; two more statements for
    each link of a chain of corrections within the batch.
    """
    if not by.may(Right.RECORD) or not all(by.covers(entry.place) for entry in entries):
        raise MayNotRecordError()
    if any(too_long_ago(entry.occurred_at, at) for entry in entries):
        raise TooLongAgoError(field="occurred_at")
    if not entries:
        return []
    receipts: dict[int, Receipt] = {}
    with transaction.atomic():
        for wave in _waves(entries):
            sent = [entries[index] for index in wave]
            taken = _take(sent, by=by, at=at, device=device, checked=checked)
            receipts |= dict(zip(wave, taken, strict=True))
        ordered = [receipts[index] for index in range(len(entries))]
        _journal(ordered, entries, by, at)
    return ordered


def _waves(entries: Sequence[Entry]) -> Iterator[list[int]]:
    """Part a batch so that an entry comes after the one it corrects, else in the order sent."""
    waiting = list(range(len(entries)))
    while waiting:
        ahead = {entries[index].client_id for index in waiting}
        wave = [index for index in waiting if entries[index].corrects not in ahead]
        yield wave or waiting
        waiting = [index for index in waiting if index not in wave] if wave else []


def _take(
    sent: Sequence[Entry], *, by: Viewer, at: datetime, device: str, checked: bool
) -> list[Receipt]:
    """Take entries that correct none of each other."""
    corrected = _corrected(sent, by)
    values = _columns([_as_received(entry, at) for entry in sent], sent, corrected)
    values |= {"recorder": by.user, "device": device, "received_at": at, "checked": checked}
    accepted = _accept(values)
    known: dict[tuple[UUID, bytes], tuple[int, bool]] = {}
    if len(accepted) < len(sent):
        rows = sql.rows("records/compare", values)
        known = {(row.client_id, bytes(row.digest)): (row.id, row.same) for row in rows}
    receipts = list(_receipts(sent, accepted, known))
    refused = [receipt for receipt in receipts if receipt.taken is Taken.REFUSED]
    if not refused:
        return receipts
    if not checked:
        raise KnownElsewhereError
    home = {tuple(row) for row in sql.rows("records/at_home", values)}
    return [_with_reason(*each, home) for each in zip(receipts, sent, strict=True)]


def _with_reason(receipt: Receipt, entry: Entry, home: Container[tuple[int, int]]) -> Receipt:
    if receipt.taken is not Taken.REFUSED:
        return receipt
    lives = (entry.place, entry.subject) in home
    problem = KnownElsewhereError(field="id") if lives else NotAtHomeError(field="subject")
    return replace(receipt, problem=problem)


def _accept(values: Mapping[str, object]) -> dict[UUID, int]:
    """Take what is new; again after another phone has sent some of it at the same moment.

    Then that part stands and is left alone: there are at most as many turns as entries.
    """
    try:
        with transaction.atomic():
            return {row.client_id: row.id for row in sql.rows_often("records/accept", values)}
    except IntegrityError as error:
        if "corrects_id" in str(error):
            raise NothingToCorrectError(field="corrects") from error
        if "records_submission_content_once" not in str(error):
            raise
    return _accept(values)


def make_weeks(*, since: datetime, until: datetime) -> int:
    """Make sure evidence of [since, until) finds its weekly partitions; return how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("select records_make_weeks(%s, %s)", [since, until])
        (made,) = cursor.fetchone()
    return int(made)


def _as_received(entry: Entry, at: datetime) -> Entry:
    """Bring an act that claims to lie ahead back to now, keeping what was claimed."""
    content: Mapping[str, object] = entry.content
    if clock_ahead(entry.occurred_at, at):
        content = {**content, "claimed_at": entry.occurred_at.isoformat()}
    return replace(entry, occurred_at=happened_at(entry.occurred_at, at), content=content)


def _corrected(entries: Sequence[Entry], by: Viewer) -> dict[UUID, int]:
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


def _columns(
    taken: Sequence[Entry], sent: Sequence[Entry], corrected: Mapping[UUID, int]
) -> dict[str, object]:
    return {
        "client_ids": [e.client_id for e in taken],
        "seqs": [e.seq for e in taken],
        "places": [e.place for e in taken],
        "subjects": [e.subject for e in taken],
        "occurred": [e.occurred_at for e in taken],
        "kinds": [json.dumps([int(kind) for kind in e.kinds]) for e in taken],
        "contents": [json.dumps(e.content, ensure_ascii=False) for e in taken],
        "digests": [digest(e) for e in sent],
        "corrects": [corrected.get(e.corrects) if e.corrects else None for e in taken],
    }


def _receipts(
    sent: Iterable[Entry],
    accepted: Mapping[UUID, int],
    known: Mapping[tuple[UUID, bytes], tuple[int, bool]],
) -> Iterator[Receipt]:
    fresh = dict(accepted)
    for entry in sent:
        key = entry.client_id
        number, same = known.get((key, digest(entry)), (0, True))
        if same and key in fresh:
            yield Receipt(key, Taken.ACCEPTED, fresh.pop(key))
        elif number:
            yield Receipt(key, Taken.REPEATED if same else Taken.CONFLICT, number)
        else:
            yield Receipt(key, Taken.REFUSED, 0)


def _journal(receipts: Sequence[Receipt], taken: Sequence[Entry], by: Viewer, at: datetime) -> None:
    counts = {kind.value: sum(r.taken is kind for r in receipts) for kind in Taken}
    if counts["accepted"] or counts["conflict"]:
        write(
            by=by,
            verb="records.record",
            place=min(entry.place for entry in taken),
            subject=f"records_submission:{receipts[0].submission}",
            at=at,
            detail=counts,
        )
