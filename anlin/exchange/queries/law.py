"""What is in force at a place on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from anlin.places.rules import level_of
from anlin.policy.queries import rulings_in_force
from anlin.policy.rules import Ruling, inside


@dataclass(frozen=True, slots=True)
class Standing:
    """The ruling that holds for a measure at a place, and the one above that it tightens."""

    ruling: Ruling
    above: Ruling | None


def standing_at(code: str, day: date, measure: str = "") -> list[Standing]:
    """Return what holds at the place `code` on `day`, one for each measure, by measure."""
    return list(_nearest(code, day, measure))


def _nearest(code: str, day: date, measure: str) -> Iterator[Standing]:
    held = [
        each
        for each in rulings_in_force()
        if measure in ("", each.measure)
        and each.since <= day
        and (each.until is None or day < each.until)
        and inside(code, each.place)
    ]
    held.sort(key=lambda each: (each.measure, -level_of(each.place)))
    for _, found in groupby(held, key=lambda each: each.measure):
        nearest, *above = found
        yield Standing(nearest, above[0] if above else None)
