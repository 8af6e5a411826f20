"""Taking records from other programs: each answered by itself, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from anlin.accounts.rules import Right, Viewer
from anlin.base.problems import Problem
from anlin.exchange.rules import Malformed, NotUnderstoodError, Record, entry_of
from anlin.places.rules import UnknownPlaceError
from anlin.records.actions import (
    MayNotRecordError,
    NothingToCorrectError,
    Receipt,
    Taken,
    TooLongAgoError,
    record,
)
from anlin.records.rules import Entry, too_long_ago

_WORDS = {
    Taken.ACCEPTED: "accepted",
    Taken.REPEATED: "duplicate",
    Taken.CONFLICT: "conflict",
    Taken.REFUSED: "refused",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one record: accepted, duplicate, conflict or refused, and why."""

    id: UUID | None
    result: str
    number: int | None = None
    problem: Problem | None = None


def take(*, sent: Sequence[Record | Malformed], by: Viewer, at: datetime) -> list[Answer]:
    """Take what can be taken of `sent` and answer each in order; a refused one stops no other.

    Cost: two statements and one journal line for any number; one statement more if some are known
    or refused.
    """
    answers: dict[int, Answer] = {}
    entries: dict[int, Entry] = {}
    for index, each in enumerate(sent):
        try:
            entries[index] = _entry(each, by, at)
        except Problem as problem:
            answers[index] = Answer(each.id, "refused", problem=problem)
    answers |= _record(entries, by, at)
    return [answers[index] for index in range(len(sent))]


def _entry(sent: Record | Malformed, by: Viewer, at: datetime) -> Entry:
    """Return what can go to the database.

    Raises:
        Problem: what speaks against it before the database is asked.
    """
    if isinstance(sent, Malformed):
        raise NotUnderstoodError(what=sent.reason)
    try:
        entry = entry_of(sent)
    except ValueError as error:
        raise UnknownPlaceError(field="place", code=sent.place) from error
    if not by.may(Right.RECORD) or not by.covers(entry.place):
        raise MayNotRecordError(field="place")
    if too_long_ago(entry.occurred_at, at):
        raise TooLongAgoError(field="occurred_at")
    return entry


def _record(entries: dict[int, Entry], by: Viewer, at: datetime) -> dict[int, Answer]:
    """Record `entries`; those that correct nothing are taken out, and the others go again."""
    if not entries:
        return {}
    try:
        receipts = record(
            entries=list(entries.values()), by=by, at=at, device=f"key:{by.key}", checked=True
        )
    except NothingToCorrectError as problem:
        missing = cast("Sequence[str]", problem.details.get("client_ids", ()))
        apart = {
            index: Answer(entry.client_id, "refused", problem=problem)
            for index, entry in entries.items()
            if entry.corrects and (not missing or str(entry.corrects) in missing)
        }
        rest = {index: entry for index, entry in entries.items() if index not in apart}
        return apart | _record(rest, by, at)
    return {index: _said(receipt) for index, receipt in zip(entries, receipts, strict=True)}


def _said(receipt: Receipt) -> Answer:
    number = receipt.submission or None
    return Answer(receipt.client_id, _WORDS[receipt.taken], number, receipt.problem)
