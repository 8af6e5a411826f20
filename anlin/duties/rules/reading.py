"""Reading a facts document strictly: what is wrong with it, where, and what to write instead."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, TypeVar

from msgspec import DecodeError, ValidationError, json

from anlin.base.problems import Problem
from anlin.duties.rules.facts import Facts
from anlin.places.rules import CodeError, level_of

_WHERE = re.compile(r"^(?P<wrong>.*?)(?: - at `(?P<path>.*)`)?$", re.DOTALL)
_ZH = (
    (r"Object contains unknown field `(.+)`", r"没有名为“\1”的字段"),
    (r"Object missing required field `(.+)`", r"缺少字段“\1”"),
    (r"Expected `(.+)` matching regex (.+)", r"应是符合 \2 的 \1"),
    (r"Expected `(.+)`, got `(.+)`", r"应是 \1，却是 \2"),
    (r"Invalid enum value (.+)", r"不能是 \1"),
    (r"Invalid RFC3339 encoded datetime", "不是带时区的 ISO 8601 时刻"),
    (r"Invalid RFC3339 encoded date", "不是 ISO 8601 日期"),
    (r"Expected `datetime` with a timezone component", "时刻缺少时区"),
    (r"JSON is malformed: (.+)", r"不是合格的 JSON（\1）"),
    (r"Input data was truncated", "JSON 没有写完"),
)
T = TypeVar("T", date, datetime)


class FactsError(Problem):
    """Something in a facts document that cannot be read; `path` says where."""

    code: ClassVar[str] = "facts-wrong"
    zh: ClassVar[str] = "{path}：{wrong_zh}。"
    en: ClassVar[str] = "{path}: {wrong_en}."
    way_out_zh: ClassVar[str] = "{instead_zh}。"
    way_out_en: ClassVar[str] = "{instead_en}."

    def __init__(self, path: str, wrong: tuple[str, str], instead: tuple[str, str]) -> None:
        super().__init__(
            field=path,
            path=path,
            wrong_zh=wrong[0],
            wrong_en=wrong[1],
            instead_zh=instead[0],
            instead_en=instead[1],
        )


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a facts document may use."""

    groups: Collection[str]
    kinds: Collection[str]
    events: Collection[str]
    measures: Collection[str]
    packs: Collection[str]


_WITHOUT_SECONDS = re.compile(rb'("\d{4}-\d\d-\d\dT\d\d:\d\d)((?:Z|[+-]\d\d:\d\d)")')


def read(text: bytes) -> Facts:
    """Return the facts written in `text`; a moment may leave its seconds out.

    Raises:
        FactsError: it is no JSON, or a field is missing, unknown or of another form.
    """
    try:
        return json.decode(_WITHOUT_SECONDS.sub(rb"\1:00\2", text), type=Facts)
    except (ValidationError, DecodeError) as error:
        found = _WHERE.match(str(error))
        wrong, path = (found["wrong"], found["path"]) if found else (str(error), None)
        raise FactsError(
            path or "$",
            (_in_chinese(wrong), wrong),
            (
                "格式见 docs/how-to/evaluate.md 和 docs/reference/facts.schema.json",
                "The format is in docs/how-to/evaluate.md and docs/reference/facts.schema.json",
            ),
        ) from None


def _in_chinese(wrong: str) -> str:
    for pattern, zh in _ZH:
        if re.fullmatch(pattern, wrong, re.DOTALL):
            return re.sub(pattern, zh, wrong, flags=re.DOTALL)
    return wrong


def faults(facts: Facts, known: Known) -> list[FactsError]:
    """Return every name in `facts` that nothing bears, and every span that ends too early."""
    return [*_codes(facts), *_spans(facts), *_stays(facts), *_names(facts, known)]


def _codes(facts: Facts) -> Iterator[FactsError]:
    written = [
        *((f"$.places[{n}].code", each.code) for n, each in enumerate(facts.places)),
        *((f"$.subjects[{n}].place", each.place) for n, each in enumerate(facts.subjects)),
        *((f"$.events[{n}].place", each.place) for n, each in enumerate(facts.events)),
        *((f"$.handovers[{n}].place", each.place) for n, each in enumerate(facts.handovers)),
        *((f"$.needs[{n}].place", each.place) for n, each in enumerate(facts.needs)),
        *((f"$.suspected[{n}].place", each.place) for n, each in enumerate(facts.suspected)),
        *((f"$.remains[{n}].place", each.place) for n, each in enumerate(facts.remains)),
        *((f"$.stays[{n}].place", each.place) for n, each in enumerate(facts.stays)),
        *((f"$.institutions[{n}].place", each.place) for n, each in enumerate(facts.institutions)),
        *((f"$.regimes[{n}].place", each.place) for n, each in enumerate(facts.regimes)),
        *((f"$.adoptions[{n}].place", each.place) for n, each in enumerate(facts.adoptions)),
    ]
    for path, code in written:
        try:
            level_of(code)
        except CodeError:
            yield FactsError(
                path,
                (f"{code} 不是区划代码", f"{code} is no place code"),
                (
                    "请写 0（全国）或 2、4、6、9、12、15、18 位数字",
                    "Write 0 for the nation, or 2, 4, 6, 9, 12, 15 or 18 digits",
                ),
            )


