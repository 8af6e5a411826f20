"""What is reported, read, doubted and answered; each in one transaction."""

from anlin.committees.actions.charge import end_charge, name_charge, stand_in
from anlin.committees.actions.doubts import explain, raise_doubts, settle
from anlin.committees.actions.reporting import report, take_reports
from anlin.committees.actions.urgent import read, tell

__all__ = [
    "end_charge",
    "explain",
    "name_charge",
    "raise_doubts",
    "read",
    "report",
    "settle",
    "stand_in",
    "take_reports",
    "tell",
]
