"""Tables of people at home and on the way."""

from anlin.cases.models.help import Clinic
from anlin.cases.models.home import Certificate, Extension, Link, Observation
from anlin.cases.models.moving import Handover, Traveller

__all__ = [
    "Certificate",
    "Clinic",
    "Extension",
    "Handover",
    "Link",
    "Observation",
    "Traveller",
]
