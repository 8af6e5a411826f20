"""Hands lent to another institution: offered, accepted, arrived, returned."""

from enum import StrEnum


class Lent(StrEnum):
    """How a loan stands."""

    OFFERED = "offered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    RETURNED = "returned"


# Who may bring a loan from one state to the next: the side that lends, or the one that borrows.
STEPS = {
    (Lent.OFFERED, Lent.ACCEPTED): ("borrower",),
    (Lent.OFFERED, Lent.DECLINED): ("borrower",),
    (Lent.OFFERED, Lent.WITHDRAWN): ("lender",),
    (Lent.ACCEPTED, Lent.WITHDRAWN): ("lender",),
    (Lent.ACCEPTED, Lent.ARRIVED): ("borrower",),
    (Lent.ARRIVED, Lent.RETURNED): ("borrower", "lender"),
}
OPEN = (Lent.OFFERED, Lent.ACCEPTED, Lent.ARRIVED)


class Closed(StrEnum):
    """How a request for reinforcement ended."""

    MET = "met"
    WITHDRAWN = "withdrawn"


def may_step(now: Lent, to: Lent, *, lends: bool, borrows: bool) -> bool:
    """Tell whether a side may bring a loan from `now` to `to`."""
    sides = STEPS.get((now, to), ())
    return (lends and "lender" in sides) or (borrows and "borrower" in sides)
