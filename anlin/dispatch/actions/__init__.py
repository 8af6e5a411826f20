"""Raising needs, and what is done about them."""

from anlin.dispatch.actions.answering import (
    answer_need,
    merge_need,
    pass_need,
    reopen_need,
    settle_need,
)
from anlin.dispatch.actions.phones import take_in_difficulties
from anlin.dispatch.actions.raising import ask_as_told, follow_moves, raise_needs

__all__ = [
    "answer_need",
    "ask_as_told",
    "follow_moves",
    "merge_need",
    "pass_need",
    "raise_needs",
    "reopen_need",
    "settle_need",
    "take_in_difficulties",
]
