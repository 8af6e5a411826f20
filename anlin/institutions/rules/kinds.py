"""The words of institutions: kinds, parts of a house, zones, stays, posts."""

from enum import StrEnum


class Kind(StrEnum):
    """What an institution is: six kinds of B-0.1, and community day care of E-7."""

    ELDER_CARE = "elder_care"
    CHILD_WELFARE = "child_welfare"
    MINORS = "minors"
    MENTAL_HEALTH = "mental_health"
    RESCUE = "rescue"
    FUNERAL = "funeral"
    DAY_CARE = "day_care"


class Owner(StrEnum):
    """Who runs it."""

    PUBLIC = "public"
    PRIVATE = "private"


class Part(StrEnum):
    """What a part of a house is; each lies within one of the kind before."""

    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    BED = "bed"


class Area(StrEnum):
    """What a part of a house is kept for while an infection is kept out or in."""

    CLOSED_LOOP = "closed_loop"
    MOBILE = "mobile"
    OBSERVATION = "observation"


class Arranged(StrEnum):
    """What an institution has arranged beforehand."""

    CLINIC = "clinic"
    HOSPITAL = "hospital"
    LABORATORY = "laboratory"
    DUTY = "duty"
    PLAN = "plan"
    GUIDELINE = "guideline"


class State(StrEnum):
    """Whether a resident is in the house, or away for a time with the bed kept."""

    IN = "in"
    LEAVE = "leave"


class Came(StrEnum):
    """How a span of a stay began."""

    ADMITTED = "admitted"
    MOVED = "moved"
    LEFT = "left"
    RETURNED = "returned"


class Went(StrEnum):
    """How a span of a stay ended; the first three go on in the next span."""

    MOVED = "moved"
    LEFT = "left"
    RETURNED = "returned"
    DISCHARGED = "discharged"
    HOSPITAL = "hospital"
    DIED = "died"


LEAVING = (Went.DISCHARGED, Went.HOSPITAL, Went.DIED)


class Job(StrEnum):
    """What somebody does at an institution."""

    HEAD = "head"
    NURSE = "nurse"
    CARER = "carer"
    DOCTOR = "doctor"
    SOCIAL_WORKER = "social_worker"
    COOK = "cook"
    CLEANER = "cleaner"
    GUARD = "guard"
    OTHER = "other"


ABOVE = {Part.FLOOR: Part.BUILDING, Part.ROOM: Part.FLOOR, Part.BED: Part.ROOM}
HOUSES = (Kind.ELDER_CARE, Kind.CHILD_WELFARE, Kind.MINORS, Kind.MENTAL_HEALTH, Kind.RESCUE)
"""Kinds in which people live; in the others they come and go by day, or do not live."""
