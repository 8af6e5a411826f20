"""A confirmed case counts for the community around the home, once, and for nobody twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from anlin.accounts.rules import Role, Viewer
from anlin.areas.queries import areas, facts_of
from anlin.areas.rules import Source as Infected
from anlin.base.days import local_day
from anlin.base.home import ROOT
from anlin.base.scope import nationwide
from anlin.institutions.actions.desk import at_work as within
from anlin.outbreaks import actions
from anlin.outbreaks.rules import BeforeDetectedError, Closing, ConfirmedError
from anlin.places.rules import span
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY, COUNTY, EARLY
from tests.outbreaks.conftest import Block, opened

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = local_day(AT)


def counted() -> tuple[int, int, int]:
    """Return the cases, the largest chain and the unknown ones of the community around the home."""
    lo, hi = span(COMMUNITY)
    with nationwide():
        facts = facts_of(lo, hi, TODAY).get((lo, 5))
    return (facts.cases, facts.linked_14d, facts.unknown_14d) if facts else (0, 0, 0)


def confirm(case: Thing, by: Viewer, **told: Thing) -> Thing:
    given = {"on": TODAY, "infected": Infected.UNKNOWN, "by": by, "at": AT}
    return actions.confirm_case(case.pk, **(given | told))


def test_a_resident_counts_for_the_community_once_and_two_of_a_home_are_a_chain(
    law: None, home: "Institution", admit: Callable[..., "Stay"], who: Thing, nurse: Viewer
) -> None:
    first: Thing = opened(home, who(person=admit().person_id), nurse)
    assert counted() == (0, 0, 0)
    with pytest.raises(BeforeDetectedError):
        confirm(first, nurse, on=TODAY - DAY)
    confirm(first, nurse)
    with pytest.raises(ConfirmedError):
        confirm(first, nurse)
    assert counted() == (1, 1, 1)
    second: Thing = opened(home, who(person=admit("李秀英").person_id), nurse)
    confirm(second, nurse, infected=Infected.KNOWN)
    assert counted() == (2, 2, 0)


def test_the_database_itself_keeps_a_case_from_counting_twice(
    law: None, home: "Institution", admit: Callable[..., "Stay"], who: Thing, nurse: Viewer
) -> None:
    from anlin.areas.models import Case

    confirm(opened(home, who(person=admit().person_id), nurse), nurse)
    with nationwide():
        kept = Case.objects.get()
    from django.db import IntegrityError, transaction

    kept.pk, kept.client_id = None, "00000000-0000-4000-8000-000000000001"
    with nationwide(), pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_whom_tests_exclude_after_all_counts_no_more_and_the_entries_stay(
    law: None, home: "Institution", admit: Callable[..., "Stay"], who: Thing, nurse: Viewer
) -> None:
    from anlin.areas.models import Case

    case: Thing = opened(home, who(person=admit().person_id), nurse)
    confirm(case, nurse)
    actions.close_case(case.pk, closing=Closing.EXCLUDED, by=nurse, at=AT)
    assert counted() == (0, 0, 0)
    with nationwide():
        assert Case.objects.count() == 2


def test_staff_are_counted_where_they_live_and_not_around_the_home(
    law: None, home: "Institution", hire: Callable[..., "Post"], who: Thing, nurse: Viewer
) -> None:
    kept = confirm(opened(home, who(post=hire().pk), nurse), nurse)
    assert (kept.confirmed_on, kept.counted, counted()) == (TODAY, None, (0, 0, 0))


def test_the_class_of_the_community_is_proposed_from_the_cases_of_the_home(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    nurse: Viewer,
    as_owner: Block,
) -> None:
    from anlin.policy import actions as policy
    from anlin.policy.pack import load_all

    names = frozenset({"national-2020-communities"})
    with as_owner():
        library = load_all(ROOT / "packs").of(names)
        policy.release(library, by=None, at=EARLY, using="default")
        policy.adopt(
            "national-2020-communities", COUNTY, since=EARLY.date(), by=None, at=EARLY,
            reason="演练", knowingly=True, using="default",
        )  # fmt: skip
    leader = at_work(Role.COUNTY_LEADER, COUNTY, 3, user=30)

    def said() -> set[str]:
        with within(leader):
            return {each.proposed.outcome for each in areas(leader, AT) if each.code == COMMUNITY}

    assert said() == set()
    confirm(opened(home, who(person=admit().person_id), nurse), nurse)
    assert said() == {"case_or_outbreak"}


def test_carers_count_nobody(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    nurse: Viewer,
    carer: Viewer,
) -> None:
    from anlin.people.actions.desk import NotYoursError

    case = opened(home, who(person=admit().person_id), nurse)
    with pytest.raises(NotYoursError):
        confirm(case, carer)
    with nationwide(), connection.cursor() as cursor:
        cursor.execute("select count(*) from areas_case")
        assert cursor.fetchone() == (0,)
