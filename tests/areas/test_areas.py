"""From confirmed cases to a class: counted, proposed by a row, decided by another, published."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from anlin.accounts.rules import Role, Viewer
from anlin.areas.queries import class_at, level_at
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide, open_scope
from anlin.places.models import Place
from anlin.places.rules import EVER, Period
from anlin.policy import actions as policy
from tests.accounts.people import AT, COUNTY, HERE, hire
from tests.cases.ground import Ground
from tests.people.street import at_work

DAY = local_day(AT)
LO = int(COUNTY.ljust(18, "0"))
HI = LO + 10**12
Block = Callable[[], AbstractContextManager[None]]
OFFICER = at_work(Role.COUNTY_LEADER, LO, HI, 3)


def plain(told: list[dict[str, Any]], day: date) -> tuple[int, int, int, date | None]:
    """Count one community's cases by hand: all, the largest chain and unknown ones of 14 days."""
    known = {one["id"]: one for one in told if one["on"] <= day}

    def root(one: dict[str, Any]) -> int:
        while one["linked"] in known:
            one = known[one["linked"]]
        return int(one["id"])

    late = [one for one in known.values() if (day - one["on"]).days < 14]
    chains = [root(one) for one in late]
    alone = [
        one for one in late
        if one["source"] == "unknown" and one["linked"] is None
        and not any(other["linked"] == one["id"] for other in known.values())
    ]  # fmt: skip
    last = max((one["on"] for one in known.values()), default=None)
    return len(known), max(map(chains.count, chains), default=0), len(alone), last


@pytest.mark.parametrize("seed", range(6))
def test_facts_equal_a_count_by_hand(db: None, as_owner: Block, seed: int) -> None:
    from anlin.areas.models import Case
    from anlin.areas.queries import facts_of
    from anlin.areas.rules import quiet_days

    dice, told = Random(seed), []
    community = int(HERE.ljust(18, "0"))
    with as_owner():
        for number in range(1, dice.randint(2, 14)):
            earlier = [one["id"] for one in told]
            one: dict[str, Any] = {
                "id": number, "on": DAY - timedelta(days=dice.randint(-1, 30)),
                "source": dice.choice(("known", "unknown", "imported")),
                "linked": dice.choice(earlier) if earlier and dice.random() < 0.4 else None,
            }  # fmt: skip
            told.append(one)
            Case.objects.create(
                id=number, client_id=uuid4(), place=community, found_on=one["on"], void=False,
                source=one["source"], linked_id=one["linked"], at=AT, by=1,
            )  # fmt: skip
    with open_scope(LO, HI):
        found = facts_of(LO, HI, DAY)
    cases, linked, unknown, last = plain(told, DAY)
    if not cases:
        assert found == {}
        return
    for key in ((community, 5), (LO, 3)):
        facts = found[key]
        assert (facts.cases, facts.linked_14d, facts.unknown_14d) == (cases, linked, unknown)
        assert facts.quiet_days == quiet_days(last, DAY)


def test_quiet_days_leave_out_the_day_of_the_case_and_today() -> None:
    from anlin.areas.rules import QUIET_FOR_EVER, quiet_days

    assert [quiet_days(date(2022, 11, 1), date(2022, 11, day)) for day in (1, 2, 15, 16)] == [
        0, 0, 13, 14,
    ]  # fmt: skip
    assert quiet_days(None, DAY) == QUIET_FOR_EVER


def test_who_proposed_never_decides_and_a_county_is_decided_above_it() -> None:
    from anlin.areas.rules import may_decide

    city = replace(OFFICER, user=8, role=Role.CITY_LEADER, level=2)
    assert may_decide(OFFICER, 5, proposed_by=9)
    assert not may_decide(OFFICER, 5, proposed_by=OFFICER.user)
    assert not may_decide(OFFICER, 3, proposed_by=9)
    assert may_decide(city, 3, proposed_by=9)
    assert not may_decide(replace(city, role=Role.POLICY_OFFICER), 5, proposed_by=9)


