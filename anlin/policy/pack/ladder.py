"""The ladder of a pack: `ladder.yaml`."""

from datetime import time
from itertools import pairwise

from anlin.policy.pack.errors import OverlapError, Spot, citing
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.orders import CONFIDENCES
from anlin.policy.pack.reading import Node
from anlin.policy.rules import Ladder, Rung

FILE = "ladder.yaml"
NAME = "ladder"  # what a clause that sets a ladder names under `carried`
LEVELS = ("nation", "province", "city", "county", "street", "community")
_TERM = ("from", "until", "source", "rungs", "cap", "quiet")
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"


def read_ladders(node: Node, pack: str) -> tuple[Ladder, ...]:
    """Return the ladders of a pack, one after the other in time.

    Raises:
        PackError: a field does not have its form, terms overlap, or a rung does not climb.
    """
    found = [
        (_ladder(each, pack), each.spot)
        for each in Fields(node, ("terms",)).children("terms", _TERM)
    ]
    found.sort(key=lambda pair: pair[0].since)
    for (earlier, _), (later, spot) in pairwise(found):
        if earlier.until is None or later.since < earlier.until:
            raise OverlapError(
                spot,
                clause=later.clause,
                one=f"from {earlier.since}",
                other=f"from {later.since}",
                start=earlier.until.isoformat() if earlier.until else "until: …",
            )
    return tuple(ladder for ladder, _ in found)


def ladder_spots(node: Node) -> dict[str, Spot]:
    """Return the line of each ladder of a file that was read without error, by its first day."""
    return {
        str(Fields(term, _TERM).day("from")): term.spot
        for term in Fields(node, ("terms",)).nodes("terms")
    }


def _ladder(fields: Fields, pack: str) -> Ladder:
    source = fields.child("source", ("order", "clause", "confidence"))
    clause = source.text("clause")
    with citing(clause):
        since, until = fields.day("from"), fields.day_if_any("until")
        if until is not None and until <= since:
            raise fields.wrong("until", f'"{since.replace(year=since.year + 1)}"')
        return Ladder(
            pack=pack,
            since=since,
            until=until,
            order=source.text("order"),
            clause=clause,
            rungs=_rungs(fields),
            cap=fields.whole("cap", least=1),
            quiet=_quiet(fields),
            confidence=source.one_of("confidence", CONFIDENCES) if "confidence" in source else "",
        )


def _rungs(fields: Fields) -> tuple[Rung, ...]:
    """Return the rungs from the lowest up; each is higher and later than the one before."""
    read = list(fields.children("rungs", ("level", "after", "holds")))
    rungs = tuple(_rung(each) for each in read)
    for (lower, upper), above in zip(pairwise(rungs), read[1:], strict=True):
        if upper.level >= lower.level:
            raise above.wrong("level", " | ".join(LEVELS[: lower.level]) or "…")
        if upper.after <= lower.after:
            raise above.wrong("after", f'"PT{int(lower.after.total_seconds()) // 3600 + 1}H"')
    return rungs


def _rung(fields: Fields) -> Rung:
    fields.node("after", '"PT2H"')
    level = LEVELS.index(fields.one_of("level", LEVELS))
    return Rung(level, fields.duration("after"), fields.duration("holds"))


def _quiet(fields: Fields) -> tuple[time, time] | None:
    if "quiet" not in fields:
        return None
    inner = fields.child("quiet", ("from", "until"))
    begins, ends = (_clock(inner, name) for name in ("from", "until"))
    if begins == ends:
        raise inner.wrong("until", '"07:00"')
    return begins, ends


def _clock(fields: Fields, name: str) -> time:
    fields.quoted(name, "22:00")
    return time.fromisoformat(fields.matching(name, _CLOCK, '"22:00"'))
