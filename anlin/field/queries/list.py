"""What a phone takes along: the own grid with its people, what is owed today, and the words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from anlin.accounts.queries import code_at
from anlin.accounts.rules import Viewer
from anlin.accounts.rules.devices import CARRIED
from anlin.base.days import NEVER, local_day
from anlin.base.sockets import is_matter
from anlin.base.words import both
from anlin.cases.queries import Observed, observations_of
from anlin.duties.queries import kinds_of
from anlin.field.queries.along import (
    ClinicOut,
    HandoverOut,
    PastOut,
    TableOut,
    clinics,
    handovers,
    latest,
    tables,
)
from anlin.field.queries.labels import Label
from anlin.field.queries.ledger import Building, opened
from anlin.field.queries.rounds import RoundOut, round_list
from anlin.field.queries.today import Stop, groups_on, place_names, today
from anlin.field.queries.words import CONDITIONS, NEEDS, SYMPTOMS, WAYS
from anlin.people.queries import GROUP_WORDS, RELATION_WORDS, households
from anlin.people.rules import token_of
from anlin.places.queries import below, names
from anlin.places.rules import BUILDING, COMMUNITY
from anlin.premises.queries import GateListOut, gate_list
from anlin.records.rules import EvidenceKind


class PlaceOut(Struct, frozen=True):
    """A place by its code."""

    code: str
    name: str


class HouseholdOut(Struct, frozen=True):
    """Those who live behind one door; `place` is the code of the building."""

    id: int
    place: str
    door: str
    label: str


class PersonOut(Struct, frozen=True, omit_defaults=True):
    """A resident with what a worker needs at the door; no identity number ever comes along.

    `id_token` is what an edit of a known number is based on, and no part of it. `relation` and
    `groups` are keys of the list's `words`. `label` is the class (red, yellow, green), `why` the
    facts that decided it. `observed` is the day of home observation, counted from 0;
    `observed_until` its last day.
    """

    id: int
    household: int
    name: str
    sex: str
    age: int
    born_on: str
    phone: str = ""
    id_token: str = ""
    relation: str = ""
    label: str = ""
    why: list[dict[str, str]] = []
    groups: list[str] = []
    observed: int | None = None
    observed_until: str | None = None
    history: list[PastOut] = []


class MeasureOut(Struct, frozen=True):
    """What an order asks, and by which clause."""

    code: str
    zh: str
    en: str
    clause: str


class DutyOut(Struct, frozen=True, omit_defaults=True):
    """One duty of today: whom it is about, until when it is in time, and what settles it.

    `subject` is a person's number, or null where it is about the place itself. `mark` is missed,
    overdue, soon, open, upcoming, met, late, excused or exempt. `round` gives the order in which
    one walks. `kinds` are the acts that settle it, by the words of orders.
    """

    window: int
    measure: str
    place: str
    mark: str
    opens: datetime
    lapses: datetime
    needs: int
    have: int
    round: int
    subject: int | None = None
    closes: datetime | None = None
    kinds: list[str] = []


class ListOut(Struct, frozen=True):
    """Everything that a phone takes along for a day without network.

    `rights` says what it is for: names and record of a round, gate of keeping one, care of the
    rounds in an institution.
    """

    day: str
    role: dict[str, str]
    rights: list[str]
    person: dict[str, int | str]
    place: PlaceOut
    places: list[PlaceOut]
    households: list[HouseholdOut]
    people: list[PersonOut]
    measures: list[MeasureOut]
    duties: list[DutyOut]
    words: dict[str, dict[str, dict[str, str]]]
    readings: list[TableOut]
    clinics: list[ClinicOut]
    gate: GateListOut | None
    round: RoundOut | None
    handovers: list[HandoverOut]
    communities: list[PlaceOut]


def list_of(viewer: Viewer, at: datetime) -> ListOut:
    """Return what the viewer's phone takes along; only what lies in the own place.

    Cost: that of today's list, and a dozen statements for the people of the place.
    """
    day = local_day(at)
    buildings = opened(households(viewer, viewer.lo, viewer.hi), day) if viewer.names else []
    people = [resident for each in buildings for door in each.doors for resident in door.residents]
    observed = observations_of(viewer, [each.person.pk for each in people], at)
    past = latest(viewer, at)
    rounds = today(viewer, at).rounds if viewer.names else ()
    stops = [(n, stop) for n, each in enumerate(rounds) for stop in each.stops]
    stops = [(n, stop) for n, stop in stops if not is_matter(stop.subject)]
    tasks = [task.duty for _, stop in stops for task in stop.tasks]
    measures = {duty.measure: MeasureOut(duty.measure, duty.zh, duty.en, duty.clause)
                for duty in tasks}  # fmt: skip
    return ListOut(
        day=day.isoformat(),
        role={"zh": viewer.office.zh, "en": viewer.office.en},
        rights=sorted(right.value for right in CARRIED if viewer.may(right)),
        person={"number": viewer.user, "name": viewer.name},
        place=PlaceOut(viewer.place_code, names([viewer.place_code]).get(viewer.place_code, "")),
        places=_places(viewer, day),
        households=list(_households(buildings)),
        people=[
            _person(each, day, observed.get(each.person.pk), past.get(each.person.pk, []))
            for each in people
        ],
        measures=sorted(measures.values(), key=lambda each: each.code),
        duties=list(_duties(stops)),
        words={
            name: {str(key): both(word) for key, word in table.items()}
            for name, table in (("way", WAYS), ("condition", CONDITIONS), ("symptom", SYMPTOMS),
                                ("need", NEEDS), ("group", GROUP_WORDS),
                                ("relation", RELATION_WORDS))
        },
        readings=tables(viewer, at) if viewer.names else [],
        clinics=clinics(viewer),
        gate=gate_list(viewer, at) if viewer.gate else None,
        round=round_list(viewer, at),
        handovers=handovers(viewer, at),
        communities=_communities(viewer, day),
    )  # fmt: skip


def _places(viewer: Viewer, day: date) -> list[PlaceOut]:
    """Return the buildings of the viewer's place, also those where nobody is registered yet."""
    found = place_names(below(viewer.place_code, BUILDING, day).values_list("lo", flat=True))
    return [
        PlaceOut(code_at(place), found[place]) for place in sorted(found if viewer.names else ())
    ]


