"""Reads for other programs: what is in force, what is owed, what lapsed."""

from anlin.exchange.queries.duties import Duty, Lapsed, duties_page, duty, lapse, lapses_page
from anlin.exchange.queries.law import Standing, standing_at

__all__ = [
    "Duty",
    "Lapsed",
    "Standing",
    "duties_page",
    "duty",
    "lapse",
    "lapses_page",
    "standing_at",
]
