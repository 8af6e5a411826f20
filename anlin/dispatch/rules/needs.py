"""What is raised, where it goes first, and what its steps make of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from anlin.places.rules import COMMUNITY
from anlin.policy.rules import DecisionTable, decide
from anlin.records.rules import NO_NUL

ROUTE = "need_route"  # the class by which packs say which level a kind goes to first
LEVELS = {
    "community": 5,
    "street": 4,
    "county": 3,
    "city": 2,
    "province": 1,
    "nation": 0,
}


class NeedKind(StrEnum):
    """Kinds of need and difficulty; the first five are also asked at the door."""

    MEDICINE = "medicine"
    CARE = "care"
    DAILY = "daily"
    PSYCHOLOGICAL = "psychological"
    STAFF = "staff"
    TRANSPORT = "transport"
    SUPPLIES = "supplies"
    LABORATORY = "laboratory"
    OTHER = "other"


AT_HOME = (  # what people at home are asked for
    NeedKind.MEDICINE, NeedKind.CARE, NeedKind.DAILY, NeedKind.PSYCHOLOGICAL, NeedKind.OTHER,
)  # fmt: skip


class What(StrEnum):
    """What somebody did about a need."""

    ANSWERED = "answered"
    PASSED = "passed"
    SETTLED = "settled"
    MERGED = "merged"
    REOPENED = "reopened"


class State(StrEnum):
    """What has become of a need at a moment; derived, never stored."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    SETTLED = "settled"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as it is entered; `client_id` is made where it was.

    It is `person`'s, and lies where they live, or else it is that of the place `place` itself.
    """

    client_id: UUID
    kind: NeedKind
    text: str = ""
    person: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One step as rules read it; `other` is the need it was merged into."""

    what: What
    at: datetime
    other: int | None = None


class DifficultyBody(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A difficulty of the worker's own place, as a phone sends it.

    `place` is the code of a place inside the worker's own; without it the own place is meant.
    """

    need: NeedKind
    text: Annotated[str, Meta(min_length=2, max_length=300, pattern=NO_NUL)]
    place: Annotated[str, Meta(pattern=r"^[0-9]{12,18}$")] | None = None


def first_level(
    kind: NeedKind, raised_at_level: int, *, personal: bool, tables: Iterable[DecisionTable]
) -> int:
    """Return the level that answers first: what the pack says, and never whoever raises it.

    A resident's need is answered in their community at the earliest; a place's own difficulty goes
    to somebody above it. Of several tables the lowest level holds: whoever is nearest begins.
    """
    said = [LEVELS[decide(table, {"kind": str(kind)}).outcome] for table in tables]
    lowest = COMMUNITY if personal else min(COMMUNITY, max(0, raised_at_level - 1))
    return min(lowest, max(said, default=lowest))


def state_of(steps: Iterable[Told], due_at: datetime | None, at: datetime) -> State:
    """Return what has become of a need at `at`, by its steps in any order and when it was due."""
    known = sorted((step for step in steps if step.at <= at), key=lambda step: step.at)
    state = State.OPEN
    for step in known:
        if step.what is What.REOPENED:
            state = State.ANSWERED if _answered(known, step.at) else State.OPEN
        elif step.what in (What.SETTLED, What.MERGED, What.ANSWERED) and not (
            step.what is What.ANSWERED and state in (State.SETTLED, State.MERGED)
        ):
            state = State(step.what.value)
    overdue = state is State.OPEN and due_at is not None and due_at <= at
    return State.OVERDUE if overdue else state


def _answered(steps: Iterable[Told], before: datetime) -> bool:
    answers = (What.ANSWERED, What.SETTLED)
    return any(step.what in answers and step.at <= before for step in steps)
