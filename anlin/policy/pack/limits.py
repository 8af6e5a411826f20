"""The limits of a pack: `limits.yaml`."""

from decimal import Decimal
from itertools import pairwise

from anlin.policy.pack.errors import OverlapError, Spot, citing
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.orders import CONFIDENCES
from anlin.policy.pack.reading import Node
from anlin.policy.rules import Limit
from anlin.policy.rules.limits import LEVELS, UNITS

FILE = "limits.yaml"
_LIMIT = ("name", "unit", "stricter", "when", "terms")
_TERM = ("from", "until", "source", "value")
_NAME = r"[a-z][a-z0-9_]*"
_NUMBER = r"[0-9]+(\.[0-9]+)?"


def read_limits(node: Node, pack: str) -> tuple[tuple[Limit, Spot], ...]:
    """Return the limits of a pack, each with its line.

    Raises:
        PackError: a field does not have its form, or two terms of one limit overlap.
    """
    found: list[tuple[Limit, Spot]] = []
    for fields in Fields(node, ("limits",)).children("limits", _LIMIT):
        found.extend(_limit(fields, pack))
    return tuple(found)


def _limit(fields: Fields, pack: str) -> list[tuple[Limit, Spot]]:
    terms = [
        (_term(each, fields, pack), each.spot) for each in fields.children("terms", _TERM)
    ]  # fmt: skip
    terms.sort(key=lambda pair: pair[0].since)
    for (earlier, _), (later, spot) in pairwise(terms):
        if earlier.until is None or later.since < earlier.until:
            raise OverlapError(
                spot,
                clause=later.clause,
                one=f"from {earlier.since}",
                other=f"from {later.since}",
                start=earlier.until.isoformat() if earlier.until else "until: …",
            )
    return terms


def _term(term: Fields, limit: Fields, pack: str) -> Limit:
    source = term.child("source", ("order", "clause", "confidence"))
    clause = source.text("clause")
    with citing(clause):
        since, until = term.day("from"), term.day_if_any("until")
        if until is not None and until <= since:
            raise term.wrong("until", f'"{since.replace(year=since.year + 1)}"')
        term.quoted("value", "37.3")
        return Limit(
            name=limit.matching("name", _NAME, "gate_fever"),
            pack=pack,
            since=since,
            until=until,
            order=source.text("order"),
            clause=clause,
            value=Decimal(term.matching("value", _NUMBER, '"37.3"')),
            unit=limit.one_of("unit", UNITS),
            stricter=limit.one_of("stricter", ("less", "more")),
            confidence=source.one_of("confidence", CONFIDENCES) if "confidence" in source else "",
            when=_levels(limit),
        )


def _levels(limit: Fields) -> tuple[str, ...]:
    """Return under which levels of the county a limit holds; absent is under every one."""
    named = limit.texts("when", empty=True)
    if not set(named) <= set(LEVELS):
        raise limit.wrong("when", f"[{' | '.join(LEVELS)}]")
    return named
