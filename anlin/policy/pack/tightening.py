"""Local packs against the packs above them: they only tighten, unless a clause lets them not."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from anlin.policy.pack.errors import FixedError, LooserError, PackError, Spot, unknown
from anlin.policy.pack.measures import show_duration, show_period, show_slots
from anlin.policy.pack.shapes import Library
from anlin.policy.rules import (
    Amount,
    Grant,
    Kind,
    Loosening,
    Measure,
    Term,
    Values,
    inside,
    loosened,
)

_WRITTEN = {"grace": "lapses_after"}


def grants(library: Library) -> Iterator[PackError]:
    """A clause grants something about a measure of its own pack or of one above it."""
    above = {pack.name: pack.above for pack in library.packs}
    for grant in library.grants:
        reach = {grant.pack, *_reach(grant.pack, above)}
        known = [each.code for each in library.measures if each.pack in reach]
        if grant.measure not in known:
            spot = library.spots["clause", grant.clause]
            yield unknown(spot, "grants", grant.measure, known, grant.clause)


def tightened(library: Library) -> Iterator[PackError]:
    """A local pack's terms only tighten those of the packs above it, day by day."""
    measures = {measure.code: measure for measure in library.measures}
    above = {pack.name: pack.above for pack in library.packs}
    for value in library.values:
        reach = _reach(value.pack, above)
        spot = library.spots["values", value.pack, value.measure]
        measure = measures.get(value.measure)
        if measure is None or measure.pack not in reach:
            own = [each.code for each in measures.values() if each.pack in reach]
            yield unknown(spot, "measure", value.measure, own)
            continue
        yield from _known_grants(library, value, reach)
        floors = [(measure.pack, term) for term in measure.terms]
        floors += [
            (each.pack, term)
            for each in library.values
            if each.measure == value.measure and each.pack in reach
            for term in each.terms
        ]
        for term in value.terms:
            yield from _tightens(library, measure, value, term, floors)


def _reach(pack: str, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return every pack above `pack`, at any distance."""
    found: set[str] = set()
    waiting = list(above.get(pack, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(above.get(name, ()))
    return found - {pack}


def _known_grants(library: Library, value: Values, reach: set[str]) -> Iterator[PackError]:
    """A local term cites a clause above it that grants something about its measure."""
    known = {
        grant.clause
        for grant in library.grants
        if grant.pack in reach and grant.measure == value.measure
    }
    for term in value.terms:
        if term.grant and term.grant not in known:
            spot = library.spots["term", value.pack, value.measure, term.since.isoformat()]
            yield unknown(spot, "grant", term.grant, known, term.clause)


def _tightens(
    library: Library, measure: Measure, value: Values, term: Term, floors: list[tuple[str, Term]]
) -> Iterator[PackError]:
    spot = library.spots["term", value.pack, value.measure, term.since.isoformat()]
    if (term.within is None) == (measure.kind is Kind.DEADLINE):
        yield unknown(spot, "kind", "within", [measure.kind.value], term.clause)
        return
    for pack, floor in floors:
        if _meet(term, floor):
            freed = _freed(library, measure.code, term.grant, pack)
            for wrong in loosened(dict(measure.stricter), floor, term, freed):
                yield _looser(spot, term, floor, wrong)


def _freed(library: Library, measure: str, clause: str, floor: str) -> set[str]:
    """Return what `clause` frees from a floor of the pack `floor`: it must speak as high up."""
    place = {pack.name: pack.jurisdiction for pack in library.packs}

    def reaches(grant: Grant) -> bool:
        same = (grant.clause, grant.measure) == (clause, measure)
        return same and inside(place[floor], place[grant.pack])

    return {name for grant in filter(reaches, library.grants) for name in grant.parameters}


def _meet(term: Term, other: Term) -> bool:
    return term.since < (other.until or date.max) and other.since < (term.until or date.max)


def _looser(spot: Spot, term: Term, floor: Term, wrong: Loosening) -> PackError:
    name = wrong.parameter
    kind = FixedError if wrong.direction == "same" else LooserError
    return kind(
        spot,
        clause=term.clause,
        name=_WRITTEN.get(name, name),
        value=_written(term, getattr(term, name), name),
        floor=_written(floor, getattr(floor, name), name),
        floor_clause=floor.clause,
        instead=_written(floor, wrong.least, name),
    )


def _written(term: Term, value: Amount, name: str) -> str:
    """Return a parameter as packs write it."""
    if isinstance(value, timedelta):
        return f'"{show_duration(value)}"'
    if isinstance(value, tuple):
        return show_slots(value, term.every or 1)
    if name == "every":
        return f'"{show_period(value)}"'
    return "—" if value is None else str(value)
