"""A person is never between two communities: until one accepts, the sender is in charge."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import uuid4, uuid5

import pytest

from anlin.accounts.rules import Role
from anlin.base.days import local_day
from anlin.base.intake import Item
from anlin.base.scope import nationwide, open_scope
from anlin.base.sockets import populations
from anlin.base.sql import rows_of
from anlin.cases.actions import (
    Arrival,
    accept_person,
    offer_person,
    pass_person_on,
    register_arrivals,
    return_person,
    take_in_answers,
    take_in_travellers,
    tell_clinic,
    withdraw_person,
)
from anlin.cases.models import Handover, Traveller
from anlin.cases.queries import transfers, waiting_here
from anlin.cases.rules import (
    AnsweredError,
    ArrivalError,
    Coming,
    DoorNeededError,
    HandoverAnswerBody,
    HandoverOpenError,
    NoSuchCommunityError,
    TravellerBody,
    WordNeededError,
)
from anlin.journal.models import Entry
from anlin.people.actions.desk import NotYoursError
from anlin.people.models import Person, Residence
from anlin.records.actions import OutOfSightError
from tests.cases.sides import (
    BEYOND,
    DAY,
    HERE,
    MINUTE,
    SIDES,
    THERE,
    WIDTH,
    code,
    found,
    seen_from,
    worker_at,
)
from tests.people.street import AT, BUILDING, at_work

Register = Callable[..., Person]
AsOwner = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def communities(as_owner: AsOwner) -> None:
    with as_owner():
        found()


@pytest.fixture
def person(communities: None, register: Register) -> Person:
    return register(since=date(2022, 1, 1))


def offered(person: Person, to: int = THERE, by: int = HERE, at: object = AT) -> Handover:
    return offer_person(person.pk, to=code(to), note="", client_id=uuid4(), by=worker_at(by), at=AT)


def test_both_sides_see_an_open_offer_and_nobody_else(person: Person) -> None:
    made = offered(person)
    assert [seen_from(side) for side in SIDES] == [
        ({person.pk}, {made.pk}), (set(), {made.pk}), (set(), set()),
    ]  # fmt: skip
    assert seen_from(THERE, names=False) == (set(), set())
    grid = at_work(Role.GRID_WORKER, HERE + 1000, HERE + 2000, 6)
    with open_scope(grid.lo, grid.hi, names=True):
        assert [each.handover.pk for each in transfers(grid, AT).outgoing] == [made.pk]
    with open_scope(THERE, THERE + WIDTH, names=True):
        (waits,) = transfers(worker_at(THERE), AT + 30 * MINUTE).incoming
        assert (waits.age, waits.from_name, waits.to_name) == (30 * MINUTE, "第0社区", "第1社区")
        assert set(waiting_here(worker_at(THERE), AT)) == {person.pk}


def accept(made: Handover, by: int = THERE, door: str = "9-9-901") -> Person:
    return accept_person(made.pk, place=by + 1001, door=door, by=worker_at(by), at=AT + MINUTE)


def test_who_accepts_is_in_charge_and_the_sender_keeps_the_history(person: Person) -> None:
    with pytest.raises(DoorNeededError):
        accept_person(offered(person).pk, place=0, door="", by=worker_at(THERE), at=AT)
    with nationwide():
        made = Handover.objects.get(answered_at=None)
    accept(made)
    assert [seen_from(side) for side in SIDES] == [(set(), set()), ({person.pk}, set()),
                                                   (set(), set())]  # fmt: skip
    with open_scope(HERE, HERE + WIDTH, names=True):
        (kept,) = transfers(worker_at(HERE), AT).answered
        assert (kept.answered, kept.handover.name) == (
            "已接收",
            "王桂兰",
        ) or kept.handover.pk == made.pk
    with nationwide():
        stays = Residence.objects.filter(person=person.pk).order_by("pk")
        assert [(each.place, each.until) for each in stays] == [
            (BUILDING, local_day(AT)), (THERE + 1001, None),
        ]  # fmt: skip
        told = Entry.objects.filter(verb="cases.accept_person").values_list("area", flat=True)
        assert sorted(told) == [HERE, THERE]


def test_who_came_today_and_goes_on_today_lived_here_for_no_day(
    communities: None, register: Register
) -> None:
    newcomer = register()
    accept(offered(newcomer))
    with nationwide():
        (stay,) = Residence.objects.filter(person=newcomer.pk)
        assert (stay.place, stay.since, stay.until) == (THERE + 1001, local_day(AT), None)


def test_sent_back_stays_with_the_sender_and_says_why(person: Person) -> None:
    made = offered(person)
    with pytest.raises(WordNeededError):
        return_person(made.pk, word=" ", by=worker_at(THERE), at=AT)
    return_person(made.pk, word="地址有误", by=worker_at(THERE), at=AT + MINUTE)
    assert seen_from(HERE) == ({person.pk}, set())
    again = offered(person)
    withdraw_person(again.pk, word="登记有误", by=worker_at(HERE), at=AT + MINUTE)
    with nationwide():
        assert list(Handover.objects.order_by("pk").values_list("answer", "word")) == [
            ("returned", "地址有误"), ("withdrawn", "登记有误"),
        ]  # fmt: skip


def test_passed_on_waits_elsewhere_while_the_first_sender_stays_in_charge(person: Person) -> None:
    made = offered(person)
    onward = pass_person_on(
        made.pk, to=code(BEYOND), word="住在隔壁", by=worker_at(THERE), at=AT + MINUTE
    )
    assert [seen_from(side) for side in SIDES] == [
        ({person.pk}, {onward.pk}), (set(), set()), (set(), {onward.pk}),
    ]  # fmt: skip
    accept(onward, by=BEYOND)
    assert [people for people, _ in map(seen_from, SIDES)] == [set(), set(), {person.pk}]


def test_what_cannot_be_is_refused(person: Person) -> None:
    for target in ("500103001999", code(HERE), ""):
        with pytest.raises(NoSuchCommunityError):
            offer_person(
                person.pk, to=target, note="", client_id=uuid4(), by=worker_at(HERE), at=AT
            )
    made = offered(person)
    with pytest.raises(HandoverOpenError):
        offered(person, BEYOND)
    for side in (HERE, BEYOND):
        with pytest.raises((NotYoursError, AnsweredError)):
            accept(made, by=side)
    with pytest.raises(NotYoursError):
        withdraw_person(made.pk, word="x", by=worker_at(THERE), at=AT)
    with pytest.raises(NotYoursError):
        accept_person(made.pk, place=BEYOND + 1001, door="1", by=worker_at(THERE), at=AT)
    accept(made)
    with pytest.raises(AnsweredError):
        accept(made)


def spans(name: str) -> list[tuple[int, int, bool]]:
    with nationwide():
        found = rows_of(populations()[name].select, [])
        return sorted((row.subject, row.place, row.until.year == 9999) for row in found)


def test_an_offer_is_owed_by_the_side_that_is_asked(person: Person) -> None:
    made = offered(person)
    assert spans("open_handovers") == [(person.pk, THERE, True)]
    withdraw_person(made.pk, word="登记有误", by=worker_at(HERE), at=AT + MINUTE)
    assert spans("open_handovers") == [(person.pk, THERE, False)]
    accept(offered(person, BEYOND), by=BEYOND)
    with nationwide():
        evidence = rows_of("select place, subject, kind from records_evidence", [])
    assert [(row.place, row.subject, row.kind) for row in evidence] == [(BEYOND, person.pk, 22)]


def arrival(person: Person, *, days_ago: int = 0) -> Arrival:
    day = local_day(AT) - days_ago * DAY
    return Arrival(uuid4(), person.pk, Coming.FESTIVAL, "广东省东莞市", day)


def test_an_arrival_is_registered_once_and_goes_along(person: Person) -> None:
    with pytest.raises(ArrivalError):
        register_arrivals(arrivals=[arrival(person, days_ago=-1)], by=worker_at(HERE), at=AT)
    told = arrival(person, days_ago=1)
    for _ in range(2):
        register_arrivals(arrivals=[told], by=worker_at(HERE), at=AT)
    tell_clinic(person.pk, client_id=uuid4(), by=worker_at(HERE), at=AT)
    made = offered(person)
    assert made.letter["origin"] == "广东省东莞市"
    accept(made)
    with open_scope(THERE, THERE + WIDTH, names=True):
        assert Traveller.objects.get().place == THERE + 1001
    assert (person.pk, THERE + 1001, True) in spans("returned_travellers")


def item(body: TravellerBody | HandoverAnswerBody, seq: int = 1) -> Item[object]:
    return Item(uuid4(), seq, AT, body)


def test_phones_send_arrivals_and_answers(person: Person) -> None:
    def told(subject: int, **more: object) -> TravellerBody:
        given = {"coming": "epidemic", "origin": "武汉", "arrived_on": local_day(AT)} | more
        return TravellerBody(subject=subject, **given)  # type: ignore[arg-type]

    items = [
        item(told(person.pk, to=code(THERE))),
        item(told(10**9)),
        item(told(person.pk, arrived_on=local_day(AT) + DAY)),
    ]
    with open_scope(HERE, HERE + WIDTH, names=True):
        good, unknown, ahead = take_in_travellers(items=items, by=worker_at(HERE), at=AT)  # type: ignore[arg-type]
    assert isinstance(good, int)
    assert isinstance(unknown, OutOfSightError)
    assert isinstance(ahead, ArrivalError)
    with nationwide():
        made = Handover.objects.get()
    assert made.client_id == uuid5(items[0].id, "offer")
    answers = [
        item(HandoverAnswerBody(made.pk, "returned")),
        item(HandoverAnswerBody(made.pk, "accepted", place=str(THERE + 1001), door="1-1")),
        item(HandoverAnswerBody(made.pk, "accepted", place=str(THERE + 1001), door="1-1")),
    ]
    with open_scope(THERE, THERE + WIDTH, names=True):
        wordless, taken, late = take_in_answers(items=answers, by=worker_at(THERE), at=AT + MINUTE)  # type: ignore[arg-type]
    assert isinstance(wordless, WordNeededError)
    assert taken == made.pk
    assert isinstance(late, AnsweredError)
    assert seen_from(THERE)[0] == {person.pk}
