"""Ninety days of 1,000 grids on a virtual clock, with a scheduler that is killed and comes back."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.duties import actions, jobs
from anlin.duties.models import Escalation, Lapse, Window
from anlin.duties.rules import ladder as rules
from anlin.people.models import Household, Person, Residence, SpecialGroup
from anlin.places.models import Place
from anlin.places.rules import Period, code_of, lo_of, span
from anlin.policy import actions as policy
from anlin.policy.rules import Ladder, Rung
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind
from tests.duties import oracle, town
from tests.duties.climbing import leader
from tests.duties.oracle import DAY, HOUR, Duty, follow
from tests.duties.story import BEGUN, COMMUNITIES, FIRST, GRIDS, TERMS, Story, place_of, tell
from tests.twins import found_out

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]

KINDS = {"T-1": EvidenceKind.CONTACT, "T-4": EvidenceKind.DAILY_REPORT}
LADDER = Ladder(
    pack="town", since=FIRST, until=None, order="town-1", clause="T-9", cap=20,
    rungs=tuple(
        Rung(level, hours * HOUR, oracle.HOLDS[level] * HOUR)
        for level, hours in oracle.RUNGS.items()
    ),
    quiet=(time(oracle.SLEEPS), time(oracle.WAKES)),
)  # fmt: skip
LEADING = {
    5: Role.COMMUNITY_WORKER, 4: Role.STREET_LEADER, 3: Role.COUNTY_LEADER,
    2: Role.CITY_LEADER, 1: Role.PROVINCE_LEADER,
}  # fmt: skip
OFTEN = {5: 0.1, 4: 0.1, 3: 0.1, 2: 0.05, 1: 0.05}  # how many leaders take note


def notes(duty: Duty, level: int) -> bool:
    told = f"{duty.measure} {duty.subject} {duty.opens.timestamp()} {level}"
    return Random(told).random() < OFTEN[level]


@pytest.fixture
def settled(as_owner: Block) -> Block:
    """1,000 grids with an elder in each, and two measures and a ladder in force."""
    said = {measure.code: measure for measure in town.MEASURES}
    measures = tuple(replace(said[code], terms=(term,)) for code, term in TERMS.items())
    law = replace(town.library(), measures=measures, ladders=(LADDER,))
    with as_owner():
        policy.release(law, by=None, at=BEGUN - DAY, using="default")
        policy.adopt(
            "town", "0", since=FIRST, by=None, at=BEGUN - DAY, reason="试行", knowingly=True,
            using="default",
        )  # fmt: skip
        _people()
    return as_owner


def _people() -> None:
    places = [(code, 5, "community") for code in COMMUNITIES] + [(g, 6, "grid") for g in GRIDS]
    Place.objects.bulk_create(
        Place(
            code=code, level=level, lo=span(code)[0], hi=span(code)[1], kind=kind, name="示例",
            periods=[Period(date(2000, 1, 1))],
        )
        for code, level, kind in places
    )  # fmt: skip
    homes = Household.objects.bulk_create(
        Household(place=lo_of(grid + "001"), door="1-1", label="某家") for grid in GRIDS
    )
    born = town.BORN[0]
    Person.objects.bulk_create(
        Person(
            pk=n, place=home.place, household=home, name="某人", sex="female", born_on=born,
            area=home.place - home.place % 10**6,
        )
        for n, home in enumerate(homes, 1)
    )  # fmt: skip
    ever = date(1900, 1, 1)
    Residence.objects.bulk_create(
        Residence(person_id=n, household=home, place=home.place, since=ever)
        for n, home in enumerate(homes, 1)
    )
    SpecialGroup.objects.bulk_create(
        SpecialGroup(person_id=n, place=home.place, group="lone_elder", since=ever)
        for n, home in enumerate(homes, 1)
    )


class KilledError(Exception):
    """The scheduler was killed."""


def play(story: Story, settled: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the product live through the story: post comes in, people decide, the heart beats."""
    posts: dict[datetime, list[tuple[Duty, datetime | None]]] = defaultdict(list)
    for duty in story.duties:
        for done, arrived in duty.acts:
            posts[arrived].append((duty, done))
        if duty.excused_at is not None:
            posts[duty.excused_at].append((duty, None))
    numbers = town.measure_numbers()
    codes = {number: code for code, number in numbers.items()}
    waiting = sorted(moment for moment in posts if moment <= story.end)
    for count, beat in enumerate(story.beats):
        while waiting and waiting[0] <= beat:
            _take(posts[waiting[0]], waiting.pop(0), numbers)
        with monkeypatch.context() as patch, clock.frozen(beat), suppress(KilledError):
            if beat in story.killed:
                patch.setattr(jobs, story.killed[beat], _killer(story.killed[beat]))
            jobs.keep_up()
        _note(beat, codes)
        if count in (8, 80):
            with settled(), connection.cursor() as cursor:
                cursor.execute("analyze")


