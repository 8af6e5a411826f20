"""What an order says, what is in force where, and how a class is decided: all plain values."""

from anlin.policy.rules.classes import (
    UnknownFactError,
    band,
    bands_of,
    case_key,
    decide,
    every_case,
    points_of,
    value_of,
)
from anlin.policy.rules.layers import Loosening, loosened, rulings
from anlin.policy.rules.terms import (
    Adoption,
    Axis,
    Decision,
    DecisionTable,
    Kind,
    Measure,
    Row,
    Ruling,
    Score,
    Slot,
    Term,
    Values,
)

__all__ = [
    "Adoption",
    "Axis",
    "Decision",
    "DecisionTable",
    "Kind",
    "Loosening",
    "Measure",
    "Row",
    "Ruling",
    "Score",
    "Slot",
    "Term",
    "UnknownFactError",
    "Values",
    "band",
    "bands_of",
    "case_key",
    "decide",
    "every_case",
    "loosened",
    "points_of",
    "rulings",
    "value_of",
]
