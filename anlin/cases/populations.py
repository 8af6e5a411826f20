"""Who is under home observation: a SELECT, and its plain twin over facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement
from anlin.cases.rules import POPULATION

_EVER = date(1900, 1, 1)
_Facts = Mapping[str, object]


def _observed(facts: _Facts, bands: Bands) -> Iterator[Span]:
    """Yield one span per observation and stay of its subject."""
    for observed in _list(facts, "observations"):
        begun = date.fromisoformat(str(observed["day"]))
        opened = _moment(observed.get("opened_at"), start_of(_EVER))
        first = max(start_of(begun + timedelta(days=1)), opened)
        ended = _moment(observed.get("ended_at"), NEVER)
        for stay in _list(facts, "subjects"):
            if stay["id"] != observed["subject"]:
                continue
            since = max(first, _day(stay.get("since"), start_of(_EVER)))
            until = min(ended, _day(stay.get("until"), NEVER))
            if since < until:
                yield Span(str(stay["id"]), str(stay["place"]), since, until, begun=start_of(begun))


def _list(facts: _Facts, name: str) -> Iterator[_Facts]:
    found = facts.get(name)
    for each in found if isinstance(found, Sequence) else ():
        if isinstance(each, Mapping):
            yield each


def _moment(text: object, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(str(text)) if text else otherwise


def _day(text: object, otherwise: datetime) -> datetime:
    return start_of(date.fromisoformat(str(text))) if text else otherwise


OBSERVED = Population(
    name=POPULATION,
    title_zh="居家医学观察人员",
    title_en="people under home medical observation",
    subject="person",
    sql=statement("cases/people_in_home_observation"),
    plain=_observed,
    dated=True,
)
