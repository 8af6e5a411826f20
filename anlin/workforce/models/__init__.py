"""Tables of the workforce."""

from anlin.workforce.models.duty import Finding, Isolation, Shift, Start
from anlin.workforce.models.lending import Loan, Request

__all__ = ["Finding", "Isolation", "Loan", "Request", "Shift", "Start"]
