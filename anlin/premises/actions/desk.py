"""The desk every act at a gate is done at: who may, which gate, and the line in the journal."""

from collections.abc import Iterator
from contextlib import contextmanager

from anlin.accounts.rules import Right, Viewer
from anlin.base.scope import open_scope
from anlin.journal.actions import Book
from anlin.people.actions.desk import NotYoursError
from anlin.premises.models import Gate
from anlin.premises.rules import UnknownGateError

journal = Book("premises")


@contextmanager
def at_gate(by: Viewer, *rights: Right) -> Iterator[None]:
    """Open the viewer's own scope with what gates show, if the role carries every right."""
    if not all(by.may(right) for right in rights):
        raise NotYoursError
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, gate=by.gate):
        yield


def gate_here(gate: int, *, hold: bool = False) -> Gate:
    """Return a gate of the open scope, held until the transaction ends if asked."""
    found = Gate.objects.select_for_update() if hold else Gate.objects.all()
    one = found.filter(pk=gate).first()
    if one is None:
        raise UnknownGateError
    return one
