"""What the files of a pack hold, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from anlin.policy.pack.errors import PackError, Spot
from anlin.policy.pack.fields import Words
from anlin.policy.rules import (
    Adoption,
    Decision,
    DecisionTable,
    Grant,
    Ladder,
    Limit,
    Measure,
    Values,
)
from anlin.policy.rules.burden import Form, Held

FIRM = ("document", "LAW")


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of orders with what they ask; `hash` is over its whole lawful content."""

    name: str
    version: int
    title: Words
    issuer: Words
    jurisdiction: str
    regime: str
    status: str
    since: date
    until: date | None
    checked: date
    above: tuple[str, ...]
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered place in an order, in our own words, and what carries it.

    `state` is `carried` (by `measures`), `not yet`, or `by capability`. `grants` holds a measure
    and the parameters in which places may ask for less of it; empty if it grants nothing.
    """

    id: str
    order: str
    kind: str
    capability: str
    where: str
    zh: str
    en: str
    state: str
    measures: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A document with issuer, number and date; `confidence` says how well its text is known."""

    id: str
    pack: str
    document: str
    title: Words
    issuer: Words
    number: str
    date: date
    jurisdiction: str
    confidence: str
    clauses: tuple[Clause, ...]
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassCase:
    """A worked example of a class: facts, and the decision they must come to."""

    pack: str
    class_name: str
    spot: Spot
    given: Mapping[str, str | int]
    expect: Decision


@dataclass(frozen=True, slots=True)
class DutyCase:
    """A worked example of measures: a facts document, a moment, and duties that must come out."""

    pack: str
    spot: Spot
    title: Words
    at: datetime
    facts: Mapping[str, object]
    expect: tuple[Mapping[str, object], ...]
    absent: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class GateCase:
    """A worked example of a gate: facts on a day, and which of its limits are not met."""

    pack: str
    spot: Spot
    names: tuple[str, ...]
    day: date
    level: str
    given: Mapping[str, int]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Names that packs use and rooms own; None leaves them unchecked.

    Shapes: `populations` maps a name to the axes of its key.
    """

    populations: Mapping[str, tuple[str, ...]] | None = None
    roles: frozenset[str] | None = None
    evidence: frozenset[str] | None = None
    held: Mapping[str, Held] | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that a folder of packs says, each part sorted by its name."""

    packs: tuple[Pack, ...] = ()
    orders: tuple[Order, ...] = ()
    measures: tuple[Measure, ...] = ()
    values: tuple[Values, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    limits: tuple[Limit, ...] = ()
    forms: tuple[Form, ...] = ()
    classes: tuple[DecisionTable, ...] = ()
    class_cases: tuple[ClassCase, ...] = ()
    duty_cases: tuple[DutyCase, ...] = ()
    gate_cases: tuple[GateCase, ...] = ()
    spots: Mapping[tuple[str, ...], Spot] = field(default_factory=dict)
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of every order, in the order of their documents."""
        return tuple(clause for order in self.orders for clause in order.clauses)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Every clause that lets places ask for less of a measure."""
        return tuple(
            Grant(order.pack, clause.id, clause.grants[0], clause.grants[1:])
            for order in self.orders
            for clause in order.clauses
            if clause.grants
        )

    def of(self, names: frozenset[str]) -> "Library":
        """Return the part of the library that the packs of these names make up."""
        return Library(
            packs=tuple(each for each in self.packs if each.name in names),
            orders=tuple(each for each in self.orders if each.pack in names),
            measures=tuple(each for each in self.measures if each.pack in names),
            values=tuple(each for each in self.values if each.pack in names),
            ladders=tuple(each for each in self.ladders if each.pack in names),
            limits=tuple(each for each in self.limits if each.pack in names),
            forms=tuple(each for each in self.forms if each.pack in names),
            classes=tuple(each for each in self.classes if each.pack in names),
            class_cases=tuple(each for each in self.class_cases if each.pack in names),
            duty_cases=tuple(each for each in self.duty_cases if each.pack in names),
            gate_cases=tuple(each for each in self.gate_cases if each.pack in names),
            spots=self.spots,
            documents=self.documents,
        )

    def default_adoptions(self) -> list[Adoption]:
        """Return where packs hold without anybody adopting them: active ones, as they say."""
        return [
            Adoption(pack.name, pack.jurisdiction, pack.since, pack.until)
            for pack in self.packs
            if pack.status == "active"
        ]


@dataclass(slots=True)
class Draft:
    """A library while it is read: parts so far, where each stands, and what is wrong."""

    packs: list[Pack] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    ladders: list[Ladder] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    classes: list[DecisionTable] = field(default_factory=list)
    class_cases: list[ClassCase] = field(default_factory=list)
    duty_cases: list[DutyCase] = field(default_factory=list)
    gate_cases: list[GateCase] = field(default_factory=list)
    spots: dict[tuple[str, ...], Spot] = field(default_factory=dict)
    errors: list[PackError] = field(default_factory=list)
