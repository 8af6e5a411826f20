"""Which places orders can concern: a SELECT, and its plain twin over facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span, offer
from anlin.base.sql import statement
from anlin.places.rules import COMMUNITY, COUNTY, EVER, Period, level_of

_ALWAYS = ({"since": EVER.isoformat()},)


def register() -> None:
    """Offer this room's populations to the heart."""
    for name, zh, en, level in (
        ("communities", "每个社区和村", "every community and village", COMMUNITY),
        ("counties", "每个区县", "every county and district", COUNTY),
    ):
        offer(Population(name, zh, en, "place", statement(f"places/{name}"), _places(level)))


def _places(level: int) -> Callable[[Mapping[str, object], Bands], Iterator[Span]]:
    """Yield one span per period of each place of a level under `places`.

    Shapes: each place is {code, periods?: [{since, until?}, ...]}, days as ISO 8601; without
    periods it is open since 2000-01-01, as the divisions of the edition are.
    """

    def plain(facts: Mapping[str, object], bands: Bands) -> Iterator[Span]:
        places = facts.get("places")
        for place in places if isinstance(places, Sequence) else ():
            code = str(place["code"])
            if level_of(code) == level:
                for period in _periods(place.get("periods") or _ALWAYS):
                    until = NEVER if period.until is None else start_of(period.until)
                    yield Span(code, code, start_of(period.since), until)

    return plain


def _periods(written: Sequence[Mapping[str, str | None]]) -> Iterator[Period]:
    """Yield the periods; those that overlap or touch become one, as they do in the table."""
    days = sorted((_day(each.get("since")), _day(each.get("until"))) for each in written)
    since: date | None = None
    until = date.min
    for start, end in days:
        if since is not None and start <= until:
            until = max(until, end)
            continue
        if since is not None:
            yield _period(since, until)
        since, until = start, end
    if since is not None:
        yield _period(since, until)


def _day(text: str | None) -> date:
    return date.fromisoformat(text) if text else date.max


def _period(since: date, until: date) -> Period:
    return Period(since, None if until == date.max else until)
