"""A worker opens an observation, records a reading and ends it, page by page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from anlin.base.days import local_day
from anlin.records.rules import EvidenceKind
from tests.accounts.people import AT
from tests.cases.ground import Ground

BEGUN = local_day(AT) - timedelta(days=5)


def opened(ground: Ground, client: Client) -> None:
    told = {"reason": "returned", "begun_on": BEGUN.isoformat()}
    answer = client.post(ground.address("observation"), told)
    assert (answer.status_code, answer.headers["Location"]) == (302, ground.address())


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-hans", "居家观察 · 第5天，共14天"), ("en", "Home observation · day 5 of 14")],
)
def test_the_person_and_the_list_say_which_day_it_is(
    ground: Ground, language: str, line: str
) -> None:
    grid = ground.of("grid", language)
    assert line not in grid.get(ground.address()).content.decode()
    opened(ground, grid)
    page = grid.get(ground.address()).content.decode()
    assert line in page
    assert "A-2.2" in page
    assert line in grid.get("/observations/").content.decode()
    assert line in grid.get(ground.address("contact")).content.decode()


def test_a_contact_with_a_temperature_is_a_reading(ground: Ground) -> None:
    grid = ground.of("grid")
    opened(ground, grid)
    told = {
        "client_id": str(uuid4()), "occurred_at": AT.isoformat(), "way": "door",
        "condition": "well", "temperature": "36.5",
    }  # fmt: skip
    assert grid.post(ground.address("contact"), told).status_code == 302
    with connections["owner"].cursor() as cursor:
        cursor.execute("select kind from records_evidence order by kind")
        kinds = [kind for (kind,) in cursor.fetchall()]
    assert kinds == [EvidenceKind.TEMPERATURE, EvidenceKind.VISIT]
    assert "36.5 °C" in grid.get(ground.address()).content.decode()


def test_it_is_ended_with_a_reason_and_stays_in_the_history(ground: Ground) -> None:
    grid = ground.of("grid")
    opened(ground, grid)
    nothing = grid.post(ground.address("observation/end"), {"ending": "hospital", "why": ""})
    assert (nothing.status_code, "says" in nothing.content.decode()) == (422, True)
    told = {"ending": "hospital", "why": "发热，已转院"}
    assert grid.post(ground.address("observation/end"), told).status_code == 302
    page = grid.get(ground.address()).content.decode()
    assert "第5天" not in page
    assert "居家观察结束" in page
    assert "已送医院" in page
    assert "王桂兰" not in grid.get("/observations/").content.decode()


def test_what_is_wrong_is_said_beside_the_field(ground: Ground) -> None:
    grid = ground.of("grid")
    for day, word in (("2099-01-01", "还没有到"), ("2020-01-01", "观察期已过")):
        told = {"reason": "returned", "begun_on": day}
        answer = grid.post(ground.address("observation"), told)
        assert answer.status_code == 422
        assert word in answer.content.decode()


def test_who_sees_no_names_finds_no_list_and_no_form(ground: Ground) -> None:
    leader = ground.of("leader")
    assert leader.get("/observations/").status_code == 404
    assert leader.get(ground.address("observation")).status_code == 404
    assert leader.post(ground.address("observation/end"), {}).status_code == 404
