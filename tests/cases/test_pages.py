"""Abnormal readings, release with a certificate, the resident's own link: page by page."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from anlin.base import clock
from anlin.base.days import local_day
from anlin.cases.models import Certificate, Link
from anlin.dispatch.models import Need
from anlin.journal.models import Entry
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind
from tests.accounts.people import AT
from tests.cases.ground import Ground

DAY = timedelta(days=1)


def send(client: Client, address: str, **told: object) -> int:
    return client.post(address, told).status_code


def open_(ground: Ground, client: Client, *, days_ago: int = 5) -> None:
    begun_on = (local_day(AT) - days_ago * DAY).isoformat()
    told = {"reason": "returned", "begun_on": begun_on}
    assert send(client, ground.address("observation"), **told) == 302


def contact(ground: Ground, client: Client, **told: object) -> str:
    given = {"client_id": uuid4(), "occurred_at": clock.now().isoformat(), "way": "door"} | told
    answer = client.post(ground.address("contact"), given)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def stands(model: type[Certificate] | type[Link] | type[Need]) -> list[object]:
    return list(model.objects.using("owner").order_by("pk"))


def test_an_abnormal_reading_comes_first_and_leads_to_the_clinic(ground: Ground) -> None:
    community, grid = ground.of("community"), ground.of("grid")
    assert send(community, "/clinic", name="民生路卫生站", phone="000-1234") == 302
    open_(ground, grid)
    assert contact(ground, grid, condition="well", temperature="36.5") == ground.address()
    assert "体温或症状异常" not in text(grid, "/today/")
    there = contact(ground, grid, condition="well", temperature="37.3")
    assert there == ground.address("care")
    assert 'href="tel:000-1234"' in text(grid, there)
    today = text(grid, "/today/")
    assert "体温或症状异常" in today
    assert today.index("体温或症状异常") < today.index("empty")
    assert "体温或症状异常" in text(community, "/observations/")
    assert send(grid, there, client_id=uuid4(), decision="unreached", note="") == 302
    assert "体温或症状异常" in text(grid, "/today/")
    assert send(grid, there, client_id=uuid4(), decision="advice", note="多喝水") == 302
    assert "体温或症状异常" not in text(grid, "/today/")
    assert "已联系诊所：电话指导" in text(grid, ground.address())


def test_a_corrected_reading_alerts_no_more(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    contact(ground, grid, condition="well", temperature="38.5")
    wrong = Submission.objects.using("owner").get(kinds__contains=EvidenceKind.ABNORMAL)
    address = f"{ground.address('contact')}?corrects={wrong.client_id}"
    told = {"client_id": uuid4(), "occurred_at": AT.isoformat(), "way": "door",
            "condition": "well", "temperature": "36.5"}  # fmt: skip
    assert grid.post(address, told).status_code == 302
    assert "体温或症状异常" not in text(grid, "/today/")


def released(ground: Ground, grid: Client) -> Certificate:
    open_(ground, grid, days_ago=14)
    assert send(grid, ground.address("observation/release")) == 422
    with clock.frozen(midnight() - timedelta(minutes=1)):
        assert send(ground.of("grid"), ground.address("observation/release")) == 422
    with clock.frozen(midnight()):
        assert send(ground.of("grid"), ground.address("observation/release")) == 302
    (paper,) = stands(Certificate)
    assert isinstance(paper, Certificate)
    return paper


def midnight() -> datetime:
    from anlin.base.days import start_of

    return start_of(local_day(AT) + DAY)


def test_who_is_released_on_time_gets_a_paper_that_anybody_can_check(ground: Ground) -> None:
    grid = ground.of("grid")
    paper = released(ground, grid)
    assert (paper.last_on, paper.clause) == (local_day(AT), "A-2.2")
    answer = grid.post(f"/certificates/{paper.pk}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    code = written_code(paper)
    checked = Client().post("/certificate", {"code": code.lower().replace("-", " ")})
    page = checked.content.decode()
    assert "真实有效" in page
    assert "王**" in page
    assert "王桂兰" not in page
    assert "没有这个核验码" in Client().post("/certificate", {"code": "0" * 20}).content.decode()
    assert Entry.objects.using("owner").filter(verb="cases.print_certificate").count() == 1


def written_code(paper: Certificate) -> str:
    from anlin.cases.queries import certificate_code

    return certificate_code(paper.observation_id)


def test_a_paper_is_revoked_when_observation_goes_on(ground: Ground) -> None:
    paper = released(ground, ground.of("grid"))
    with clock.frozen(midnight() + timedelta(hours=9)):
        grid = ground.of("grid")
        told = {"days": 7, "why": "密接者又发病"}
        assert send(grid, ground.address("observation/extend"), **told) == 302
        assert "第15天，共21天" in text(grid, ground.address())
    page = Client().post("/certificate", {"code": written_code(paper)}).content.decode()
    assert "不再有效" in page
    assert "真实有效" not in page


def test_a_paper_is_revoked_by_an_event_of_the_days_it_speaks_of(ground: Ground) -> None:
    released(ground, ground.of("grid"))
    with clock.frozen(midnight() + timedelta(hours=9)):
        open_(ground, ground.of("grid"), days_ago=3)
    (paper,) = stands(Certificate)
    assert isinstance(paper, Certificate)
    assert paper.revoked_at is not None


def test_an_early_end_by_an_order_names_its_clause(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    end = ground.address("observation/end")
    told = {"ending": "clause", "why": "按条款提前解除"}
    assert send(grid, end, **told) == 422
    assert send(grid, end, **told, clause="Z-99") == 422
    assert send(grid, end, **told, clause="a-2.2") == 302


def link_of(ground: Ground, client: Client) -> str:
    page = client.post(ground.address("observation/link"), {"make": ""}).content.decode()
    found = re.search(r'href="http://testserver(/my/[^"]+)"', page)
    assert found is not None
    return found[1]


def report(client: Client, link: str, temperature: str) -> int:
    return send(client, link, client_id=uuid4(), temperature=temperature)


def test_a_resident_reports_by_the_own_link_and_it_is_marked(ground: Ground) -> None:
    grid, nobody = ground.of("grid"), Client(headers={"accept-language": "zh-hans"})
    open_(ground, grid)
    link = link_of(ground, grid)
    page = text(nobody, link)
    assert "王**" in page
    assert "王桂兰" not in page
    assert report(nobody, link, "36.6") == 302
    assert "本人" in text(grid, ground.address())
    assert report(nobody, link, "38.1") == 302
    assert "不正常" in text(nobody, link)
    assert "体温或症状异常" in text(grid, "/today/")
    kept = Submission.objects.using("owner").filter(recorder__lt=0)
    assert {each.recorder for each in kept} == {-int(Link.objects.using("owner").get().pk)}
    assert Entry.objects.using("owner").filter(role="resident").count() == 2


def test_a_link_is_one_persons_until_it_ends(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    first = link_of(ground, grid)
    second = link_of(ground, grid)
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    assert Client().get(first[:-1] + "x").status_code == 404
    assert send(grid, ground.address("observation/link"), end="") == 302
    assert Client().get(second).status_code == 404
    third = link_of(ground, grid)
    with clock.frozen(AT + 30 * DAY):
        assert Client().get(third).status_code == 404
    assert all(len(each.digest) == 32 for each in Link.objects.using("owner").all())


def test_a_link_takes_no_more_than_people_send(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    link = link_of(ground, grid)
    answers = [report(Client(), link, "36.5") for _ in range(8)]
    assert answers == [302] * 6 + [422] * 2


def test_a_need_stays_open_until_somebody_answers(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    link = link_of(ground, grid)
    told = {"client_id": uuid4(), "need": "yes", "kind": "psychological", "text": "想找人说说话"}
    assert [send(Client(), link, **told) for _ in range(2)] == [302, 302]
    contact(ground, grid, condition="well", temperature="36.5", needs=["medicine"])
    asked = stands(Need)
    assert len(asked) == 2
    page = text(ground.of("community"), "/observations/")
    assert "想找人说说话" in page
    number = Need.objects.using("owner").get(kind="psychological").pk
    assert send(grid, f"/dispatch/{number}/settle", word="已安排社工通话") == 302
    assert "想找人说说话" not in text(grid, "/observations/")
    assert "已安排社工通话" in text(Client(), link)
    assert send(grid, f"/dispatch/{number}/answer", word="再答一次") == 422


@pytest.mark.parametrize(
    "address", ["observation/extend", "observation/release", "observation/link", "care", "need"]
)
def test_who_sees_no_names_reaches_nothing(ground: Ground, address: str) -> None:
    assert ground.of("leader").get(ground.address(address)).status_code == 404
    connections.close_all()


def test_treatment_and_follow_up_have_no_last_day_and_no_paper(ground: Ground) -> None:
    grid = ground.of("grid")
    told = {"reason": "case", "begun_on": local_day(AT).isoformat()}
    assert send(grid, ground.address("observation?kind=treatment"), **told) == 302
    assert "居家治疗 · 第0天" in text(grid, ground.address())
    assert send(grid, ground.address("observation/release")) == 422
    ended = {"ending": "recovered", "why": "症状消失"}
    assert send(grid, ground.address("observation/end"), **ended) == 302
    told = {"reason": "recovered", "begun_on": local_day(AT).isoformat()}
    assert send(grid, ground.address("observation?kind=follow_up"), **told) == 302
    assert "回访 · 第0天" in text(grid, ground.address())


@pytest.fixture
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    from anlin.cases.views import papers

    monkeypatch.setattr("django.conf.settings.PUBLIC_PER_MINUTE", 3)
    monkeypatch.setattr(papers, "_left", {})


@pytest.mark.usefixtures("three_a_minute")
def test_whoever_guesses_codes_keeps_nobody_from_a_genuine_paper(ground: Ground) -> None:
    paper = released(ground, ground.of("grid"))
    guesses = [Client().post("/certificate", {"code": "0" * 20}).status_code for _ in range(5)]
    assert guesses == [200] * 3 + [429] * 2
    page = Client().post("/certificate", {"code": written_code(paper)}).content.decode()
    assert "真实有效" in page


@pytest.mark.usefixtures("three_a_minute")
def test_whoever_guesses_links_keeps_nobody_from_the_own_page(ground: Ground) -> None:
    grid = ground.of("grid")
    open_(ground, grid)
    link = link_of(ground, grid)
    assert {Client().get(f"/my/{'a' * n}").status_code for n in range(1, 6)} == {404}
    assert [Client().get(link).status_code for _ in range(4)] == [200] * 3 + [429]
