"""The one way into the journal, its verification, and the anchor over all its chains."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from anlin.base import sql
from anlin.journal.models import Anchor, Check
from anlin.journal.queries import breaks_in, chains
from anlin.journal.rules import Actor, Break, anchor_file, turn

MOST_AT_ONCE = 100_000  # entries; some three seconds


def write(
    *,
    by: Actor | None,
    verb: str,
    place: int,
    subject: str,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
    using: str = "default",
) -> int:
    """Journal one act in the running transaction and return the entry's id.

    `detail` holds ids and salted digests, never a name or a number of a person; the key of a
    program or the number of the phone that acts in somebody's name is added.
    The area's chain is held until the transaction ends: write last, after every row is locked,
    and to several areas in the order of their places.
    """
    hands = {name: getattr(by, name, 0) for name in ("key", "device")}  # that act for the actor
    said = {**(detail or {}), **{name: number for name, number in hands.items() if number}}
    values = {
        "actor": None if by is None else by.user,
        "role": "" if by is None else str(by.role),
        "verb": verb,
        "place": place,
        "subject": subject,
        "at": at,
        "reason": reason,
        "detail": json.dumps(said, ensure_ascii=False),
    }
    ((number,),) = sql.rows_often("journal/write", values, using=using)
    return int(number)


@dataclass(frozen=True, slots=True)
class Book:
    """The journal as one room writes in it: its verbs bear the room's name."""

    room: str

    def __call__(
        self,
        verb: str,
        subject: str | models.Model,
        place: int,
        *,
        by: Actor | None,
        at: datetime,
        reason: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Write the one line of an act; `detail` never names a person."""
        if isinstance(subject, models.Model):
            subject = f"{subject._meta.db_table}:{subject.pk}"
        write(
            by=by, verb=f"{self.room}.{verb}", place=place, subject=subject, at=at, reason=reason,
            detail=detail,
        )  # fmt: skip


def verify(*, by: Actor, at: datetime, lo: int, hi: int) -> list[Break]:
    """Verify the chains of the areas in [lo, hi) that wait longest; return the breaks found.

    One turn reads at most `MOST_AT_ONCE` entries, or one chain if that is longer.
    The open scope must show all of [lo, hi).
    """
    with transaction.atomic():
        chosen = turn(chains(lo, hi), MOST_AT_ONCE)
        found = breaks_in([chain.area for chain in chosen])
        broken = {each.area: each for each in found}
        Check.objects.bulk_create(
            Check(
                area=chain.area, seq=chain.seq, by=by.user, at=at,
                broken_at=broken[chain.area].seq if chain.area in broken else None,
                kind=broken[chain.area].kind if chain.area in broken else "",
            )
            for chain in chosen
        )  # fmt: skip
        write(
            by=by, verb="journal.verify", place=lo, subject="journal_head", at=at,
            detail={"areas": len(chosen), "entries": sum(chain.seq for chain in chosen),
                    "breaks": len(found)},
        )  # fmt: skip
    return found


def read(*, by: Actor, at: datetime, place: int, asked: Mapping[str, object]) -> None:
    """Journal that somebody reads the journal, and what was asked for."""
    write(by=by, verb="journal.read", place=place, subject="journal_entry", at=at, detail=asked)


def anchor(*, at: datetime, using: str = "owner") -> str:
    """Keep one root over all heads as they stand; return the file that proves it elsewhere."""
    (row,) = sql.rows("journal/root", {}, using=using)
    root, areas, entries, heads = (str(value) for value in row)
    Anchor.objects.using(using).create(
        at=at, root=bytes.fromhex(root), areas=int(areas), entries=int(entries)
    )
    return anchor_file(at, root, heads)
