"""What must hold between the files of packs: names resolve, sources are firm, places tighten."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from anlin.policy.pack.errors import (
    NotCarriedError,
    NotFirmError,
    PackError,
    Spot,
    unknown,
)
from anlin.policy.pack.forms import burdens
from anlin.policy.pack.ladder import NAME as LADDER
from anlin.policy.pack.shapes import FIRM, Clause, Known, Library
from anlin.policy.pack.tightening import grants, tightened
from anlin.policy.rules import (
    DecisionTable,
    Ladder,
    Limit,
    Measure,
    Term,
    UnknownFactError,
    value_of,
)


def check(library: Library, known: Known) -> list[PackError]:
    """Return everything that does not hold between the files of `library`."""
    checks: tuple[Callable[[Library], Iterator[PackError]], ...] = (
        _packs_above,
        _sources,
        _carried,
        _firm,
        _classes,
        grants,
        tightened,
        _class_cases,
    )
    found = [error for each in checks for error in each(library)]
    return [
        *found, *_names(library, known), *_axes(library, known), *burdens(library, known),
    ]  # fmt: skip


def _packs_above(library: Library) -> Iterator[PackError]:
    names = {pack.name for pack in library.packs}
    for pack in library.packs:
        for name in pack.above:
            if name not in names - {pack.name}:
                yield unknown(library.spots["pack", pack.name], "above", name, names - {pack.name})


def _terms(library: Library) -> Iterator[tuple[str, str, Term, Spot]]:
    """Yield pack, measure, term and line of every term."""
    owners: tuple[tuple[str, str, tuple[Term, ...]], ...] = (
        *((each.pack, each.code, each.terms) for each in library.measures),
        *((each.pack, each.measure, each.terms) for each in library.values),
    )
    for pack, measure, terms in owners:
        for term in terms:
            spot = library.spots["term", pack, measure, term.since.isoformat()]
            yield pack, measure, term, spot


def _ladders(library: Library) -> Iterator[tuple[Ladder, Spot]]:
    """Yield every ladder with its line."""
    for each in library.ladders:
        yield each, library.spots["ladder", each.pack, each.since.isoformat()]


def _limits(library: Library) -> Iterator[tuple[Limit, Spot]]:
    """Yield every limit with its line."""
    for each in library.limits:
        yield each, library.spots["limit", each.pack, each.name, each.since.isoformat()]


def _sources(library: Library) -> Iterator[PackError]:
    """Every term and every table names an order of its pack and a heading in it."""
    orders = {(order.pack, order.id): order for order in library.orders}
    cited = [(pack, term.order, term.clause, spot) for pack, _, term, spot in _terms(library)]
    cited += [
        (each.pack, each.order, each.clause, library.spots["class", each.pack, each.name])
        for each in library.classes
    ]
    cited += [(each.pack, each.order, each.clause, spot) for each, spot in _ladders(library)]
    cited += [(each.pack, each.order, each.clause, spot) for each, spot in _limits(library)]
    for pack, order, clause, spot in cited:
        if (pack, order) not in orders:
            own = [name for owner, name in orders if owner == pack]
            yield unknown(spot, "order", order, own, clause)
            continue
        headings = [each.id for each in orders[pack, order].clauses]
        if clause not in headings:
            yield unknown(spot, "clause", clause, headings, clause)


def _carried(library: Library) -> Iterator[PackError]:
    """A clause and what carries it (a measure, table, value, ladder, limit) name each other."""
    pack_of = {order.id: order.pack for order in library.orders}
    for pack in library.packs:
        clauses = {c.id: c for c in library.clauses if pack_of[c.order] == pack.name}
        measures = {m.code: m for m in library.measures if m.pack == pack.name}
        yield from _clauses_carried(library, clauses, _carriers(library, pack.name))
        yield from _measures_carry(library, clauses, measures)


def _carriers(library: Library, pack: str) -> dict[str, set[str]]:
    """Return what of a pack carries clauses, each with the clauses it carries."""
    carriers = {each.name: {each.clause} for each in library.classes if each.pack == pack}
    for value in library.values:
        if value.pack == pack:
            carriers[value.measure] = {term.clause for term in value.terms}
    if ladder := {each.clause for each in library.ladders if each.pack == pack}:
        carriers[LADDER] = ladder
    for limit in library.limits:
        if limit.pack == pack:
            carriers.setdefault(limit.name, set()).add(limit.clause)
    return carriers | {m.code: set(m.carries) for m in library.measures if m.pack == pack}


def _clauses_carried(
    library: Library, clauses: Mapping[str, Clause], carriers: Mapping[str, set[str]]
) -> Iterator[PackError]:
    for clause in clauses.values():
        spot = library.spots["clause", clause.id]
        for code in clause.measures:
            if code not in carriers:
                yield unknown(spot, "carried", code, carriers, clause.id)
            elif clause.id not in carriers[code]:
                yield NotCarriedError(spot, clause=clause.id, id=clause.id, measure=code)


def _measures_carry(
    library: Library, clauses: Mapping[str, Clause], measures: Mapping[str, Measure]
) -> Iterator[PackError]:
    for measure in measures.values():
        spot = library.spots["measure", measure.code]
        for carried in measure.carries:
            if carried not in clauses:
                yield unknown(spot, "carries", carried, clauses, carried)
            elif measure.code not in clauses[carried].measures:
                yield NotCarriedError(spot, clause=carried, id=carried, measure=measure.code)


def _firm(library: Library) -> Iterator[PackError]:
    """No active pack rests on what nobody has read in the original."""
    active = {pack.name for pack in library.packs if pack.status == "active"}
    for order in library.orders:
        if order.pack in active and order.confidence not in FIRM:
            yield NotFirmError(
                library.spots["order", order.id], confidence=order.confidence, order=order.id
            )
    said: list[tuple[str, Term | Ladder | Limit, Spot]]
    said = [(pack, term, spot) for pack, _, term, spot in _terms(library)]
    said += [(ladder.pack, ladder, spot) for ladder, spot in _ladders(library)]
    said += [(limit.pack, limit, spot) for limit, spot in _limits(library)]
    for pack, term, spot in said:
        if pack in active and term.confidence not in ("", *FIRM):
            yield NotFirmError(
                spot, clause=term.clause, confidence=term.confidence, order=term.order
            )


def _classes(library: Library) -> Iterator[PackError]:
    """A measure's class and outcomes stand in a table."""
    tables: dict[str, list[DecisionTable]] = {}
    for table in library.classes:
        tables.setdefault(table.name, []).append(table)
    for measure in library.measures:
        spot = library.spots["measure", measure.code]
        if measure.class_name and measure.class_name not in tables:
            yield unknown(spot, "class", measure.class_name, tables, measure.code)
        outcomes = {o.name for t in tables.get(measure.class_name, ()) for o in t.outcomes}
        for outcome in measure.outcomes:
            if outcome not in outcomes:
                yield unknown(spot, "outcomes", outcome, outcomes, measure.code)


