"""Tables of reports and of who answers for whom."""

from anlin.committees.models.charge import Responsible
from anlin.committees.models.reporting import Doubt, DoubtStep, Receipt, Report, Urgent

__all__ = ["Doubt", "DoubtStep", "Receipt", "Report", "Responsible", "Urgent"]