def send(client: Client, address: str, **told: object) -> int:
    return client.post(address, told).status_code


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def owed(code: str) -> int:
    """Count who owes a measure now, after the heart has followed the facts."""
    from anlin.duties.jobs import keep_up

    keep_up()
    with nationwide(), connections["default"].cursor() as cursor:
        cursor.execute(
            "select count(*) from duties_obligation o join policy_measure m on m.id = o.measure_id"
            " where m.code = %s and o.until > %s", [code, clock.now() + timedelta(days=1)],
        )  # fmt: skip
        return int(cursor.fetchone()[0])


def test_a_case_becomes_a_class_that_changes_what_its_preview_says(ground: Ground) -> None:
    here = int(HERE.ljust(18, "0"))
    Place.objects.using("owner").create(
        code=HERE, level=5, lo=here, hi=here + 10**6, kind="community", name="民生路社区",
        periods=[Period(EVER)],
    )  # fmt: skip
    hire("city", Role.CITY_LEADER, "5001")
    for name in ("grading-draft", "area-strategy-draft"):
        policy.adopt(name, COUNTY, since=DAY, by=None, at=AT, reason="演练", knowingly=True,
                     using="owner")  # fmt: skip
    leader, city, community = ground.of("leader"), ground.of("city"), ground.of("community")
    case = {"client_id": uuid4(), "place": HERE, "found_on": DAY.isoformat(), "source": "unknown"}
    assert [send(community, "/areas/cases/new", **case) for _ in range(2)] == [302, 302]
    listed = ["县域风险等级" in text(who, "/areas/") for who in (leader, community)]
    assert listed == [True, False]  # a community sees a part of the county's cases
    ahead = {"client_id": uuid4(), "found_on": (DAY + timedelta(days=1)).isoformat()}
    assert send(community, "/areas/cases/new", **(case | ahead)) == 422
    page = text(leader, f"/areas/{HERE}/community_class/")
    assert "出现病例或暴发疫情社区" in page and "C2" in page  # noqa: PT018 - one page, one look
    told = {"sustained": "no", "since": DAY.isoformat(), "why": "今天确诊1例"}
    assert send(community, f"/areas/{HERE}/community_class/", **told) == 422  # it does not propose
    assert send(leader, f"/areas/{HERE}/community_class/", **told) == 302
    assert "新增" in text(city, "/areas/proposals/1/")
    assert class_at(LO, DAY) == "" and owed("AS-1") == 0  # noqa: PT018 - nothing before approval
    assert send(leader, "/areas/proposals/1/approve", word="同意") == 422  # the own proposal
    assert [send(city, "/areas/proposals/1/approve", word=word) for word in ("同意", "再同意")] == [
        302,
        422,
    ]
    decided = (class_at(here + 1001, DAY), owed("AS-1"))
    assert decided == ("case_or_outbreak", 1)  # the one community the preview named
    assert "出现病例或暴发疫情社区" in text(Client(), "/levels/")
    assert level_at(here, DAY) == ""
    assert send(leader, f"/areas/{COUNTY}/county_risk/", cluster="no", since=DAY.isoformat(),
                why="按标准") == 302  # fmt: skip
    assert send(city, "/areas/proposals/2/approve", word="同意") == 302
    assert level_at(here, DAY) == "medium"  # M1: one case in all, none quiet


def test_a_class_out_of_ones_place_is_out_of_reach(ground: Ground) -> None:
    leader = ground.of("leader")
    assert leader.get("/areas/110101001001/community_class/").status_code == 404
    assert leader.get("/areas/proposals/1/").status_code == 404
    assert ground.of("grid").get("/areas/").status_code == 404
    other: Viewer = replace(OFFICER, lo=HI, hi=HI + 10**12)
    from anlin.areas.actions import record_case
    from anlin.areas.rules import Source, UnknownAreaError

    with pytest.raises(UnknownAreaError):
        record_case(place=LO + 1001 * 10**6, found_on=DAY, source=Source.KNOWN, client_id=uuid4(),
                    by=other, at=AT)  # fmt: skip