def _killer(step: str) -> Callable[..., None]:
    honest = getattr(jobs, step)

    def killed(**given: object) -> None:
        honest(**given)
        raise KilledError

    return killed


def _take(
    post: Sequence[tuple[Duty, datetime | None]], at: datetime, numbers: dict[str, int]
) -> None:
    entries = [
        Entry(
            client_id=UUID(int=Random(f"{duty.measure}{duty.subject}{done}").getrandbits(128)),
            subject=duty.subject, place=place_of(duty), occurred_at=done,
            kinds=(KINDS[duty.measure],), content={"note": "x"},
        )
        for duty, done in post if done is not None
    ]  # fmt: skip
    with nationwide():
        if entries:
            record(entries=entries, by=town.WORKER, at=at)
        for duty, done in post:
            if done is None:
                actions.relieve(
                    kind="excused", subject=duty.subject, place=place_of(duty), since=duty.opens,
                    until=duty.closes, reason="住院", by=town.WORKER, at=at,
                    measure_id=numbers[duty.measure],
                )  # fmt: skip


def _note(beat: datetime, codes: dict[int, str]) -> None:
    """Let leaders take note of what was put before them at this beat."""
    with nationwide():
        found = Escalation.objects.filter(raised_at=beat, level__gte=1).select_related("lapse")
        for told in found.order_by("pk"):
            lapse = told.lapse
            duty = Duty(codes[lapse.measure_id], lapse.subject, lapse.opens, *[beat] * 3)
            if notes(duty, told.level):
                by = _leader(told)
                actions.acknowledge(lapse=lapse.pk, by=by, at=beat + oracle.NOTES_AFTER)


def _leader(told: Escalation) -> Viewer:
    return leader(LEADING[told.level], code_of(told.place, told.level))


def compare(story: Story) -> None:
    """The database must have come to what the plain reading comes to, row by row."""
    codes = {number: code for code, number in town.measure_numbers().items()}
    follow(story.duties, story.whole, notes)
    with nationwide():
        raised = {
            (codes[each.measure_id], each.subject, each.opens): each.raised_at
            for each in Lapse.objects.all()
        }
        told = {
            (codes[e.lapse.measure_id], e.lapse.subject, e.lapse.opens, e.level): e.raised_at
            for e in Escalation.objects.select_related("lapse")
        }
        windows = list(Window.objects.filter(opens__lt=story.end).values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "select measure_id, subject, opens, status from duties_of(%s, 0, %s, %s)",
                [windows, 10**18, story.end],
            )
            derived = [((codes[m], s, opens), status) for m, s, opens, status in cursor]
        assert Lapse.objects.count() == len(raised)
        assert Escalation.objects.count() == len(told)
    expected = {(d.measure, d.subject, d.opens): d for d in story.duties}
    assert len(derived) == len(expected)
    assert not unlike(
        dict(derived), {key: duty.status(story.end) for key, duty in expected.items()}
    )
    assert not unlike(raised, {key: d.raised_at for key, d in expected.items() if d.raised_at})
    assert not unlike(
        told, {(*key, level): at for key, d in expected.items() for level, at in d.told.items()}
    )


def unlike(ours: Mapping[Any, object], theirs: Mapping[Any, object]) -> list[object]:
    """Return the first few differences: a whole comparison of so many takes minutes to write."""
    found = ours.items() ^ theirs.items()
    return sorted(found, key=str)[:6]


def test_ninety_days_go_as_the_plain_reading_says(
    settled: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell(90, seed=20230102)
    play(story, settled, monkeypatch)
    compare(story)
    met = sum(duty.status(story.end) == "met" for duty in story.duties)
    notes_taken = sum(len(duty.noted) for duty in story.duties)
    assert len(GRIDS) == 1000
    assert len(story.killed) > 5
    assert met > 10_000
    assert notes_taken > 300


def no_catching_up_of_lapses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "swept_until", lambda at: at - 7.5 * HOUR)


def no_catching_up_of_rungs(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rules.dues
    monkeypatch.setattr(rules, "dues", lambda found, at, before: honest(found, at, at - 7.5 * HOUR))


@pytest.mark.parametrize("sabotage", [no_catching_up_of_lapses, no_catching_up_of_rungs])
def test_a_scheduler_that_does_not_catch_up_is_found_out(
    settled: Block,
    monkeypatch: pytest.MonkeyPatch,
    sabotage: Callable[[pytest.MonkeyPatch], None],
) -> None:
    sabotage(monkeypatch)
    story = tell(16, seed=20230102)
    play(story, settled, monkeypatch)
    with found_out():
        compare(story)


def test_without_sabotage_the_short_story_goes_as_told(
    settled: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell(16, seed=20230102)
    play(story, settled, monkeypatch)
    compare(story)
