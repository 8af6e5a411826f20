"""Contacts, readings and needs as phones send them up, made into entries."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from anlin.accounts.rules import Viewer
from anlin.base.intake import Item
from anlin.base.problems import Problem
from anlin.people.queries import places_of
from anlin.records.actions.recording import Receipt, Taken, record_each
from anlin.records.rules import Contact, Entry, NeedTold, Reading

Told = Contact | Reading | NeedTold
Outcome = int | Problem
Look = Callable[[list[Entry]], list[Entry]]


class OutOfSightError(Problem):
    """An item is about somebody whom the sender may not see now, or who was never there."""

    code = "out-of-sight"
    http = 409
    zh = "这个人现在不在您的网格里，或者还没有登记进来。"
    en = "This person is not in your area now, or has not been registered yet."
    way_out_zh = "记录已保留，由社区核对后决定。"
    way_out_en = "The record is kept; the community looks at it and decides."


class KnownDifferentlyError(Problem):
    """The id of an item was used for another record before, by another way in."""

    code = "known-differently"
    http = 409
    zh = "这个编号以前用于内容不同的另一条记录。"
    en = "This id was used before for a record of other content."
    way_out_zh = "两条都已保留，由社区核对。"
    way_out_en = "Both are kept; the community compares them."


def take_in(
    *, items: Sequence[Item[Told]], by: Viewer, at: datetime, through: Look = list
) -> list[Outcome]:
    """Record `items` of one person where their subjects live now; return each submission's number.

    What cannot stand has a problem in its place.
    A room above may look `through` the entries and say what it finds in them.
    Cost: one statement for where they live, and those of `record_each`.
    """
    subjects = [item.number(item.body.subject) for item in items]
    places = places_of(by, set(subjects))
    entries = {
        index: _entry(item, subject, places[subject])
        for index, (item, subject) in enumerate(zip(items, subjects, strict=True))
        if subject in places
    }
    receipts = record_each(
        entries=through(list(entries.values())), by=by, at=at,
        device=f"device:{by.device}" if by.device else "",
        recorder=next((item.recorder for item in items), None),
    )  # fmt: skip
    taken = dict(zip(entries, receipts, strict=True))
    return [_outcome(taken.get(index)) for index in range(len(items))]


def _outcome(receipt: Receipt | None) -> Outcome:
    if receipt is None:
        return OutOfSightError(field="subject")
    if receipt.taken is Taken.CONFLICT:
        return KnownDifferentlyError(field="id")
    return receipt.problem or receipt.submission


def _entry(item: Item[Told], subject: int, place: int) -> Entry:
    content = msgspec.to_builtins(item.body)
    del content["subject"]
    content.pop("corrects", None)
    if item.after:
        content["written_after"] = item.after.isoformat()
    return Entry(
        client_id=item.id,
        subject=subject,
        place=place,
        occurred_at=item.at,
        kinds=tuple(item.body.kinds),
        content=content,
        corrects=item.body.corrects,
        seq=item.seq,
    )
