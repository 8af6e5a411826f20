"""What was decided about somebody unwell."""

from enum import StrEnum


class Decision(StrEnum):
    """What the clinic decided about an abnormal reading."""

    HOSPITAL = "hospital"
    VISIT = "visit"
    ADVICE = "advice"
    UNREACHED = "unreached"
