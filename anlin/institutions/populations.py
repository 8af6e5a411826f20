"""Which institutions and residents orders can concern: each a SELECT, and its plain twin."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span, offer
from anlin.base.sql import statement
from anlin.institutions.rules import PLACES, RESIDENTS, Kind, State

_EVER = date(1900, 1, 1)
_Facts = Mapping[str, object]


def register() -> None:
    """Offer this room's populations to the heart."""
    for name, (zh, en, kinds) in RESIDENTS.items():
        offer(_population(name, zh, en, "person", "residents", _residents(kinds), kinds))
    for name, (zh, en, kinds) in PLACES.items():
        offer(_population(name, zh, en, "place", "institutions", _institutions(kinds), kinds))


def _population(
    name: str, zh: str, en: str, subject: str, file: str,
    plain: Callable[[_Facts, Bands], Iterable[Span]], kinds: Sequence[Kind],
) -> Population:  # fmt: skip
    text = statement(f"institutions/{file}").replace("{kinds}", f"{{{','.join(kinds)}}}")
    return Population(name, zh, en, subject, text, plain)


def _residents(kinds: Sequence[Kind]) -> Callable[[_Facts, Bands], Iterator[Span]]:
    """Yield one span per person and building; touching stays are one.

    Shapes: `stays` are {subject, place (the building), kind, state?, since, until?}, moments.
    """

    def plain(facts: _Facts, bands: Bands) -> Iterator[Span]:
        found = sorted(
            (str(each["subject"]), str(each["place"]), _moment(each["since"]),
             _moment(each.get("until")))
            for each in _listed(facts, "stays")
            if each.get("kind", Kind.ELDER_CARE) in kinds
            and each.get("state", State.IN) == State.IN
        )  # fmt: skip
        last: Span | None = None
        for who, place, since, until in found:
            if last and (last.subject, last.place) == (who, place) and since <= last.until:
                last = Span(who, place, last.since, max(last.until, until))
                continue
            if last:
                yield last
            last = Span(who, place, since, until)
        if last:
            yield last

    return plain


def _institutions(kinds: Sequence[Kind]) -> Callable[[_Facts, Bands], Iterator[Span]]:
    """Yield one span per institution.

    Shapes: `institutions` are {place (code of the grid), kind, since?, until?}, days.
    """

    def plain(facts: _Facts, bands: Bands) -> Iterator[Span]:
        for each in _listed(facts, "institutions"):
            if each["kind"] in kinds:
                code = str(each["place"])
                since = date.fromisoformat(str(each.get("since", _EVER.isoformat())))
                until = each.get("until")
                end = start_of(date.fromisoformat(str(until))) if until else NEVER
                yield Span(code, code, start_of(since), end)

    return plain


def _listed(facts: _Facts, name: str) -> Iterator[_Facts]:
    found = facts.get(name)
    for each in found if isinstance(found, Sequence) else ():
        if isinstance(each, Mapping):
            yield each


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text)) if text else NEVER
