"""Tables of people at home and on the way."""

from anlin.cases.models.help import Clinic, Request
from anlin.cases.models.home import Certificate, Extension, Link, Observation

__all__ = ["Certificate", "Clinic", "Extension", "Link", "Observation", "Request"]
