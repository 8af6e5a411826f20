"""What people at home may need, and what was decided about somebody unwell."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Need(StrEnum):
    """Kinds of need; those of a contact are the same."""

    MEDICINE = "medicine"
    CARE = "care"
    DAILY = "daily"
    PSYCHOLOGICAL = "psychological"
    OTHER = "other"


class Decision(StrEnum):
    """What the clinic decided about an abnormal reading."""

    HOSPITAL = "hospital"
    VISIT = "visit"
    ADVICE = "advice"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as it is entered; `client_id` is made where it was."""

    client_id: UUID
    person: int
    kind: Need
    text: str = ""
