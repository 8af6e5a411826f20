"""What the picture counts of institutions equals a recount from the house, warnings and results."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.base.sockets import figures
from anlin.duties.models import Figure, Window
from anlin.institutions import actions
from anlin.institutions.figures import COUNTED
from anlin.institutions.models import Finding, Institution, Sample, Stay, Warning
from anlin.institutions.rules import Method, Result, RoundBody, Whom
from anlin.places.rules import span
from anlin.records.rules import EvidenceKind
from tests.institutions.house import AT, COMMUNITY, COUNTY

pytestmark = pytest.mark.django_db
Admit = Callable[..., Stay]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def number(name: str, later: timedelta = HOUR) -> int:
    """Return what a figure counts in the county so long after `AT`."""
    (figure,) = (each for each in COUNTED if each.name == name)
    since = start_of(local_day(AT + later))
    lo, hi = span(COUNTY)
    values = {"lo": lo, "hi": hi, "since": since, "until": since + DAY, "at": AT + later}
    with nationwide():
        return sum(row.number for row in sql.rows_of(figure.sql, values))


def test_each_figure_is_offered_and_says_what_it_counts_by_which_clause() -> None:
    assert {each.name for each in COUNTED} <= set(figures())
    assert all(each.means_zh and each.means_en and each.clause for each in COUNTED)


def test_residents_and_free_beds_follow_who_comes_is_away_and_leaves(
    admit: Admit, head: Viewer
) -> None:
    one, other = admit(), admit("李大成")
    assert (number("home_residents"), number("home_beds_free")) == (2, 6)
    actions.leave(one.pk, why="回家", by=head, at=AT)
    assert (number("home_residents"), number("home_beds_free")) == (1, 6)
    assert number("home_residents", -HOUR) == 2
    assert other.pk


def test_warnings_wait_until_a_nurse_takes_them(
    warning_law: None, admit: Admit, carer: Viewer, nurse: Viewer
) -> None:
    body = RoundBody(
        subject=admit().person_id, temperature="38.4", spo2=97, breathing=16, posture="rest",
        oxygen=False, symptoms=[],
    )  # fmt: skip
    actions.take_in(items=[actions.Measured(uuid4(), AT, body)], by=carer, at=AT)
    assert number("home_warnings_waiting") == 1
    with nationwide():
        warning = Warning.objects.get().pk
    actions.take_over(warning, by=nurse, at=AT + 2 * HOUR)
    assert (number("home_warnings_waiting"), number("home_warnings_waiting", 3 * HOUR)) == (1, 0)


def test_a_positive_result_counts_on_its_day_until_it_is_corrected(
    home: Institution, admit: Admit, carer: Viewer
) -> None:
    admit()
    batch = actions.open_batch(
        home.pk, client_id=uuid4(), method=Method.ANTIGEN, whom=Whom.RESIDENTS, by=carer, at=AT
    )
    with nationwide():
        sample = Sample.objects.get(batch=batch).pk
    for result, at, counted in ((Result.POSITIVE, AT, 1), (Result.NEGATIVE, AT + HOUR, 0)):
        actions.record_results(batch.pk, results={sample: result}, by=carer, at=at)
        assert number("home_positives", 2 * HOUR) == counted
    with nationwide():
        assert Finding.objects.count() == 2


def test_rounds_owed_and_done_are_those_of_the_windows_that_have_begun(
    home: Institution,
    as_owner: Callable,  # type: ignore[type-arg]
) -> None:
    lo, hi = span("0")
    with as_owner():
        for id, opens, done in ((901, AT - 9 * HOUR, 5), (902, AT, 3), (903, AT + 2 * HOUR, 0)):
            Window.objects.create(
                id=id, measure_id=1, opens=opens, closes=opens + HOUR, lapses=opens + HOUR,
                late_until=opens + HOUR, lo=lo, hi=hi, needs=1, spacing=timedelta(0), own=False,
                grace=timedelta(0), dense=True, kinds=[EvidenceKind.HEALTH_ROUND], order="o",
                clause="D-2.1",
            )  # fmt: skip
            Figure.objects.create(
                window_id=id, level=5, place=span(COMMUNITY)[0], due=8, met=done - 1, late=1,
                excused=0, exempt=0, lapsed=0, raised=0,
            )  # fmt: skip
    assert (number("home_rounds_due"), number("home_rounds_done")) == (16, 8)
