"""Packs: the law as files, read strictly, checked as a whole, released by hash."""

from anlin.policy.pack.coverage import Carrier, Coverage, clauses_of, coverage
from anlin.policy.pack.errors import PackError, PacksRefused, Spot
from anlin.policy.pack.fields import Words
from anlin.policy.pack.library import load_all
from anlin.policy.pack.local import demand, local_library, local_name, term_of, written
from anlin.policy.pack.lock import (
    Locked,
    lock_errors,
    newly_locked,
    read_lock,
    released_library,
    write_lock,
)
from anlin.policy.pack.shapes import (
    ClassCase,
    Clause,
    DutyCase,
    Known,
    Library,
    Order,
    Pack,
)

__all__ = [
    "Carrier",
    "ClassCase",
    "Clause",
    "Coverage",
    "DutyCase",
    "Known",
    "Library",
    "Locked",
    "Order",
    "Pack",
    "PackError",
    "PacksRefused",
    "Spot",
    "Words",
    "clauses_of",
    "coverage",
    "demand",
    "load_all",
    "local_library",
    "local_name",
    "lock_errors",
    "newly_locked",
    "read_lock",
    "released_library",
    "term_of",
    "write_lock",
    "written",
]
