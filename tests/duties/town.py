"""A small town for the heart: its law, its people, and the same facts in both readings.

A world is a facts document with rulings. `evaluate` reads it as it is; `plant` puts the same into
the database, through the product's own actions where there are any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import ZONE, start_of
from anlin.base.sockets import populations
from anlin.duties.rules.evaluate import Law
from anlin.duties.rules.facts import EventFact, EvidenceFact, Facts, ReliefFact
from anlin.places.rules import code_of, lo_of
from anlin.policy.pack import Clause, Library, Order, Pack, Words
from anlin.policy.rules import (
    Axis,
    DecisionTable,
    Kind,
    Measure,
    Outcome,
    Row,
    Ruling,
    Slot,
    Term,
)
from anlin.records.rules import Entry, EvidenceKind

COUNTIES = ("500103", "500243")
COMMUNITIES = ("500103001001", "500103001002", "500243100201")
BUILDINGS = tuple(f"{code}{grid}001" for code in COMMUNITIES for grid in ("001", "002"))
BORN = (date(1940, 5, 1), date(1958, 1, 12), date(2014, 3, 2), date(1990, 7, 7))
FIRST = date(2023, 1, 2)
NAMESPACE = UUID("6f9619ff-8b86-d011-b42d-00c04fc964ff")
WORKER = Viewer(
    user=7, name="陈明", role=Role.COMMUNITY_WORKER, place_code="0", lo=0, hi=10**18, level=0
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHOLE_DAY = (Slot(timedelta(), DAY),)
WEEK = (Slot(timedelta(), 7 * DAY),)
ROUNDS = (Slot(6 * HOUR, 12 * HOUR), Slot(14 * HOUR, 18 * HOUR))
THREE_DAYS = (Slot(6 * HOUR, 3 * DAY - 6 * HOUR),)

TIER = DecisionTable(
    name="tier",
    pack="town",
    zh="分级",
    en="tier",
    order="town-1",
    clause="T-9",
    axes=(
        Axis("age", ("0-64", "65+"), (0, 65)),
        Axis("disease", ("none", "stable", "unstable")),
        Axis("vaccination", ("none", "partial", "full")),
    ),
    rows=(
        Row("1", "red", (("disease", ("unstable",)),)),
        Row("2", "yellow", (("age", ("65+",)), ("vaccination", ("none", "partial")))),
        Row("3", "yellow", (("disease", ("stable",)),)),
    ),
    outcomes=(Outcome("yellow", "黄", "yellow"), Outcome("red", "红", "red")),
)


def _measure(number: int, population: str, evidence: tuple[str, ...], **more: object) -> Measure:
    made = Measure(
        code=f"T-{number}",
        pack="town",
        kind=Kind.CADENCE,
        zh=f"措施{number}",
        en=f"measure {number}",
        population=population,
        owed_by="grid_worker",
        evidence=evidence,
        minutes=10,
        terms=(),
        carries=(f"T-{number}",),
        stricter=(("needs", "more"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


WEEKLY = _measure(1, "special_group_residents", ("contact", "visit"))
DAILY = _measure(2, "special_group_residents", ("contact", "visit"))
THIRD = _measure(3, "key_people", ("contact", "visit", "test", "temperature"))
REPORT = _measure(4, "communities", ("daily_report",))
STANDING = _measure(5, "key_people", ("contact", "visit"))
AFTER = _measure(6, "after_unwell", ("visit",), kind=Kind.DEADLINE)
TIERED = _measure(
    7, "surveyed_residents", ("contact", "visit"), class_name="tier", outcomes=("yellow", "red")
)
OBSERVED = _measure(8, "people_in_home_observation", ("temperature",))
MEASURES = (WEEKLY, DAILY, THIRD, REPORT, STANDING, AFTER, TIERED, OBSERVED)


def term(measure: Measure, since: date, **more: object) -> Term:
    """Return a term of `measure` from a day on; the rest as given."""
    made = Term(since=since, until=None, order="town-1", clause=measure.code)
    return replace(made, **more)  # type: ignore[arg-type]


def ruling(measure: Measure, place: str, said: Term) -> Ruling:
    """Return that `said` is in force at `place` as long as it says."""
    return Ruling(measure.code, place, said.since, said.until, said)


def at(text: str) -> datetime:
    """Return a moment in China from `01-17 10:00`, in 2023."""
    return datetime.fromisoformat(f"2023-{text.replace(' ', 'T')}:00").replace(tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody recorded: when it was done, when it arrived, and what it corrects.

    `corrects` is the number of an earlier act.
    """

    subject: str
    kinds: tuple[EvidenceKind, ...]
    occurred_at: datetime
    received_at: datetime
    corrects: int | None = None

    @property
    def counted_at(self) -> datetime:
        """When it counts as done."""
        return min(self.occurred_at, self.received_at)


