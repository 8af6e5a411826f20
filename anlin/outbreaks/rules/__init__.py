"""Decisions about suspected cases: plain values in, plain values out."""

from anlin.outbreaks.rules.chart import Bar, Chart, chart_of
from anlin.outbreaks.rules.permits import LIMITS, What
from anlin.outbreaks.rules.problems import (
    BeforeDetectedError,
    CaseTwiceError,
    ConfirmedError,
    ContactGoneError,
    NotASiteError,
    NotClosedError,
    OfNobodyError,
    StepDoneError,
    UnknownCaseError,
)
from anlin.outbreaks.rules.running import ASKS, PROVES, SITE_CLAUSE, Deed, site_lacks
from anlin.outbreaks.rules.steps import (
    CLOCK,
    EVIDENCE,
    MEASURES,
    Basis,
    Closing,
    Source,
    Standing,
    Step,
    may_close,
    minutes,
    share,
    window,
)

__all__ = [
    "ASKS",
    "CLOCK",
    "EVIDENCE",
    "LIMITS",
    "MEASURES",
    "PROVES",
    "SITE_CLAUSE",
    "Bar",
    "Basis",
    "BeforeDetectedError",
    "CaseTwiceError",
    "Chart",
    "Closing",
    "ConfirmedError",
    "ContactGoneError",
    "Deed",
    "NotASiteError",
    "NotClosedError",
    "OfNobodyError",
    "Source",
    "Standing",
    "Step",
    "StepDoneError",
    "UnknownCaseError",
    "What",
    "chart_of",
    "may_close",
    "minutes",
    "share",
    "site_lacks",
    "window",
]
