"""Decisions about suspected cases: plain values in, plain values out."""

from anlin.outbreaks.rules.chart import Bar, Chart, chart_of
from anlin.outbreaks.rules.permits import LIMITS, What
from anlin.outbreaks.rules.problems import (
    BeforeDetectedError,
    CaseTwiceError,
    ContactGoneError,
    NotClosedError,
    OfNobodyError,
    StepDoneError,
    UnknownCaseError,
)
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
    "CLOCK",
    "EVIDENCE",
    "LIMITS",
    "MEASURES",
    "Bar",
    "Basis",
    "BeforeDetectedError",
    "CaseTwiceError",
    "Chart",
    "Closing",
    "ContactGoneError",
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
    "window",
]
