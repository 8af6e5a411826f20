"""Where records look too good, and a finding from the visit to its close."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import permutations
from random import Random
from uuid import uuid4

import pytest
from django.test import Client

from anlin.accounts.rules import Role
from anlin.base import clock
from anlin.base.days import ZONE, local_day
from anlin.base.scope import nationwide
from anlin.duties.jobs import keep_up
from anlin.duties.queries import board
from anlin.places.models import Place
from anlin.places.rules import EVER, Period
from anlin.policy import actions as policy
from anlin.policy.queries import limits_in_force
from anlin.records.models import Submission
from anlin.supervision.models import Feedback
from anlin.supervision.queries import signs
from anlin.supervision.rules import FEW, SIGNS, Signs, State, What, odd, state_of
from tests.accounts.people import AT, COUNTY, HERE, hire
from tests.cases.ground import Ground
from tests.people.street import at_work
from tests.twins import found_out

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LO = int(COUNTY.ljust(18, "0"))
LEADER = at_work(Role.COUNTY_LEADER, LO, LO + 10**12, 3)
CHEATS = {
    "copied": "identical", "rushed": "fast", "midnight": "last_hour", "late": "backdated",
    "copied round": "identical",
}  # fmt: skip
HONEST = ["honest"] * 28 + ["round"] * 7  # workers at doors, and carers who go round a home


def told(kind: str, dice: Random) -> list[tuple[datetime, datetime, str]]:
    """Return when a worker of a kind did things, when they came in, and what was measured."""
    found = []
    for n in range(40):
        day = datetime.combine(local_day(AT - DAY * (1 + n // 8)), datetime.min.time(), ZONE)
        at = day + dice.uniform(8, 18) * HOUR
        if kind == "rushed" and n < 30:
            at = day + 9 * HOUR + n * 8 * timedelta(seconds=1)
        if kind in ("round", "copied round"):
            at = day + 7 * HOUR + n * 6 * timedelta(seconds=1)
        if kind == "midnight":
            at = day + 23 * HOUR + dice.uniform(50, 59) * MINUTE
        received = at + (9 * HOUR if kind == "late" else dice.uniform(0, 30) * MINUTE)
        same = kind.startswith("copied") and n % 10
        found.append((at, received, "36.5" if same else f"{dice.uniform(36, 37.2):.1f}"))
    return found


def plant(dice: Random, kinds: Sequence[str]) -> None:
    """Let one worker of each kind record for a week in a community of their own."""
    for number, kind in enumerate(kinds, 1):
        lo = LO + number * 10**6
        Place.objects.using("owner").create(
            code=str(lo)[:12], level=5, lo=lo, hi=lo + 10**6, name=kind, kind="community",
            periods=[Period(EVER)],
        )  # fmt: skip
        Submission.objects.using("owner").bulk_create(
            Submission(
                client_id=uuid4(), recorder=number, device="", place=lo + 1001, subject=number,
                occurred_at=at, received_at=received, kinds=[4, 5] if "round" in kind else [1],
                content={"temperature": degrees}, digest=b"x",
            )
            for at, received, degrees in told(kind, dice)
        )  # fmt: skip


def cheats_stand_out_and_nobody_else() -> None:
    with nationwide():
        found = signs(LEADER, AT) or []
    cheats = [CHEATS[each.name] in each.odd for each in found if each.name in CHEATS]
    false = [each.name for each in found if each.name not in CHEATS and each.odd]
    first = sum(each.name in CHEATS for each in found[: len(CHEATS) * 3])
    planted = len(CHEATS) * 3
    print(f"detected {sum(cheats)} of {planted}, false alarms {len(false)} of {len(HONEST)}")  # noqa: T201 - the rates are the point
    assert (sum(cheats), false, first) == (planted, [], planted)  # and the cheats stand first


def settle_here() -> None:
    here = int(HERE.ljust(18, "0"))
    Place.objects.using("owner").create(
        code=HERE, level=5, lo=here, hi=here + 10**6, kind="community", name="民生路社区",
        periods=[Period(EVER)],
    )  # fmt: skip


def adopt_draft() -> None:
    policy.adopt("supervision-draft", COUNTY, since=local_day(AT), by=None, at=AT, reason="演练",
                 knowingly=True, using="owner")  # fmt: skip


def test_planted_cheats_stand_out_and_honest_workers_do_not(ground: Ground) -> None:
    plant(Random(3), [*CHEATS] * 3 + HONEST)
    with nationwide():
        assert signs(LEADER, AT) is None  # nothing is said where no order says from when on
    adopt_draft()
    cheats_stand_out_and_nobody_else()
    Submission.objects.using("owner").filter(recorder=1).update(content={"temperature": "36.9"})
    Submission.objects.using("owner").filter(recorder=2).delete()
    with found_out():  # one cheat stopped: the planted share is not met any more
        cheats_stand_out_and_nobody_else()


def test_few_records_say_nothing(ground: Ground) -> None:
    adopt_draft()
    held = limits_in_force(FEW, *SIGNS)
    for records, fast, said in ((19, 30, ()), (20, 7, ()), (20, 8, ("fast",))):
        shown = Signs(records, 0.6, fast, 0.5, 0.5, 2)
        assert odd(shown, held, LO, local_day(AT)) == said
    assert odd(Signs(20, 0.61, 9, 0.51, 0.51, 3), held, LO + 10**12, local_day(AT)) == ()


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
    settle_here()
    hire("street", Role.STREET_LEADER, HERE[:9])
    adopt_draft()
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


def figures_are_those_of_the_board(sent: Feedback, at: datetime) -> None:
    with nationwide():
        found = board(lo=LO, level=3, day=local_day(at), at=at)
    shown = {each.measure: asdict(each.count) for each in found}
    said = {each["code"]: each for order in sent.content for each in order["measures"]}
    assert {"A-3.1", "E-23"} <= said.keys() <= shown.keys()
    for code, counted in said.items():
        assert {name: counted[name] for name in shown[code]} == shown[code], code


def test_progress_goes_to_the_issuers_in_the_figures_of_the_board(ground: Ground) -> None:
    """The four that E-23 names are told, once, by Friday where the draft holds."""
    settle_here()
    adopt_draft()
    hire("city", Role.CITY_LEADER, COUNTY[:4])
    with clock.frozen(AT + 3 * DAY):  # a Monday
        keep_up()
        leader, city = ground.of("leader"), ground.of("city")
        assert text(leader, "/feedback/").count("待反馈") == 3  # by E-23, by the draft, and counted
        told = {"client_id": uuid4(), "note": "缺护理员"}
        assert [send(leader, "/feedback/", **told) for _ in range(2)] == [302, 302]
        with nationwide():
            (sent,) = Feedback.objects.all()
        figures_are_those_of_the_board(sent, AT + 3 * DAY)
        page = text(city, f"/feedback/{sent.pk}/")
        for named in ("市民政局", "市农业农村委", "市卫生健康委", "市疾控中心", "缺护理员"):
            assert named in page
        assert "安邻项目" not in page  # whoever proposes a draft does not wait
        keep_up()
        assert text(city, "/feedback/").count("待反馈") == 1  # the word beside a zero
    with found_out():
        sent.content[0]["measures"][0]["due"] += 1
        figures_are_those_of_the_board(sent, AT + 3 * DAY)


def test_feedback_that_does_not_come_is_missed_and_only_leaders_send(ground: Ground) -> None:
    settle_here()
    adopt_draft()
    keep_up()
    with clock.frozen(AT + 8 * DAY):  # the Saturday after a week without any
        keep_up()
        assert text(ground.of("leader"), "/feedback/").count("过时未反馈") == 2
    for who, answer in (("grid", 404), ("community", 422)):
        assert send(ground.of(who), "/feedback/", client_id=uuid4()) == answer
