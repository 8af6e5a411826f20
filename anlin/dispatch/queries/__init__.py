"""Needs in sight, one by one and as a day's picture."""

from anlin.dispatch.queries.day import Dispatch, Line, day_of
from anlin.dispatch.queries.needs import (
    MOST,
    Done,
    Listed,
    Shown,
    alike,
    need,
    needs,
    needs_by,
    needs_called,
    needs_of,
)
from anlin.dispatch.queries.words import LEVEL_WORDS, NEED_WORDS, STATE_WORDS, WHAT_WORDS

__all__ = [
    "LEVEL_WORDS",
    "MOST",
    "NEED_WORDS",
    "STATE_WORDS",
    "WHAT_WORDS",
    "Dispatch",
    "Done",
    "Line",
    "Listed",
    "Shown",
    "alike",
    "day_of",
    "need",
    "needs",
    "needs_by",
    "needs_called",
    "needs_of",
]
