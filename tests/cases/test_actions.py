"""Opening and ending home observation: who may, what is refused, what is kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import NEVER, local_day, start_of
from anlin.base.scope import nationwide, open_scope
from anlin.base.sockets import Span, populations
from anlin.cases import queries
from anlin.cases.actions import end_observation, follow_moves, open_observation
from anlin.cases.actions import home as acts
from anlin.cases.models import Observation
from anlin.cases.queries import home as reads
from anlin.cases.rules import (
    POPULATION,
    AlreadyObservedError,
    Ending,
    NotObservedError,
    Reason,
    TooLongPastError,
)
from anlin.journal.models import Entry
from anlin.people.actions import move_person, register_household
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.models import Person
from anlin.people.rules import EmptyFieldError, FutureDayError
from anlin.policy.rules import Ruling, Term
from tests.people.street import AT, BUILDING, COMMUNITY, NEXT_DOOR, at_work

Register = Callable[..., Person]
TODAY = local_day(AT)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FORTNIGHT = Ruling("A-2.2", "0", date(2020, 1, 29), None,
                   Term(date(2020, 1, 29), None, "o", "A-2.2", every=1, lasts=14))  # fmt: skip


@pytest.fixture(autouse=True)
def fourteen_days(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (acts, reads):
        monkeypatch.setattr(room, "lasting", lambda lo, hi: [FORTNIGHT])


def concerned() -> list[Span]:
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(populations()[POPULATION].select)
        return [Span(str(s), str(p), since, until, key, begun)
                for s, p, since, until, key, begun in cursor.fetchall()]  # fmt: skip


def journal() -> list[tuple[str, str]]:
    with nationwide():
        return list(
            Entry.objects.filter(verb__startswith="cases.")
            .order_by("pk")
            .values_list("verb", "reason")
        )


def begin(person: Person, by: Viewer, *, days_ago: int = 5, **told: object) -> Observation:
    given = {"begun_on": TODAY - days_ago * DAY, "reason": Reason.RETURNED, "by": by, "at": AT}
    return open_observation(person.pk, **given | told)  # type: ignore[arg-type]


def test_who_is_traced_on_day_5_owes_from_then_on_counted_from_the_event(
    register: Register, worker: Viewer
) -> None:
    person = register(since=date(2022, 1, 1))
    opened = begin(person, worker)
    (span,) = concerned()
    assert (span.since, span.until) == (AT, NEVER)
    assert span.begun == start_of(opened.begun_on)
    assert journal() == [("cases.open_observation", "")]


def test_who_is_known_on_day_0_owes_from_day_1(register: Register, worker: Viewer) -> None:
    begin(register(since=date(2022, 1, 1)), worker, days_ago=0)
    (span,) = concerned()
    assert span.since == start_of(TODAY + DAY)


def test_a_worker_sees_which_day_it_is_and_when_it_ends(
    register: Register, grid_worker: Viewer, worker: Viewer
) -> None:
    person = register()
    begin(person, grid_worker)
    with open_scope(worker.lo, worker.hi, names=True):
        (found,) = queries.observations(worker, AT)
        assert (found.day, found.lasts, found.last_day) == (5, 14, TODAY + 9 * DAY)
        over = [
            each.over for day in (9, 10) for each in queries.observations(worker, AT + day * DAY)
        ]
        assert over == [False, True]  # it stays on the list until somebody lets the person go
        assert queries.observations_of(worker, [person.pk], AT + 10 * DAY) == {}


def test_a_later_event_begins_anew_and_an_earlier_one_does_not(
    register: Register, worker: Viewer
) -> None:
    person = register(since=date(2022, 1, 1))
    first = begin(person, worker)
    with pytest.raises(AlreadyObservedError):
        begin(person, worker)
    second = begin(person, worker, days_ago=1, at=AT + HOUR)
    with nationwide():
        first.refresh_from_db()
    assert (first.ending, first.ended_at) == ("renewed", second.opened_at)
    assert sorted((s.since, s.until, s.begun) for s in concerned()) == [
        (AT, AT + HOUR, start_of(first.begun_on)),
        (AT + HOUR, NEVER, start_of(second.begun_on)),
    ]
    assert [verb for verb, _ in journal()] == ["cases.open_observation"] * 2


def test_days_that_have_passed_or_not_come_are_refused(register: Register, worker: Viewer) -> None:
    person = register()
    with pytest.raises(FutureDayError):
        begin(person, worker, days_ago=-1)
    with pytest.raises(TooLongPastError):
        begin(person, worker, days_ago=15)
    assert begin(person, worker, days_ago=14).begun_on == TODAY - 14 * DAY


def test_ending_early_needs_a_reason_and_leaves_a_line(register: Register, worker: Viewer) -> None:
    person = register(since=date(2022, 1, 1))
    with pytest.raises(NotObservedError):
        end_observation(person.pk, ending=Ending.HOSPITAL, why="已转院", by=worker, at=AT)
    begin(person, worker)
    with pytest.raises(EmptyFieldError):
        end_observation(person.pk, ending=Ending.HOSPITAL, why=" ", by=worker, at=AT + HOUR)
    end_observation(person.pk, ending=Ending.HOSPITAL, why="已转院", by=worker, at=AT + HOUR)
    (span,) = concerned()
    assert span.until == AT + HOUR
    assert journal()[-1] == ("cases.end_observation", "已转院")


def test_who_may_not_record_or_is_elsewhere_opens_nothing(
    register: Register, officer: Viewer, worker: Viewer
) -> None:
    person = register()
    with pytest.raises(NotYoursError):
        begin(person, officer)
    far = at_work(Role.COMMUNITY_WORKER, COMMUNITY + 10**6, COMMUNITY + 2 * 10**6, 5)
    with pytest.raises(UnknownPersonError):
        begin(person, far)
    assert journal() == []


def test_only_who_sees_the_person_sees_the_observation(register: Register, worker: Viewer) -> None:
    opened = begin(register(), worker)
    for lo, hi, names, seen in (
        (COMMUNITY, COMMUNITY + 10**6, True, True),
        (COMMUNITY, COMMUNITY + 10**6, False, False),
        (COMMUNITY + 2000, COMMUNITY + 3000, True, False),
        (COMMUNITY + 10**6, COMMUNITY + 2 * 10**6, True, False),
    ):
        with open_scope(lo, hi, names=names):
            assert Observation.objects.filter(pk=opened.pk).exists() is seen


def test_an_observation_goes_along_with_who_moves(register: Register, worker: Viewer) -> None:
    person = register(since=date(2022, 1, 1))
    opened = begin(person, worker, days_ago=5)
    other = register_household(place=NEXT_DOOR, door="1-101", label="王家", by=worker, at=AT)
    move_person(person.pk, household=other.pk, on=TODAY, by=worker, at=AT)
    with nationwide():
        assert (follow_moves(), follow_moves()) == (1, 0)
        opened.refresh_from_db()
    assert opened.place == NEXT_DOOR
    (span,) = [each for each in concerned() if each.place == str(NEXT_DOOR)]
    assert (span.since, span.begun) == (AT, start_of(opened.begun_on))
    assert BUILDING != NEXT_DOOR


def test_an_observation_is_never_rewritten(register: Register, worker: Viewer) -> None:
    begin(register(), worker)
    for change in ("begun_on = begun_on + 1", "reason = 'other'", "opened_at = now()"):
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with refused, nationwide(), connection.cursor() as cursor:
            cursor.execute(f"update cases_observation set {change}")