def _class_cases(library: Library) -> Iterator[PackError]:
    """A worked example of a class gives every axis a value that it has."""
    tables = {(table.pack, table.name): table for table in library.classes}
    for case in library.class_cases:
        table = tables.get((case.pack, case.class_name))
        if table is None:
            own = [name for pack, name in tables if pack == case.pack]
            yield unknown(case.spot, "class", case.class_name, own)
            continue
        for axis in table.axes:
            try:
                value_of(axis, case.given.get(axis.name))
            except UnknownFactError as error:
                yield unknown(case.spot, axis.name, str(error.value), axis.values)


def _names(library: Library, known: Known) -> Iterator[PackError]:
    """What rooms own (populations, roles, kinds of evidence) is there."""
    for measure in library.measures:
        used: tuple[tuple[str, tuple[str, ...], Iterable[str] | None], ...] = (
            ("population", (measure.population,), known.populations),
            ("owed_by", (measure.owed_by,), known.roles),
            ("evidence", measure.evidence, known.evidence),
        )
        for name, values, allowed in used:
            for value in values:
                if allowed is not None and value not in allowed:
                    spot = library.spots["measure", measure.code]
                    yield unknown(spot, name, value, allowed, measure.code)


def _axes(library: Library, known: Known) -> Iterator[PackError]:
    """A class that narrows a population has the axes that the population offers."""
    for measure in library.measures:
        offered = (known.populations or {}).get(measure.population)
        for table in library.classes:
            axes = tuple(axis.name for axis in table.axes)
            if table.name == measure.class_name and offered is not None and axes != offered:
                spot = library.spots["class", table.pack, table.name]
                yield unknown(spot, "axes", ", ".join(axes), [", ".join(offered)], table.clause)
