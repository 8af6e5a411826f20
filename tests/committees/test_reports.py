"""A day's report: filled in, signed once, corrected beside the one before, never overwritten."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import strategies as st

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.cases.models import Observation
from anlin.cases.rules import Kind, Reason
from anlin.committees import actions, queries
from anlin.committees.actions import reporting
from anlin.committees.models import Doubt, Receipt, Report, Urgent
from anlin.committees.rules import (
    PLACE,
    AnsweredDoubtError,
    EmptyReportError,
    FactsMovedError,
    LateDayError,
    Line,
    Matter,
    MeanwhileError,
    NotTheirsError,
    OwnDoubtError,
    ReasonNeededError,
    Status,
    Subject,
    Verdict,
    status_of,
)
from anlin.people.models import Person
from anlin.records.models import Submission
from tests.laws.harness import breaks, holds
from tests.people.street import AT, COMMUNITY, at_work

pytestmark = pytest.mark.django_db
TODAY, DAY, HOUR = local_day(AT), timedelta(days=1), timedelta(hours=1)
HERE = Subject(PLACE, COMMUNITY, "民生路社区")
STREET = COMMUNITY - COMMUNITY % 10**9


@pytest.fixture(autouse=True)
def scope(db: None) -> Iterator[None]:
    with nationwide():
        yield


def told(**numbers: int) -> dict[str, Line | None]:
    return {name: Line(None, numbers.get(name, 0)) for name in queries.line_names()}


def sign(
    by: Viewer, lines: dict[str, Line | None] | None = None, *, after: int = 0, reason: str = "",
    client_id: UUID | None = None, day: date = TODAY, later: timedelta = timedelta(),
) -> Report:  # fmt: skip
    return actions.report(
        subject=HERE, day=day, lines=told() if lines is None else lines, after=after,
        reason=reason, client_id=client_id or uuid4(), by=by, at=AT + later,
    )  # fmt: skip


def infected(person: Person, worker: Viewer) -> None:
    Observation.objects.create(
        person=person, place=person.place, kind=Kind.TREATMENT, reason=Reason.CASE,
        begun_on=TODAY, opened_at=AT - HOUR, opened_by=worker.user,
    )  # fmt: skip


def leader(level: int = 4) -> Viewer:
    return at_work(Role.STREET_LEADER, STREET, STREET + 10**9, level)


def test_a_report_is_filled_in_from_what_was_recorded(
    register: Callable[..., Person], worker: Viewer
) -> None:
    infected(register(), worker)
    known = queries.known_now(HERE, TODAY, AT)
    assert known == {"fevers": 0, "positives": 1, "returned": 0, "appeals": 0, "urgent": 0}


def test_one_signature_settles_the_day_and_twice_is_once(worker: Viewer) -> None:
    first = sign(worker, client_id=(same := uuid4()))
    assert sign(worker, client_id=same, later=HOUR) == first
    assert sign(worker, after=1, later=HOUR) == first  # it says what holds already
    assert (first.version, first.zero) == (1, True)
    assert Submission.objects.get().pk == first.submission


def test_a_correction_stands_beside_the_first_and_is_no_new_evidence(worker: Viewer) -> None:
    sign(worker)
    with pytest.raises(ReasonNeededError):
        sign(worker, told(appeals=2), after=1)
    second = sign(worker, told(appeals=2), after=1, reason="补报", later=HOUR)
    assert (second.version, second.submission) == (2, None)
    assert [each.version for each in queries.versions(HERE, TODAY)] == [2, 1]


def test_who_did_not_see_the_newest_version_overwrites_nothing(worker: Viewer) -> None:
    sign(worker)
    with pytest.raises(MeanwhileError):
        sign(worker, told(fevers=3), after=0)
    with pytest.raises(EmptyReportError):
        sign(worker, {}, after=1, reason="x")
    assert len(queries.versions(HERE, TODAY)) == 1


def test_nobody_signs_what_they_did_not_see(
    register: Callable[..., Person], worker: Viewer
) -> None:
    infected(register(), worker)
    seen = told() | {"positives": Line(0, 0)}
    with pytest.raises(FactsMovedError) as raised:
        sign(worker, seen)
    assert raised.value.field == "positives"
    with pytest.raises(ReasonNeededError):
        sign(worker, told() | {"positives": Line(1, 0)})


def test_a_past_day_is_taken_late_and_settles_no_other_day(worker: Viewer) -> None:
    late = sign(worker, day=TODAY - DAY)
    assert late.submission is None
    for day in (TODAY + DAY, TODAY - 32 * DAY):
        with pytest.raises(LateDayError):
            sign(worker, day=day)


def test_only_the_own_community_reports(worker: Viewer, grid_worker: Viewer) -> None:
    elsewhere = at_work(Role.COMMUNITY_WORKER, COMMUNITY + 10**6, COMMUNITY + 2 * 10**6, 5)
    for by in (elsewhere, grid_worker, leader()):
        with pytest.raises(NotTheirsError):
            sign(by)


def test_the_first_version_decides_whether_a_day_is_late() -> None:
    closes = AT
    assert status_of(AT - HOUR, closes, AT + DAY) is Status.ON_TIME
    assert status_of(AT, closes, AT + DAY) is Status.LATE
    assert status_of(None, closes, AT - HOUR) is Status.EXPECTED
    assert status_of(None, closes, AT) is Status.MISSING


@dataclass(frozen=True)
class Try:
    """Somebody signs: which version they saw, what they say, and whether it is sent again."""

    after: int
    fevers: int | None
    again: bool


TRIES = st.lists(
    st.builds(Try, st.integers(0, 3), st.sampled_from([None, 0, 0, 1, 2]), st.booleans()),
    max_size=8,
)
PROBLEMS = (EmptyReportError, MeanwhileError, ReasonNeededError)


def nothing_is_overwritten(tries: Sequence[Try]) -> None:
    """Every version stays as it was signed, and each was signed by who had seen the one before."""
    worker = at_work(Role.COMMUNITY_WORKER, COMMUNITY, COMMUNITY + 10**6, 5)
    kept: list[tuple[int, int]] = []
    for each in tries:
        lines = told() if each.fevers is not None else {}
        if each.fevers is not None:
            lines["fevers"] = Line(None, each.fevers)
        client_id = uuid4()
        for _ in range(1 + each.again):
            try:
                sign(worker, lines, after=each.after, reason="更正", client_id=client_id)
            except PROBLEMS:
                continue
        now = [(r.version, r.lines["fevers"]["said"]) for r in queries.versions(HERE, TODAY)][::-1]
        assert now[: len(kept)] == kept
        assert [version for version, _ in now] == list(range(1, len(now) + 1))
        if len(now) > len(kept):
            assert each.after == len(kept)
            assert each.fevers is not None
        kept = now
    assert Submission.objects.count() == min(1, len(kept))


def test_no_double_or_empty_report_overwrites_another() -> None:
    holds(nothing_is_overwritten, TRIES, one_in=8)


def test_a_report_that_ignores_what_was_seen_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "_nothing_between", lambda standing, after: None)
    breaks(nothing_is_overwritten, TRIES)


def test_reports_cannot_be_changed_or_deleted(worker: Viewer) -> None:
    sign(worker)
    for statement in ("update committees_report set zero = false", "delete from committees_report"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_zero_against_a_known_positive_is_doubted_and_only_that(
    register: Callable[..., Person], worker: Viewer
) -> None:
    sign(worker, told(appeals=1))
    infected(register(), worker)
    assert actions.raise_doubts(day=TODAY, at=AT) == 1
    assert actions.raise_doubts(day=TODAY, at=AT) == 0
    (found,) = queries.doubts(worker, AT)
    assert (found.doubt.figure, found.doubt.known, found.verdict) == ("positives", 1, Verdict.OPEN)


def test_a_corrected_zero_is_settled_by_itself(
    register: Callable[..., Person], worker: Viewer
) -> None:
    infected(register(), worker)
    sign(worker, told() | {"positives": Line(1, 0, "还在核实")})
    (found,) = queries.doubts(worker, AT)
    assert found.open
    sign(worker, told() | {"positives": Line(1, 1)}, after=1, reason="已核实")
    (found,) = queries.doubts(worker, AT)
    assert found.verdict is Verdict.CORRECTED


def test_a_doubt_is_explained_below_and_settled_above(
    register: Callable[..., Person], worker: Viewer
) -> None:
    infected(register(), worker)
    sign(worker, told() | {"positives": Line(1, 0, "住院")})
    number = Doubt.objects.get().pk
    act = {"said": "当天已转市医院，由医院上报", "at": AT}
    with pytest.raises(AnsweredDoubtError):
        actions.settle(number, accept=True, by=leader(), **act)  # type: ignore[arg-type]
    actions.explain(number, by=worker, **act)  # type: ignore[arg-type]
    with pytest.raises(OwnDoubtError):
        actions.settle(number, accept=True, by=worker, **act)  # type: ignore[arg-type]
    actions.settle(number, accept=False, by=leader(), **act)  # type: ignore[arg-type]
    assert queries.doubts(worker, AT)[0].verdict is Verdict.OPEN
    actions.explain(number, by=worker, **act)  # type: ignore[arg-type]
    actions.settle(number, accept=True, by=leader(), **act)  # type: ignore[arg-type]
    assert queries.doubts(worker, AT)[0].verdict is Verdict.ACCEPTED


def test_an_urgent_report_tells_who_above_has_read_it(worker: Viewer) -> None:
    given = {
        "subject": HERE, "matter": Matter.CLUSTER, "text": "3 号楼五人发热", "by": worker, "at": AT,
        "occurred_at": AT - HOUR, "client_id": uuid4(),
    }  # fmt: skip
    made = actions.tell(**given)  # type: ignore[arg-type]
    assert actions.tell(**given) == made  # type: ignore[arg-type]
    shown = queries.urgents(worker, AT + HOUR)[0]
    assert shown.waits == HOUR
    with pytest.raises(NotTheirsError):
        actions.read(made.pk, said="", by=worker, at=AT)
    actions.read(made.pk, said="已派医生", by=leader(), at=AT)
    shown = queries.urgents(worker, AT + HOUR)[0]
    assert (shown.waits, [each.level for each in shown.unread]) == (None, [3, 2, 1, 0])
    assert (Urgent.objects.count(), Receipt.objects.count()) == (1, 1)
