"""The auditor's screen: the journal read out, each question a line, each chain verified."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from anlin.accounts import actions as accounts
from anlin.accounts.rules import Role
from anlin.accounts.rules.said import BREAKS, ROOMS, THINGS, VERBS, room_of
from anlin.base import clock, sql
from anlin.base.home import ROOT
from anlin.journal import actions, queries
from anlin.journal.models import Check, Entry
from anlin.journal.rules import Chain, turn
from tests.accounts.people import AT, COUNTY, HERE, Town, divide, hire, settle
from tests.accounts.test_staff_pages import enter, page

HOUR = timedelta(hours=1)
LINE = re.compile(r'<li class="clause">\s*<header><time>')


@pytest.fixture
def town(committed: str) -> Iterator[Town]:
    divide()
    with clock.frozen(AT):
        town = settle()
        hire("auditor", Role.AUDITOR, COUNTY)
        yield town
    connections.close_all()


def read(client: Client, query: str = "", status: int = 200) -> str:
    return page(client, f"/journal/?{query}", status)


def verbs() -> list[str]:
    return list(Entry.objects.using("owner").order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("授予角色", "社区工作者", "系统", "Zhao")),
        ("en", ("gave a role", "Community worker", "The system", "Zhao")),
    ],
)
def test_the_journal_is_read_out_in_words(
    town: Town, language: str, words: tuple[str, ...]
) -> None:
    auditor = enter("auditor")
    auditor.cookies["django_language"] = language
    shown = read(auditor)
    assert all(word in shown for word in words)
    assert not re.search(r"accounts\.\w+</|accounts_\w+:\d+</", shown)


def test_each_question_is_a_line_and_a_further_page_is_none(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anlin.accounts.views.journal.PAGE", 3)
    auditor = enter("auditor")
    before = verbs().count("journal.read")
    shown = read(auditor, "where=500103&since=2023-01-01")
    assert verbs().count("journal.read") == before + 1
    seen = len(LINE.findall(shown))
    while more := re.search(r'href="\?([^"]*before=[^"]*)"', shown):
        shown = read(auditor, more[1].replace("&amp;", "&"))
        seen += len(LINE.findall(shown))
    assert verbs().count("journal.read") == before + 1
    assert seen == len(verbs()) - 1
    kept = Entry.objects.using("owner").order_by("pk").last()
    assert kept is not None
    assert kept.detail == {"since": "2023-01-01T00:00:00+08:00", "place": COUNTY}


def test_a_further_page_of_another_question_is_a_question(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anlin.accounts.views.journal.PAGE", 3)
    auditor = enter("auditor")
    more = re.search(r"before=([^\"&]*)", read(auditor))
    assert more
    before = verbs().count("journal.read")
    for other in (f"verb=accounts.create_user&before={more[1]}", "before=x"):
        read(auditor, other)
    assert verbs().count("journal.read") == before + 2


@pytest.mark.parametrize(
    ("query", "says", "silent"),
    [
        ("verb=accounts.create_user", "建立账号", ">授予角色："),
        ("actor=auditor", "登录", ">建立账号："),
        (f"where={HERE}", "Wang", "Zhao"),
        ("last=2023-01-19", "没有符合的记录", ">建立账号："),
        ("subject=accounts_user:1", "同一件事的全部记录", ">授予角色："),
    ],
)
def test_the_journal_is_searched(town: Town, query: str, says: str, silent: str) -> None:
    shown = read(enter("auditor"), query)
    assert says in shown.split('aria-labelledby="lines"')[1]
    assert silent not in shown


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("actor=nobody", "请核对写法"),
        ("where=nowhere", "请核对写法"),
        ("since=2023-01-20&last=2023-01-10", "最后一天早于第一天"),
        ("since=yesterday", "value=\"yesterday\""),
        ("verb=x.y", "请看标出的地方"),
    ],
)  # fmt: skip
def test_a_question_nobody_can_answer_is_given_back(town: Town, query: str, says: str) -> None:
    before = verbs().count("journal.read")
    assert says in read(enter("auditor"), query, 422)
    assert verbs().count("journal.read") == before


def test_the_journal_ends_where_the_place_ends(town: Town) -> None:
    hire("stranger", Role.AUDITOR, "500104")
    shown = read(enter("stranger"))
    assert len(LINE.findall(shown)) == 3  # made, given a role, signed in
    assert "Zhao" not in shown


def test_only_who_may_read_the_journal_finds_it(town: Town) -> None:
    for username in ("admin", "zhao", "wang"):
        client = enter(username)
        assert client.get("/journal/").status_code == 404
        assert client.post("/journal/verify").status_code == 404


def test_the_chains_are_verified_and_a_break_is_told(town: Town) -> None:
    auditor = enter("auditor")
    assert "还没有校验过" in read(auditor)
    page(auditor, "/journal/verify", 302, x="1")
    assert "校验过的都完好" in read(auditor)
    assert verbs().count("journal.verify") == 1
    tamper()
    page(auditor, "/journal/verify", 302, x="1")
    shown = read(auditor)
    assert "条链对不上" in shown
    assert "内容被改过" in shown


def tamper() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("update journal_entry set reason = 'x' where seq = 1 and area >= 500103e12")
        cursor.execute("set session_replication_role = origin")


def test_a_verification_that_reads_no_seals_is_found_out(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: heads are counted and nothing is compared."""
    monkeypatch.setattr(actions, "breaks_in", lambda areas: [])
    auditor = enter("auditor")
    tamper()
    page(auditor, "/journal/verify", 302, x="1")
    assert "内容被改过" not in read(auditor)


