"""Areas with their facts, what the criteria make of them, and the classes that hold."""

from anlin.areas.queries.areas import (
    Area,
    areas,
    candidate,
    cases,
    class_at,
    communities,
    community_names,
    decided,
    facts_of,
    in_force,
    level_at,
    outcome_words,
    proposals,
    published,
)
from anlin.areas.queries.proposing import Effect, Shown, effects, proposal
from anlin.areas.queries.words import AXIS_WORDS, CLASS_WORDS, SOURCE_WORDS

__all__ = [
    "AXIS_WORDS",
    "CLASS_WORDS",
    "SOURCE_WORDS",
    "Area",
    "Effect",
    "Shown",
    "areas",
    "candidate",
    "cases",
    "class_at",
    "communities",
    "community_names",
    "decided",
    "effects",
    "facts_of",
    "in_force",
    "level_at",
    "outcome_words",
    "proposal",
    "proposals",
    "published",
]
