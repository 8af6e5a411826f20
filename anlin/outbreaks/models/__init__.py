"""Tables of suspected cases, and of procedures of rescue, child welfare and funeral services."""

from anlin.outbreaks.models.cases import Case, Contact, Permit, Task
from anlin.outbreaks.models.procedures import Guardian, Remains, Shelter

__all__ = ["Case", "Contact", "Guardian", "Permit", "Remains", "Shelter", "Task"]
