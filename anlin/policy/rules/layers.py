"""What is in force where: terms, local values and adoptions laid over each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from anlin.policy.rules.terms import Adoption, Grant, Granted, Measure, Ruling, Term, Values


def rulings(
    measures: Iterable[Measure], values: Iterable[Values], adoptions: Iterable[Adoption]
) -> list[Ruling]:
    """Return what is in force where: at one place and day at most one term of a measure.

    A pack's own terms hold where it is adopted; a local pack's values take their place where
    that pack is adopted at the same place, and of two local packs there the one that begins
    later. Sorted by measure, place and day.
    """
    adopted = _by_pack(adoptions)
    local = _by_spot(
        ruling
        for value in values
        for adoption in adopted.get(value.pack, ())
        for ruling in _in_force(value.measure, value.terms, adoption)
    )
    found = {part for group in local.values() for part in _latest(group)}
    for measure in measures:
        for adoption in adopted.get(measure.pack, ()):
            for ruling in _in_force(measure.code, measure.terms, adoption):
                found.update(_outside(ruling, local.get((measure.code, ruling.place), ())))
    return sorted(found, key=lambda each: (each.measure, each.place, each.since))


def grants_in_force(grants: Iterable[Grant], adoptions: Iterable[Adoption]) -> list[Granted]:
    """Return where and when which clause lets places ask for less."""
    adopted = _by_pack(adoptions)
    return [
        Granted(grant, adoption.place, adoption.since, adoption.until)
        for grant in grants
        for adoption in adopted.get(grant.pack, ())
    ]


def clashes(values: Iterable[Values], adoptions: Iterable[Adoption]) -> list[tuple[Ruling, Ruling]]:
    """Return pairs of local packs' terms that begin on one day at one place for one measure."""
    adopted = _by_pack(adoptions)
    seen: dict[tuple[str, str, date], Ruling] = {}
    found = []
    for value in values:
        for adoption in adopted.get(value.pack, ()):
            for ruling in _in_force(value.measure, value.terms, adoption):
                first = seen.setdefault((ruling.measure, ruling.place, ruling.since), ruling)
                if first is not ruling:
                    found.append((first, ruling))
    return found


def holding(in_force: Iterable[Ruling], measure: str, place: str, day: date) -> list[Ruling]:
    """Return what of a measure holds at and around a place on a day, the innermost last."""
    return sorted(
        (
            each
            for each in in_force
            if each.measure == measure
            and inside(place, each.place)
            and each.since <= day
            and (each.until is None or day < each.until)
        ),
        key=lambda each: (each.place != "0", len(each.place)),
    )


def inside(place: str, outer: str) -> bool:
    """Tell whether the place of code `place` is `outer` or lies in it; "0" is the nation."""
    return outer == "0" or place.startswith(outer)


def _by_pack(adoptions: Iterable[Adoption]) -> dict[str, list[Adoption]]:
    found: dict[str, list[Adoption]] = {}
    for adoption in adoptions:
        found.setdefault(adoption.pack, []).append(adoption)
    return found


def _by_spot(given: Iterable[Ruling]) -> dict[tuple[str, str], list[Ruling]]:
    found: dict[tuple[str, str], list[Ruling]] = {}
    for ruling in given:
        found.setdefault((ruling.measure, ruling.place), []).append(ruling)
    return found


def _in_force(measure: str, terms: Iterable[Term], adoption: Adoption) -> Iterator[Ruling]:
    for term in terms:
        since = max(term.since, adoption.since)
        until = min(term.until or date.max, adoption.until or date.max)
        if since < until:
            end = None if until == date.max else until
            yield Ruling(measure, adoption.place, since, end, term)


def _latest(group: Sequence[Ruling]) -> Iterator[Ruling]:
    """Yield what of local rulings of one measure at one place the later ones leave standing."""
    ordered = sorted(group, key=lambda each: each.since)
    for number, ruling in enumerate(ordered, 1):
        yield from _outside(ruling, ordered[number:])


def _outside(ruling: Ruling, covers: Iterable[Ruling]) -> list[Ruling]:
    """Return the parts of `ruling` that none of `covers` replaces."""
    parts = [ruling]
    for cover in covers:
        parts = [left for part in parts for left in _cut(part, cover)]
    return parts


def _cut(part: Ruling, cover: Ruling) -> Iterator[Ruling]:
    end = part.until or date.max
    before = min(end, cover.since)
    after = max(part.since, cover.until or date.max)
    if part.since < before:
        yield replace(part, until=None if before == date.max else before)
    if after < end:
        yield replace(part, since=after)
