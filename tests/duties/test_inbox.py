"""What a leader's place is told: by day, with a cap, names only for those who may see them."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anlin.accounts.rules import Role
from anlin.base.scope import open_scope
from anlin.duties import actions, queries
from anlin.duties.models import Escalation
from anlin.places.rules import level_of, span
from tests.duties import town
from tests.duties.climbing import (
    COMMUNITY_WORKER,
    STREET_LEADER,
    climb,
    lapse,
    leader,
    owe,
)
from tests.duties.town import BUILDINGS, COMMUNITIES, at
from tests.laws import broken
from tests.twins import found_out

pytestmark = pytest.mark.django_db


def test_names_are_for_those_who_may_see_them(use: object) -> None:
    owe()
    lapse("01-03 00:00")
    climb("01-03 06:00")
    (here,) = queries.inbox(COMMUNITY_WORKER, at=at("01-03 06:00")).items
    (street,) = queries.inbox(STREET_LEADER, at=at("01-03 06:00")).items
    assert (here.subject, street.subject) == (1, None)
    with open_scope(*span(COMMUNITIES[2])):
        assert queries.inbox(STREET_LEADER, at=at("01-03 06:00")).items == ()
        assert queries.history(here.lapse, at=at("01-03 06:00")) == []


def test_what_waits_from_yesterday_stands_below_today(use: object) -> None:
    owe()
    owe(2, BUILDINGS[1])
    first, second = lapse("01-03 00:00"), lapse("01-03 00:00", BUILDINGS[1], 2)
    climb("01-03 00:00")
    actions.acknowledge(lapse=second.pk, by=COMMUNITY_WORKER, at=at("01-03 09:00"))
    lapse("01-04 00:00")
    climb("01-04 00:00")
    found = queries.inbox(COMMUNITY_WORKER, at=at("01-04 08:00"))
    assert [item.lapsed_at for item in found.items] == [at("01-04 00:00")]
    assert [item.lapse for item in found.left] == [first.pk]


PLACES = (COMMUNITIES[0], COMMUNITIES[2], COMMUNITIES[0][:9], *town.COUNTIES)
LEADING = {5: Role.COMMUNITY_WORKER, 4: Role.STREET_LEADER, 3: Role.COUNTY_LEADER}
minutes = st.integers(0, 23 * 60).map(lambda n: at("01-03 00:00") + timedelta(minutes=n))
batches = st.lists(
    st.tuples(minutes, st.sampled_from(BUILDINGS), st.integers(1, 6)), min_size=1, max_size=6
)
QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    phases=(Phase.generate,),
)  # fmt: skip


def capped(batches: list[tuple[datetime, str, int]]) -> None:
    """However much comes on a day, each leader's place gets `cap` one by one, always the same."""
    with transaction.atomic():
        shown: dict[str, tuple[int, ...]] = {}
        for number, (moment, building, size) in enumerate(sorted(batches)):
            for subject in range(size):
                made = lapse("01-03 00:00", building, 100 * number + subject)
                Escalation.objects.bulk_create(
                    Escalation(
                        lapse=made, rung=6 - level, level=level, place=made.place, raised_at=moment
                    )
                    for level in LEADING
                )
            for place in PLACES:
                _capped_at(place, moment, shown)
        transaction.set_rollback(True)


def _capped_at(place: str, moment: datetime, shown: dict[str, tuple[int, ...]]) -> None:
    viewer = leader(LEADING[level_of(place)], place)
    found = queries.inbox(viewer, at=moment)
    told = Escalation.objects.filter(
        level=viewer.level, place__gte=viewer.lo, place__lt=viewer.hi
    ).count()
    items = tuple(item.lapse for item in found.items)
    assert len(items) <= found.cap == 3
    assert len(items) + found.more == told
    assert items[: len(shown.get(place, ()))] == shown.get(place, ())
    shown[place] = items


def test_no_leader_is_told_more_than_the_cap_and_the_rest_is_one_line(use: object) -> None:
    QUICK(given(batches)(capped))()


@pytest.mark.parametrize(
    "change",
    [
        ("order by e.raised_at, e.id) as", "order by e.raised_at desc, e.id desc) as"),
        ("place_in_day <= %(cap)s", "%(cap)s > 0"),
    ],
    ids=["reorders", "overflows"],
)
def test_an_inbox_that_reorders_or_overflows_is_found_out(
    use: object, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    broken.statements(monkeypatch, {"duties/told": change})
    with found_out():
        QUICK(given(batches)(capped))()
