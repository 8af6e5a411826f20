"""The sockets that rooms plug into: who is concerned, what is counted, who reports, traces."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

Bands = tuple[tuple[int, str], ...]
MATTERS = 10**15  # subjects that are neither persons nor places, such as needs, count from here


@dataclass(frozen=True, slots=True)
class Span:
    """One subject concerned at one place from `since` until `until`; `key` feeds a class.

    `begun` is when that began from which the law counts its days, if not at `since`: somebody
    traced on the fifth day owes from the fifth day on, and is free when everybody else is.
    """

    subject: str
    place: str
    since: datetime
    until: datetime
    key: str = ""
    begun: datetime | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """Who is concerned: a named SELECT and its plain twin for the dry run.

    Shapes: `sql` yields (subject bigint, place bigint, since timestamptz, until timestamptz,
    key text); an open end is 9999-12-31. Spans of one subject at one place never overlap.
    With `dated` it yields a sixth column, `begun` timestamptz or null, as in `Span`.
    `key` holds one value per axis, in the order of `axes`, joined by `|`. If an axis is numeric,
    `sql` takes the parameters `bands` (int[]) and `labels` (text[]): from `bands[i]` on the value
    is called `labels[i]`. `plain` reads the same from a facts document, with the same bands.
    """

    name: str
    title_zh: str
    title_en: str
    subject: str
    sql: str
    plain: Callable[[Mapping[str, object], Bands], Iterable[Span]]
    axes: tuple[str, ...] = ()
    dated: bool = False

    @property
    def select(self) -> str:
        """Return the SELECT with all six columns."""
        if self.dated:
            return self.sql
        return f"select p.*, null::timestamptz as begun from ({self.sql}) p"  # noqa: S608 - ours


@dataclass(frozen=True, slots=True)
class Topic:
    """What figures of several rooms have in common, as a heading over them."""

    name: str
    title_zh: str
    title_en: str


NEEDS = Topic("needs", "需求和困难", "Needs and difficulties")
FOUND = Topic("found", "早发现和病例", "Early warning and cases")
REPORTS = Topic("reports", "上报", "Reports")
HOMES = Topic("homes", "机构", "Institutions")
RESIDENTS = Topic("residents", "居民", "Residents")
TOPICS = (NEEDS, FOUND, REPORTS, HOMES, RESIDENTS)  # as a leader asks in the morning


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted: a named SELECT over places, for reports and for the picture of each level.

    Shapes: `sql` takes lo and hi (places), since and until (the day), and at; it yields (place
    bigint, number bigint): a community or a place below it, any number of rows each. Whoever
    reads sums them.
    `topic` is the heading under which pictures show it.
    `line` names the line of the daily report that it speaks about; the figure of that name heads
    it. The line is filled in with the most that any of them counts, and a report that says zero
    there while one counts something is doubted, unless whoever is above knows anyhow (`told`).
    `small`: counts persons, so that few of them are hidden from whoever may not see persons.
    `stock`: stands at a moment; else it happened within the day, and days can be added up.
    """

    name: str
    title_zh: str
    title_en: str
    means_zh: str
    means_en: str
    clause: str
    sql: str
    topic: Topic
    line: str = ""
    told: bool = False
    small: bool = False
    stock: bool = False
    shown: bool = True
    bad: bool = False

    @property
    def heads(self) -> bool:
        """Tell whether it heads the line of its name."""
        return self.name == self.line


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a room keeps: nobody needs to be asked for it again."""

    name: str
    title_zh: str
    title_en: str
    where_zh: str
    where_en: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports every day besides communities, such as institutions: each is a grid of its own.

    `populations` are those of packs whose daily report is theirs, not a community's.
    Shapes: `sql` takes user (accounts_user.id), lo and hi (places), and yields (place bigint, name
    text): what this account reports for, by the lo of its grid.
    """

    kind: str
    title_zh: str
    title_en: str
    sql: str
    populations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What a room keeps about persons: who has left a trace there is not undone.

    Shapes: `sql` takes lo and hi (places) and persons (bigint[]), and yields the persons about
    whom something is kept.
    """

    room: str
    sql: str


def is_matter(subject: int) -> bool:
    """Tell whether a duty's subject is neither a person nor a place, such as a need."""
    return MATTERS <= subject < 100 * MATTERS


_populations: dict[str, Population] = {}
_traces: dict[str, Trace] = {}
_figures: dict[str, Figure] = {}
_reporters: dict[str, Reporter] = {}
_facts: dict[str, Fact] = {}


def hold(fact: Fact) -> None:
    """Make known a fact that a room keeps; a room does so once, when it is ready."""
    _facts[fact.name] = fact


def facts() -> Mapping[str, Fact]:
    """Return every fact that a room says it keeps, by name, beside its figures."""
    return _facts


def count(figure: Figure) -> None:
    """Make a figure known to reports and pictures; a room does so once, when it is ready."""
    _figures[figure.name] = figure


def figures() -> Mapping[str, Figure]:
    """Return every figure that a room has offered, by name, those of lower rooms first."""
    return _figures


def let_report(reporter: Reporter) -> None:
    """Make known who else reports every day; a room does so once, when it is ready."""
    _reporters[reporter.kind] = reporter


def reporters() -> Mapping[str, Reporter]:
    """Return who reports besides communities, by kind."""
    return _reporters


def keep_trace(trace: Trace) -> None:
    """Make known where a room keeps things about persons; it does so once, when it is ready."""
    _traces[trace.room] = trace


def traces() -> Iterable[Trace]:
    """Return every room's trace."""
    return _traces.values()


def offer(population: Population) -> None:
    """Make a population known to the heart; a room does so once, when it is ready."""
    _populations[population.name] = population


def populations() -> Mapping[str, Population]:
    """Return every population that a room has offered, by name."""
    return _populations
