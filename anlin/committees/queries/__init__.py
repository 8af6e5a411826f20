"""Reading reports: what is known for them, how they stand, who read, what is doubted."""

from anlin.committees.queries.doubts import (
    NEIGHBOURS_LIMIT,
    Doubted,
    doubt,
    doubts,
    doubts_about,
    neighbours,
)
from anlin.committees.queries.reports import (
    Asked,
    Day,
    day_of,
    known_now,
    line_names,
    lines_of,
    newest,
    subjects_of,
    versions,
)
from anlin.committees.queries.urgent import LEVELS, MATTERS, Read, Told, urgent, urgents

__all__ = [
    "LEVELS",
    "MATTERS",
    "NEIGHBOURS_LIMIT",
    "Asked",
    "Day",
    "Doubted",
    "Read",
    "Told",
    "day_of",
    "doubt",
    "doubts",
    "doubts_about",
    "known_now",
    "line_names",
    "lines_of",
    "neighbours",
    "newest",
    "subjects_of",
    "urgent",
    "urgents",
    "versions",
]
