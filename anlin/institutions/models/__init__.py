"""Tables of institutions."""

from anlin.institutions.models.health import (
    Batch,
    Finding,
    Sample,
    Step,
    Warning,
)
from anlin.institutions.models.house import Arrangement, Institution, Location, Zone
from anlin.institutions.models.people import Post, Stay
from anlin.institutions.models.regime import Hardship, Proposal, Visit

__all__ = [
    "Arrangement",
    "Batch",
    "Finding",
    "Hardship",
    "Institution",
    "Location",
    "Post",
    "Proposal",
    "Sample",
    "Stay",
    "Step",
    "Visit",
    "Warning",
    "Zone",
]
