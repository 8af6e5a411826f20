"""The desk every act about reports is done at: the scope, and the line in the journal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.journal.actions import write


@contextmanager
def at_desk(by: Viewer) -> Iterator[None]:
    """Open the viewer's own scope in one transaction."""
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff, gate=by.gate):
        yield


def journal(
    verb: str,
    subject: str,
    place: int,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write the one line of an act; neither reason nor detail names a person."""
    write(
        by=by, verb=f"committees.{verb}", place=place, subject=subject, at=at, reason=reason,
        detail=detail,
    )  # fmt: skip
