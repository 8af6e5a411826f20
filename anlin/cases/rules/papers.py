"""What stands on a certificate, as plain values: on the paper, and on the page that checks it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate of completed home observation with its code."""

    number: int
    name: str
    community: str
    begun_on: date
    last_on: date
    clause: str
    issued_on: date
    code: str
