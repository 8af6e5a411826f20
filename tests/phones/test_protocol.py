"""Enrol, fetch the list, send: what the how-to says of each step holds, whoever asks."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from anlin.base import clock, sql
from anlin.base.scope import nationwide
from tests.journeys.residents import WANG
from tests.journeys.town import number_of
from tests.phones.keys import proof
from tests.phones.phone import API, GivePhone, SimPhone


def test_a_phone_enrols_fetches_its_list_and_sends_a_contact(phone_of: GivePhone) -> None:
    phone = phone_of("grid")
    answer = phone.ask("GET", "list")
    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()
    wang = next(each for each in told["people"] if each["name"] == WANG.name)
    item = phone.item(subject=wang["id"], way="door", condition="well")
    said = phone.send(item)
    assert [each["result"] for each in said["results"]] == ["accepted"]
    assert said["have"] == [[1, 1]]
    assert phone.results(item) == ["duplicate"]


def code_of(answer: Any) -> tuple[int, str]:  # noqa: ANN401 - the test client's own
    return answer.status_code, answer.json()["code"]


def test_a_request_counts_only_with_the_signature_of_that_very_phone_made_just_now(
    phone_of: GivePhone,
) -> None:
    phone, thief = phone_of("grid"), SimPhone()
    thief.token = phone.token  # a copied token, another phone
    assert code_of(thief.ask("GET", "list")) == (401, "proof-wrong")
    phone.off = timedelta(minutes=-6)
    stale = phone.ask("GET", "list")
    assert code_of(stale) == (401, "proof-stale")
    assert stale["Anlin-Now"].endswith("Z")
    phone.off = timedelta()
    body = b'{"made":0,"oldest":null,"items":[]}'
    signed = proof(phone.key, "POST", API + "batch", body, clock.now())
    other = phone.client.generic(
        "POST", API + "batch", body + b" ", content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}", "Anlin-Proof": signed},
    )  # fmt: skip
    assert code_of(other) == (401, "proof-wrong")
    moved = phone.client.generic(
        "POST", API + "open", body, content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}", "Anlin-Proof": signed},
    )  # fmt: skip
    assert code_of(moved) == (401, "proof-wrong")


@pytest.mark.parametrize(
    "header", ["", "x", "1675389600000", "1675389600000." + "A" * 86, "9" * 13 + "." + "_" * 86]
)
def test_no_malformed_proof_breaks_the_door(phone_of: GivePhone, header: str) -> None:
    phone = phone_of("grid")
    answer = phone.ask("GET", "list", **{"Anlin-Proof": header})
    assert answer.status_code == 401


def test_ten_thousand_guessed_codes_let_nobody_in_and_soon_are_not_even_looked_at(
    phone_of: GivePhone, settings: Settings
) -> None:
    settings.PHONES_PER_MINUTE = 30
    phone = SimPhone()
    answers = [phone.enrol(f"abcd-efgh-{n:04}-mnpq") for n in range(40)]
    assert {code_of(each) for each in answers} == {(403, "enrolment-code-spent"), (503, "busy")}
    waits = {int(each["Retry-After"]) for each in answers if each.status_code == 503}
    assert len(waits) > 1
    assert all(10 <= wait <= 60 for wait in waits)


def test_a_phone_that_asks_too_often_is_told_when_to_come_again(
    phone_of: GivePhone, settings: Settings
) -> None:
    settings.DEVICE_PER_MINUTE = 3
    phone = phone_of("grid")
    answers = [phone.post("open", {}) for _ in range(6)]
    assert [each.status_code for each in answers[:3]] == [200] * 3
    assert {each.status_code for each in answers[3:]} == {429}
    assert len({each["Retry-After"] for each in answers[3:]}) >= 1


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"\xff\xfe", b'{"made":1,"oldest":null,"items":' + b"[" * 100_000,
        b'{"made":1,"oldest":null,"items":[' + b"{}," * 100 + b"{}]}",
        b'{"made":-1,"oldest":null,"items":[]}', b'{"made":1e400,"oldest":null,"items":[]}',
        b" " * (600 * 1024),
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused_whole(phone_of: GivePhone, body: bytes) -> None:
    assert phone_of("grid").ask("POST", "batch", body).status_code == 422


def test_no_odd_item_is_dropped_or_stops_another(phone_of: GivePhone) -> None:
    phone, wang = phone_of("grid"), number_of(WANG.name)
    good = phone.item(subject=wang, way="door", condition="well")
    deep = phone.item()
    deep["body"] = "@"
    odd = [
        phone.item(subject=wang, way="door", condition="well", note="a\0b"),
        phone.item(subject=wang, way="door", condition="well", note="\ud800"),
        phone.item(subject=2**70, way="door", condition="well"),
        phone.item(subject=wang, way="door", condition="well", note="x" * 20_000),
        phone.item(subject=str(uuid4()), way="door", condition="well"),
        phone.item("contact"),
        phone.item(subject=wang, way="door", condition="well", at_home=True),
        phone.item(subject=wang, way="door", condition="well") | {"at": "0001-01-01T00:00:00Z"},
        phone.item(subject=wang, way="door", condition="well") | {"at": "9999-12-31T23:59:59Z"},
        phone.item(subject=wang, way="door", condition="well") | {"seq": 0},
        {"nothing": "of this is an item"}, 7, None, deep, good,
    ]  # fmt: skip
    text = json.dumps({"made": phone.made, "oldest": None, "items": odd})
    answer = phone.ask("POST", "batch", text.replace('"@"', "[" * 500 + "]" * 500).encode())
    assert answer.status_code == 200, answer.content.decode()
    said = [each["result"] for each in answer.json()["results"]]
    assert said[-1] == "accepted"
    assert said[1] == "accepted"  # half a character, as a phone makes by cutting a text short
    assert said[8] == "accepted"  # its clock runs ahead: brought back to now
    assert {each for n, each in enumerate(said[:-1]) if n not in (1, 8)} == {"quarantined"}
    again = phone.ask("POST", "batch", text.replace('"@"', "[" * 500 + "]" * 500).encode())
    assert {each["result"] for each in again.json()["results"]} == {"duplicate"}


def test_the_list_is_sent_again_only_when_it_changed(phone_of: GivePhone) -> None:
    phone, wang = phone_of("grid"), number_of(WANG.name)
    first = phone.ask("GET", "list")
    same = phone.ask("GET", "list", **{"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same["Anlin-Epoch"] == first["Anlin-Epoch"] == phone.told["epoch"]
    assert same["Anlin-Lease-Until"]
    phone.send(phone.item(subject=wang, way="door", condition="well"))
    assert phone.ask("GET", "list", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_no_token_or_code_stands_in_the_database_or_in_what_is_logged(
    phone_of: GivePhone, caplog: pytest.LogCaptureFixture
) -> None:
    phone = phone_of("grid")
    phone.ask("GET", "nowhere")
    phone.ask("POST", "batch", b"{")
    assert phone.token not in caplog.text
    with nationwide():
        for table in ("accounts_device", "accounts_enrolment", "journal_entry", "field_phone"):
            rows = sql.rows_of(f"select t::text as row from {table} t", [])
            assert not [
                row for row in rows if phone.token in row.row or phone.told["share"] in row.row
            ]
