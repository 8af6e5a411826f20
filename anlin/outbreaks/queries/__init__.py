"""Suspected cases, their clocks and contacts, the sheet of an institution, the county's view."""

from anlin.outbreaks.queries.cases import (
    CasePage,
    Line,
    TaskLine,
    candidates,
    case_page,
    cases,
    contacts,
    daily,
    hints,
)
from anlin.outbreaks.queries.county import HomeLine, county, overall
from anlin.outbreaks.queries.law import (
    closing_days,
    contact_days,
    deadlines,
    permit_gate,
    permits,
    quiet_days,
    site_limit,
)
from anlin.outbreaks.queries.procedures import Room, children, remains, room_of
from anlin.outbreaks.queries.sheet import Sheet, sheet
from anlin.outbreaks.queries.words import (
    BASIS_WORDS,
    CLASS_WORDS,
    CLOSING_WORDS,
    REGIME_WORDS,
    SOURCE_WORDS,
    STEP_WORDS,
    WAY_WORDS,
    WHAT_WORDS,
)

__all__ = [
    "BASIS_WORDS",
    "CLASS_WORDS",
    "CLOSING_WORDS",
    "REGIME_WORDS",
    "SOURCE_WORDS",
    "STEP_WORDS",
    "WAY_WORDS",
    "WHAT_WORDS",
    "CasePage",
    "HomeLine",
    "Line",
    "Room",
    "Sheet",
    "TaskLine",
    "candidates",
    "case_page",
    "cases",
    "children",
    "closing_days",
    "contact_days",
    "contacts",
    "county",
    "daily",
    "deadlines",
    "hints",
    "overall",
    "permit_gate",
    "permits",
    "quiet_days",
    "remains",
    "room_of",
    "sheet",
    "site_limit",
]