@dataclass(frozen=True, slots=True)
class World:
    """A small world, asked about at a moment; `facts` say all but what `acts` say."""

    facts: Facts
    rulings: tuple[Ruling, ...]
    acts: tuple[Act, ...]
    at: datetime
    reliefs: tuple[ReliefFact, ...] = ()

    def whole(self) -> Facts:
        """Return the facts with what was recorded, as `anlin evaluate` reads them."""
        evidence, events = [], []
        for act in self.acts:
            for kind in act.kinds:
                evidence.append(_item(act, kind))
                if kind is EvidenceKind.UNWELL:
                    place = self.place_of(act.subject, act.counted_at)
                    events.append(EventFact("unwell", act.subject, place, act.counted_at))
            if act.corrects is not None:
                back = self.acts[act.corrects]
                taken_back = replace(back, occurred_at=back.counted_at, received_at=act.received_at)
                evidence += [_item(taken_back, kind, -1) for kind in back.kinds]
        return Facts(
            places=self.facts.places,
            subjects=self.facts.subjects,
            events=tuple(events),
            observations=self.facts.observations,
            evidence=tuple(evidence),
            reliefs=self.reliefs,
        )

    def law(self) -> Law:
        """Return the town's law with the world's rulings."""
        return Law(MEASURES, self.rulings, (TIER,), populations())

    def place_of(self, subject: str, moment: datetime) -> str:
        """Return where `subject` lived at `moment`; a place is where it is."""
        stays = [each for each in self.facts.subjects if each.id == subject]
        if not stays:
            return subject
        begun = [each for each in stays if each.since is None or start_of(each.since) <= moment]
        return (begun or stays[:1])[-1].place

    def entries(self) -> list[tuple[datetime, Entry]]:
        """Return each act as a phone sends it, with when it arrives, in order of arrival."""
        made = [
            (
                act.received_at,
                Entry(
                    client_id=client_id(number),
                    subject=number_of(act.subject),
                    place=lo_of(self.place_of(act.subject, act.counted_at)),
                    occurred_at=act.occurred_at,
                    kinds=act.kinds,
                    content={"note": f"act {number}"},
                    corrects=None if act.corrects is None else client_id(act.corrects),
                ),
            )
            for number, act in enumerate(self.acts)
        ]
        return sorted(made, key=lambda each: each[0])


def _item(act: Act, kind: EvidenceKind, weight: int = 1) -> EvidenceFact:
    return EvidenceFact(
        act.subject, kind.name.lower(), act.occurred_at, act.received_at, 1 if weight == 1 else -1
    )


def client_id(number: int) -> UUID:
    """Return the id that a phone makes for act `number`."""
    return uuid5(NAMESPACE, str(number))


def number_of(subject: str) -> int:
    """Return the number of a subject: of a person, or of a place."""
    return int(subject) if len(subject) < 12 else lo_of(subject)


def name_of(subject: int) -> str:
    """Return the subject that bears a number."""
    return str(subject) if subject < 10**11 else code_of(subject, 5)


def place_named(place: int) -> str:
    """Return the code of a community or a building."""
    return code_of(place, 5) if place % 10**6 == 0 else str(place)


def library() -> Library:
    """Return the town's order as a draft pack, so that nothing holds by itself."""
    words = Words("渝中区的一份示例", "an example")
    clauses = tuple(
        Clause(
            f"T-{n}", "town-1", "cadence", "M07", str(n), "条款", "clause", "carried", (f"T-{n}",)
        )
        for n in range(1, 10)
    )
    order = Order(
        "town-1", "town", "T", words, words, "", FIRST, "0", "document", clauses
    )  # fmt: skip
    pack = Pack(
        "town", 1, words, words, "0", "routine", "draft", FIRST, None, FIRST, (), hash="0" * 64
    )
    return Library(packs=(pack,), orders=(order,), measures=MEASURES, classes=(TIER,))


