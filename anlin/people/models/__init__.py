"""Households, persons, where they lived when, facts that orders ask about, and their history."""

from anlin.people.models.history import Change, Difference, Import, Review
from anlin.people.models.ledger import (
    Days,
    Health,
    Household,
    Person,
    Residence,
    SpecialGroup,
)

__all__ = [
    "Change",
    "Days",
    "Difference",
    "Health",
    "Household",
    "Import",
    "Person",
    "Residence",
    "Review",
    "SpecialGroup",
]
