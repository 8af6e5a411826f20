"""Gates, passes and passages: who may, what is kept, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.rules import EmptyFieldError, Sex
from anlin.premises import actions, queries
from anlin.premises.actions import Now
from anlin.premises.rules import (
    AheadError,
    CorrectedError,
    GateTwiceError,
    NobodyError,
    PassageBody,
    PlateError,
    PlateTwiceError,
    SameIdError,
    ShutGateError,
    SpanError,
    UnknownGateError,
    UnknownPassError,
    Visitor,
    Way,
)
from tests.people.street import AT, COMMUNITY, at_work, number_of

if TYPE_CHECKING:
    from anlin.people.models import Person
    from anlin.premises.models import Gate, Pass

pytestmark = pytest.mark.django_db
Register = Callable[..., "Person"]
Passes = Callable[..., UUID]
CALLER = Visitor("李访", "130 0000 5678", "3-1-402", "送药")


def inside_now(gate: "Gate", by: Viewer) -> list[str]:
    with actions.desk.at_gate(by):
        return [line.who.name for line in queries.inside(gate.place, gate.place + 1, AT)]


def find(gate: "Gate", text: str, by: Viewer) -> list[tuple[str, bool | None]]:
    with actions.desk.at_gate(by):
        return [(each.name, each.inside) for each in queries.find(gate, text)]


def test_a_community_opens_shuts_and_reopens_a_gate(gate: "Gate", worker: Viewer) -> None:
    assert actions.shut_gate(gate.pk, by=worker, at=AT).shut_by == worker.user
    assert actions.shut_gate(gate.pk, by=worker, at=AT + timedelta(hours=1)).shut_at == AT
    assert actions.reopen_gate(gate.pk, by=worker, at=AT).shut_at is None


def test_a_gate_has_a_name_of_its_own_and_a_clinic(gate: "Gate", worker: Viewer) -> None:
    told = {
        "place": str(COMMUNITY)[:12],
        "clinic": "站",
        "clinic_phone": "1",
        "by": worker,
        "at": AT,
    }
    with pytest.raises(GateTwiceError):
        actions.open_gate(name="东门", **told)  # type: ignore[arg-type]
    with pytest.raises(EmptyFieldError):
        actions.open_gate(name="西门", **told | {"clinic_phone": " "})  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.GATEKEEPER, Role.GRID_WORKER, Role.STREET_LEADER])
def test_nobody_but_the_community_opens_gates(db: None, role: Role) -> None:
    by = at_work(role, COMMUNITY, COMMUNITY + 10**6, 5)
    with pytest.raises(NotYoursError):
        actions.open_gate(
            place=str(COMMUNITY)[:12], name="西门", clinic="站", clinic_phone="1", by=by, at=AT
        )


def test_a_new_code_ends_the_one_before(
    issued: "Pass", gate: "Gate", worker: Viewer, keeper: Viewer
) -> None:
    first = actions.print_pass(issued.person_id, by=worker, at=AT)[1]
    assert find(gate, first, keeper) == [("王*兰", None)]
    actions.issue_pass(issued.person_id, by=worker, at=AT + timedelta(days=1))
    second = actions.print_pass(issued.person_id, by=worker, at=AT)[1]
    assert second != first
    assert find(gate, first, keeper) == []
    assert find(gate, second, keeper) == [("王*兰", None)]


def test_everybody_who_lives_in_a_building_gets_a_code_once(
    register: Register, worker: Viewer
) -> None:
    from anlin.people.actions import record_event
    from anlin.people.rules import Event

    for serial in range(3):
        gone = register(id_number=number_of(date(1950, 1, 1), Sex.MALE, serial))
    later = AT + timedelta(days=1)
    record_event(gone.pk, event=Event.DIED, on=later.date(), by=worker, at=later)
    here = COMMUNITY, COMMUNITY + 10**6
    assert actions.issue_passes(*here, by=worker, at=AT) == 2
    assert actions.issue_passes(*here, by=worker, at=AT) == 0
    assert [len(code) for _, code in actions.print_passes(*here, by=worker, at=AT)] == [18, 18]


def test_a_code_is_kept_sealed_and_its_look_is_written_down(
    issued: "Pass", worker: Viewer, as_owner: Callable[..., object]
) -> None:
    from anlin.journal.models import Entry

    _, code = actions.print_pass(issued.person_id, by=worker, at=AT)
    assert code.encode() not in bytes(issued.sealed) + bytes(issued.digest)
    with as_owner():  # type: ignore[attr-defined]
        verbs = list(Entry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["premises.issue_pass", "premises.print_pass"]


def test_a_gatekeeper_finds_by_last_digits_and_sees_no_resident_otherwise(
    issued: "Pass", gate: "Gate", keeper: Viewer
) -> None:
    from anlin.people.models import Person

    number = number_of(date(1940, 5, 1), Sex.FEMALE)
    assert find(gate, "1234", keeper) == [("王*兰", None)]
    assert find(gate, number[-4:], keeper) == [("王*兰", None)]
    assert find(gate, "9999", keeper) == []
    with actions.desk.at_gate(keeper):
        assert not Person.objects.exists()
    with pytest.raises(NotYoursError):
        actions.issue_pass(issued.person_id, by=keeper, at=AT)


def test_a_vehicle_is_known_by_the_end_of_its_plate(
    register: Register, gate: "Gate", worker: Viewer, keeper: Viewer
) -> None:
    person = register()
    vehicle = actions.add_vehicle(person.pk, plate="渝A·D1234", by=worker, at=AT)
    assert find(gate, "d1234", keeper) == [("渝AD1234", None)]
    assert find(gate, "1234", keeper) == [("渝AD1234", None)]
    with pytest.raises(PlateTwiceError):
        actions.add_vehicle(person.pk, plate="渝AD1234", by=worker, at=AT)
    with pytest.raises(PlateError):
        actions.add_vehicle(person.pk, plate="王桂兰", by=worker, at=AT)
    actions.end_vehicle(vehicle.pk, by=worker, at=AT)
    assert find(gate, "d1234", keeper) == []
    with pytest.raises(UnknownPassError):
        actions.end_vehicle(vehicle.pk, by=worker, at=AT)


def test_in_and_out_and_the_same_again_is_once(
    issued: "Pass", gate: "Gate", keeper: Viewer, passes: Passes
) -> None:
    first = passes(AT - timedelta(hours=1), pass_=issued.pk)
    passes(AT - timedelta(hours=1), id=first, pass_=issued.pk)
    assert inside_now(gate, keeper) == ["王桂兰"]
    assert find(gate, "1234", keeper) == [("王*兰", True)]
    with pytest.raises(SameIdError):
        passes(AT - timedelta(hours=1), id=first, way="out", pass_=issued.pk)
    passes(AT, way="out", pass_=issued.pk)
    assert inside_now(gate, keeper) == []


def test_a_visitor_comes_by_hand_and_leaves_by_the_list(
    gate: "Gate", keeper: Viewer, passes: Passes
) -> None:
    visit = uuid4()
    passes(AT - timedelta(hours=1), visit=visit, visitor=CALLER)
    assert inside_now(gate, keeper) == ["李访"]
    passes(AT, way="out", visit=visit)
    assert inside_now(gate, keeper) == []


def test_a_correction_is_an_entry_of_its_own_and_comes_once(
    issued: "Pass", gate: "Gate", keeper: Viewer, passes: Passes
) -> None:
    wrong = passes(AT - timedelta(hours=1), way="out", pass_=issued.pk)
    told = {"place": gate.place, "passage": wrong, "by": keeper, "at": AT}
    right = actions.correct(id=uuid4(), way=Way.IN, **told)  # type: ignore[arg-type]
    assert inside_now(gate, keeper) == ["王桂兰"]
    with pytest.raises(CorrectedError):
        actions.correct(id=uuid4(), way=None, **told)  # type: ignore[arg-type]
    actions.correct(id=uuid4(), way=None, **told | {"passage": right.uid})  # type: ignore[arg-type]
    assert inside_now(gate, keeper) == []


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, NobodyError),
        ({"pass_": 1, "vehicle": 1}, NobodyError),
        ({"visit": uuid4(), "visitor": Visitor(" ", whom="3-1-402")}, NobodyError),
        ({"pass_": 999}, UnknownPassError),
        ({"vehicle": 999}, UnknownPassError),
        ({"visit": uuid4(), "void": True}, CorrectedError),
    ],
)
def test_a_passage_says_who_and_what(
    passes: Passes, body: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        passes(**body)


def test_nobody_passes_a_shut_gate_or_in_the_future(
    gate: "Gate", worker: Viewer, keeper: Viewer, passes: Passes
) -> None:
    late = Now(uuid4(), AT + timedelta(hours=1), PassageBody(gate.pk, "in", visit=uuid4()))
    with pytest.raises(AheadError):
        actions.register(told=late, by=keeper, at=AT)
    actions.shut_gate(gate.pk, by=worker, at=AT)
    with pytest.raises(ShutGateError):
        passes(AT, visit=uuid4(), visitor=CALLER)
    passes(AT - timedelta(minutes=1), visit=uuid4(), visitor=CALLER)


def test_a_batch_answers_item_by_item(issued: "Pass", gate: "Gate", keeper: Viewer) -> None:
    bodies = [
        PassageBody(gate.pk, "in", pass_=issued.pk, temperature="36.5"),
        PassageBody(gate.pk + 1, "in", pass_=issued.pk),
        PassageBody(gate.pk, "in", visit=uuid4(), visitor=CALLER),
    ]
    items = [Now(uuid4(), AT, body) for body in bodies]
    done = actions.take_in(items=items, by=keeper, at=AT)
    assert [type(each) for each in done] == [int, UnknownGateError, int]
    assert sorted(inside_now(gate, keeper)) == ["李访", "王桂兰"]


def test_a_telephone_sends_passages_as_json(issued: "Pass", gate: "Gate", keeper: Viewer) -> None:
    from anlin.field.actions.kinds import KINDS

    kind = KINDS["passage"]
    told = f'{{"gate": {gate.pk}, "way": "in", "pass": {issued.pk}, "temperature": "36.5"}}'
    items = [Now(uuid4(), AT, kind.decoder.decode(told))]
    (done,) = kind.take_in(items=items, by=keeper, at=AT)
    assert isinstance(done, int)
    assert inside_now(gate, keeper) == ["王桂兰"]


def test_passages_of_somebody_who_keeps_no_gate_are_answered_one_by_one(
    issued: "Pass", gate: "Gate", grid_worker: Viewer
) -> None:
    items = [Now(uuid4(), AT, PassageBody(gate.pk, "in", pass_=issued.pk)) for _ in range(2)]
    done = actions.take_in(items=items, by=grid_worker, at=AT)
    assert [type(each) for each in done] == [NotYoursError, NotYoursError]


def test_a_gate_elsewhere_is_not_kept_from_here(gate: "Gate", issued: "Pass") -> None:
    there = at_work(Role.GATEKEEPER, COMMUNITY + 10**6, COMMUNITY + 2 * 10**6, 5)
    told = Now(uuid4(), AT, PassageBody(gate.pk, "in", pass_=issued.pk))
    with pytest.raises(UnknownGateError):
        actions.register(told=told, by=there, at=AT)
    worker = at_work(Role.COMMUNITY_WORKER, COMMUNITY + 10**6, COMMUNITY + 2 * 10**6, 5)
    with pytest.raises(UnknownPersonError):
        actions.issue_pass(issued.person_id, by=worker, at=AT)


def test_looking_back_finds_who_was_there_and_needs_a_reason(
    issued: "Pass", gate: "Gate", officer: Viewer, keeper: Viewer, passes: Passes
) -> None:
    passes(AT - timedelta(hours=5), pass_=issued.pk)
    passes(AT - timedelta(hours=3), way="out", pass_=issued.pk)
    passes(AT - timedelta(hours=1), visit=uuid4(), visitor=CALLER)

    def names(since: int, until: int, **told: object) -> list[str]:
        asked = {"since": AT - timedelta(hours=since), "until": AT - timedelta(hours=until),
                 "why": "密接排查", "by": officer, "at": AT} | told  # fmt: skip
        found = actions.look_back(gate.place, gate.place + 1, **asked)  # type: ignore[arg-type]
        return [stay.who.name for stay in found]

    assert names(4, 2) == ["王桂兰"]
    assert names(2, 1) == []
    assert names(4, 0) == ["王桂兰", "李访"]
    with pytest.raises(EmptyFieldError):
        names(4, 2, why=" ")
    with pytest.raises(SpanError):
        names(2, 4)
    with pytest.raises(SpanError):
        names(24 * 8, 0)
    with pytest.raises(NotYoursError):
        names(4, 2, by=keeper)


def test_a_look_back_stands_in_the_journal_with_its_reason(
    gate: "Gate", officer: Viewer, as_owner: Callable[..., object]
) -> None:
    from anlin.journal.models import Entry

    actions.look_back(
        gate.place, gate.place + 1, since=AT - timedelta(hours=2), until=AT, why="密接排查",
        by=officer, at=AT,
    )  # fmt: skip
    with as_owner():  # type: ignore[attr-defined]
        line = Entry.objects.order_by("-id").first()
    assert line is not None
    assert (line.verb, line.reason, line.detail["found"]) == ("premises.look_back", "密接排查", 0)
