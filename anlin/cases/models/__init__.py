"""Tables of people at home and on the way."""

from anlin.cases.models.help import Clinic, Request
from anlin.cases.models.home import Certificate, Extension, Link, Observation
from anlin.cases.models.moving import Handover, Traveller

__all__ = [
    "Certificate",
    "Clinic",
    "Extension",
    "Handover",
    "Link",
    "Observation",
    "Request",
    "Traveller",
]
