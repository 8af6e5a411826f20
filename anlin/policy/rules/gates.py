"""Gates: a step is refused unless what the clauses in force ask for is so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from anlin.policy.rules.limits import Limit, LimitInForce, strictest


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of a gate: what a clause asks for, and what is so; None is not known.

    Units: `has` is in the unit of `limit`.
    """

    limit: Limit
    has: Decimal | None

    @property
    def met(self) -> bool:
        """Tell whether the condition is met; what nobody knows never is."""
        if self.has is None:
            return False
        if self.limit.stricter == "more":
            return self.has >= self.limit.value
        return self.has <= self.limit.value


def asked(
    in_force: Iterable[LimitInForce],
    names: Sequence[str],
    place: int,
    day: date,
    facts: Mapping[str, int | Decimal | None],
    level: str = "",
) -> tuple[Asked, ...]:
    """Return what holds of a gate at `place` on `day`, the strictest of each name.

    Nothing is asked for where no order in force says so.
    """
    held = list(in_force)
    found = (strictest(held, name, place, day, level) for name in names)
    return tuple(
        Asked(each.limit, None if (has := facts.get(each.limit.name)) is None else Decimal(has))
        for each in found
        if each is not None
    )
