"""Numbers that orders set outside of duties: what counts as fever at a gate, how long to keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from anlin.places.rules import span
from anlin.policy.rules.terms import Adoption

UNITS = ("celsius", "days", "hours", "count", "people", "percent")
LEVELS = ("low", "medium", "high")  # of a county, as packs/*/classes/county_risk.yaml names them


@dataclass(frozen=True, slots=True)
class Limit:
    """What one clause says of a named number from one day until another.

    Units: `value` is in `unit`. Of two limits in force at one place the lower one is the stricter
    if `stricter` is "less", else the higher one. `when` names the levels of the county under which
    it holds; empty is always.
    Source: packs/*/limits.yaml; the clause is `clause`.
    """

    name: str
    pack: str
    since: date
    until: date | None
    order: str
    clause: str
    value: Decimal
    unit: str
    stricter: str
    confidence: str = "document"
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitInForce:
    """One limit at one place, from a day until a day (exclusive)."""

    place: str
    since: date
    until: date | None
    limit: Limit

    def holds(self, place: int, day: date, level: str = "") -> bool:
        """Tell whether it is in force at `place` on `day`, the county being at `level`.

        While nobody knows the level, whatever any level asks for holds.
        """
        lo, hi = span(self.place)
        return (
            lo <= place < hi
            and self.since <= day
            and (self.until is None or day < self.until)
            and (not (level and self.limit.when) or level in self.limit.when)
        )


def limits_in_force(limits: Iterable[Limit], adoptions: Iterable[Adoption]) -> list[LimitInForce]:
    """Return where which limit holds: at a place where its pack does, while it says so."""
    by_pack: dict[str, list[Adoption]] = {}
    for adoption in adoptions:
        by_pack.setdefault(adoption.pack, []).append(adoption)
    found = []
    for limit in limits:
        for adoption in by_pack.get(limit.pack, ()):
            since = max(limit.since, adoption.since)
            until = min(limit.until or date.max, adoption.until or date.max)
            if since < until:
                end = None if until == date.max else until
                found.append(LimitInForce(adoption.place, since, end, limit))
    return sorted(found, key=lambda each: (each.limit.name, each.place, each.since))


def strictest(
    in_force: Iterable[LimitInForce], name: str, place: int, day: date, level: str = ""
) -> LimitInForce | None:
    """Return the strictest limit called `name` at `place` on `day`: a place tightens, no more.

    Of two equal ones that of the wider place is returned: it would hold without the other.
    """
    held = [each for each in in_force if each.limit.name == name and each.holds(place, day, level)]
    return min(held, key=_rank, default=None)


def _rank(each: LimitInForce) -> tuple[Decimal, int, date]:
    value = each.limit.value
    lo, hi = span(each.place)
    return (value if each.limit.stricter == "less" else -value), lo - hi, each.since