def test_chains_beside_the_own_areas_are_not_touched(town: Town) -> None:
    hire("stranger", Role.AUDITOR, "500104")
    page(enter("stranger"), "/journal/verify", 302, x="1")
    lo, hi = 500104 * 10**12, 500105 * 10**12
    areas = Check.objects.using("owner").values_list("area", flat=True)
    assert areas
    assert all(lo <= area < hi for area in areas)


def test_one_turn_is_bounded_and_the_next_goes_on() -> None:
    chains = [Chain(area, 40, None, None, None, None) for area in range(5)]
    assert [chain.area for chain in turn(chains, 100)] == [0, 1]
    assert [chain.area for chain in turn(chains, 10)] == [0]
    assert turn([], 10) == []


def test_the_longest_unverified_chain_comes_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
    auditor = enter("auditor")
    for turn_ in range(4):
        with clock.frozen(AT + turn_ * HOUR / 3):  # before rest ends the session
            page(auditor, "/journal/verify", 302, x="1")
    areas = list(Check.objects.using("owner").order_by("pk").values_list("area", flat=True))
    known = queries_areas()
    assert areas[: len(known)] == known
    assert areas[len(known)] == areas[0]


def queries_areas() -> list[int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select area from journal_head where area >= 500103e12 order by area")
        return [int(area) for (area,) in cursor.fetchall()]


def test_every_verb_the_product_writes_has_words() -> None:
    written = set(re.findall(
        rf'"((?:{"|".join(ROOMS)})\.[a-z_]+)"',
        "".join(path.read_text() for path in ROOT.glob("anlin/*/actions*/**/*.py"))
        + "".join(path.read_text() for path in ROOT.glob("anlin/*/actions.py")),
    ))  # fmt: skip
    assert written
    assert written - set(VERBS) == set()
    assert {room_of(verb) for verb in VERBS} <= set(ROOMS)


def test_everything_that_verbs_write_about_has_words() -> None:
    written = set(re.findall(
        r'f"([a-z]+_[a-z_]+):\{',
        "".join(path.read_text() for path in ROOT.glob("anlin/*/actions*/**/*.py"))
        + "".join(path.read_text() for path in ROOT.glob("anlin/*/actions.py")),
    ))  # fmt: skip
    assert {"premises_gate", "duties_lapse"} <= written
    assert written - set(THINGS) == set()


def test_every_break_has_words() -> None:
    assert set(re.findall(r"'(\w+)'\s*$|then '(\w+)'", sql.statement("journal/verify")))
    for kind in ("edited", "deleted", "moved", "inserted", "cut", "headless"):
        assert kind in BREAKS


def test_every_thing_in_the_towns_journal_has_words(town: Town) -> None:
    accounts.end_grant(by=None, at=AT, grant=town.worker.grant, reason="x", using="owner")
    written = Entry.objects.using("owner").values_list("verb", "subject")
    assert {verb for verb, _ in written} <= set(VERBS)
    assert {subject.partition(":")[0] for _, subject in written} <= set(THINGS)
    assert queries.breaks() == []
