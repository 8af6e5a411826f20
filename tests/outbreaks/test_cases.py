"""A suspected case: its clock, its steps, its contacts by an independent recount, its closing."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_minute
from anlin.institutions.actions.desk import at_work as within
from anlin.outbreaks import actions, queries
from anlin.outbreaks.rules import (
    Basis,
    BeforeDetectedError,
    CaseTwiceError,
    Closing,
    NotClosedError,
    NotYetError,
    OfNobodyError,
    Standing,
    Step,
    StepDoneError,
    minutes,
    share,
)
from anlin.people.rules import EmptyFieldError
from anlin.places.rules import span
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind
from tests.institutions.conftest import at_work
from tests.institutions.house import AT, COMMUNITY, GRID
from tests.outbreaks.conftest import opened
from tests.outbreaks.recount import drawn, recount

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Admit, Hire, Who = Callable[..., "Stay"], Callable[..., "Post"], Callable[..., Any]


def on_duty(post: "Post", since: Thing, by: Viewer) -> None:
    """Let somebody have been on a shift of eight hours from `since` on."""
    from anlin.workforce.models import Shift

    with within(by):
        Shift.objects.create(
            post=post, place=post.place, since=since, until=since + 8 * HOUR, inside=False, at=AT,
            by=1,
        )  # fmt: skip


def reading(stay: "Stay", by: Viewer, at: Thing) -> None:
    entry = Entry(uuid4(), stay.person_id, stay.home, at, (EvidenceKind.TEMPERATURE,), {})
    with within(by):
        record(entries=[entry], by=by, at=at)


def at_the_gate(name: str, whom: str, at: Thing, way: str = "in") -> None:
    """Let a visitor pass the gate of the home, as its keeper writes down."""
    from anlin.premises.actions import Now, open_gate, register
    from anlin.premises.models import Gate
    from anlin.premises.rules import PassageBody, Visitor

    worker = at_work(Role.COMMUNITY_WORKER, COMMUNITY, 5, user=20)
    with within(worker):
        gate = Gate.objects.filter(place=span(GRID)[0]).first()
    gate = gate or open_gate(
        place=GRID, name="院门", clinic="民生路社区卫生服务站", clinic_phone="023-0000-0001",
        by=worker, at=at,
    )  # fmt: skip
    visitor = Visitor(name=name, whom=whom, phone="00000001111" if name == "王小明" else "")
    body = PassageBody(gate.pk, way, visit=uuid4(), visitor=visitor)  # type: ignore[arg-type]
    keeper = at_work(Role.GATEKEEPER, GRID, 6, user=21)
    register(told=Now(uuid4(), at, body), by=keeper, at=at)


@pytest.fixture
def scene(
    law: None,
    home: "Institution",
    admit: Admit,
    hire: Hire,
    head: Viewer,
    nurse: Viewer,
    carer: Viewer,
) -> dict[str, Any]:
    """Let two share a room and one lie elsewhere, carers come and go, a visitor be there."""
    from anlin.institutions.actions.regime import Caller, register_visit

    first, second, third = (admit(name) for name in ("王桂兰", "李秀英", "张文秀"))
    near, far, night = hire(user=carer.user), hire("钱护理"), hire("孙护理")
    on_duty(near, AT - DAY, head)
    on_duty(far, AT - 6 * DAY, head)
    on_duty(night, AT - DAY + 9 * HOUR, head)
    on_duty(hire("赵厨师", job="cook"), AT - DAY, head)
    reading(first, carer, AT - DAY + HOUR)
    reading(third, carer, AT - 4 * DAY)
    caller = Caller(first.person_id, "王小明", "00000001111", tested_at=AT - DAY)
    register_visit(home.pk, caller=caller, by=carer, at=AT - DAY)
    for name, whom in (("王小明", "王桂兰"), ("周送货", "101室"), ("吴亲属", "张文秀")):
        at_the_gate(name, whom, AT - DAY)
    at_the_gate("郑快递", "101室", AT - 5 * DAY)
    at_the_gate("何某", "王桂兰", AT - DAY, way="refused")
    return {"first": first, "second": second, "third": third, "near": near, "far": far}


@pytest.mark.parametrize("suspect", ["first", "third", "near"])
def test_contacts_are_whom_an_independent_recount_finds(
    scene: dict[str, Any], home: "Institution", who: Who, nurse: Viewer, suspect: str
) -> None:
    one = scene[suspect]
    told = {"post": one.pk} if suspect == "near" else {"person": one.person_id}
    case = opened(home, who(**told), nurse)
    with within(nurse):
        found = drawn(case)
        assert found == recount(case, 2, AT)
        assert actions.draw_contacts(case.pk, by=nurse, at=AT) == 0  # type: ignore[attr-defined]
    if suspect == "first":
        assert found[scene["second"].person_id, None, ""] == {"room"}
        assert (None, scene["far"].pk, "") not in found
        assert {key[2]: bases for key, bases in found.items() if key[2]} == {
            "王小明 00000001111": {"gate", "visit"}, "周送货": {"gate"}
        }  # fmt: skip


def test_the_recount_notices_a_gate_that_is_left_out(
    scene: dict[str, Any], home: "Institution", who: Who, nurse: Viewer, monkeypatch: Thing
) -> None:
    """The twin: a statement that reads no gates, and the two no longer agree."""
    from anlin.base import sql

    whole = sql.statement
    monkeypatch.setattr(
        sql, "statement", lambda name: whole(name).replace("g.visit is not null", "false")
    )
    case = opened(home, who(person=scene["first"].person_id), nurse)
    with within(nurse):
        assert drawn(case) != recount(case, 2, AT)


def test_the_recount_notices_a_contact_that_is_left_out(
    scene: dict[str, Any], home: "Institution", who: Who, nurse: Viewer
) -> None:
    """The twin: a shorter window leaves somebody out, and the two no longer agree."""
    from anlin.institutions.models import Stay

    case = opened(home, who(person=scene["first"].person_id), nurse)
    with within(nurse):
        assert Stay.objects.filter(person=scene["first"].person_id).exists()
        assert drawn(case) != recount(case, 7, AT)


def test_each_step_is_done_once_by_somebody_named_and_timed_from_detection(
    law: None, home: "Institution", admit: Admit, who: Who, nurse: Viewer
) -> None:
    stay = admit()
    case: Thing = opened(home, who(person=stay.person_id), nurse)
    with pytest.raises(CaseTwiceError):
        opened(home, who(person=stay.person_id), nurse)
    with pytest.raises(OfNobodyError):
        opened(home, who(person=stay.person_id + 999), nurse)

    def do(step: Step, at: Thing, said: str = "区疾控中心") -> Thing:
        return actions.do_step(case.pk, step=step, done_at=at, said=said, by=nurse, at=AT)

    with pytest.raises(EmptyFieldError):
        do(Step.REPORTED, AT, " ")
    with pytest.raises(BeforeDetectedError) as refused:
        do(Step.REPORTED, AT - 2 * HOUR)
    assert local_minute(case.detected_at) in refused.value.say("zh-hans")  # as clocks show it
    with pytest.raises(NotYetError):
        opened(home, who(person=stay.person_id, detected_at=AT + HOUR), nurse)
    do(Step.REPORTED, AT - HOUR / 2)
    with pytest.raises(StepDoneError):
        do(Step.REPORTED, AT)
    actions.give_step(case.pk, step=Step.ISOLATED, owner="李护士长", by=nurse, at=AT)
    with within(nurse):
        page = queries.case_page(nurse, case.pk, AT + HOUR)
    assert page is not None
    assert dict(page.line.clock) == {
        Step.REPORTED: 30, Step.ISOLATED: None, Step.TRANSFERRED: None
    }  # fmt: skip
    shown = {each.step: (each.task.owner, each.late) for each in page.tasks}
    assert shown[Step.ISOLATED] == ("李护士长", True)
    assert shown[Step.TRANSFERRED] == ("陈明", False)
    assert {each.ruling.term.clause for each in page.tasks if each.ruling} == {
        "FE-1", "FE-2", "FE-3", "FE-4"
    }  # fmt: skip


def test_a_step_not_done_in_time_lapses_and_a_done_one_is_met(
    planned: None, home: "Institution", admit: Admit, who: Who, nurse: Viewer
) -> None:
    from anlin.duties.queries import duties, windows_to_do
    from anlin.outbreaks.populations import CASES

    case: Thing = opened(home, who(person=admit().person_id), nurse)
    actions.do_step(
        case.pk, step=Step.REPORTED, done_at=AT, said="区疾控中心", by=nurse, at=AT
    )  # fmt: skip
    later = AT + 2 * HOUR
    with within(nurse):
        windows = windows_to_do(later)
        found = {
            each.measure: each.status
            for each in duties(windows=windows, lo=nurse.lo, hi=nurse.hi, at=later)
            if each.subject == CASES + case.pk
        }
    assert found["FE-1"] == "met"
    assert found["FE-2"] == "missed"


def test_a_case_is_closed_when_nothing_is_open_and_at_once_when_tests_exclude_it(
    law: None, home: "Institution", admit: Admit, who: Who, nurse: Viewer
) -> None:
    first, second = admit(), admit("李秀英")
    case: Thing = opened(home, who(person=first.person_id), nurse)
    with pytest.raises(NotClosedError, match="steps are not done"):
        actions.close_case(case.pk, closing=Closing.RECOVERED, by=nurse, at=AT)
    for step in Step:
        actions.do_step(case.pk, step=step, done_at=AT, said="已办", by=nurse, at=AT)
    with within(nurse):
        (contact,) = queries.contacts(case.pk)
    assert (contact.person, contact.bases) == (second.person_id, [Basis.ROOM])
    with pytest.raises(EmptyFieldError):
        actions.decide_contact(contact.contact, standing=Standing.STRUCK, why="", by=nurse, at=AT)
    actions.decide_contact(contact.contact, standing=Standing.CONFIRMED, why="", by=nurse, at=AT)
    with pytest.raises(NotClosedError, match="not enough days"):
        actions.close_case(case.pk, closing=Closing.RECOVERED, by=nurse, at=AT + 13 * DAY)
    closed = actions.close_case(case.pk, closing=Closing.RECOVERED, by=nurse, at=AT + 14 * DAY)
    assert closed.closing == Closing.RECOVERED
    again: Thing = opened(home, who(person=second.person_id), nurse)
    assert actions.confirm_rest(again.pk, by=nurse, at=AT) == 1
    assert actions.confirm_rest(again.pk, by=nurse, at=AT) == 0
    assert actions.close_case(again.pk, closing=Closing.EXCLUDED, by=nurse, at=AT).closed_at == AT


def test_minutes_and_shares_are_those_of_the_clock() -> None:
    assert minutes(AT, AT + timedelta(seconds=119)) == 1
    assert minutes(AT, AT - HOUR) == 0
    assert (share([], 50), share([5], 90), share(range(1, 11), 90)) == (None, 5, 9)
    assert share([1, 2, 3, 100], 50) == 2
