"""The words of warnings and tests."""

from enum import StrEnum


class Level(StrEnum):
    """How bad a reading is, where it is bad."""

    WARNING = "warning"
    EMERGENCY = "emergency"


class Outcome(StrEnum):
    """What came of a warning."""

    FALSE_ALARM = "false_alarm"
    WATCHED = "watched"
    TREATED = "treated"
    SUSPECTED = "suspected"
    HOSPITAL = "hospital"
    DIED = "died"


class Method(StrEnum):
    """How a sample is tested."""

    ANTIGEN = "antigen"
    LABORATORY = "laboratory"


class Whom(StrEnum):
    """Whose samples a batch holds."""

    RESIDENTS = "residents"
    STAFF = "staff"


class Result(StrEnum):
    """What a test said."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    INVALID = "invalid"


class Route(StrEnum):
    """By which way a result came."""

    HAND = "hand"
    IMPORT = "import"


class Missing(StrEnum):
    """Why something was not measured, or no sample taken."""

    ASLEEP = "asleep"
    AWAY = "away"
    REFUSED = "refused"
    EMERGENCY = "emergency"
    DOCTOR = "doctor"
    EQUIPMENT = "equipment"
    OTHER = "other"
