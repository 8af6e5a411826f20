"""People who sign in, what each may work as, what programs do for them, who stands in for whom."""

from anlin.accounts.models.devices import Device, Enrolment
from anlin.accounts.models.handover import Handover, HandoverStep
from anlin.accounts.models.proposals import Answer, Proposal
from anlin.accounts.models.users import Attempt, Grant, Key, User

__all__ = [
    "Answer",
    "Attempt",
    "Device",
    "Enrolment",
    "Grant",
    "Handover",
    "HandoverStep",
    "Key",
    "Proposal",
    "User",
]
