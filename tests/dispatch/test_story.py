"""From raising a need on a screen to its answer, with the heart's own clock."""

from datetime import timedelta
from uuid import uuid4

from django.db import connections
from django.test import Client

from anlin.accounts.rules import Role
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.duties.jobs import keep_up
from anlin.policy import actions as policy
from tests.accounts.people import AT, COUNTY, HERE, hire
from tests.cases.ground import Ground

HOUR = timedelta(hours=1)


def send(client: Client, address: str, **told: object) -> int:
    return client.post(address, told).status_code


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_what_nobody_answers_in_time_climbs_and_a_late_answer_says_so(ground: Ground) -> None:
    hire("street", Role.STREET_OFFICER, HERE[:9])
    for name in ("dispatch-draft", "escalation-draft"):
        policy.adopt(name, COUNTY, since=local_day(AT), by=None, at=AT, reason="演练",
                     knowingly=True, using="owner")  # fmt: skip
    community, leader = ground.of("community"), ground.of("leader")
    told = {"client_id": uuid4(), "kind": "care", "text": "3号楼老人呼吸困难，没有救护车"}
    assert [send(community, "/dispatch/new", **told) for _ in range(2)] == [302, 302]
    assert send(community, "/dispatch/new", client_id=uuid4(), text="没选类别") == 422
    from anlin.dispatch.models import Need

    number = Need.objects.using("owner").get().pk
    keep_up()
    page = text(community, f"/dispatch/{number}/")
    assert "DP-2" in page and "还没有答复" in page  # noqa: PT018 - one page, one look
    with clock.frozen(AT + 2 * HOUR):
        keep_up()
    with clock.frozen(AT + 20 * HOUR):  # past the quiet hours of the night
        keep_up()
        assert "已过时" in text(leader, "/dispatch/")
        assert "已报到区县" in text(leader, f"/dispatch/{number}/")
        assert "就医" in text(leader, "/lapses/")
        assert send(leader, f"/dispatch/{number}/answer", word="区120专车已派") == 302
        keep_up()
        assert "已答复" in text(community, f"/dispatch/{number}/")
    with nationwide(), connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from duties_lapse where subject = %s", [10**15 + number])
        assert cursor.fetchone() == (1,)
