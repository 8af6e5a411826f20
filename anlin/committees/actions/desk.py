"""The desk every act about reports is done at: the scope, and the line in the journal."""

from collections.abc import Iterator
from contextlib import contextmanager

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.journal.actions import Book

journal = Book("committees")


@contextmanager
def at_desk(by: Viewer) -> Iterator[None]:
    """Open the viewer's own scope in one transaction."""
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff, gate=by.gate):
        yield
