"""Each entry once, nothing dropped, nothing changed afterwards."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from anlin.accounts.rules import Role, Viewer
from anlin.base import sql
from anlin.base.scope import open_scope
from anlin.places.rules import span
from anlin.records.actions import (
    MayNotRecordError,
    NothingToCorrectError,
    Receipt,
    make_weeks,
    record,
)
from anlin.records.rules import Entry, EvidenceKind, digest, kinds_of_contact

COMMUNITY = "500103001001"
LO, HI = span(COMMUNITY)
HOME = LO + 1001
WORKER = Viewer(
    user=7, name="陈明", role=Role.COMMUNITY_WORKER, place_code=COMMUNITY, lo=LO, hi=HI, level=5
)
NOON = datetime(2023, 1, 17, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def visit(**more: object) -> Entry:
    made = Entry(
        client_id=uuid4(),
        subject=42,
        place=HOME,
        occurred_at=NOON,
        kinds=(EvidenceKind.VISIT,),
        content={"way": "door", "condition": "fine"},
    )
    return structs.replace(made, **more)


def send(*entries: Entry, by: Viewer = WORKER, at: datetime = LATER) -> list[Receipt]:
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        return record(entries=entries, by=by, at=at)


def taken(receipts: Sequence[Receipt]) -> list[str]:
    return [receipt.taken.value for receipt in receipts]


def counted() -> int:
    """Return how many acts count for person 42, corrections taken off."""
    with open_scope(LO, HI, names=True):
        (row,) = sql.rows_of(
            "select coalesce(sum(weight), 0)::int from records_evidence where subject = 42", []
        )
    return int(row[0])


def kept() -> int:
    with open_scope(LO, HI, names=True):
        (row,) = sql.rows_of("select count(*) from records_submission where subject = 42", [])
    return int(row[0])


@pytest.mark.django_db
def test_the_same_visit_sent_twice_by_two_phones_is_one_act() -> None:
    entry = visit()
    first = send(entry)
    assert taken([*first, *send(entry), *send(entry), *send(entry)]) == [
        "accepted", "repeated", "repeated", "repeated",
    ]  # fmt: skip
    assert (counted(), kept()) == (1, 1)


@pytest.mark.django_db
def test_an_id_made_anew_at_each_sending_counts_the_visit_twice() -> None:
    for _ in range(2):
        send(visit())
    assert counted() == 2


@pytest.mark.django_db
def test_a_repeat_inside_one_batch_is_one_act() -> None:
    entry = visit()
    assert taken(send(entry, entry)) == ["accepted", "repeated"]
    assert counted() == 1


@pytest.mark.django_db
def test_other_content_under_a_known_id_is_a_conflict_and_both_are_kept() -> None:
    entry = visit()
    edited = structs.replace(entry, content={"way": "door", "condition": "unwell"})
    (first,) = send(entry)
    conflict, again = send(edited), send(edited)
    assert taken([*conflict, *again]) == ["conflict", "conflict"]
    assert conflict[0].submission == first.submission
    assert (counted(), kept()) == (1, 2)


@pytest.mark.django_db
def test_equal_ids_of_two_people_are_two_entries() -> None:
    entry = visit()
    colleague = replace(WORKER, user=8)
    assert taken([*send(entry), *send(entry, by=colleague)]) == ["accepted", "accepted"]


@pytest.mark.django_db
def test_a_correction_takes_the_earlier_act_back_and_counts_itself() -> None:
    entry = visit()
    send(entry)
    moved = visit(occurred_at=NOON - timedelta(days=1), corrects=entry.client_id)
    assert taken(send(moved)) == ["accepted"]
    assert (counted(), kept()) == (1, 2)
    with open_scope(LO, HI, names=True):
        weights = sql.rows_of(
            "select weight from records_evidence where subject = 42 order by received_at, weight",
            [],
        )
    assert [row[0] for row in weights] == [-1, 1, 1]


@pytest.mark.django_db
def test_a_correction_that_never_happened_leaves_nothing_to_count() -> None:
    entry = visit()
    send(entry)
    send(visit(kinds=(EvidenceKind.CONTACT_ATTEMPT,), corrects=entry.client_id))
    with open_scope(LO, HI, names=True):
        rows = sql.rows_of(
            "select kind, sum(weight)::int from records_evidence where subject = 42 group by kind"
            " having sum(weight) <> 0",
            [],
        )
    assert [tuple(row) for row in rows] == [(EvidenceKind.CONTACT_ATTEMPT, 1)]


@pytest.mark.django_db
def test_an_entry_is_corrected_once_and_the_newer_one_next() -> None:
    entry = visit()
    send(entry)
    newer = visit(corrects=entry.client_id)
    assert taken([*send(newer), *send(newer)]) == ["accepted", "repeated"]
    with pytest.raises(NothingToCorrectError):
        send(visit(corrects=entry.client_id))
    assert taken(send(visit(corrects=newer.client_id))) == ["accepted"]
    assert counted() == 1


@pytest.mark.django_db
def test_an_entry_nobody_made_cannot_be_corrected_and_the_answer_says_what_to_do() -> None:
    with pytest.raises(NothingToCorrectError) as refused:
        send(visit(corrects=UUID(int=1)))
    assert "请刷新页面" in refused.value.say("zh")
    with override("en"):
        assert "Reload the page" in refused.value.say("en")


@pytest.mark.django_db
def test_a_phone_whose_clock_runs_ahead_is_brought_back_to_now_and_its_claim_is_kept() -> None:
    send(visit(occurred_at=LATER + timedelta(hours=3)))
    with open_scope(LO, HI, names=True):
        (row,) = sql.rows_of(
            "select occurred_at, content ->> 'claimed_at' as claimed from records_submission", []
        )
    assert tuple(row) == (LATER, (LATER + timedelta(hours=3)).isoformat())


@pytest.mark.django_db
def test_nobody_records_outside_the_own_range_or_without_the_right() -> None:
    with pytest.raises(MayNotRecordError):
        send(visit(place=HI + 1001))
    with pytest.raises(MayNotRecordError):
        send(visit(), by=replace(WORKER, role=Role.STREET_LEADER))
    assert kept() == 0


@pytest.mark.django_db
def test_each_batch_leaves_one_journal_line_and_a_repeat_none() -> None:
    entries = [visit() for _ in range(3)]
    send(*entries)
    send(*entries)
    with open_scope(LO, HI, names=True):
        rows = sql.rows_of(
            "select detail ->> 'accepted' as n from journal_entry where verb = 'records.record'", []
        )
    assert [row[0] for row in rows] == ["3"]


@pytest.mark.django_db
def test_a_recording_marks_its_community_from_the_earliest_act_on() -> None:
    send(visit(), visit(occurred_at=NOON - timedelta(days=3)))
    with open_scope(LO, HI, names=True):
        rows = sql.rows_of("select community, since from records_change", [])
    assert [tuple(row) for row in rows] == [(LO, NOON - timedelta(days=3))]


@pytest.mark.django_db
def test_weeks_are_made_once() -> None:
    monday = datetime(2031, 6, 2, tzinfo=UTC)
    with open_scope(LO, HI):
        made = [make_weeks(since=monday, until=monday + timedelta(days=20)) for _ in range(2)]
    assert made == [3, 0]


def test_a_door_visit_settles_as_one_kind_so_that_it_never_counts_twice() -> None:
    assert kinds_of_contact(way="door", condition="fine") == (EvidenceKind.VISIT,)
    assert kinds_of_contact(way="phone", condition="fine") == (EvidenceKind.CONTACT,)
    assert kinds_of_contact(way="door", condition="not_reached") == (EvidenceKind.CONTACT_ATTEMPT,)
    assert kinds_of_contact(way="wechat", condition="unwell") == (
        EvidenceKind.CONTACT, EvidenceKind.UNWELL,
    )  # fmt: skip


def test_equal_content_has_one_fingerprint_whatever_the_order_of_its_keys() -> None:
    entry = visit(content={"way": "door", "needs": ["medicine"]})
    turned = structs.replace(entry, content={"needs": ["medicine"], "way": "door"})
    other = structs.replace(entry, content={"needs": ["care"], "way": "door"})
    assert digest(turned) == digest(entry) != digest(other)


def _at_once(entry: Entry, how_many: int) -> list[str]:
    together, answers = Barrier(how_many), []

    def one() -> None:
        together.wait()
        answers.append(taken(send(entry))[0])
        connections.close_all()

    threads = [Thread(target=one) for _ in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_five_sendings_at_the_same_moment_are_one_act(
    committed: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for _ in range(10):
            assert _at_once(visit(), 5) == ["accepted", *["repeated"] * 4]
        assert counted() == 10


def test_without_the_unique_key_five_sendings_at_once_count_more_often(
    committed: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with connections["owner"].cursor() as cursor:
            cursor.execute("drop index records_submission_once, records_submission_content_once")
        broken = sql.statement("records/accept").replace("on conflict do nothing", "")
        entry = visit()
        for _ in range(2):
            with open_scope(LO, HI, user=7, names=True), connection.cursor() as cursor:
                cursor.execute(broken, _columns_of(entry))
        assert counted() == 2


def _columns_of(entry: Entry) -> dict[str, Any]:
    sent = {
        "n": 0, "client_id": str(entry.client_id), "place": entry.place, "subject": entry.subject,
        "occurred_at": entry.occurred_at.isoformat(), "kinds": [7], "content": {},
        "digest": digest(entry).hex(),
    }  # fmt: skip
    return {
        "sent": json.dumps([sent]), "recorder": 7, "device": "", "received_at": LATER,
        "checked": False,
    }  # fmt: skip


WRITTEN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), WRITTEN))
def test_the_fingerprint_is_that_of_sorted_json(content: dict[str, object]) -> None:
    entry = visit(content=content)
    told = {
        "subject": 42, "place": HOME, "occurred_at": NOON.timestamp(), "kinds": [7],
        "content": content, "corrects": "",
    }  # fmt: skip
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert digest(entry) == hashlib.sha256(text.encode(errors="surrogatepass")).digest()
