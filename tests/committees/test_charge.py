"""Who answers for whom: one at a time, day by day; gaps are listed, and nobody is left alone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day
from anlin.base.scope import nationwide, open_scope
from anlin.committees import actions
from anlin.committees.models import Responsible
from anlin.committees.queries.charge import Load, charged, load_at, load_of
from anlin.committees.rules import NotTheirsError
from anlin.committees.rules.charge import Charge
from anlin.committees.rules.problems import ChargeDaysError, ChargeTwiceError
from anlin.people.models import Person
from anlin.people.rules import EmptyFieldError
from anlin.places.models import Place
from anlin.places.rules import EVER, Kind, Period, span
from tests.people.street import AT, COMMUNITY, at_work
from tests.twins import found_out

pytestmark = pytest.mark.django_db
Block = Callable[[], AbstractContextManager[None]]
HERE, HOUSE, STREET = "500103001001", "500103001001001001", "500103001"
TODAY, DAY = local_day(AT), timedelta(days=1)


@pytest.fixture(autouse=True)
def ground(as_owner: Block) -> Iterator[None]:
    with as_owner():
        for code, level, kind in (
            (STREET, 4, Kind.STREET), (HERE, 5, Kind.COMMUNITY), (f"{HERE}001", 6, Kind.GRID),
            (HOUSE, 7, Kind.BUILDING),
        ):  # fmt: skip
            lo, hi = span(code)
            Place.objects.create(
                code=code, level=level, lo=lo, hi=hi, kind=kind, name=code, periods=[Period(EVER)]
            )
    with nationwide():
        yield


def appoint(
    by: Viewer, name: str = "何建国", *, place: str = HOUSE, days: int = 0, **more: object
) -> Responsible:
    told = {
        "charge": Charge.STEWARD, "place": place, "name": name, "post": "", "phone": "000",
        "since": TODAY + days * DAY, "client_id": uuid4(), "by": by, "at": AT,
    }  # fmt: skip
    return actions.name_charge(**told | more)  # type: ignore[arg-type]


def test_whoever_takes_over_ends_the_one_before_on_that_day(worker: Viewer) -> None:
    first = appoint(worker, days=-10)
    second = appoint(worker, "罗敏")
    first.refresh_from_db()
    assert (first.until, second.until) == (TODAY, None)
    with pytest.raises(ChargeDaysError):
        appoint(worker, "谭勇", days=-5)


def test_sent_twice_is_once(worker: Viewer) -> None:
    same = uuid4()
    assert appoint(worker, client_id=same) == appoint(worker, client_id=same)


def test_nobody_names_beyond_the_own_place_or_what_a_place_does_not_have(
    worker: Viewer, grid_worker: Viewer
) -> None:
    for by, more in (
        (worker, {"place": STREET, "charge": Charge.SECRETARY}),
        (worker, {"charge": Charge.HOSPITAL}),
        (grid_worker, {}),
    ):
        with pytest.raises(NotTheirsError):
            appoint(by, **more)  # type: ignore[arg-type]


def test_people_whom_nobody_answers_for_are_told_by_name(
    register: Callable[..., Person], worker: Viewer
) -> None:
    person = register()
    found = charged(worker, HERE, AT)
    assert (found.alone, found.names) == (1, (person,))
    assert {gap.charge: gap.places[0].community for gap in found.gaps}["steward"] is None
    above = charged(at_work(Role.STREET_LEADER, *span(STREET), 4), STREET, AT)
    named = {gap.charge: gap.places[0].community for gap in above.gaps}
    assert (named["steward"], named["secretary"]) == (HERE, None)  # a building says in which
    appoint(worker)
    found = charged(worker, HERE, AT)
    assert (found.alone, found.names) == (0, ())
    assert {gap.charge for gap in found.gaps} >= {"grid_worker", "community_worker", "secretary"}
    assert "steward" not in {gap.charge for gap in found.gaps}


def test_the_load_is_known_before_and_after(
    register: Callable[..., Person], worker: Viewer
) -> None:
    register()
    added = load_at(*span(HOUSE))
    assert (load_of(worker, "何建国", "000", TODAY), added) == (Load(), Load(1, 1, 1))
    appoint(worker)
    assert load_of(worker, "何建国", "000", TODAY) == added


def test_standing_in_needs_a_word_of_consent_and_ends_by_itself(worker: Viewer) -> None:
    held = appoint(worker, days=-10)
    told = {"name": "罗敏", "post": "", "phone": "001", "since": TODAY, "until": TODAY + 3 * DAY,
            "by": worker, "at": AT}  # fmt: skip
    with pytest.raises(EmptyFieldError):
        actions.stand_in(held.pk, agreed=" ", client_id=uuid4(), **told)  # type: ignore[arg-type]
    actions.stand_in(held.pk, agreed="电话同意", client_id=uuid4(), **told)  # type: ignore[arg-type]
    with pytest.raises(ChargeTwiceError):
        actions.stand_in(held.pk, agreed="电话", client_id=uuid4(), **told)  # type: ignore[arg-type]
    (house,) = [each for each in charged(worker, f"{HERE}001", AT).below if each.holders]
    assert [cover.name for cover in house.holders[0].covers] == ["罗敏"]
    (house,) = [each for each in charged(worker, f"{HERE}001", AT + 3 * DAY).below if each.holders]
    assert house.holders[0].covers == ()


def test_one_sees_who_answers_above_and_not_next_door(worker: Viewer) -> None:
    leader = at_work(Role.STREET_LEADER, *span(STREET), 4)
    appoint(leader, "周书记", place=STREET, charge=Charge.SECRETARY)
    appoint(worker)
    with open_scope(worker.lo, worker.hi):
        assert Responsible.objects.count() == 2
    with open_scope(COMMUNITY + 10**6, COMMUNITY + 2 * 10**6):
        assert [each.name for each in Responsible.objects.all()] == ["周书记"]


def test_a_policy_that_shows_all_is_found_out(worker: Viewer, as_owner: Block) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "alter policy committees_responsible_scope on committees_responsible using (true)"
        )
    with found_out():
        test_one_sees_who_answers_above_and_not_next_door(worker)
