"""Reads over institutions."""

from anlin.institutions.queries import words
from anlin.institutions.queries.house import (
    Bed,
    Floor,
    Found,
    Line,
    Room,
    arrangements,
    house,
    institution,
    named,
    own,
    parts,
    register,
    staff,
    stay,
    stays_of,
)
from anlin.institutions.queries.measures import Owed, measures_of

__all__ = [
    "Bed",
    "Floor",
    "Found",
    "Line",
    "Owed",
    "Room",
    "arrangements",
    "house",
    "institution",
    "measures_of",
    "named",
    "own",
    "parts",
    "register",
    "staff",
    "stay",
    "stays_of",
    "words",
]
