"""Reading reports: what is known for them, how they stand, who read, what is doubted."""

from anlin.committees.queries.doubts import Doubted, doubt, doubts, doubts_about
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
    "newest",
    "subjects_of",
    "urgent",
    "urgents",
    "versions",
]
