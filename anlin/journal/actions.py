"""The one way into the journal, and the anchor over all its chains."""

import json
from collections.abc import Mapping
from datetime import datetime

from anlin.base import sql
from anlin.journal.models import Anchor
from anlin.journal.rules import Actor, anchor_file


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
    program that acts in somebody's name is added.
    The area's chain is held until the transaction ends: write last, after every row is locked,
    and to several areas in the order of their places.
    """
    key = getattr(by, "key", 0)  # of a program that works in the actor's name
    said = {**(detail or {}), "key": key} if key else dict(detail or {})
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


def anchor(*, at: datetime, using: str = "owner") -> str:
    """Keep one root over all heads as they stand; return the file that proves it elsewhere."""
    (row,) = sql.rows("journal/root", {}, using=using)
    root, areas, entries, heads = (str(value) for value in row)
    Anchor.objects.using(using).create(
        at=at, root=bytes.fromhex(root), areas=int(areas), entries=int(entries)
    )
    return anchor_file(at, root, heads)
