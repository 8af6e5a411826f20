"""Opening and shutting gates: the community's own decision."""

from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.people.actions.desk import NotYoursError, unless
from anlin.people.rules import EmptyFieldError
from anlin.places.rules import COMMUNITY, GRID, level_of, lo_of
from anlin.premises.actions.desk import at_gate, gate_here, journal
from anlin.premises.models import Gate
from anlin.premises.rules import GateTwiceError


def open_gate(
    *, place: str, name: str, clinic: str, clinic_phone: str, by: Viewer, at: datetime
) -> Gate:
    """Set up a gate of a community, a grid or a compound.

    Raises:
        EmptyFieldError: the gate, the clinic or its telephone has no name.
        GateTwiceError: the place has a gate of that name.
        NotYoursError: the role or the area does not carry it.
    """
    told = {"name": name.strip(), "clinic": clinic.strip(), "clinic_phone": clinic_phone.strip()}
    for field, value in told.items():
        if not value:
            raise EmptyFieldError(field=field)
    lo = lo_of(place)
    if level_of(place) not in (COMMUNITY, GRID) or not by.covers(lo):
        raise NotYoursError(field="place")
    again = GateTwiceError(field="name", name=told["name"])
    with at_gate(by, Right.GATE, Right.BOARD), unless("premises_gate_one_per_name", again):
        gate = Gate.objects.create(place=lo, opened_at=at, opened_by=by.user, **told)
        journal("open_gate", _of(gate), lo, by=by, at=at)
    return gate


def shut_gate(gate: int, *, by: Viewer, at: datetime) -> Gate:
    """Shut a gate: nobody is registered there from now on; doing so twice is once."""
    with at_gate(by, Right.GATE, Right.BOARD):
        found = gate_here(gate, hold=True)
        if found.shut_at is None:
            found.shut_at, found.shut_by = at, by.user
            found.save(update_fields=["shut_at", "shut_by"])
            journal("shut_gate", _of(found), found.place, by=by, at=at)
    return found


def reopen_gate(gate: int, *, by: Viewer, at: datetime) -> Gate:
    """Open a shut gate again; doing so twice is once."""
    with at_gate(by, Right.GATE, Right.BOARD):
        found = gate_here(gate, hold=True)
        if found.shut_at is not None:
            found.shut_at, found.shut_by = None, None
            found.save(update_fields=["shut_at", "shut_by"])
            journal("reopen_gate", _of(found), found.place, by=by, at=at)
    return found


def _of(gate: Gate) -> str:
    return f"premises_gate:{gate.pk}"
