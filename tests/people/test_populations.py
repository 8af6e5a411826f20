"""The SQL of each population and its plain twin give the same spans."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlin.base.days import NEVER, start_of
from anlin.base.scope import narrow
from anlin.base.sockets import Bands, Population, Span, populations
from anlin.people.models import Health, Household, Person, Residence, SpecialGroup
from anlin.people.rules import WHOM, Disease, Group, Sex, Vaccination
from tests.twins import found_out

BANDS: Bands = ((0, "under_65"), (65, "65_79"), (80, "80_plus"))
PLACES = [500103001001001001, 500103001001002001, 500103002001001007]
FIRST = date(2022, 12, 20)

Days = tuple[date, date | None]
T = TypeVar("T")


@dataclass
class Life:
    """Where somebody stayed, belonged and what was found, each from a day until a day."""

    born: date
    stays: Sequence[tuple[int, Days]]
    groups: Sequence[tuple[Group, Days]]
    health: Sequence[tuple[Disease, Vaccination, Days]]


@st.composite
def rows_of_days(draw: st.DrawFn) -> Sequence[Days]:
    """Up to three spans of days one after the other, some touching, the last perhaps open."""
    edges = sorted(draw(st.lists(st.integers(0, 60), min_size=0, max_size=6)))
    rows: list[Days] = []
    for lower, upper in zip(edges[::2], edges[1::2], strict=False):
        if lower < upper:
            rows.append((FIRST + timedelta(lower), FIRST + timedelta(upper)))
    lasts = draw(st.booleans())
    if rows and lasts:
        rows[-1] = (rows[-1][0], None)
    return rows


@st.composite
def people(draw: st.DrawFn) -> Life:
    """One invented life: born, stays, memberships and findings."""
    turning = draw(st.sampled_from([30, 65, 80]))
    born = draw(
        st.one_of(
            st.dates(date(2023 - turning, 1, 1), date(2023 - turning, 2, 20)),
            st.just(date(1944, 2, 29)),
        )
    )
    groups = draw(st.sets(st.sampled_from(Group), max_size=2))
    return Life(
        born,
        [(draw(st.sampled_from(PLACES)), days) for days in draw(rows_of_days())],
        [(group, days) for group in sorted(groups) for days in draw(rows_of_days())],
        [
            (draw(st.sampled_from(Disease)), draw(st.sampled_from(Vaccination)), days)
            for days in draw(rows_of_days())
        ],
    )


def _store(life: Life) -> int:
    household, _ = Household.objects.get_or_create(place=PLACES[0], door="1-101", label="")
    person = Person.objects.create(
        place=PLACES[0], household=household, name="甲", sex=Sex.MALE,
        born_on=life.born, area=PLACES[0],
    )  # fmt: skip
    for place, (since, until) in life.stays:
        Residence.objects.create(
            person=person, household=household, place=place, since=since, until=until
        )
    for group, (since, until) in life.groups:
        SpecialGroup.objects.create(
            person=person, place=PLACES[0], group=group, since=since, until=until
        )
    for disease, vaccination, (since, until) in life.health:
        Health.objects.create(
            person=person, place=PLACES[0], disease=disease, vaccination=vaccination,
            since=since, until=until,
        )  # fmt: skip
    return person.pk


def _entries(number: int, life: Life) -> Iterable[dict[str, object]]:
    """Write the same life as facts: an entry says what held without change at one place."""
    spans = [*(d for *_, d in life.stays), *(d for *_, d in life.health)]
    edges = sorted({day or date.max for span in spans for day in span})
    for since, until in pairwise(edges):
        place = _holding([(d, str(p)) for p, d in life.stays], since)
        if place is None:
            continue
        found = _holding([(d, (a, v)) for a, v, d in life.health], since)
        yield {
            "id": str(number),
            "place": place,
            "born": str(life.born),
            "since": str(since),
            **({} if until == date.max else {"until": str(until)}),
            **({"disease": str(found[0]), "vaccination": str(found[1])} if found else {}),
            "groups": [
                {"group": str(g), "since": str(s), **({"until": str(u)} if u else {})}
                for g, (s, u) in life.groups
            ],
        }


def _holding(rows: Iterable[tuple[Days, T]], day: date) -> T | None:
    for (since, until), value in rows:
        if since <= day < (until or date.max):
            return value
    return None


def _of_database(population: Population) -> list[Span]:
    with connection.cursor() as cursor:
        edges, names = [edge for edge, _ in BANDS], [name for _, name in BANDS]
        cursor.execute(population.sql, {"bands": edges, "labels": names})
        return _ordered(
            Span(str(subject), str(place), since, until, key)
            for subject, place, since, until, key in cursor.fetchall()
        )


def _ordered(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda s: (s.subject, s.place, s.key, s.since))


def _check(lives: list[Life], broken: Callable[[list[Span]], list[Span]]) -> None:
    with transaction.atomic():
        narrow(lo=0, hi=10**18, user=None, names=True)
        numbers = [_store(life) for life in lives]
        facts = {
            "subjects": [
                entry
                for number, life in zip(numbers, lives, strict=True)
                for entry in _entries(number, life)
            ]
        }
        for name in (*WHOM, "surveyed_residents", "key_people"):
            population = populations()[name]
            plain = _ordered(population.plain(facts, BANDS))
            assert broken(_of_database(population)) == plain, name
        transaction.set_rollback(True)


SETTINGS = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.django_db
@SETTINGS
@given(st.lists(people(), min_size=1, max_size=4))
def test_sql_and_plain_python_see_the_same_people(lives: list[Life]) -> None:
    _check(lives, lambda spans: spans)


@pytest.mark.django_db
def test_a_span_that_is_a_day_longer_would_be_noticed() -> None:
    def longer(spans: list[Span]) -> list[Span]:
        return [replace(span, until=span.until + timedelta(days=1)) for span in spans]

    stays = [(PLACES[0], (FIRST, FIRST + timedelta(40)))]
    life = Life(date(1942, 1, 5), stays, [(Group.LONE_ELDER, (FIRST, None))], [])
    _check([life], lambda spans: spans)
    with found_out():
        _check([life], longer)


def _plain(name: str, **subject: object) -> list[Span]:
    facts = {"subjects": [{"id": "r1", "place": "500103001001", **subject}]}
    return list(populations()[name].plain(facts, BANDS))


def test_a_birthday_moves_somebody_to_the_next_band_at_midnight_in_china() -> None:
    spans = _plain(
        "surveyed_residents",
        born="1943-01-10",
        since="2023-01-01",
        disease="none",
        vaccination="full",
    )
    edge = start_of(date(2023, 1, 10))
    assert [(s.key, s.since, s.until) for s in spans] == [
        ("65_79|none|full", start_of(date(2023, 1, 1)), edge),
        ("80_plus|none|full", edge, NEVER),
    ]


def test_two_groups_at_once_are_one_span() -> None:
    both = [
        {"group": "lone_elder", "since": "2023-01-01", "until": "2023-01-10"},
        {"group": "disabled_no_self_care", "since": "2023-01-05", "until": "2023-01-20"},
    ]
    (span,) = _plain("special_group_residents", since="2022-01-01", groups=both)
    assert (span.since, span.until) == (start_of(date(2023, 1, 1)), start_of(date(2023, 1, 20)))


def test_moments_may_be_written_out() -> None:
    (span,) = _plain("key_people", since="2023-01-01T08:30:00+08:00", disease="stable")
    assert span.since == datetime.fromisoformat("2023-01-01T00:30:00+00:00")
    assert span.until == NEVER


def test_an_unknown_group_concerns_nobody() -> None:
    assert _plain("special_group_residents", groups=["neighbour"], since="2023-01-01") == []
