"""All released law at once, with what a draft or an adoption would add to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from anlin.policy.rules.layers import clashes, grants_in_force, rulings
from anlin.policy.rules.terms import Adoption, Grant, Granted, Measure, Ruling, Values
from anlin.policy.rules.tightening import Conflict, conflicts


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every measure, local value and grant that is released, and where packs are adopted."""

    measures: Mapping[str, Measure]
    values: tuple[Values, ...] = ()
    grants: tuple[Grant, ...] = ()
    adoptions: tuple[Adoption, ...] = ()

    def plus(
        self, adoption: Adoption, values: tuple[Values, ...] = (), grants: tuple[Grant, ...] = ()
    ) -> "Corpus":
        """Return the law as it would be with one more adoption, perhaps of a new pack."""
        return replace(
            self,
            values=(*self.values, *values),
            grants=(*self.grants, *grants),
            adoptions=(*self.adoptions, adoption),
        )

    def rulings(self) -> list[Ruling]:
        """Return every term in force somewhere at some time."""
        return rulings(self.measures.values(), self.values, self.adoptions)

    def granted(self) -> list[Granted]:
        """Return where and when which clause lets places ask for less."""
        return grants_in_force(self.grants, self.adoptions)

    def conflicts(self) -> list[Conflict]:
        """Return where a place asks for less than holds around it, with no clause that lets it."""
        stricter = {code: dict(each.stricter) for code, each in self.measures.items()}
        floors = rulings(self.measures.values(), (), self.adoptions)
        return conflicts(self.rulings(), stricter, floors=floors, grants=self.granted())

    def clashes(self) -> list[tuple[Ruling, Ruling]]:
        """Return pairs of local terms for one measure that begin on one day at one place."""
        return clashes(self.values, self.adoptions)
