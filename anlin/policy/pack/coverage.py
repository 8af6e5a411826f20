"""How much of the documents the packs carry."""

from dataclasses import dataclass

from anlin.policy.pack.shapes import Library


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
