"""The sockets that rooms plug into: populations (who is concerned), and traces of persons."""

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
class Trace:
    """What a room keeps about persons: who has left a trace there is not undone.

    Shapes: `sql` takes lo and hi (places) and persons (bigint[]), and yields the persons about
    whom something is kept.
    """

    room: str
    sql: str


def is_matter(subject: int) -> bool:
    """Tell whether a duty's subject is neither a person nor a place, such as a need."""
    return MATTERS <= subject < 2 * MATTERS


_populations: dict[str, Population] = {}
_traces: dict[str, Trace] = {}


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
