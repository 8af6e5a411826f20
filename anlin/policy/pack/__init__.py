"""Packs: the law as files, read strictly, checked as a whole, released by hash."""

from anlin.policy.pack.errors import PackError, PacksRefused, Spot
from anlin.policy.pack.fields import Words
from anlin.policy.pack.library import load_all
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
    "ClassCase",
    "Clause",
    "DutyCase",
    "Known",
    "Library",
    "Order",
    "Pack",
    "PackError",
    "PacksRefused",
    "Spot",
    "Words",
    "load_all",
]
