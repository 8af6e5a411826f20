"""Counting figures at every level, giving them away, and making them public."""

from anlin.reports.actions.counting import count_day
from anlin.reports.actions.publishing import approve, draft, note_export

__all__ = ["approve", "count_day", "draft", "note_export"]
