"""The facts that a dry run is asked about: places, subjects, events and what was recorded.

The JSON Schema in docs/reference/facts.schema.json is made from these shapes.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, json

Code = Annotated[str, Meta(pattern=r"^[0-9]+$", description="Place code: 0, or 2 to 18 digits.")]
Moment = Annotated[datetime, Meta(tz=True, description="ISO 8601 with an offset.")]


class PeriodFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A span of days in which a place is open; without `until` it still is."""

    since: date
    until: date | None = None


class PlaceFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A place. `periods` are the spans in which it is open; none given means always."""

    code: Code
    name: str = ""
    periods: tuple[PeriodFact, ...] = ()


class GroupFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Belonging to a special group from a day until a day (exclusive)."""

    group: str
    since: date | None = None
    until: date | None = None


class SubjectFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A person and the facts that orders ask about; one who moved has one entry per stay."""

    id: str
    place: Code
    groups: tuple[str | GroupFact, ...] = ()
    born: date | None = None
    disease: Literal["none", "stable", "unstable"] | None = None
    vaccination: Literal["none", "partial", "full"] | None = None
    since: date | None = None
    until: date | None = None


class EventFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened and starts a deadline, such as `unwell`."""

    kind: str
    subject: str
    place: Code
    at: Moment


class EvidenceFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An act.

    `received_at` is when the server had it (absent: at once). It counts where the subject lived
    at that moment. `weight` -1 takes back the act of the same kind and moment, as a correction.
    """

    subject: str
    kind: str
    occurred_at: Moment
    received_at: Moment | None = None
    weight: Literal[1, -1] = 1


class ObservationFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody observed, treated or followed up at home since `day`, the day of the event.

    `opened_at` is when the community knew of it: nothing is asked before (absent: at once).
    `ended_at` is when it was ended; the last day otherwise follows from the law, `extended` days
    later where days were added.
    """

    subject: str
    day: date
    kind: Literal["observation", "treatment", "follow_up"] = "observation"
    extended: int = 0
    opened_at: Moment | None = None
    ended_at: Moment | None = None


class TravellerFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody who arrived on `day` and was registered at `registered_at`."""

    subject: str
    day: date
    registered_at: Moment


class HandoverFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody offered to the community at `place` at a moment, unless it was taken back."""

    subject: str
    place: Code
    at: Moment
    withdrawn_at: Moment | None = None


class NeedFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A need raised at `place`, put before `level` first, unless it was merged unanswered."""

    id: str
    place: Code
    kind: str
    at: Moment
    level: str = "community"
    merged_at: Moment | None = None


class MatterFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A matter of its own at `place`, such as a suspected case, until it is closed."""

    id: str
    place: Code
    at: Moment
    closed_at: Moment | None = None


class StayFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody in an institution of a `kind`, in the building at `place`, or away on `leave`."""

    subject: str
    place: Code
    since: Moment
    until: Moment | None = None
    kind: str = "elder_care"
    state: Literal["in", "leave"] = "in"


class InstitutionFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An institution of a `kind`: the dedicated grid at `place`, from a day until a day."""

    place: Code
    kind: str
    since: date
    until: date | None = None


class RegimeFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """How the institution at `place` is kept, as it was decided, until the next decision."""

    place: Code
    regime: Literal["open", "closed", "site"]
    since: Moment


class FindingFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Something an inspection found at `place`."""

    id: str
    place: Code
    at: Moment
    weight: Literal["urgent", "ordinary"] = "ordinary"


class AreaClassFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A class decided for an area from a day on, until the next one of that name."""

    place: Code
    name: str
    outcome: str
    since: date


class ReliefFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody with authority excused or exempted a subject in [since, until).

    Without `measure` it holds for every one. `at` is when it was decided (absent: at `since`); it
    holds where the subject lived then.
    """

    subject: str
    kind: Literal["excused", "exempt"]
    since: Moment
    until: Moment
    measure: str | None = None
    at: Moment | None = None


class AdoptionFact(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A pack put in force at a place from a day until a day, beside the default adoptions."""

    pack: str
    place: Code
    since: date
    until: date | None = None


class Facts(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A small world, as `anlin evaluate` reads it."""

    places: tuple[PlaceFact, ...] = ()
    subjects: tuple[SubjectFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    observations: tuple[ObservationFact, ...] = ()
    travellers: tuple[TravellerFact, ...] = ()
    handovers: tuple[HandoverFact, ...] = ()
    needs: tuple[NeedFact, ...] = ()
    suspected: tuple[MatterFact, ...] = ()
    remains: tuple[MatterFact, ...] = ()
    stays: tuple[StayFact, ...] = ()
    institutions: tuple[InstitutionFact, ...] = ()
    regimes: tuple[RegimeFact, ...] = ()
    area_classes: tuple[AreaClassFact, ...] = ()
    findings: tuple[FindingFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    reliefs: tuple[ReliefFact, ...] = ()
    adoptions: tuple[AdoptionFact, ...] = ()


def schema() -> str:
    """Return the JSON Schema of a facts document, as docs/reference/facts.schema.json holds it."""
    told: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts for `anlin evaluate`",
        **json.schema(Facts),
    }
    return json.format(json.encode(told), indent=2).decode() + "\n"
