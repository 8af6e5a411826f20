"""Records sent by programs: each answered by itself, none counted twice, none for strangers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from anlin.accounts.rules import Scope
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.base.sockets import figures
from anlin.committees.models import Report
from anlin.committees.queries import line_names
from anlin.config.demo.homes import SHOWN_HOME
from anlin.exchange import rules
from anlin.exchange.rules import MOST_BYTES, MOST_RECORDS, Content, KindName
from anlin.field.queries import CONDITIONS, NEEDS, SYMPTOMS, WAYS
from anlin.places.rules import lo_of
from anlin.records.rules import EvidenceKind
from tests.exchange.programs import GiveKey, Program, problem
from tests.journeys.homes import keep_home
from tests.journeys.residents import SECOND, TOWN, WANG
from tests.journeys.town import AT, number_of

NOTHING = dict.fromkeys(("fevers", "positives", "returned", "appeals", "urgent"), 0)


def home() -> tuple[str, int]:
    """Return where a resident of the town lives, and the resident's number."""
    return WANG.building, number_of(WANG.name)


def stranger() -> int:
    """Return the number of somebody who lives under another community."""
    return number_of("孙丽华")


def visit(**more: object) -> dict[str, Any]:
    place, person = home()
    return {
        "id": str(uuid4()), "place": place, "subject": person, "kinds": ["visit"],
        "occurred_at": (AT - timedelta(hours=1)).isoformat(),
        "content": {"way": "door", "condition": "well"},
    } | more  # fmt: skip


def send(program: Program, *records: object) -> list[dict[str, Any]]:
    answer = program.post("records", {"records": list(records)})
    assert answer.status_code == 200, answer.content.decode()
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def results(program: Program, *records: object) -> list[str]:
    return [each["result"] for each in send(program, *records)]


def counted(person: int) -> int:
    with nationwide():
        (row,) = sql.rows_of(
            "select coalesce(sum(weight), 0)::int from records_evidence"
            " where subject = %s and received_at = %s",
            [person, AT],
        )
    return int(row[0])


def test_a_record_is_accepted_once_and_known_again(key_of: GiveKey) -> None:
    community, record = key_of("community", Scope.RECORD), visit()
    assert results(community, record) == ["accepted"]
    assert results(community, record, record) == ["duplicate", "duplicate"]
    assert results(community, record | {"content": {"way": "door"}}) == ["conflict"]
    assert counted(record["subject"]) == 1


def test_a_record_made_by_two_programs_of_one_person_is_one(key_of: GiveKey) -> None:
    record = visit()
    assert results(key_of("community"), record) == ["accepted"]
    assert results(key_of("community"), record) == ["duplicate"]


def test_each_refused_record_says_why_and_stops_no_other(key_of: GiveKey) -> None:
    told = send(
        key_of("community", Scope.RECORD),
        visit(),
        visit(subject=10_000),
        visit(place=f"{SECOND}001001"),
        visit(occurred_at=(AT - timedelta(days=800)).isoformat()),
        visit(corrects=str(UUID(int=1))),
        visit(kinds=["dance"]),
        visit(content={"way": "door", "condition": "well", "note": "\0"}),
        visit(place="000000000000"),
        {"id": str(UUID(int=7))},
        "nothing",
        visit(),
    )
    assert [each["result"] for each in told] == ["accepted", *["refused"] * 9, "accepted"]
    assert [each["problem"] and each["problem"]["code"] for each in told] == [
        None, "not-at-home", "may-not-record", "too-long-ago", "nothing-to-correct",
        "not-understood", "not-understood", "unknown-place", "not-understood", "not-understood",
        None,
    ]  # fmt: skip
    assert told[8]["id"] == str(UUID(int=7))
    assert told[9]["id"] is None
    assert all(each["problem"]["zh"] for each in told if each["problem"])


def test_a_neighbours_resident_is_recorded_nowhere_else(key_of: GiveKey) -> None:
    """The person exists, and the place is the sender's own: but the person never lived there."""
    assert results(key_of("street"), visit(subject=stranger())) == ["refused"]


