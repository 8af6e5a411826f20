"""Who is at home or on the way: each a SELECT, and its plain twin over facts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from anlin.base.days import NEVER, start_of
from anlin.base.sockets import Bands, Population, Span
from anlin.base.sql import statement
from anlin.cases.rules import POPULATION, Kind

_EVER = date(1900, 1, 1)
_EVERY_KIND = "'{observation,treatment,follow_up}'"
_Facts = Mapping[str, object]


def _at_home(*kinds: Kind) -> Callable[[_Facts, Bands], Iterator[Span]]:
    """Yield one span per observation of these kinds and stay of its subject."""

    def plain(facts: _Facts, bands: Bands) -> Iterator[Span]:
        for observed in listed(facts, "observations"):
            if observed.get("kind", Kind.OBSERVATION) not in kinds:
                continue
            begun = date.fromisoformat(str(observed["day"]))
            counted = begun + timedelta(days=int(str(observed.get("extended", 0))))
            opened = moment(observed.get("opened_at"), start_of(_EVER))
            first = max(start_of(begun + timedelta(days=1)), opened)
            ended = moment(observed.get("ended_at"), NEVER)
            yield from stays(facts, observed["subject"], first, ended, start_of(counted))

    return plain


def stays(
    facts: _Facts, subject: object, first: datetime, ended: datetime, begun: datetime | None
) -> Iterator[Span]:
    """Yield what of [first, ended) falls into each stay of `subject`."""
    for stay in listed(facts, "subjects"):
        if stay["id"] != subject:
            continue
        since = max(first, _day(stay.get("since"), start_of(_EVER)))
        until = min(ended, _day(stay.get("until"), NEVER))
        if since < until:
            yield Span(str(stay["id"]), str(stay["place"]), since, until, begun=begun)


def listed(facts: _Facts, name: str) -> Iterator[_Facts]:
    """Yield the facts of one kind."""
    found = facts.get(name)
    for each in found if isinstance(found, Sequence) else ():
        if isinstance(each, Mapping):
            yield each


def moment(text: object, otherwise: datetime) -> datetime:
    """Return a moment written out, or `otherwise` where none is."""
    return datetime.fromisoformat(str(text)) if text else otherwise


def _day(text: object, otherwise: datetime) -> datetime:
    return start_of(date.fromisoformat(str(text))) if text else otherwise


def _population(name: str, title_zh: str, title_en: str, kinds: Iterable[Kind]) -> Population:
    chosen = tuple(kinds)
    return Population(
        name=name,
        title_zh=title_zh,
        title_en=title_en,
        subject="person",
        sql=statement("cases/people_at_home").replace(_EVERY_KIND, f"'{{{','.join(chosen)}}}'"),
        plain=_at_home(*chosen),
        dated=True,
    )


AT_HOME = (
    _population(
        POPULATION, "居家医学观察人员", "people under home medical observation", [Kind.OBSERVATION]
    ),
    _population(
        "people_treated_at_home", "居家治疗人员", "people treated at home", [Kind.TREATMENT]
    ),
    _population(
        "people_cared_for_at_home",
        "居家治疗和观察人员",
        "people treated or observed at home",
        [Kind.OBSERVATION, Kind.TREATMENT],
    ),
    _population(
        "people_followed_up",
        "康复患者和解除疑似者",
        "recovered patients and cleared suspects",
        [Kind.FOLLOW_UP],
    ),
)


def _returned(facts: _Facts, bands: Bands) -> Iterator[Span]:
    for each in listed(facts, "travellers"):
        since = moment(each.get("registered_at"), start_of(_EVER))
        begun = start_of(date.fromisoformat(str(each["day"])))
        yield from stays(facts, each["subject"], since, NEVER, begun)


def _offered(facts: _Facts, bands: Bands) -> Iterator[Span]:
    for each in listed(facts, "handovers"):
        until = moment(each.get("withdrawn_at"), NEVER)
        yield Span(str(each["subject"]), str(each["place"]), moment(each["at"], NEVER), until)


ON_THE_WAY = (
    Population(
        name="returned_travellers",
        title_zh="返乡和外来人员",
        title_en="people who returned or came in",
        subject="person",
        sql=statement("cases/returned_travellers"),
        plain=_returned,
        dated=True,
    ),
    Population(
        name="open_handovers",
        title_zh="交接给本社区、等待答复的人员",
        title_en="people handed over to this community",
        subject="person",
        sql=statement("cases/open_handovers"),
        plain=_offered,
    ),
)
