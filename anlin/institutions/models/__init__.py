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

__all__ = [
    "Arrangement",
    "Batch",
    "Finding",
    "Institution",
    "Location",
    "Post",
    "Sample",
    "Stay",
    "Step",
    "Warning",
    "Zone",
]
