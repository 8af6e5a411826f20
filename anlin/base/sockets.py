"""The two sockets of the heart: populations (who is concerned) and figures (what is counted)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """One subject concerned at one place from `since` until `until`; `key` feeds a class."""

    subject: str
    place: str
    since: datetime
    until: datetime
    key: str = ""


@dataclass(frozen=True, slots=True)
class Population:
    """Who is concerned: a named SELECT and its plain twin for the dry run.

    Shapes: `sql` yields (subject bigint, place bigint, since timestamptz, until timestamptz,
    key text); an open end is 9999-12-31. It may take the parameter `bands`: the edges of the
    numeric axis of a class, ascending. `plain` reads the same from a facts document.
    """

    name: str
    title_zh: str
    title_en: str
    subject: str
    sql: str
    plain: Callable[[Mapping[str, object], tuple[int, ...]], Iterable[Span]]
    axes: tuple[str, ...] = ()


_populations: dict[str, Population] = {}


def offer(population: Population) -> None:
    """Make a population known to the heart; a room does so once, when it is ready."""
    _populations[population.name] = population


def populations() -> Mapping[str, Population]:
    """Return every population that a room has offered, by name."""
    return _populations
