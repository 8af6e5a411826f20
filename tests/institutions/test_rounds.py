"""Rounds: taken in once, judged at once, and nothing missing is ever normal."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.institutions import actions, queries
from anlin.institutions.actions import Measured, take_in
from anlin.institutions.actions.desk import at_work
from anlin.institutions.models import Institution, Stay, Step, Warning
from anlin.institutions.rules import (
    AlreadyTakenError,
    NotOnRoundError,
    NotTakenError,
    Outcome,
    ReasonNeededError,
    RoundBody,
)
from anlin.people.actions.desk import NotYoursError
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind
from tests.institutions.house import AT, EARLY

pytestmark = pytest.mark.django_db
Admit = Callable[..., Stay]
WELL = {"temperature": "36.4", "spo2": 97, "breathing": 16, "posture": "rest", "oxygen": False,
        "symptoms": []}  # fmt: skip


@pytest.fixture(autouse=True)
def law(request: pytest.FixtureRequest, home: Institution) -> None:
    request.getfixturevalue("warning_law")


def told(stay: Stay, id: UUID | None = None, **values: object) -> Measured:
    return Measured(id or uuid4(), AT, RoundBody(subject=stay.person_id, **(WELL | values)))  # type: ignore[arg-type]


def kinds(number: object) -> set[int]:
    with nationwide():
        return set(Submission.objects.get(pk=number).kinds)


def test_a_whole_round_counts_and_a_partial_one_does_not(admit: Admit, carer: Viewer) -> None:
    one, other = admit(), admit("李大成")
    whole, part = take_in(
        items=[told(one), told(other, spo2=None, not_done="refused")], by=carer, at=AT
    )
    assert kinds(whole) == {EvidenceKind.HEALTH_ROUND, EvidenceKind.TEMPERATURE}
    assert kinds(part) == {EvidenceKind.ROUND_PARTIAL, EvidenceKind.TEMPERATURE}


def test_what_is_missing_needs_a_reason(admit: Admit, carer: Viewer) -> None:
    (refused,) = take_in(items=[told(admit(), spo2=None)], by=carer, at=AT)
    assert isinstance(refused, ReasonNeededError)
    assert "血氧" in refused.say("zh")


def test_a_reading_that_warns_reaches_the_nurse_in_the_same_moment(
    admit: Admit, carer: Viewer, nurse: Viewer
) -> None:
    stay = admit()
    (number,) = take_in(items=[told(stay, spo2=93)], by=carer, at=AT)
    assert EvidenceKind.WARNING in kinds(number)
    with at_work(nurse):
        (alarm,) = queries.alarms(nurse, nurse.lo, nurse.hi, waiting=True)
        assert alarm.emergency
        assert alarm.taken is None
    assert {each["clause"]: each["outcome"] for each in alarm.said} == {
        "DX-1": "emergency", "NR-1": "normal",
    }  # fmt: skip


def test_the_same_reading_sent_twice_warns_once(admit: Admit, carer: Viewer) -> None:
    stay, id = admit(), uuid4()
    first = take_in(items=[told(stay, id, temperature="38.2")], by=carer, at=AT)
    again = take_in(items=[told(stay, id, temperature="38.2")], by=carer, at=AT)
    assert first == again
    with nationwide():
        assert Warning.objects.count() == 1


def test_a_warning_is_taken_over_once_and_then_closed(
    admit: Admit, carer: Viewer, nurse: Viewer
) -> None:
    take_in(items=[told(admit(), temperature="37.3")], by=carer, at=AT)
    with nationwide():
        warning = Warning.objects.get().pk
    with pytest.raises(NotTakenError):
        actions.close(warning, outcome=Outcome.FALSE_ALARM, note="", by=nurse, at=AT)
    with pytest.raises(NotYoursError):
        actions.take_over(warning, by=carer, at=AT)
    actions.take_over(warning, by=nurse, at=AT + timedelta(minutes=3))
    with pytest.raises(AlreadyTakenError):
        actions.take_over(warning, by=nurse, at=AT)
    actions.close(warning, outcome=Outcome.FALSE_ALARM, note="复测36.6", by=nurse, at=AT)
    with at_work(nurse):
        assert queries.alarms(nurse, nurse.lo, nurse.hi, waiting=True) == []
        assert queries.outcomes(nurse.lo, nurse.hi, EARLY)["false_alarm"] == 1
    with nationwide():
        assert Step.objects.count() == 2


def test_a_change_from_the_own_baseline_warns(admit: Admit, carer: Viewer) -> None:
    stay = admit()
    for day in (3, 2, 1):
        at = AT - timedelta(days=day)
        body = RoundBody(subject=stay.person_id, **(WELL | {"temperature": "35.9"}))  # type: ignore[arg-type]
        take_in(items=[Measured(uuid4(), at, body)], by=carer, at=at)
    take_in(items=[told(stay, temperature="36.8")], by=carer, at=AT)
    take_in(items=[told(stay, temperature="36.9")], by=carer, at=AT)
    with nationwide():
        (warning,) = Warning.objects.all()
    assert warning.found["changes"] == [
        {"axis": "temperature", "was": "35.9", "now": "36.9", "limit": "1",
         "order": "anlin-rounds-1", "clause": "WR-3"}
    ]  # fmt: skip


def test_who_is_not_in_the_house_is_not_on_the_round(
    admit: Admit, carer: Viewer, head: Viewer, civil: Viewer
) -> None:
    stay = admit()
    actions.leave(stay.pk, why="回家", by=head, at=AT)
    (away,) = take_in(items=[told(stay)], by=carer, at=AT)
    assert isinstance(away, NotOnRoundError)
    assert isinstance(take_in(items=[told(stay)], by=civil, at=AT)[0], NotYoursError)


def test_a_floor_says_who_is_done_and_what_they_had_before(
    home: Institution, admit: Admit, carer: Viewer
) -> None:
    one, _ = admit(), admit("李大成")
    take_in(items=[told(one)], by=carer, at=AT - timedelta(hours=1))
    with at_work(carer):
        floor = queries.house(home.place)[0].id
        walk = queries.walk(home.place, floor, AT)
        later = queries.walk(home.place, floor, AT + timedelta(hours=4))
    assert walk is not None
    assert later is not None
    assert (walk.done, walk.people, later.done) == (1, 2, 0)
    assert walk.wards[0].residents[0].last["spo2"] == 97
    assert walk.rhythm is not None
    assert walk.rhythm.clause == "D-2.1"
