"""Enrol, fetch the list, send: what the how-to says of each step holds."""

from tests.journeys.residents import WANG
from tests.phones.phone import GivePhone


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
