"""What an order says, as plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DayZero(StrEnum):
    """From which day a law counts: the event's own day is day 0, or it is day 1 already."""

    EVENT = "event-day"
    BEFORE = "event-day-is-1"

    @property
    def number(self) -> int:
        """Return which number the day of the event has."""
        return int(self is DayZero.BEFORE)


class Kind(StrEnum):
    """The kinds of measure that the heart carries."""

    CADENCE = "cadence"
    DEADLINE = "deadline"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Slot:
    """When within its period a cadence can be done: offsets from the period's first midnight."""

    opens: timedelta
    closes: timedelta


@dataclass(frozen=True, slots=True)
class Term:
    """What one clause demands from one day until another; a released term never changes.

    Units: `every` in whole days (7 starts on Mondays, others count from `since`); None is a
    standing demand that stays open until it is met. `grace` counts from closing to lapsing,
    `spacing` between two acts that both count, `within` from the event of a deadline. `lasts` in
    days from the event that makes somebody concerned: its own day is day 0, day `lasts` the last
    one, unless `day0_rule` counts otherwise; None is for as long as they are concerned. `grant` is
    the clause that lets a local term ask for less than what holds around it.
    Source: packs/*/measures/*.yaml and packs/*/values/*.yaml, `terms`; the clause is `clause`.
    """

    since: date
    until: date | None
    order: str
    clause: str
    needs: int = 1
    every: int | None = None
    slots: tuple[Slot, ...] = ()
    grace: timedelta = timedelta()
    spacing: timedelta = timedelta()
    within: timedelta | None = None
    lasts: int | None = None
    day0_rule: DayZero = DayZero.EVENT
    grant: str = ""
    confidence: str = "document"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked, of whom, about whom, and what settles it.

    `class_name` and `outcomes` narrow the population to subjects of those classes. `stricter`
    says which way a local pack may move a parameter (`more` or `less`); an absent one is fixed.
    Units: `minutes` of work for one act, an estimate (`minutes_basis` says whose).
    """

    code: str
    pack: str
    kind: Kind
    zh: str
    en: str
    population: str
    owed_by: str
    evidence: tuple[str, ...]
    minutes: int
    terms: tuple[Term, ...]
    class_name: str = ""
    outcomes: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    stricter: tuple[tuple[str, str], ...] = ()
    minutes_basis: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A pack is in force at a place from a day until a day (exclusive)."""

    pack: str
    place: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A clause lets places inside move some parameters of a measure past what holds around them."""

    pack: str
    clause: str
    measure: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant in force at a place from a day until a day (exclusive)."""

    grant: Grant
    place: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One term of one measure, in force at one place: what layers and adoptions come to.

    `since` and `until` are where the adoption and the term overlap.
    """

    measure: str
    place: str
    since: date
    until: date | None
    term: Term


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of a class: named categories, or bands of whole numbers.

    `edges` holds the least number of each band, ascending; empty for categories.
    """

    name: str
    values: tuple[str, ...]
    edges: tuple[int, ...] = ()
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One class that a table can give, in words; a table lists them from mild to severe."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision table: for each axis the values it takes; an absent axis takes all."""

    number: str
    outcome: str
    takes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The points that decide when no row does: per axis value, then outcome by least points."""

    points: tuple[tuple[str, str, int], ...]
    outcomes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A class by written criteria: the first row that matches decides, else score, else none."""

    name: str
    pack: str
    zh: str
    en: str
    order: str
    clause: str
    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]
    score: Score | None = None
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and what decided it: `table` with a row, `score` with points, or `none`."""

    outcome: str
    basis: str
    row: str


@dataclass(frozen=True, slots=True)
class Values:
    """A local pack's own terms for a measure of a pack above; where adopted they take its place."""

    pack: str
    measure: str
    terms: tuple[Term, ...]
