"""Adopting: knowingly, inside one's own place, from today on, never looser than around it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from anlin.accounts.rules import NotYoursError, Role, Viewer
from anlin.base.scope import open_scope
from anlin.duties.jobs import beat
from anlin.places.rules import span
from anlin.policy import actions, models, queries
from anlin.policy.pack import Library
from anlin.policy.rules import (
    AdoptionEndedError,
    AlreadyAdoptedError,
    LooserHereError,
    NotKnowinglyError,
    OutsideJurisdictionError,
    PastDayError,
    UnknownPackError,
)
from tests.policy.conftest import AT, Release, officer

Block = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
COUNTY = "500103"


@pytest.fixture
def draft(release: Release, sample: Library) -> Library:
    """Return the sample with the county's pack as a draft, released."""
    packs = tuple(
        replace(pack, status="draft") if pack.name == "county-sample" else pack
        for pack in sample.packs
    )
    changed = replace(sample, packs=packs)
    release(changed)
    return changed


def adopt(
    pack: str = "county-sample",
    place: str = COUNTY,
    since: date = TODAY,
    by: Viewer | None = None,
    *,
    knowingly: bool = True,
    until: date | None = None,
) -> models.Adoption:
    """Adopt as the county's policy officer does."""
    viewer = by or officer(COUNTY)
    with open_scope(viewer.lo, viewer.hi, user=viewer.user):
        return actions.adopt(
            pack, place, since=since, until=until, by=viewer, at=AT, reason="drill",
            knowingly=knowingly,
        )  # fmt: skip


def clauses_on(place: str) -> list[str]:
    """Return the clauses of P-1 in force at exactly this place."""
    return [each.term.clause for each in queries.rulings_of("P-1") if each.place == place]


def test_a_draft_adopted_knowingly_is_in_force_from_its_day(draft: Library) -> None:
    assert clauses_on(COUNTY) == []
    row = adopt()
    assert clauses_on(COUNTY) == ["Q-1"]
    assert (row.lo, row.hi) == span(COUNTY)
    assert (row.adopted_by, row.reason, row.knowingly) == (7, "drill", True)


def test_a_draft_not_taken_knowingly_is_refused_in_both_languages(draft: Library) -> None:
    with pytest.raises(NotKnowinglyError) as caught:
        adopt(knowingly=False)
    assert caught.value.say("zh") == (
        "county-sample 是草案或演示，不是正式文件。确要采用，请勾选“我知道这是草案”。"
    )
    assert caught.value.say("en") == (
        "county-sample is a draft or a demonstration, not an order in force. "
        'To adopt it all the same, tick "I know that this is a draft".'
    )
    assert clauses_on(COUNTY) == []


def test_a_pack_is_adopted_only_where_its_issuer_has_a_say(draft: Library) -> None:
    with pytest.raises(OutsideJurisdictionError):
        adopt(place="500243", by=officer("500243"))


def test_an_officer_adopts_only_inside_the_own_place(draft: Library) -> None:
    with pytest.raises(NotYoursError):
        adopt(by=officer("500243"))


def test_who_is_no_policy_officer_adopts_nothing(draft: Library) -> None:
    with pytest.raises(NotYoursError):
        adopt(by=officer(COUNTY, Role.COUNTY_LEADER))


def test_a_past_day_stays_as_it_was(draft: Library) -> None:
    with pytest.raises(PastDayError, match="2026-05-31 has passed"):
        adopt(since=date(2026, 5, 31))


def test_one_pack_is_adopted_once_at_a_place(draft: Library) -> None:
    adopt(until=date(2026, 7, 1))
    with pytest.raises(AlreadyAdoptedError):
        adopt(since=date(2026, 6, 15))
    adopt(since=date(2026, 7, 1))
    assert len(clauses_on(COUNTY)) == 2


