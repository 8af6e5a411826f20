"""Random small worlds: few places and people, every kind of measure, and much that goes wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from hypothesis import strategies as st

from anlin.base.days import local_day, start_of
from anlin.duties.rules.facts import (
    Facts,
    GroupFact,
    ObservationFact,
    PeriodFact,
    PlaceFact,
    ReliefFact,
    SubjectFact,
)
from anlin.policy.rules import Ruling, Term
from anlin.records.rules import EvidenceKind
from tests.duties.town import (
    AFTER,
    BORN,
    BUILDINGS,
    COMMUNITIES,
    COUNTIES,
    DAILY,
    DAY,
    FIRST,
    HOUR,
    MEASURES,
    OBSERVED,
    REPORT,
    ROUNDS,
    STANDING,
    THIRD,
    THREE_DAYS,
    TIERED,
    WEEK,
    WEEKLY,
    WHOLE_DAY,
    Act,
    World,
    ruling,
    term,
)

DAYS = 20
EDGES = (0, 5, 6, 9, 12, 14, 18, 23)  # hours at which windows open and close, and some between
ONE_GROUP = (("lone_elder",), ("orphan",))
PERSONS = tuple(str(number) for number in range(1, len(BORN) + 1))
days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))
moments = st.builds(
    lambda n, hour, minutes: start_of(FIRST) + n * DAY + hour * HOUR + minutes,
    st.integers(0, DAYS),
    st.sampled_from(EDGES),
    st.sampled_from((timedelta(), timedelta(), timedelta(minutes=1))),
)
graces = st.sampled_from((timedelta(), 6 * HOUR, 2 * DAY))
spacings = st.sampled_from((timedelta(), 8 * HOUR, DAY))
steps = st.sampled_from((timedelta(), HOUR, 8 * HOUR, DAY, DAY + HOUR, 2 * DAY))
often = st.sampled_from((True, True, True, False))
lengths = st.sampled_from((None, None, 3, 7))


def _slots(measure: object) -> st.SearchStrategy[dict[str, object]]:
    """Return what a term of `measure` can say beside its days."""
    some = st.sampled_from((1, 1, 2, 2, 3))
    if measure is AFTER:
        return st.fixed_dictionaries(
            {"within": st.sampled_from((2 * HOUR, DAY)), "grace": graces, "needs": some}
        )
    standing = st.just({"every": None})
    weekly = {"every": st.just(7), "slots": st.just(WEEK)}
    daily = {"every": st.just(1), "slots": st.sampled_from((WHOLE_DAY, ROUNDS, ROUNDS[:1]))}
    third = {"every": st.just(3), "slots": st.just(THREE_DAYS)}
    own = {
        WEEKLY.code: weekly, DAILY.code: daily, THIRD.code: third, REPORT.code: daily,
        OBSERVED.code: daily,
    }  # fmt: skip
    common = {"needs": some, "grace": graces, "spacing": spacings, "lasts": lengths}
    if measure is STANDING:
        return standing
    kinds = [own[measure.code]] if measure.code in own else [weekly, daily, third]  # type: ignore[attr-defined]
    return st.one_of([st.fixed_dictionaries({**kind, **common}) for kind in kinds])


@st.composite
def terms_of(draw: st.DrawFn, measure: object, *, first: int) -> list[Term]:
    """Draw terms that follow each other from the `first` day on, the last one perhaps ended."""
    starts = sorted({first, *draw(st.sets(st.integers(first, DAYS - 3), max_size=1))})
    ends = [*starts[1:], None if draw(often) else draw(st.integers(starts[-1] + 1, DAYS))]
    return [
        term(
            measure,  # type: ignore[arg-type]
            FIRST + timedelta(days=start),
            until=None if end is None else FIRST + timedelta(days=end),
            **draw(_slots(measure)),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


@st.composite
def laws(draw: st.DrawFn) -> tuple[Ruling, ...]:
    """Draw the rulings of some measures: national terms, and a county's or a community's own."""
    found: list[Ruling] = []
    rates = draw(st.sampled_from((DAILY, THIRD, TIERED, OBSERVED)))
    others = [each for each in MEASURES if each is not rates]
    for measure in (rates, *draw(st.lists(st.sampled_from(others), max_size=2, unique=True))):
        found += [
            ruling(measure, "0", said)
            for said in draw(terms_of(measure, first=draw(st.sampled_from((0, 0, 1, 4)))))
        ]
        local = st.lists(st.sampled_from((*COUNTIES, COMMUNITIES[0])), max_size=2, unique=True)
        for place in () if draw(often) else draw(local):
            found += [
                ruling(measure, place, said)
                for said in draw(terms_of(measure, first=draw(st.integers(0, DAYS - 3))))
            ]
    return tuple(found)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Draw a first day and a day after the last one, either of them perhaps open."""
    since = draw(st.none() | days)
    until = draw(st.none() | days)
    if since is not None and until is not None and until <= since:
        until = None
    return since, until


