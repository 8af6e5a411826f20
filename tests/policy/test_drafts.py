"""Drafts of local orders: who writes them, every version stays, and the database guards the law."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from anlin.accounts.rules import NotYoursError, Role, Viewer
from anlin.base.scope import open_scope
from anlin.policy import actions, models, queries
from anlin.policy.rules import (
    Draft,
    DraftMovedError,
    MeasureTwiceError,
    NothingToTightenError,
    PastDayError,
    Text,
    UnknownDraftError,
)
from tests.policy.conftest import AT, officer
from tests.policy.ordering import (
    COUNTY,
    NEIGHBOUR,
    TODAY,
    release_now,
    text,
)

Block = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def test_a_draft_keeps_every_version_and_only_the_newest_is_changed(county: Viewer) -> None:
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    changed = actions.change_draft(made.id, text(needs=5), seen=1, by=county, at=AT)
    assert (changed.number, changed.text.changes[0].term["needs"]) == (2, 5)
    with pytest.raises(DraftMovedError, match="it is at version 2"):
        actions.change_draft(made.id, text(needs=6), seen=1, by=county, at=AT)
    assert [each.text.changes[0].term["needs"] for each in queries.versions(made.id)] == [5, 3]


def test_what_is_withdrawn_or_released_is_neither_changed_nor_released_again(
    county: Viewer,
) -> None:
    gone = actions.draft(text(), COUNTY, by=county, at=AT)
    actions.withdraw_draft(gone.id, seen=1, by=county, at=AT, reason="not needed")
    done = actions.draft(text(), COUNTY, by=county, at=AT)
    actions.release_draft(done.id, seen=1, by=county, at=AT)
    for number in (gone.id, done.id):
        for act in (_change, _release):
            with pytest.raises(DraftMovedError):
                act(number, county)


def _change(number: int, by: Viewer) -> Draft:
    return actions.change_draft(number, text(), seen=2, by=by, at=AT)


def _release(number: int, by: Viewer) -> models.Adoption:
    return actions.release_draft(number, seen=2, by=by, at=AT)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (text(since=date(2026, 5, 31)), PastDayError),
        (replace(text(), changes=()), MeasureTwiceError),
        (replace(text(), changes=text().changes * 2), MeasureTwiceError),
    ],
)
def test_an_order_speaks_from_today_about_each_measure_once(
    county: Viewer, said: Text, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        actions.draft(said, COUNTY, by=county, at=AT)


def test_what_is_not_in_force_is_not_tightened(county: Viewer) -> None:
    row = models.Adoption.objects.get(place="0")
    nation = officer("0")
    with open_scope(nation.lo, nation.hi, user=7):
        actions.end_adoption(row.pk, until=date(2026, 6, 5), by=nation, at=AT, reason="over")
    with pytest.raises(NothingToTightenError, match="P-1 is not in force in 500103 on 2026-06-10"):
        actions.draft(text(), COUNTY, by=county, at=AT)


def test_an_officer_orders_only_for_the_own_place_and_others_order_nothing(
    county: Viewer,
) -> None:
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    for by in (officer(NEIGHBOUR), officer(COUNTY, Role.COUNTY_LEADER)):
        with pytest.raises(NotYoursError):
            actions.draft(text(), COUNTY, by=by, at=AT)
        with pytest.raises(NotYoursError):
            actions.release_draft(made.id, seen=1, by=by, at=AT)


def test_a_neighbour_does_not_see_a_draft(county: Viewer) -> None:
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    other = officer(NEIGHBOUR)
    with open_scope(other.lo, other.hi, user=8), pytest.raises(UnknownDraftError):
        queries.draft(made.id)


def test_every_act_leaves_one_line(county: Viewer, as_owner: Block) -> None:
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    actions.change_draft(made.id, text(needs=4), seen=1, by=county, at=AT)
    actions.release_draft(made.id, seen=2, by=county, at=AT)
    gone = actions.draft(text(since=TODAY), COUNTY, by=county, at=AT)
    actions.withdraw_draft(gone.id, seen=1, by=county, at=AT, reason="not needed")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select verb, reason from journal_entry where subject like 'policy_draft:%' order by id"
        )
        assert cursor.fetchall() == [
            ("policy.draft", "drill"),
            ("policy.change_draft", "drill"),
            ("policy.release_draft", "drill"),
            ("policy.draft", "drill"),
            ("policy.withdraw_draft", "not needed"),
        ]


def test_the_database_takes_law_only_for_ones_own_place_and_until_it_is_released(
    county: Viewer,
) -> None:
    row = release_now(text(), county)
    own = models.Term.objects.get(pack=row.pack)
    nation = models.Term.objects.filter(pack__name="nation-sample")[0]
    for term in (own, nation):
        term.pk, term.since = None, date(2027, 1, 1)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            term.save(force_insert=True)
    pack = row.pack
    pack.pk, pack.name = None, "other"
    pack.lo, pack.hi = officer(NEIGHBOUR).lo, officer(NEIGHBOUR).hi
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        pack.save(force_insert=True)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.Term.objects.update(needs=1)