def _communities(viewer: Viewer, day: date) -> list[PlaceOut]:
    """Return the communities of the own county: where people go on to."""
    if not viewer.names:
        return []
    return [PlaceOut(each.code, each.name) for each in below(viewer.place_code[:6], COMMUNITY, day)]


def _households(buildings: Iterable[Building]) -> Iterator[HouseholdOut]:
    for each in buildings:
        for door in each.doors:
            home = door.household
            yield HouseholdOut(home.pk, code_at(home.place), home.door, home.label)


def _person(
    resident: Any,  # noqa: ANN401 - see ledger
    day: date,
    observed: Observed | None,
    past: list[PastOut],
) -> PersonOut:
    person = resident.person
    last = observed.last_day if observed else None
    return PersonOut(
        id=person.pk,
        household=person.household_id,
        name=person.name,
        sex=person.sex,
        age=resident.age,
        born_on=person.born_on.isoformat(),
        phone=person.phone,
        id_token=token_of(person.id_index),
        relation=person.relation,
        label=resident.label.outcome if resident.label else "",
        why=_why(resident.label),
        groups=[str(group) for group in groups_on(person, day)],
        observed=observed.day if observed else None,
        observed_until=last.isoformat() if last else None,
        history=past,
    )


def _why(label: Label | None) -> list[dict[str, str]]:
    found = []
    for fact in label.facts if label else ():
        value = both(fact.value)
        found.append({"zh": f"{fact.zh}：{value['zh']}", "en": f"{fact.en}: {value['en']}"})
    return found


def _duties(stops: Iterable[tuple[int, Stop]]) -> Iterator[DutyOut]:
    stops = list(stops)
    kinds = kinds_of({task.duty.window for _, stop in stops for task in stop.tasks})
    for round_, stop in stops:
        for task in stop.tasks:
            duty = task.duty
            yield DutyOut(
                window=duty.window,
                measure=duty.measure,
                place=code_at(duty.place),
                mark=task.mark,
                opens=duty.opens,
                lapses=min(duty.lapses, NEVER),
                needs=duty.needs,
                have=duty.have,
                round=round_,
                subject=None if duty.subject == duty.place else duty.subject,
                closes=task.closes,
                kinds=[EvidenceKind(each).name.lower() for each in kinds.get(duty.window, [])],
            )