def test_without_the_check_a_stranger_would_be_recorded(
    key_of: GiveKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = sql.rows_often

    def unchecked(name: str, values: Mapping[str, Any], using: str = "default") -> list[sql.Row]:
        return honest(name, {**values} | ({"checked": False} if "checked" in values else {}), using)

    monkeypatch.setattr(sql, "rows_often", unchecked)
    assert results(key_of("street"), visit(subject=stranger())) == ["accepted"]


def test_a_place_reports_about_itself(key_of: GiveKey) -> None:
    report = visit(place=TOWN, subject=None, kinds=["daily_report"], content=NOTHING)
    nowhere = report | {"id": str(uuid4()), "place": f"{TOWN}888"}
    assert results(key_of("community"), report, nowhere) == ["accepted", "refused"]


def test_a_home_reports_about_itself_and_nobody_does_for_it_from_elsewhere(
    key_of: GiveKey,
) -> None:
    keep_home(1)
    report = visit(place=SHOWN_HOME, subject=None, kinds=["daily_report"], content=NOTHING)
    feverish = report | {"id": str(uuid4()), "content": NOTHING | {"fevers": 2}}
    head = key_of("head")
    assert results(head, report, report) == ["accepted", "duplicate"]
    assert results(head, feverish) == ["accepted"]
    for elsewhere in ("second", "grid"):
        assert results(key_of(elsewhere), report | {"id": str(uuid4())}) == ["refused"], elsewhere
    with nationwide():
        versions = list(Report.objects.filter(subject=lo_of(SHOWN_HOME)).order_by("version"))
        counted = figures()["reports_homes"].sql
        since = start_of(local_day(AT))
        told = sql.rows_of(counted, {
            "lo": lo_of(SHOWN_HOME), "hi": lo_of(SHOWN_HOME) + 1, "since": since,
            "until": since + timedelta(days=1), "at": AT,
        })  # fmt: skip
    assert [(each.kind, each.version, each.zero) for each in versions] == [
        ("institution", 1, True), ("institution", 2, False),
    ]  # fmt: skip
    assert [tuple(row) for row in told] == [(lo_of(SHOWN_HOME), 1)]


def test_a_grid_is_no_institution_and_its_word_is_no_report_of_one(key_of: GiveKey) -> None:
    report = visit(place=f"{TOWN}001", subject=None, kinds=["daily_report"], content=NOTHING)
    assert results(key_of("grid"), report) == ["accepted"]
    with nationwide():
        assert not Report.objects.filter(place=lo_of(f"{TOWN}001")).exists()


def test_a_correction_replaces_an_earlier_record_of_the_batch(key_of: GiveKey) -> None:
    first = visit()
    later = visit(corrects=first["id"])
    again = visit(corrects=first["id"])
    program = key_of("community")
    assert results(program, first, later) == ["accepted", "accepted"]
    assert results(program, again, visit()) == ["refused", "accepted"]
    assert counted(first["subject"]) == 2


def test_corrections_of_what_is_corrected_already_are_found_in_one_go(
    key_of: GiveKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, asked, firsts = sql.rows_often, [], [visit() for _ in range(4)]
    program = key_of("community")
    send(program, *firsts)

    def counted(name: str, values: Mapping[str, Any], using: str = "default") -> list[sql.Row]:
        asked.append(name)
        return honest(name, values, using)

    monkeypatch.setattr(sql, "rows_often", counted)
    twice = [visit(corrects=each["id"]) for each in (*firsts, *firsts)]
    assert results(program, *twice, visit())[-1] == "accepted"
    assert asked.count("records/accept") == 2


def test_a_batch_leaves_one_journal_line_that_names_the_key(key_of: GiveKey) -> None:
    program = key_of("community")
    send(program, *(visit() for _ in range(5)))
    with nationwide():
        lines = sql.rows_of(
            "select (detail ->> 'accepted')::int as n, (detail ->> 'key')::int as key"
            " from journal_entry"
            " where verb = 'records.record' and at = %s",
            [AT],
        )
    assert [tuple(line) for line in lines] == [(5, program.number)]


def test_a_batch_has_from_one_to_a_thousand_records(key_of: GiveKey) -> None:
    program = key_of("community")
    for number in (0, MOST_RECORDS + 1):
        answer = program.post("records", {"records": [visit()] * number})
        assert (answer.status_code, problem(answer)["code"]) == (422, "not-understood")
    assert len(results(program, *(visit() for _ in range(MOST_RECORDS)))) == MOST_RECORDS


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"records": 1}',
        pytest.param(b"9" * (MOST_BYTES + 1), id="long"),
    ],
)
def test_what_is_no_batch_is_refused_as_a_whole(key_of: GiveKey, body: bytes) -> None:
    program = key_of("community")
    answer = program.client.post(
        "/api/v1/records", body, content_type="application/json", headers=program.headers
    )
    assert (answer.status_code, problem(answer)["code"]) == (422, "not-understood")


def test_whoever_may_not_record_gets_no_key_for_it_and_no_entry(key_of: GiveKey) -> None:
    answer = key_of("county").post("records", {"records": [visit()]})
    assert problem(answer)["code"] == "other-scope"


def test_the_words_are_those_of_the_screens_and_of_the_orders() -> None:
    fields = Content.__annotations__
    names = {kind.name.lower() for kind in EvidenceKind if kind < EvidenceKind.NEED_ANSWERED}
    assert {kind.value for kind in KindName} == names  # the others only rooms' own verbs write
    assert set(line_names()) < set(fields)
    for words, name in ((WAYS, "Way"), (CONDITIONS, "Condition"), (SYMPTOMS, "Symptom"),
                        (NEEDS, "Need")):  # fmt: skip
        assert set(words) == set(getattr(rules, name).__args__)
