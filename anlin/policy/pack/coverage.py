"""How much of the documents the packs carry, and by what."""

from collections.abc import Iterator
from dataclasses import dataclass

from anlin.policy.pack.shapes import Clause, Library, Order


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses of one document by what carries them; `unknown` ones have no heading or no id."""

    document: str
    carried: tuple[str, ...]
    not_yet: tuple[str, ...]
    by_capability: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many of the document's clauses are recorded."""
        return len(self.carried) + len(self.not_yet) + len(self.by_capability)

    def states(self) -> dict[str, tuple[str, ...]]:
        """Return the ids by how they are carried, in the words of the command."""
        return {
            "carried": self.carried,
            "not yet": self.not_yet,
            "recorded": self.by_capability,
            "unknown": self.unknown,
        }


@dataclass(frozen=True, slots=True)
class Carrier:
    """A measure, table, value, ladder or limit that carries a clause: its file under `packs/`."""

    name: str
    file: str
    cases: int


def coverage(library: Library) -> list[Coverage]:
    """Return the coverage of each document that `packs/documents.yaml` lists."""
    return [_document(library, name, ids) for name, ids in library.documents.items()]


def _document(library: Library, name: str, ids: tuple[str, ...]) -> Coverage:
    found = {
        clause.id: clause.state
        for order in library.orders
        if order.document == name
        for clause in order.clauses
    }

    def those(state: str) -> tuple[str, ...]:
        return tuple(each for each in ids if found.get(each) == state)

    strangers = [each for each in found if each not in ids]
    return Coverage(
        document=name,
        carried=those("carried"),
        not_yet=those("not yet"),
        by_capability=those("by capability"),
        unknown=(*(each for each in ids if each not in found), *strangers),
    )


def clauses_of(library: Library, document: str) -> Iterator[tuple[Clause, tuple[Carrier, ...]]]:
    """Yield each clause of a document with what carries it and how many worked cases that has."""
    for order in library.orders:
        if order.document == document:
            for clause in order.clauses:
                yield clause, tuple(_carrier(library, order, name) for name in clause.measures)


def _carrier(library: Library, order: Order, name: str) -> Carrier:
    files = (
        spot.file
        for (what, *rest), spot in library.spots.items()
        if name in (what, *rest) and what != "clause" and spot.file.startswith(f"{order.pack}/")
    )
    tables = {each.class_name for each in library.measures if each.code == name} - {""}
    cases = sum(
        each.class_name in tables or (each.pack == order.pack and each.class_name == name)
        for each in library.class_cases
    )
    cases += sum(
        any(duty["measure"] == name for duty in each.expect) for each in library.duty_cases
    )
    cases += sum(each.pack == order.pack and name in each.names for each in library.gate_cases)
    return Carrier(name, next(files, ""), cases)
