"""Screens of suspected cases, of open or closed, and of the county."""

from anlin.outbreaks.views.cases import case, cases, close, confirm, contact, decide, open_, step
from anlin.outbreaks.views.county import county
from anlin.outbreaks.views.procedures import procedure_act, procedures
from anlin.outbreaks.views.regime import door, gone, regime, regime_act

__all__ = [
    "case",
    "cases",
    "close",
    "confirm",
    "contact",
    "county",
    "decide",
    "door",
    "gone",
    "open_",
    "procedure_act",
    "procedures",
    "regime",
    "regime_act",
    "step",
]
