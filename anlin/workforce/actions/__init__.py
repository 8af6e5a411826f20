"""Verbs on staff: isolate, find, start, plan, hand over, ask, lend."""

from anlin.workforce.actions.lending import ask, close, offer, step
from anlin.workforce.actions.rota import cancel_shift, hand_over, plan_shift
from anlin.workforce.actions.starting import (
    find,
    isolate,
    leave_isolation,
    stand_down,
    start,
    take_back,
)

__all__ = [
    "ask",
    "cancel_shift",
    "close",
    "find",
    "hand_over",
    "isolate",
    "leave_isolation",
    "offer",
    "plan_shift",
    "stand_down",
    "start",
    "step",
    "take_back",
]
