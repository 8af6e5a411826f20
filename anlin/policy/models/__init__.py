"""Tables of law: what is released and where it is in force."""

from anlin.policy.models.classes import ClassCase, ClassTable
from anlin.policy.models.drafts import Draft, DraftVersion
from anlin.policy.models.form import Form
from anlin.policy.models.ladder import Ladder
from anlin.policy.models.law import (
    Adoption,
    Carries,
    Clause,
    Days,
    Measure,
    Order,
    Pack,
    Release,
    Term,
)
from anlin.policy.models.limit import Limit
from anlin.policy.models.reading import Reading

__all__ = [
    "Adoption",
    "Carries",
    "ClassCase",
    "ClassTable",
    "Clause",
    "Days",
    "Draft",
    "DraftVersion",
    "Form",
    "Ladder",
    "Limit",
    "Measure",
    "Order",
    "Pack",
    "Reading",
    "Release",
    "Term",
]
