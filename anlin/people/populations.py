"""Which residents orders can concern: each a SELECT, and its plain twin over facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from anlin.base.days import NEVER, ZONE, start_of
from anlin.base.sockets import Bands, Population, Span, offer
from anlin.base.sql import statement
from anlin.people.rules import Disease, Group, birthday

_EVER = date(1900, 1, 1)
_GROUPS = frozenset(group.value for group in Group)
_Facts = Mapping[str, object]
_Stretch = tuple[datetime, datetime]


def register() -> None:
    """Offer this room's populations to the heart."""
    offer(
        Population(
            name="special_group_residents",
            title_zh="特殊群体居民（孤寡老人、散居孤儿、缺乏自我健康管理能力的残疾人等）",
            title_en="residents of special groups: lone elders, orphans, disabled persons who "
            "cannot look after their health, and the like",
            subject="person",
            sql=statement("people/special_group_residents"),
            plain=_special_group_residents,
        )
    )
    offer(
        Population(
            name="surveyed_residents",
            title_zh="健康调查登记的居民",
            title_en="residents whom the health survey has reached",
            subject="person",
            sql=statement("people/surveyed_residents"),
            plain=_surveyed_residents,
            axes=("age", "disease", "vaccination"),
        )
    )
    offer(
        Population(
            name="key_people",
            title_zh="重点人群（特殊群体与有基础疾病者）",
            title_en="key people: special groups and those with an underlying disease",
            subject="person",
            sql=statement("people/key_people"),
            plain=_key_people,
        )
    )


def _special_group_residents(facts: _Facts, bands: Bands) -> Iterator[Span]:
    return _spans(
        (who, place, "", stretch)
        for who, place, stay, subject in _subjects(facts)
        for member in _memberships(subject)
        if (stretch := _both(stay, member))
    )


def _key_people(facts: _Facts, bands: Bands) -> Iterator[Span]:
    return _spans(
        (who, place, "", stretch)
        for who, place, stay, subject in _subjects(facts)
        for fact in _key_facts(stay, subject)
        if (stretch := _both(stay, fact))
    )


def _key_facts(stay: _Stretch, subject: _Facts) -> Iterator[_Stretch]:
    yield from _memberships(subject)
    if subject.get("disease", Disease.NONE) != Disease.NONE:
        yield stay


def _surveyed_residents(facts: _Facts, bands: Bands) -> Iterator[Span]:
    return _spans(
        (who, place, f"{label}|{subject['disease']}|{subject['vaccination']}", stretch)
        for who, place, stay, subject in _subjects(facts)
        if "born" in subject and "disease" in subject and "vaccination" in subject
        for label, age in _ages(date.fromisoformat(str(subject["born"])), bands)
        if (stretch := _both(stay, age))
    )


def _ages(born: date, bands: Bands) -> Iterator[tuple[str, _Stretch]]:
    """Yield when somebody is within each band."""
    for number, (lowest, label) in enumerate(bands):
        last = number + 1 == len(bands)
        ends = NEVER if last else start_of(birthday(born, bands[number + 1][0]))
        yield label, (start_of(birthday(born, lowest)), ends)


def _subjects(facts: _Facts) -> Iterator[tuple[str, str, _Stretch, _Facts]]:
    for subject in _list(facts.get("subjects")):
        yield str(subject["id"]), str(subject["place"]), _stretch(subject), subject


def _memberships(subject: _Facts) -> Iterator[_Stretch]:
    """Yield when somebody belonged to a special group; a bare name means ever."""
    groups = subject.get("groups", ())
    for entry in groups if isinstance(groups, Sequence) else ():
        if isinstance(entry, Mapping):
            if entry["group"] in _GROUPS:
                yield _stretch(entry)
        elif entry in _GROUPS:
            yield start_of(_EVER), NEVER


def _list(value: object) -> Iterator[_Facts]:
    for entry in value if isinstance(value, Sequence) else ():
        if isinstance(entry, Mapping):
            yield entry


def _stretch(entry: _Facts) -> _Stretch:
    since, until = entry.get("since"), entry.get("until")
    return (
        _moment(str(since)) if since else start_of(_EVER),
        _moment(str(until)) if until else NEVER,
    )


def _moment(text: str) -> datetime:
    """Return a day's first moment in China, or the moment written out."""
    if len(text) == len("2023-01-14"):
        return start_of(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZONE)


def _both(one: _Stretch, other: _Stretch) -> _Stretch | None:
    since, until = max(one[0], other[0]), min(one[1], other[1])
    return (since, until) if since < until else None


def _spans(parts: Iterable[tuple[str, str, str, _Stretch]]) -> Iterator[Span]:
    """Yield one span per subject, place and key where several touch or overlap."""
    open_span: Span | None = None
    for who, place, key, (since, until) in sorted(parts):
        if open_span and (open_span.subject, open_span.place, open_span.key) == (who, place, key):
            if since <= open_span.until:
                until = max(until, open_span.until)
                since = open_span.since
            else:
                yield open_span
        elif open_span:
            yield open_span
        open_span = Span(who, place, since, until, key)
    if open_span:
        yield open_span