def found() -> None:
    """Release the town's law and settle its people in their households, as the owner."""
    from anlin.people.models import Household, Person
    from anlin.policy import actions as policy

    policy.release(library(), by=None, at=datetime(2023, 1, 1, tzinfo=UTC), using="default")
    place = lo_of(BUILDINGS[0])
    home = Household.objects.create(place=place, door="3-1-402", label="王家")
    Person.objects.bulk_create(
        Person(
            pk=number, place=place, household=home, name="王桂兰", sex="female", born_on=born,
            area=lo_of(COMMUNITIES[0]),
        )
        for number, born in enumerate(BORN, start=1)
    )  # fmt: skip


def settle(world: World) -> None:
    """Write the facts of a world that have no short action of their own, as the owner."""
    from anlin.people.models import Health, Household, Residence, SpecialGroup

    _open_communities(world)
    home = Household.objects.get()
    seen: set[str] = set()
    residences, groups, findings = [], [], []
    for stay in world.facts.subjects:
        number, place = int(stay.id), lo_of(stay.place)
        since = stay.since or date(1900, 1, 1)
        residences.append(
            Residence(person_id=number, household=home, place=place, since=since, until=stay.until)
        )
        if stay.id in seen:
            continue
        seen.add(stay.id)
        for group in stay.groups:
            name, first, last = (
                (group, None, None)
                if isinstance(group, str)
                else (group.group, group.since, group.until)
            )
            groups.append(
                SpecialGroup(
                    person_id=number, place=place, group=name,
                    since=first or date(1900, 1, 1), until=last,
                )
            )  # fmt: skip
        if stay.disease and stay.vaccination:
            findings.append(
                Health(
                    person_id=number, place=place, disease=stay.disease,
                    vaccination=stay.vaccination, since=date(1900, 1, 1),
                )
            )  # fmt: skip
    Residence.objects.bulk_create(residences)
    SpecialGroup.objects.bulk_create(groups)
    Health.objects.bulk_create(findings)
    _observe(world)


def _observe(world: World) -> None:
    from anlin.cases.models import Observation

    Observation.objects.bulk_create(
        Observation(
            person_id=int(each.subject),
            place=lo_of(BUILDINGS[0]),
            begun_on=each.day,
            reason="returned",
            opened_at=each.opened_at or datetime(1900, 1, 1, tzinfo=UTC),
            opened_by=WORKER.user,
            ended_at=each.ended_at,
            ended_by=each.ended_at and WORKER.user,
            ending="mistake" if each.ended_at else "",
        )
        for each in world.facts.observations
    )


def _open_communities(world: World) -> None:
    from anlin.places.models import Place
    from anlin.places.rules import Period

    Place.objects.bulk_create(
        Place(
            code=place.code,
            level=5,
            lo=lo_of(place.code),
            hi=lo_of(place.code) + 10**6,
            kind="community",
            name="示例社区",
            periods=[Period(p.since, p.until) for p in place.periods] or [Period(date(2000, 1, 1))],
        )
        for place in world.facts.places
    )


def deliver(entries: Iterable[tuple[datetime, Entry]]) -> None:
    """Record each entry when it arrives."""
    from anlin.records.actions import record

    for received_at, entry in entries:
        record(entries=[entry], by=WORKER, at=received_at)


def relieve(world: World) -> None:
    """Write down what was decided about duties."""
    from anlin.duties import actions

    numbers = measure_numbers()
    for relief in world.reliefs:
        decided = relief.at or relief.since
        actions.relieve(
            kind=relief.kind,
            subject=number_of(relief.subject),
            place=lo_of(world.place_of(relief.subject, decided)),
            since=relief.since,
            until=relief.until,
            reason="住院",
            by=WORKER,
            at=decided,
            measure_id=None if relief.measure is None else numbers[relief.measure],
        )


def measure_numbers() -> Mapping[str, int]:
    """Return the number of each released measure."""
    from anlin.policy.models import Measure as MeasureRow

    return dict(MeasureRow.objects.values_list("code", "pk"))
