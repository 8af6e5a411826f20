"""Tables of law: what is released and where it is in force."""

from anlin.policy.models.law import (
    Adoption,
    Carries,
    ClassCase,
    ClassTable,
    Clause,
    Days,
    Measure,
    Order,
    Pack,
    Release,
    Term,
)

__all__ = [
    "Adoption",
    "Carries",
    "ClassCase",
    "ClassTable",
    "Clause",
    "Days",
    "Measure",
    "Order",
    "Pack",
    "Release",
    "Term",
]