def test_the_database_itself_holds_one_adoption_a_day(draft: Library) -> None:
    row = adopt()
    row.pk = None
    with (
        open_scope(row.lo, row.hi),
        pytest.raises(IntegrityError, match="policy_adoption_once_a_day"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


def test_what_is_looser_than_around_it_is_not_adopted(
    release: Release, draft: Library, sample: Library
) -> None:
    nation = next(each for each in sample.measures if each.code == "P-1")
    monthly = replace(
        nation, code="P-8", carries=(), pack="loose",
        terms=(replace(nation.terms[0], needs=1, spacing=nation.terms[0].spacing / 2),),
    )  # fmt: skip
    pack = replace(sample.packs[0], name="loose", hash="x", status="draft")
    values = replace(sample.values[0], pack="loose", terms=monthly.terms)
    release(Library(packs=(pack,), values=(values,)))
    with pytest.raises(LooserHereError) as caught:
        adopt("loose")
    assert caught.value.say("en") == (
        "P-1, how many times: clause P-1 of “A sample order” in 500103 asks for less than clause "
        "P-1 of “A sample order” in 0, which says at least 2 times. Write at least 2 times or "
        "stricter; to ask for less, cite a clause that grants it, or begin after the order above "
        "has ended."
    )
    assert clauses_on(COUNTY) == []


def test_the_heart_is_woken_once_and_not_by_what_is_refused(draft: Library) -> None:
    with pytest.raises(NotKnowinglyError):
        adopt(knowingly=False)
    assert ProcrastinateJob.objects.count() == 0
    row = adopt()
    with open_scope(*span(COUNTY), user=7):
        actions.end_adoption(
            row.pk, until=date(2026, 6, 10), by=officer(COUNTY), at=AT, reason="over"
        )
    (waiting,) = ProcrastinateJob.objects.values_list("task_name", "lock", "queueing_lock")
    assert waiting == (beat.name, beat.lock, beat.queueing_lock)


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(UnknownPackError):
        adopt("no-such-pack")


def test_an_adoption_ends_from_a_day_on(draft: Library) -> None:
    row = adopt()
    with open_scope(*span(COUNTY), user=7):
        actions.end_adoption(
            row.pk, until=date(2026, 6, 10), by=officer(COUNTY), at=AT, reason="over"
        )
    (found,) = [each for each in queries.rulings_of("P-1") if each.place == COUNTY]
    assert (found.since, found.until) == (TODAY, date(2026, 6, 10))
    with pytest.raises(AdoptionEndedError), open_scope(*span(COUNTY), user=7):
        actions.end_adoption(
            row.pk, until=date(2026, 6, 20), by=officer(COUNTY), at=AT, reason="again"
        )


def test_an_adoption_does_not_end_in_the_past(draft: Library) -> None:
    row = adopt()
    with pytest.raises(PastDayError), open_scope(*span(COUNTY), user=7):
        actions.end_adoption(
            row.pk, until=date(2026, 5, 1), by=officer(COUNTY), at=AT, reason="back"
        )


def test_adopting_and_ending_are_journalled_with_their_reason(
    draft: Library, as_owner: Block
) -> None:
    row = adopt()
    with open_scope(*span(COUNTY), user=7):
        actions.end_adoption(
            row.pk, until=date(2026, 6, 10), by=officer(COUNTY), at=AT, reason="over"
        )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select verb, reason, actor from journal_entry where subject = %s order by id",
            [f"policy_adoption:{row.pk}"],
        )
        assert cursor.fetchall() == [
            ("policy.adopt", "drill", 7),
            ("policy.end_adoption", "over", 7),
        ]


def test_adoptions_around_at_and_inside_a_place_are_found(draft: Library) -> None:
    adopt()
    lo, hi = span("5001")
    assert [row.place for row in queries.adoptions_at(lo, hi)] == ["0", COUNTY]
    assert [row.place for row in queries.adoptions_at(*span("500243"))] == ["0"]


def test_the_database_lets_nobody_order_or_end_anything_elsewhere(draft: Library) -> None:
    """What Python would refuse is out of reach for a statement that forgets to ask, too."""
    row = adopt()
    neighbour = officer("500104")
    with open_scope(neighbour.lo, neighbour.hi, user=8):
        everywhere = models.Adoption.objects.filter(pk=row.pk)
        assert everywhere.exists()
        assert everywhere.update(until=date(2026, 6, 9)) == 0
        row.pk, row.since = None, date(2027, 1, 1)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)
    with open_scope(0, 0), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)
