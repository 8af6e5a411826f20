"""Tests: everybody is in a batch, results are never overwritten, a laboratory is asked for."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.dispatch.models import Need
from anlin.institutions import actions
from anlin.institutions.actions.desk import at_work
from anlin.institutions.models import Batch, Finding, Institution, Sample, Stay
from anlin.institutions.queries import testing
from anlin.institutions.rules import (
    Job,
    Method,
    Missing,
    NobodyToTestError,
    Result,
    Route,
    UnknownSampleError,
    Whom,
)
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind
from tests.institutions.house import AT

pytestmark = pytest.mark.django_db
Admit = Callable[..., Stay]


@pytest.fixture
def batch(home: Institution, admit: Admit, carer: Viewer) -> Batch:
    """A batch of two residents of whom one refused."""
    one, other = admit(), admit("李大成")
    assert one.person_id != other.person_id
    return actions.open_batch(
        home.pk, client_id=uuid4(), method=Method.LABORATORY, whom=Whom.RESIDENTS,
        missing={other.person_id: Missing.REFUSED}, laboratory="区疾控", by=carer, at=AT,
    )  # fmt: skip


def samples(batch: Batch) -> list[Sample]:
    with nationwide():
        return list(Sample.objects.filter(batch=batch).order_by("pk"))


def test_everybody_is_in_a_batch_and_only_who_was_sampled_has_done_it(batch: Batch) -> None:
    one, other = samples(batch)
    assert (one.missing, other.missing) == ("", Missing.REFUSED)
    with nationwide():
        done = Submission.objects.filter(kinds__contains=[EvidenceKind.TEST])
        assert [each.subject for each in done] == [one.person_id]


def test_a_batch_sent_twice_is_one(batch: Batch, home: Institution, carer: Viewer) -> None:
    again = actions.open_batch(
        home.pk, client_id=batch.client_id, method=Method.ANTIGEN, whom=Whom.STAFF, by=carer, at=AT
    )
    assert again.pk == batch.pk


def test_staff_are_counted_by_batch(home: Institution, head: Viewer) -> None:
    with pytest.raises(NobodyToTestError):
        actions.open_batch(
            home.pk, client_id=uuid4(), method=Method.ANTIGEN, whom=Whom.STAFF, by=head, at=AT
        )
    actions.add_post(home.pk, name="刘护士", job=Job.NURSE, by=head, at=AT)
    actions.open_batch(
        home.pk, client_id=uuid4(), method=Method.ANTIGEN, whom=Whom.STAFF, by=head, at=AT
    )
    with nationwide():
        told = Submission.objects.get(kinds__contains=[EvidenceKind.STAFF_TEST])
        assert (told.subject, told.place) == (home.place, home.place)
    with at_work(head):
        assert testing.this_week(home, AT) == {"residents": 0, "staff": 1}
        assert testing.others_today(home, Whom.RESIDENTS, AT)


def test_a_result_put_right_points_at_the_one_before(batch: Batch, carer: Viewer) -> None:
    one, _ = samples(batch)
    actions.record_results(batch.pk, {one.pk: Result.NEGATIVE}, by=carer, at=AT)
    assert actions.record_results(batch.pk, {one.pk: Result.NEGATIVE}, by=carer, at=AT) == []
    (right,) = actions.record_results(batch.pk, {one.pk: Result.POSITIVE}, by=carer, at=AT)
    assert right.corrects is not None
    assert right.corrects.result == Result.NEGATIVE
    with at_work(carer):
        (counted,) = testing.batches(batch.institution)
    assert (counted.taken, counted.missing, counted.positive, counted.waiting) == (1, 1, 1, 0)


def test_nobody_who_was_not_sampled_has_a_result(batch: Batch, carer: Viewer) -> None:
    _, other = samples(batch)
    with pytest.raises(UnknownSampleError):
        actions.record_results(batch.pk, {other.pk: Result.NEGATIVE}, by=carer, at=AT)


def test_a_laboratorys_file_is_taken_row_by_row(batch: Batch, carer: Viewer) -> None:
    code = samples(batch)[0].code
    text = f"样本编号,结果\n{code},阳性\nX-1,阴性\n{code},也许\n"
    made, refused = actions.import_results(batch.pk, "结果.csv", text.encode(), by=carer, at=AT)
    assert [(each.result, each.route) for each in made] == [(Result.POSITIVE, Route.IMPORT)]
    assert [each.number for each in refused] == [3, 4]
    with nationwide():
        assert Finding.objects.count() == 1


def test_a_home_without_a_laboratory_asks_once_a_day(home: Institution, nurse: Viewer) -> None:
    for _ in range(2):
        actions.ask_for_laboratory(home.pk, note="每周两次60份", by=nurse, at=AT)
    with nationwide():
        (need,) = Need.objects.all()
    assert (need.kind, need.place) == ("laboratory", home.place)
