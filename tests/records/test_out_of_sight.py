"""What a hand-made request tries: other people's entries, ids used elsewhere, days long gone."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from anlin.accounts.rules import Role, Viewer
from anlin.base import sql
from anlin.base.scope import open_scope
from anlin.places.rules import span
from anlin.records.actions import (
    KnownElsewhereError,
    NothingToCorrectError,
    Receipt,
    TooLongAgoError,
    record,
)
from anlin.records.rules import LONGEST_AGO, Entry, EvidenceKind

COMMUNITY = "500103001001"
LO, HI = span(COMMUNITY)
HOME, ACROSS = LO + 1001, LO + 2001
NOON = datetime(2023, 1, 17, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def grid(number: str, user: int = 7) -> Viewer:
    lo, hi = span(COMMUNITY + number)
    return Viewer(user, "陈明", Role.GRID_WORKER, COMMUNITY + number, lo, hi, 6)


HERE, THERE = grid("001"), grid("002")


def visit(**more: object) -> Entry:
    made = Entry(uuid4(), 42, HOME, NOON, (EvidenceKind.VISIT,), {"way": "door"})
    return replace(made, **more)


def send(*entries: Entry, by: Viewer = HERE) -> list[Receipt]:
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        return record(entries=entries, by=by, at=LATER)


def counted(subject: int) -> int:
    with open_scope(LO, HI, names=True):
        (row,) = sql.rows_of(
            "select coalesce(sum(weight), 0)::int from records_evidence where subject = %s",
            [subject],
        )
    return int(row[0])


@pytest.mark.django_db
def test_a_correction_on_one_persons_page_never_takes_back_anothers_contact() -> None:
    entry = visit()
    send(entry)
    with pytest.raises(NothingToCorrectError):
        send(visit(subject=43, corrects=entry.client_id))
    assert (counted(42), counted(43)) == (1, 0)


@pytest.mark.django_db
def test_whoever_corrects_an_entry_corrects_the_own_one_of_that_id() -> None:
    entry = visit()
    own = send(entry)[0].submission
    send(entry, by=grid("001", user=8))
    newer = visit(corrects=entry.client_id)
    send(newer)
    with open_scope(LO, HI, names=True):
        (row,) = sql.rows_of(
            "select corrects_id from records_submission where client_id = %s", [newer.client_id]
        )
    assert row.corrects_id == own


@pytest.mark.django_db
def test_content_under_an_id_used_at_another_post_is_refused_and_not_lost_in_silence() -> None:
    entry = visit()
    send(entry)
    with pytest.raises(KnownElsewhereError):
        send(replace(entry, place=ACROSS, subject=50), by=THERE)
    assert counted(50) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("claimed", [datetime.min.replace(tzinfo=UTC), LATER - LONGEST_AGO * 2])
def test_an_act_of_long_ago_is_refused_before_it_marks_every_window_since(
    claimed: datetime,
) -> None:
    with pytest.raises(TooLongAgoError):
        send(visit(occurred_at=claimed))
    send(visit(occurred_at=LATER - LONGEST_AGO))
    assert counted(42) == 1
