"""Release where the law was changed for one county only; and what a secret shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base import scope
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.cases.actions import (
    extend_observation,
    home,
    make_link,
    open_observation,
    release,
    reopen_observation,
)
from anlin.cases.models import Certificate, Link, Observation
from anlin.cases.queries import (
    certificate_code,
    certificate_digest,
    genuine,
    link_digest,
    observed_now,
)
from anlin.cases.queries import home as reads
from anlin.cases.rules import NotObservedError, NotOverError, Reason
from anlin.people.actions import register_household, register_person
from anlin.people.models import Person
from anlin.people.rules import Sex
from anlin.policy.rules import Ruling, Term
from tests.people.street import AT, at_work

Register = Callable[..., Person]
TODAY = local_day(AT)
DAY = timedelta(days=1)
FAR = 500243100201 * 10**6
FORTNIGHT = Ruling("A-2.2", "0", date(2020, 1, 29), None,
                   Term(date(2020, 1, 29), None, "o", "A-2.2", every=1, lasts=14))  # fmt: skip
SEVEN = replace(
    FORTNIGHT, place="500103", since=TODAY,
    term=replace(FORTNIGHT.term, since=TODAY, clause="XB-1", lasts=7),
)  # fmt: skip


@pytest.fixture(autouse=True)
def seven_days_in_one_county(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (home, reads):
        monkeypatch.setattr(room, "lasting", lambda lo, hi: [FORTNIGHT, SEVEN])


@pytest.fixture
def elsewhere() -> tuple[Viewer, Callable[[], Person]]:
    by = at_work(Role.COMMUNITY_WORKER, FAR, FAR + 10**6, 5)

    def register() -> Person:
        house = register_household(place=FAR + 1001, door="1", label="", by=by, at=AT)
        return register_person(
            household=house.pk, name="冉光明", by=by, at=AT, born_on=date(1980, 1, 1), sex=Sex.MALE
        )

    return by, register


def begun(person: Person, by: Viewer, days_ago: int) -> Observation:
    at = AT - days_ago * DAY
    return open_observation(
        person.pk, begun_on=TODAY - days_ago * DAY, reason=Reason.RETURNED, by=by, at=at
    )


def test_a_county_that_shortens_releases_its_own_people_and_nobody_elses(
    register: Register, worker: Viewer, elsewhere: tuple[Viewer, Callable[[], Person]]
) -> None:
    here, (by, far) = register(), elsewhere
    there = far()
    kept = begun(here, worker, 8)
    begun(there, by, 8)
    with open_scope(worker.lo, worker.hi, names=True):
        yesterday, today = observed_now(kept, AT - DAY), observed_now(kept, AT)
    assert (yesterday.over, yesterday.lasts) == (False, 14)  # what was due before stays as it was
    assert (today.over, today.lasts) == (True, 7)
    paper = release(here.pk, by=worker, at=AT)
    assert (paper.last_on, paper.clause) == (TODAY - DAY, "XB-1")
    with pytest.raises(NotOverError, match=(TODAY + 6 * DAY).isoformat()):
        release(there.pk, by=by, at=AT)
    later = release(there.pk, by=by, at=AT + 7 * DAY)
    assert (later.last_on, later.clause) == (TODAY + 6 * DAY, "A-2.2")


def test_days_added_stay_when_it_is_reopened(register: Register, worker: Viewer) -> None:
    person = register()
    begun(person, worker, 8)
    extend_observation(person.pk, days=1, why="等结果", by=worker, at=AT)
    with pytest.raises(NotOverError):
        release(person.pk, by=worker, at=AT)
    paper = release(person.pk, by=worker, at=AT + DAY)
    assert paper.last_on == TODAY
    with pytest.raises(NotObservedError):
        extend_observation(person.pk, days=3, why="再观察", by=worker, at=AT + DAY)
    again = reopen_observation(person.pk, days=3, why="再观察", by=worker, at=AT + DAY)
    with open_scope(worker.lo, worker.hi, names=True):
        assert observed_now(again, AT + DAY).last_day == TODAY + 3 * DAY
        assert Certificate.objects.get().revoked_at == AT + DAY
    second = release(person.pk, by=worker, at=AT + 4 * DAY)
    found = genuine(certificate_code(second.observation_id))
    assert found is not None
    assert (found.pk, found.revoked_at) == (second.pk, None)


def test_a_secret_shows_its_own_row_and_nothing_else(
    register: Register, worker: Viewer, elsewhere: tuple[Viewer, Callable[[], Person]]
) -> None:
    here, (by, far) = register(), elsewhere
    there = far()
    begun(here, worker, 8)
    begun(there, by, 2)
    paper = release(here.pk, by=worker, at=AT)
    link, secret = make_link(there.pk, by=by, at=AT)

    def seen(**known: bytes) -> dict[str, list[int]]:
        with open_scope(0, 0):
            for name in ("link", "paper"):
                scope.show(name, known.get(name, b"").hex())
            tables = (Person, Observation, Link, Certificate)
            return {each.__name__: list(each.objects.values_list("pk", flat=True))
                    for each in tables}  # fmt: skip

    nothing: dict[str, list[int]] = {
        "Person": [], "Observation": [], "Link": [], "Certificate": [],
    }  # fmt: skip
    code = certificate_digest(certificate_code(paper.observation_id))
    assert seen() == nothing
    assert seen(link=b"", paper=b"") == nothing
    assert seen(link=link_digest("guessed")) == nothing
    assert seen(link=link_digest(secret)) == nothing | {"Link": [link.pk]}
    assert seen(paper=code) == nothing | {"Certificate": [paper.pk]}
    assert seen(paper=code[:-1]) == nothing