@st.composite
def persons(draw: st.DrawFn, name: str) -> list[SubjectFact]:
    """Draw where a person lived and the facts about them."""
    groups = []
    for group in draw(st.lists(st.sampled_from(("lone_elder", "orphan")), max_size=2, unique=True)):
        since, until = draw(spans())
        groups.append(GroupFact(group, since, until))
    disease = draw(st.sampled_from((None, "none", "stable", "stable", "unstable")))
    told = {
        "groups": tuple(groups),
        "born": BORN[int(name) - 1],
        "disease": disease,
        "vaccination": draw(st.sampled_from(("none", "full"))) if disease else None,
    }
    since, until = (None, None) if draw(often) else draw(spans())
    moved = None if draw(often) else draw(days)
    one, two = draw(st.lists(st.sampled_from(BUILDINGS), min_size=2, max_size=2, unique=True))
    inside = moved and (since is None or since < moved) and (until is None or moved < until)
    if not inside:
        return [SubjectFact(id=name, place=one, since=since, until=until, **told)]  # type: ignore[arg-type]
    return [
        SubjectFact(id=name, place=one, since=since, until=moved, **told),  # type: ignore[arg-type]
        SubjectFact(id=name, place=two, since=moved, until=until, **told),  # type: ignore[arg-type]
    ]


@st.composite
def observations(draw: st.DrawFn, name: str) -> list[ObservationFact]:
    """Draw somebody's observations: traced at once or late, left to run or ended, one at a time."""
    found = [ObservationFact(name, draw(days), opened_at=draw(st.none() | moments))]
    if draw(often):
        return found
    first = found[0]
    ended = max(draw(moments), first.opened_at or start_of(FIRST))
    again = ObservationFact(name, draw(days), opened_at=max(ended, draw(moments)))
    return [msgspec.structs.replace(first, ended_at=ended), again]


@st.composite
def places(draw: st.DrawFn) -> tuple[PlaceFact, ...]:
    """Draw communities, some closed and reopened."""
    found = []
    for code in COMMUNITIES:
        closed = sorted(draw(st.sets(st.integers(0, DAYS), max_size=4)))
        edges = [FIRST + timedelta(days=n) for n in closed[: len(closed) // 2 * 2]]
        starts = [date(2000, 1, 1), *edges[1::2]]
        ends = [*edges[::2], None]
        periods = tuple(PeriodFact(a, b) for a, b in zip(starts, ends, strict=True))
        found.append(PlaceFact(code, periods=periods if edges else ()))
    return tuple(found)


KINDS = (
    (EvidenceKind.CONTACT,),
    (EvidenceKind.CONTACT,),
    (EvidenceKind.VISIT,),
    (EvidenceKind.VISIT,),
    (EvidenceKind.TEMPERATURE,),
    (EvidenceKind.VISIT, EvidenceKind.TEMPERATURE),
    (EvidenceKind.CONTACT_ATTEMPT,),
    (EvidenceKind.CONTACT, EvidenceKind.UNWELL),
    (EvidenceKind.CONTACT_ATTEMPT, EvidenceKind.UNWELL),
)
delays = st.sampled_from(
    (timedelta(), timedelta(), timedelta(minutes=5), 10 * HOUR, 3 * DAY, -HOUR, None)
)


@st.composite
def acts(draw: st.DrawFn, subjects: Sequence[str], *, most: int = 12) -> tuple[Act, ...]:
    """Draw what was recorded: some late, some from phones ahead, some corrected."""
    made: list[Act] = []
    corrected: set[int] = set()
    for number in range(draw(st.integers(most // 3, most))):
        same = number > 0 and draw(often)
        subject = made[-1].subject if same else draw(st.sampled_from(subjects))
        kinds = (
            (EvidenceKind.DAILY_REPORT,) if subject in COMMUNITIES else draw(st.sampled_from(KINDS))
        )
        occurred = made[-1].occurred_at + draw(steps) if same else draw(moments)
        delay = draw(delays)
        received = start_of(local_day(occurred) + DAY) if delay is None else occurred + delay
        back = draw(st.integers(0, number - 1)) if number and not draw(often) else None
        if back is not None and _correctable(made[back]) and back not in corrected:
            subject = made[back].subject
            kinds = made[back].kinds if draw(st.booleans()) else (EvidenceKind.CONTACT_ATTEMPT,)
            received = max(received, made[back].received_at)
            corrected.add(back)
        else:
            back = None
        made.append(Act(subject, kinds, occurred, received, back))
    return tuple(made)


def _correctable(act: Act) -> bool:
    return EvidenceKind.UNWELL not in act.kinds


@st.composite
def relief_facts(draw: st.DrawFn, subject: str) -> ReliefFact:
    """Draw an excuse or an exemption, decided at its start."""
    since = draw(moments)
    return ReliefFact(
        subject=subject,
        kind=draw(st.sampled_from(("excused", "exempt"))),
        since=since,
        until=since + draw(st.sampled_from((HOUR, DAY, 9 * DAY))),
        measure=draw(st.none() | st.sampled_from(MEASURES).map(lambda each: each.code)),
    )


@st.composite
def worlds(draw: st.DrawFn, *, most: int = 12) -> World:
    """Draw a world and the moment, after everything in it, at which it is asked about."""
    names = PERSONS[: draw(st.integers(1, 3))]
    people = [fact for name in names for fact in draw(persons(name))]
    subjects = (*names, *names, *COMMUNITIES[:2])
    made = draw(acts(subjects, most=most))
    reliefs = draw(st.lists(st.sampled_from(subjects).flatmap(relief_facts), max_size=2))
    last = [act.received_at for act in made] + [each.since for each in reliefs]
    at = max([draw(moments), *last])
    return World(
        facts=Facts(
            places=draw(places()),
            subjects=tuple(people),
            observations=tuple(
                each for name in names if draw(st.booleans()) for each in draw(observations(name))
            ),
        ),
        rulings=draw(laws()),
        acts=made,
        at=at,
        reliefs=tuple(reliefs),
    )
