"""Lapses that climb: who is told when, who may answer, and what an answer holds back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anlin.accounts.rules import Held, Role, Viewer
from anlin.duties import actions, queries
from anlin.duties.models import Acknowledgement, Appeal, Escalation, Lapse, Relief
from anlin.duties.rules.facts import Facts, SubjectFact
from anlin.duties.rules.problems import (
    AlreadyAcknowledgedError,
    AlreadyAskedError,
    NobodyAboveError,
    NotBeforeYouError,
    OwnDutyError,
    ReasonNeededError,
)
from anlin.journal.models import Entry
from anlin.policy.models import Measure
from anlin.policy.rules import LadderInForce
from anlin.records.rules import EvidenceKind
from tests.duties import town
from tests.duties.climbing import (
    COMMUNITY_WORKER,
    COUNTY,
    HERE,
    NATION_LEADER,
    STREET,
    STREET_LEADER,
    WHOLE,
    climb,
    lapse,
    leader,
    owe,
)
from tests.duties.ladders import HOUR, NIGHT, everywhere, ladder
from tests.duties.town import BUILDINGS, COMMUNITIES, DAILY, Act, World, at
from tests.laws import broken
from tests.twins import found_out

Block = Callable[[], AbstractContextManager[None]]
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    phases=(Phase.generate,),
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_a_lapse_climbs_while_it_is_missed(use: object) -> None:
    owe()
    lapse("01-03 00:00")
    assert climb("01-03 00:00") == [5]
    assert climb("01-03 01:59") == [5]
    assert climb("01-03 02:00") == [5, 4]
    assert climb("01-03 05:59") == [5, 4]
    assert climb("01-06 00:00") == [5, 4, 3, 2, 1, 0]
    assert climb("01-16 00:00") == [5, 4, 3, 2, 1, 0]


def test_an_acknowledgement_holds_back_what_is_above_and_they_keep_their_distance(
    use: object,
) -> None:
    owe()
    made = lapse("01-03 00:00")
    climb("01-03 00:00")
    actions.acknowledge(lapse=made.pk, by=COMMUNITY_WORKER, at=at("01-03 01:00"), note="去看了")
    assert climb("01-03 04:59") == [5]
    assert climb("01-03 05:00") == [5, 4]
    assert climb("01-03 08:59") == [5, 4]
    assert climb("01-03 09:00") == [5, 4, 3]


def test_each_level_takes_note_once_and_only_of_what_was_put_before_it(use: object) -> None:
    owe()
    made = lapse("01-03 00:00")
    climb("01-03 00:00")
    with pytest.raises(NotBeforeYouError):
        actions.acknowledge(lapse=made.pk, by=STREET_LEADER, at=at("01-03 01:00"))
    neighbour = leader(Role.COMMUNITY_WORKER, COMMUNITIES[1])
    with pytest.raises(NotBeforeYouError):
        actions.acknowledge(lapse=made.pk, by=neighbour, at=at("01-03 01:00"))
    officer = leader(Role.POLICY_OFFICER, COUNTY)
    climb("01-03 06:00")
    with pytest.raises(NotBeforeYouError):
        actions.acknowledge(lapse=made.pk, by=officer, at=at("01-03 06:00"))
    actions.acknowledge(lapse=made.pk, by=COMMUNITY_WORKER, at=at("01-03 06:00"))
    with pytest.raises(AlreadyAcknowledgedError):
        actions.acknowledge(lapse=made.pk, by=COMMUNITY_WORKER, at=at("01-03 09:00"))
    assert Entry.objects.filter(verb="duties.acknowledge").count() == 1


def test_help_is_asked_from_above_at_once_even_at_night(use: Callable[..., None]) -> None:
    night = everywhere(ladder((5, timedelta()), (4, 2 * HOUR), cap=3, quiet=NIGHT))
    use(night)
    owe()
    made = lapse("01-03 21:00")
    assert climb("01-03 21:00", night) == [5]
    assert climb("01-03 23:00", night) == [5]
    with pytest.raises(ReasonNeededError):
        actions.ask_up(lapse=made.pk, reason=" ", by=COMMUNITY_WORKER, at=at("01-03 23:01"))
    asked = {"lapse": made.pk, "reason": "人手不够", "at": at("01-03 23:01")}
    assert actions.ask_up(by=COMMUNITY_WORKER, **asked) == 4
    with pytest.raises(AlreadyAskedError):
        actions.ask_up(by=COMMUNITY_WORKER, **asked)
    assert climb("01-04 07:00", night) == [5, 4]
    assert actions.ask_up(by=STREET_LEADER, **asked) == 3
    (item,) = queries.inbox(STREET_LEADER, at=at("01-03 23:02")).items
    assert (item.asked_for, item.asked_by, item.asked_up) == (
        "人手不够",
        COMMUNITY_WORKER.user,
        True,
    )
    (sent,) = queries.inbox(COMMUNITY_WORKER, at=at("01-03 23:02")).items
    assert (sent.asked_up, sent.asked_for, sent.highest) == (True, None, 3)


def test_nobody_is_above_the_nation(use: object) -> None:
    owe()
    made = lapse("01-03 00:00")
    climb("01-06 00:00")
    with pytest.raises(NobodyAboveError):
        actions.ask_up(lapse=made.pk, reason="x", by=NATION_LEADER, at=at("01-06 00:00"))


def test_what_is_refused_writes_nothing_and_what_is_written_stays(use: object) -> None:
    owe()
    made = lapse("01-03 00:00")
    climb("01-03 00:00")
    actions.ask_up(lapse=made.pk, reason="x", by=COMMUNITY_WORKER, at=at("01-03 01:00"))
    with pytest.raises(AlreadyAskedError):
        actions.ask_up(lapse=made.pk, reason="y", by=COMMUNITY_WORKER, at=at("01-03 01:01"))
    assert Entry.objects.filter(verb="duties.ask_up").count() == 1
    for model in (Acknowledgement, Appeal, Escalation):
        with pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.update(rung=9)
        with pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.all()._raw_delete("default")


def cure() -> None:
    """Let a lapse be told to the community, then let late truth cure it, and time go by."""
    owe()
    lapse("01-03 00:00")
    climb("01-03 00:00")
    moment = at("01-02 20:00")
    elder = SubjectFact(id="1", place=BUILDINGS[0], groups=("lone_elder",))
    contact = Act("1", (EvidenceKind.CONTACT,), moment, at("01-03 01:00"))
    town.deliver(World(Facts(subjects=(elder,)), (), (contact,), moment).entries())
    actions.refresh(at=at("01-03 01:01"))
    assert climb("01-06 00:00") == [5]


def test_a_ladder_that_does_not_look_again_is_found_out(
    use: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(monkeypatch, {"duties/escalate": ("and t.status = 'missed'", "")})
    with found_out():
        cure()


def test_late_truth_stops_the_climb_and_the_history_says_which(use: object) -> None:
    cure()
    (raised,) = Lapse.objects.all()
    told = queries.history(raised.pk, at=at("01-06 00:00"))
    assert [(event.kind, event.level, event.moment) for event in told] == [
        ("raised", None, at("01-03 00:00")), ("told", 5, None), ("done", None, at("01-02 20:00")),
    ]  # fmt: skip
    item = queries.lapse(COMMUNITY_WORKER, raised.pk, at=at("01-06 00:00"))
    assert item is not None
    assert (item.status, item.cured, item.waits) == ("met", True, False)
    before = queries.lapse(COMMUNITY_WORKER, raised.pk, at=at("01-03 00:30"))
    assert before is not None
    assert (before.status, before.cured, before.waits) == ("missed", False, True)


ROLES = (Role.GRID_WORKER, Role.COMMUNITY_WORKER, Role.STREET_OFFICER, Role.COUNTY_CASE_OFFICER)
WHERE = {
    Role.GRID_WORKER: BUILDINGS[0][:15], Role.COMMUNITY_WORKER: HERE,
    Role.STREET_OFFICER: STREET, Role.COUNTY_CASE_OFFICER: COUNTY,
}  # fmt: skip


def shut(owner: Block, owed_by: Role, works_as: Role, also: set[Role]) -> None:
    """Whoever holds the role that owes a duty can neither take note of its lapse nor excuse it."""
    with transaction.atomic():
        with owner():
            Measure.objects.filter(code=DAILY.code).update(owed_by=owed_by)
        owe()
        made = lapse("01-03 00:00")
        climb("01-03 00:00")
        actions.sweep(at=at("01-03 08:00"), since=at("01-03 08:00"), ladders=WHOLE)
        held = tuple(Held(n, role, WHERE[role]) for n, role in enumerate({works_as, *also}))
        by = leader(works_as, WHERE[works_as], held)
        owes = owed_by in {works_as, *also}
        for deed in (_note, _excuse, _excuse_all):
            before = Acknowledgement.objects.count(), Relief.objects.count()
            try:
                with transaction.atomic():
                    deed(made, by)
            except (OwnDutyError, actions.MayNotRelieveError, NotBeforeYouError):
                after = Acknowledgement.objects.count(), Relief.objects.count()
                assert after == before
            else:
                assert not owes, deed.__name__
        transaction.set_rollback(True)


def _note(made: Lapse, by: Viewer) -> None:
    actions.acknowledge(lapse=made.pk, by=by, at=at("01-03 09:00"))


def _excuse(made: Lapse, by: Viewer, measure: bool = True) -> None:
    actions.relieve(
        kind="excused", subject=made.subject, place=made.place, since=made.opens,
        until=made.lapsed_at, reason="住院", by=by, at=at("01-03 09:00"),
        measure_id=made.measure_id if measure else None,
    )  # fmt: skip


def _excuse_all(made: Lapse, by: Viewer) -> None:
    _excuse(made, by, measure=False)


hands = st.tuples(
    st.sampled_from(ROLES), st.sampled_from(ROLES), st.sets(st.sampled_from(ROLES), max_size=2)
)


def test_nobody_closes_a_lapse_of_their_own(use: object, owner: Block) -> None:
    QUICK(given(hands)(lambda drawn: shut(owner, *drawn)))()


def test_a_door_left_open_for_own_lapses_is_found_out(
    use: object, owner: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Viewer, "holds", lambda self, role, place: self.role == role)
    with found_out():
        QUICK(given(hands)(lambda drawn: shut(owner, *drawn)))()


def test_an_excuse_needs_a_reason(use: object) -> None:
    made = lapse("01-03 00:00")
    with pytest.raises(ReasonNeededError):
        actions.relieve(
            kind="excused", subject=1, place=made.place, since=made.opens, until=made.lapsed_at,
            reason="  ", by=COMMUNITY_WORKER, at=at("01-03 09:00"),
        )  # fmt: skip


def test_a_ladder_of_a_place_that_ends_lets_what_lapsed_before_climb_on(use: object) -> None:
    owe()
    made = lapse("01-03 00:00")
    here = ladder((5, timedelta()), (4, 2 * HOUR))
    ended = (LadderInForce(COUNTY, date(2023, 1, 1), date(2023, 1, 4), here),)
    assert climb("01-03 00:00", ended) == [5]
    assert climb("01-04 23:00", ended) == [5, 4]
    lapse("01-05 00:00")
    assert climb("01-06 00:00", ended) == [5, 5, 4]
    assert Escalation.objects.filter(lapse=made).count() == 2
