"""Taking records from other programs: each answered by itself, all in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from anlin.accounts.rules import Viewer
from anlin.base.problems import NotUnderstoodError, Problem
from anlin.cases.queries import judged
from anlin.committees.actions import take_reports
from anlin.exchange.rules import Malformed, Record, entry_of
from anlin.places.rules import UnknownPlaceError
from anlin.records.actions import Receipt, Taken, record_each
from anlin.records.rules import Entry, EvidenceKind

_WORDS = {
    Taken.ACCEPTED: "accepted",
    Taken.REPEATED: "duplicate",
    Taken.CONFLICT: "conflict",
    Taken.REFUSED: "refused",
}


class Answer(Struct, frozen=True):
    """What became of one record: accepted, duplicate, conflict or refused, and why."""

    id: UUID | None
    result: str
    number: int | None = None
    problem: Problem | None = None


def take(*, sent: Sequence[Record | Malformed], by: Viewer, at: datetime) -> list[Answer]:
    """Take what can be taken of `sent` and answer each in order; a refused one stops no other.

    A daily report becomes a version of its day, too.

    Cost: two statements and one journal line for any number; one statement more if some are known
    or refused, two if there are daily reports.
    """
    answers: dict[int, Answer] = {}
    entries: dict[int, Entry] = {}
    for index, each in enumerate(sent):
        try:
            entries[index] = _entry(each)
        except Problem as problem:
            answers[index] = Answer(each.id, "refused", problem=problem)
    told = judged(list(entries.values()), at)
    receipts = record_each(entries=told, by=by, at=at, device=f"key:{by.key}")
    take_reports(
        submissions=[
            receipt.submission
            for entry, receipt in zip(told, receipts, strict=True)
            if receipt.taken is Taken.ACCEPTED and EvidenceKind.DAILY_REPORT in entry.kinds
        ],
        by=by,
    )
    answers |= {index: _said(each) for index, each in zip(entries, receipts, strict=True)}
    return [answers[index] for index in range(len(sent))]


def _entry(sent: Record | Malformed) -> Entry:
    """Return a record as it can be taken.

    Raises:
        Problem: it cannot be read.
    """
    if isinstance(sent, Malformed):
        raise NotUnderstoodError(what=sent.reason)
    try:
        return entry_of(sent)
    except ValueError as error:
        raise UnknownPlaceError(field="place", code=sent.place) from error


def _said(receipt: Receipt) -> Answer:
    number = receipt.submission or None
    return Answer(receipt.client_id, _WORDS[receipt.taken], number, receipt.problem)
