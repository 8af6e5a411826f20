"""Where records look too good, and a finding from the visit to its close."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import permutations
from random import Random
from uuid import uuid4

import pytest
from django.test import Client

from anlin.accounts.rules import Role
from anlin.base import clock
from anlin.base.days import ZONE, local_day
from anlin.supervision.rules import Signs, State, What, state_of
from tests.accounts.people import AT, COUNTY, HERE, hire
from tests.cases.ground import Ground
from tests.people.street import at_work

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LO = int(COUNTY.ljust(18, "0"))
LEADER = at_work(Role.COUNTY_LEADER, LO, LO + 10**12, 3)
Block = Callable[[], AbstractContextManager[None]]
CHEATS = {"copied": "identical", "rushed": "fastest", "midnight": "last_hour", "late": "backdated"}


def told(kind: str, dice: Random) -> list[tuple[datetime, datetime, str]]:
    """Return when a worker of a kind did things, when they came in, and what was measured."""
    found = []
    for n in range(40):
        day = datetime.combine(local_day(AT - DAY * (1 + n // 8)), datetime.min.time(), ZONE)
        at = day + dice.uniform(8, 18) * HOUR
        if kind == "rushed" and n < 30:
            at = day + 9 * HOUR + n * 8 * timedelta(seconds=1)
        if kind == "midnight":
            at = day + 23 * HOUR + dice.uniform(50, 59) * MINUTE
        received = at + (9 * HOUR if kind == "late" else dice.uniform(0, 30) * MINUTE)
        same = kind == "copied" and n % 10
        found.append((at, received, "36.5" if same else f"{dice.uniform(36, 37.2):.1f}"))
    return found


def test_planted_cheats_stand_out_and_honest_workers_do_not(db: None, as_owner: Block) -> None:
    from anlin.places.models import Place
    from anlin.places.rules import EVER, Period
    from anlin.records.models import Submission
    from anlin.supervision.queries import signs

    dice, kinds = Random(3), [*CHEATS] * 3 + ["honest"] * 28
    with as_owner():
        for number, kind in enumerate(kinds, 1):
            lo = LO + number * 10**6
            Place.objects.create(code=str(lo)[:12], level=5, lo=lo, hi=lo + 10**6, name=kind,
                                 kind="community", periods=[Period(EVER)])  # fmt: skip
            Submission.objects.bulk_create(
                Submission(
                    client_id=uuid4(), recorder=number, device="", place=lo + 1001,
                    subject=number, occurred_at=at, received_at=received, kinds=[1],
                    content={"temperature": degrees}, digest=b"x",
                )
                for at, received, degrees in told(kind, dice)
            )  # fmt: skip
    found = signs(LEADER, AT)
    odd = {each.place: (each.name, each.signs.odd) for each in found}
    cheats = [CHEATS[name] in signs for name, signs in odd.values() if name in CHEATS]
    false = [name for name, signs in odd.values() if name == "honest" and signs]
    shown = sum(name in CHEATS for name, _ in list(odd.values())[: len(CHEATS) * 3])
    print(f"detected {sum(cheats)} of {len(CHEATS) * 3}, false alarms {len(false)} of 28")  # noqa: T201 - the rates are the point
    assert (sum(cheats), false, shown) == (12, [], 12)  # and the cheats stand first


def test_few_records_say_nothing() -> None:
    assert Signs(19, 1.0, 30, 1.0, 1.0, 9).odd == ()
    assert Signs(20, 0.59, 7, 0.4, 0.4, 2).odd == ()


def test_a_finding_is_what_its_last_step_says() -> None:
    steps = [(What.RECTIFIED, AT), (What.RETURNED, AT + HOUR), (What.RECTIFIED, AT + 2 * HOUR),
             (What.CLOSED, AT + 3 * HOUR)]  # fmt: skip
    assert state_of([]) is State.OPEN
    for order in permutations(steps):
        assert state_of(order) is State.CLOSED
    assert [state_of(steps[:n]) for n in (1, 2, 3)] == [
        State.RECTIFIED, State.OPEN, State.RECTIFIED,
    ]  # fmt: skip


def send(client: Client, address: str, **told: object) -> int:
    return client.post(address, told).status_code


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_finding_is_put_right_late_looked_at_again_and_closed(ground: Ground) -> None:
    from anlin.duties.jobs import keep_up
    from anlin.places.models import Place
    from anlin.places.rules import EVER, Period
    from anlin.policy import actions as policy

    here = int(HERE.ljust(18, "0"))
    Place.objects.using("owner").create(
        code=HERE, level=5, lo=here, hi=here + 10**6, kind="community", name="民生路社区",
        periods=[Period(EVER)],
    )  # fmt: skip
    hire("street", Role.STREET_LEADER, HERE[:9])
    policy.adopt("supervision-draft", COUNTY, since=local_day(AT), by=None, at=AT, reason="演练",
                 knowingly=True, using="owner")  # fmt: skip
    leader, community = ground.of("leader"), ground.of("community")
    plan = {"client_id": uuid4(), "place": HERE, "on": local_day(AT).isoformat(), "why": "抽查"}
    assert [send(leader, "/supervision/visits/new", **plan) for _ in range(2)] == [302, 302]
    assert community.get("/supervision/visits/new").status_code == 404
    found = {"client_id": uuid4(), "clause": "A-3.1", "weight": "urgent", "said": "零报告没有留底"}
    assert send(leader, "/supervision/visits/1/", **(found | {"clause": "Z-9"})) == 422
    assert send(leader, "/supervision/visits/1/", **found) == 302
    assert send(community, "/supervision/visits/1/", **(found | {"client_id": uuid4()})) == 422
    keep_up()
    assert "待整改" in text(community, "/supervision/findings/1/")
    assert send(leader, "/supervision/findings/1/close", said="好") == 422  # nobody put it right
    with clock.frozen(AT + DAY + HOUR):
        keep_up()
        assert "duty missed" in text(leader, "/supervision/")
        assert send(community, "/supervision/findings/1/rectify", said="已补齐台账") == 302
        assert send(community, "/supervision/findings/1/close", said="好") == 422
        assert send(leader, "/supervision/findings/1/return", said="缺1月15日") == 302
        assert send(leader, "/supervision/findings/1/rectify", said="我来改") == 302
        assert send(leader, "/supervision/findings/1/close", said="好") == 422  # the own hand
        assert send(ground.of("street"), "/supervision/findings/1/close", said="齐了") == 302
        assert "已销号" in text(community, "/supervision/findings/1/")


@pytest.mark.parametrize("address", ["", "findings/1/", "findings/1/photo", "visits/1/"])
def test_a_grid_worker_does_not_inspect(ground: Ground, address: str) -> None:
    assert ground.of("grid").get(f"/supervision/{address}").status_code == 404
