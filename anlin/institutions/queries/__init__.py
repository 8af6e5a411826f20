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
from anlin.institutions.queries.rounds import Law, Resident, Walk, Ward, before, walk, walks
from anlin.institutions.queries.warning import Alarm, alarm, alarms, outcomes

__all__ = [
    "Alarm",
    "Bed",
    "Floor",
    "Found",
    "Law",
    "Line",
    "Owed",
    "Resident",
    "Room",
    "Walk",
    "Ward",
    "alarm",
    "alarms",
    "arrangements",
    "before",
    "house",
    "institution",
    "measures_of",
    "named",
    "outcomes",
    "own",
    "parts",
    "register",
    "staff",
    "stay",
    "stays_of",
    "walk",
    "walks",
    "words",
]