def _spans(facts: Facts) -> Iterator[FactsError]:
    for p, place in enumerate(facts.places):
        for n, period in enumerate(place.periods):
            yield from _forward(f"$.places[{p}].periods[{n}]", period.since, period.until)
    for s, subject in enumerate(facts.subjects):
        yield from _forward(f"$.subjects[{s}]", subject.since, subject.until)
        for n, group in enumerate(subject.groups):
            if not isinstance(group, str):
                yield from _forward(f"$.subjects[{s}].groups[{n}]", group.since, group.until)
    yield from _spans_of_acts(facts)


def _spans_of_acts(facts: Facts) -> Iterator[FactsError]:
    for n, observed in enumerate(facts.observations):
        yield from _forward(f"$.observations[{n}]", observed.opened_at, observed.ended_at)
    for n, offered in enumerate(facts.handovers):
        yield from _forward(f"$.handovers[{n}]", offered.at, offered.withdrawn_at)
    for n, need in enumerate(facts.needs):
        yield from _forward(f"$.needs[{n}]", need.at, need.merged_at)
    for n, stay in enumerate(facts.stays):
        yield from _forward(f"$.stays[{n}]", stay.since, stay.until)
    for n, home in enumerate(facts.institutions):
        yield from _forward(f"$.institutions[{n}]", home.since, home.until)
    for n, relief in enumerate(facts.reliefs):
        yield from _forward(f"$.reliefs[{n}]", relief.since, relief.until)
    for n, adoption in enumerate(facts.adoptions):
        yield from _forward(f"$.adoptions[{n}]", adoption.since, adoption.until)


def _forward(path: str, since: T | None, until: T | None) -> Iterator[FactsError]:
    if since is not None and until is not None and until <= since:
        yield FactsError(
            f"{path}.until",
            (f"{until} 不晚于 since {since}", f"{until} is not after since {since}"),
            (
                "until 是不再有效的第一天（时刻），请写晚于 since 的",
                "until is the first day (moment) it no longer holds; write one after since",
            ),
        )


def _stays(facts: Facts) -> Iterator[FactsError]:
    """One subject lives in one place at a time; one place stands once."""
    seen: dict[str, list[tuple[date, date]]] = {}
    for n, subject in enumerate(facts.subjects):
        since, until = subject.since or date.min, subject.until or date.max
        earlier = seen.setdefault(subject.id, [])
        if any(since < other and begun < until for begun, other in earlier):
            yield _twice(f"$.subjects[{n}]", subject.id)
        earlier.append((since, until))
    codes: set[str] = set()
    for n, place in enumerate(facts.places):
        if place.code in codes:
            yield _twice(f"$.places[{n}].code", place.code)
        codes.add(place.code)


def _twice(path: str, name: str) -> FactsError:
    return FactsError(
        path,
        (f"{name} 在同一时间出现两次", f"{name} stands here twice at the same time"),
        (
            "搬家的人每处写一条，时间不重叠；地方只写一条，开闭写在 periods",
            "Write one entry per stay without overlap for a person, and one per place with periods",
        ),
    )


def _names(facts: Facts, known: Known) -> Iterator[FactsError]:
    for path, name, among in _named(facts, known):
        if name not in among:
            listed = ", ".join(sorted(among)) or "-"
            yield FactsError(
                path,
                (f"不认识“{name}”", f'"{name}" is not known'),
                (f"请写其中之一：{listed}", f"Write one of: {listed}"),
            )


def _named(facts: Facts, known: Known) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield each name with its path and the names that can stand there."""
    persons = {subject.id for subject in facts.subjects}
    persons |= {stay.subject for stay in facts.stays}
    matters = {each.id for each in (*facts.suspected, *facts.remains)}
    matters |= {
        *(need.id for need in facts.needs),
        *(found.id for found in facts.findings),
    }
    subjects = persons | {place.code for place in facts.places} | matters
    subjects |= {home.place for home in facts.institutions}
    subjects |= {home.place for home in facts.regimes}
    for s, subject in enumerate(facts.subjects):
        for n, group in enumerate(subject.groups):
            name = group if isinstance(group, str) else group.group
            field = "" if isinstance(group, str) else ".group"
            yield f"$.subjects[{s}].groups[{n}]{field}", name, known.groups
    for n, event in enumerate(facts.events):
        yield f"$.events[{n}].kind", event.kind, known.events
        yield f"$.events[{n}].subject", event.subject, persons
    at_home = {
        "observations": [each.subject for each in facts.observations],
        "travellers": [each.subject for each in facts.travellers],
        "handovers": [each.subject for each in facts.handovers],
    }
    for kind, told in at_home.items():
        yield from ((f"$.{kind}[{n}].subject", name, persons) for n, name in enumerate(told))
    for n, item in enumerate(facts.evidence):
        yield f"$.evidence[{n}].kind", item.kind, known.kinds
        yield f"$.evidence[{n}].subject", item.subject, subjects
    for n, relief in enumerate(facts.reliefs):
        yield f"$.reliefs[{n}].subject", relief.subject, subjects
        if relief.measure is not None:
            yield f"$.reliefs[{n}].measure", relief.measure, known.measures
    yield from (
        (f"$.adoptions[{n}].pack", each.pack, known.packs) for n, each in enumerate(facts.adoptions)
    )
