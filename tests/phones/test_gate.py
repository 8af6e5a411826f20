"""A gatekeeper's phone: it knows who passes without knowing who they are, and sends what passed."""

from datetime import timedelta
from typing import Any

import pytest

from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.people.actions import record_event
from anlin.people.rules import Event
from anlin.premises.actions import follow_people, print_pass
from anlin.premises.rules import digest_of, ending, known_by
from tests.journeys import residents, town
from tests.phones.phone import GivePhone, SimPhone
from tests.twins import found_out

WANG = residents.WANG


def told(phone: SimPhone) -> Any:  # noqa: ANN401 - JSON
    answer = phone.ask("GET", "list")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def code_of(name: str) -> str:
    return print_pass(town.number_of(name), by=town.worker("community"), at=town.AT)[1]


def identity_end(resident: residents.Resident) -> str:
    number = list(residents.RESIDENTS).index(resident) + 1
    return town.identity_of(resident, number)[-4:]


def phone_end(resident: residents.Resident) -> str:
    return f"{list(residents.RESIDENTS).index(resident) + 1:04}"


def known(phone: SimPhone) -> Any:  # noqa: ANN401 - JSON
    """Return what the phone knows of Wang, found as a scan finds it."""
    found = known_by(digest_of(code_of(WANG.name)))
    return next(each for each in told(phone)["gate"]["passes"] if each["code"] == found)


def test_a_gatekeepers_list_knows_codes_and_ends_and_says_no_name_and_no_number(
    phone_of: GivePhone,
) -> None:
    phone = phone_of("gate")
    wang, listed = known(phone), told(phone)
    assert (wang["name"], wang["door"]) == ("王*兰", WANG.door)
    ends = {ending(end, listed["gate"]["salt"]) for end in (phone_end(WANG), identity_end(WANG))}
    assert set(wang["ends"]) == ends
    assert listed["rights"] == ["gate"]
    assert [gate["name"] for gate in listed["gate"]["gates"]] == ["东门"]
    assert listed["gate"]["gates"][0]["fever"] == "37.3"
    assert [listed[part] for part in ("people", "households", "duties")] == [[], [], []]
    says_nobody(phone.ask("GET", "list").content.decode())


def says_nobody(text: str) -> None:
    for resident in residents.RESIDENTS:
        assert resident.name not in text
    assert "0001383800" not in text
    assert code_of(WANG.name) not in text


def test_a_list_with_whole_names_is_found_out(
    phone_of: GivePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_of("gate")
    monkeypatch.setattr("anlin.premises.queries.listing.mask_name", lambda name: name)
    with found_out():
        says_nobody(phone.ask("GET", "list").content.decode())


def test_what_passed_without_network_is_inside_for_everybody_and_can_be_put_right(
    phone_of: GivePhone,
) -> None:
    phone = phone_of("gate")
    who = known(phone)["id"]
    gate = told(phone)["gate"]["gates"][0]["id"]
    before = clock.now() - timedelta(hours=3)
    came = phone.item(
        "passage", at=before, gate=gate, way="in", temperature="36.5", **{"pass": who}
    )
    assert phone.results(came, came) == ["accepted", "duplicate"]
    last = {each["who"]: each["way"] for each in told(phone)["gate"]["last"]}
    assert last == {f"pass:{who}": "in"}
    visitor = {"name": "周来访", "whom": WANG.door}
    visit = phone.item("passage", gate=gate, way="in", visit=came["id"], visitor=visitor)
    back = phone.item("passage", at=before, gate=gate, way="in", corrects=came["id"], void=True,
                      **{"pass": who})  # fmt: skip
    assert phone.results(visit, back) == ["accepted", "accepted"]
    listed = told(phone)["gate"]
    assert [each["who"] for each in listed["last"]] == [f"visit:{came['id']}"]
    assert [(each["name"], each["whom"]) for each in listed["visits"]] == [("周*访", WANG.door)]


def test_a_code_of_somebody_who_died_lets_nobody_in_and_a_passage_by_it_is_kept_apart(
    phone_of: GivePhone,
) -> None:
    phone = phone_of("gate")
    who, gate = known(phone)["id"], told(phone)["gate"]["gates"][0]["id"]
    record_event(town.number_of(WANG.name), event=Event.DIED, on=local_day(clock.now()),
                 by=town.worker("community"), at=clock.now())  # fmt: skip
    with nationwide():
        follow_people(at=clock.now())
    assert known(phone)["left"]
    passing = {"gate": gate, "pass": who}
    came, went = (phone.item("passage", way=way, **passing) for way in ("in", "out"))
    answer = phone.send(came, went)["results"]
    assert [each["result"] for each in answer] == ["quarantined", "accepted"]
    assert answer[0]["problem"]["code"] == "resident-left"


def test_each_role_sends_from_its_phone_only_what_is_its_own(phone_of: GivePhone) -> None:
    keeper, worker, leader = phone_of("gate"), phone_of("grid"), phone_of("community", by="street")
    who, wang = known(keeper)["id"], town.number_of(WANG.name)
    gate = told(keeper)["gate"]["gates"][0]["id"]
    passing = {"gate": gate, "way": "in", "pass": who}
    contact = {"subject": wang, "way": "door", "condition": "well"}
    assert keeper.results(keeper.item(**contact)) == ["quarantined"]
    assert worker.results(worker.item("passage", **passing)) == ["quarantined"]
    both = [leader.item("passage", **passing), leader.item(**contact)]
    assert leader.results(*both) == ["accepted", "accepted"]
    assert told(worker)["gate"] is None
    assert told(leader)["rights"] == ["gate", "names", "record"]
