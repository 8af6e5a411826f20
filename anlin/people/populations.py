"""Which residents orders can concern: each a SELECT, and its plain twin over facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from anlin.base.days import NEVER, ZONE, start_of
from anlin.base.sockets import Bands, Population, Span, offer
from anlin.base.sql import statement
from anlin.people.rules import KEY, WHOM, Disease, Group, birthday

_EVER = date(1900, 1, 1)
_Facts = Mapping[str, object]
_Stretch = tuple[datetime, datetime]
_TITLES = {
    "special_group_residents": (
        "特殊群体居民（孤寡老人、散居孤儿、缺乏自我健康管理能力的残疾人等）",
        "residents of special groups: lone elders, orphans, disabled persons who cannot look "
        "after their health, and the like",
    ),
    "residents_left_without_care": (
        "孤寡老人、因家人隔离收治而无人照看者、散居孤儿、留守儿童和老人",
        "lone elders, those whose carer is isolated or in treatment, orphans, left-behind "
        "children and elders",
    ),
    "alone_left_behind_or_gravely_ill": (
        "孤寡老人、散居孤儿、留守老人和儿童、重病重残者",
        "lone elders, orphans, left-behind elders and children, the severely ill and disabled",
    ),
    "elders_children_and_mental_disorders": (
        "需要关照的老人和儿童、严重精神障碍患者",
        "elders and children in need of attention, and people with severe mental disorders",
    ),
    "special_groups_and_families_in_difficulty": (
        "特殊群体居民和困难家庭（特困、低保、低保边缘）",
        "residents of special groups, and families in difficulty: destitute, on the minimum "
        "living allowance or near it",
    ),
}


def register() -> None:
    """Offer this room's populations to the heart."""
    for name, (zh, en) in _TITLES.items():
        offer(
            Population(
                name=name,
                title_zh=zh,
                title_en=en,
                subject="person",
                sql=_of_groups("people/group_residents", WHOM[name]),
                plain=partial(_residents_of, WHOM[name]),
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
            title_zh="重点人群（特殊群体、重病与有基础疾病者）",
            title_en="key people: special groups, the severely ill, and those with an underlying "
            "disease",
            subject="person",
            sql=_of_groups("people/key_people", KEY),
            plain=_key_people,
        )
    )


def _of_groups(name: str, groups: Sequence[Group]) -> str:
    return statement(name).replace("{groups}", f"{{{','.join(groups)}}}")


def _residents_of(groups: Sequence[Group], facts: _Facts, bands: Bands) -> Iterator[Span]:
    return _spans(
        (who, place, "", stretch)
        for who, place, stay, subject in _subjects(facts)
        for member in _memberships(subject, groups)
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
    yield from _memberships(subject, KEY)
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


def _memberships(subject: _Facts, groups: Sequence[Group]) -> Iterator[_Stretch]:
    """Yield when somebody belonged to one of `groups`; a bare name means ever."""
    entries = subject.get("groups", ())
    for entry in entries if isinstance(entries, Sequence) else ():
        if isinstance(entry, Mapping):
            if entry["group"] in groups:
                yield _stretch(entry)
        elif entry in groups:
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
