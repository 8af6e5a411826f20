"""Every address x every role x every kind of place: what a screen would not show, no key shows."""

from collections.abc import Iterator

import pytest

from anlin.accounts import actions
from anlin.accounts.rules import Right, Role, Scope
from anlin.base.scope import nationwide
from anlin.config.demo.homes import HOMES
from anlin.duties.models import Lapse, Window
from anlin.exchange.api.addresses import api
from anlin.exchange.api.door import AccessKey
from anlin.places.rules import COMMUNITY, level_of, lo_of, span
from tests.exchange.programs import GiveKey, Program, problem
from tests.journeys.residents import CAPITAL, SECOND, TOWN, VILLAGE, WANG
from tests.journeys.town import AT, number_of, staff, worker

PLACES = ("0", "50", "11", "5001", "500103", "500243", "500103001", TOWN, f"{TOWN}001",
          WANG.building, SECOND, VILLAGE, CAPITAL)  # fmt: skip
PUBLIC = {"me", "place", "places_below", "orders", "order", "clause", "measure", "rulings"}
OF_PLACES = {
    "duties": "places/{}/duties",
    "board": "places/{}/board",
    "board_below": "places/{}/board/below",
    "lapses": "places/{}/lapses",
}
OF_LAPSES = {"lapse", "lapse_history", "inbox", "acknowledge", "ask_up", "excuse"}
ELSEWHERE = {"why", "record"} | OF_LAPSES  # tested one by one


def operations() -> Iterator[str]:
    for methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values():
        for described in methods.values():
            yield described["operationId"]


def readers() -> list[str]:
    """Return who holds a role in the town; homes, where some work, do not stand in it."""
    homes = {home.code for home in HOMES}
    return [account.username for account in staff() if account.place not in homes]


def expected(username: str, name: str, place: str) -> set[int]:
    by = worker(username)
    lo, hi = span(place)
    if name != "duties" and not by.may(Right.BOARD):
        return {403}
    if not (by.lo <= lo and hi <= by.hi):
        return {403}
    if name == "duties" and level_of(place) < COMMUNITY:
        return {422}
    if name == "lapses" and level_of(place) < 3:
        return {422}
    return {200, 404} if name == "board_below" and level_of(place) == 7 else {200}


def test_every_address_is_in_the_matrix() -> None:
    assert set(operations()) == PUBLIC | set(OF_PLACES) | ELSEWHERE


@pytest.mark.parametrize("username", readers())
def test_no_key_reaches_further_than_its_owner(key_of: GiveKey, username: str) -> None:
    program = key_of(username, Scope.READ)
    found = {
        (name, place): program.get(address.format(place)).status_code
        for name, address in OF_PLACES.items()
        for place in PLACES
    }
    wrong = {key: status for key, status in found.items() if status not in expected(username, *key)}
    assert wrong == {}


@pytest.mark.parametrize("username", readers())
def test_persons_are_shown_to_those_who_may_see_persons(key_of: GiveKey, username: str) -> None:
    by, program = worker(username), key_of(username, Scope.READ)
    shown = set()
    for place in PLACES:
        answer = program.get(f"places/{place}/duties", day="2023-01-24", limit=500)
        if answer.status_code == 200:
            shown |= {duty["subject"] for duty in answer.json()["items"]}
        answer = program.get(f"places/{place}/lapses", since="2023-01-20", until="2023-02-03")
        if answer.status_code == 200:
            shown |= {lapse["subject"] for lapse in answer.json()["items"]}
    assert by.names or shown <= {None}


@pytest.mark.parametrize("username", readers())
def test_one_duty_and_one_lapse_are_shown_within_reach_only(key_of: GiveKey, username: str) -> None:
    by, program = worker(username), key_of(username, Scope.READ)
    place, person = lo_of(WANG.building), number_of(WANG.name)
    with nationwide():
        lapse = Lapse.objects.filter(subject=person).order_by("pk")[0]
        window = Window.objects.get(pk=lapse.window_id)
    answer = program.get("duties/why", window=window.pk, place=WANG.building, subject=person)
    assert (answer.status_code == 200) == (by.covers(place) and by.names)
    answer = program.get(f"lapses/{lapse.pk}")
    assert (answer.status_code == 200) == (by.covers(place) and by.may(Right.BOARD))
    if answer.status_code == 200:
        assert (answer.json()["subject"] == person) == by.names


def test_every_role_may_read_the_law_and_the_tree(key_of: GiveKey) -> None:
    for username in readers():
        program = key_of(username, Scope.READ)
        for address in ("me", f"places/{TOWN}", f"places/{TOWN}/children", "orders",
                        f"places/{TOWN}/rulings"):  # fmt: skip
            assert program.get(address).status_code == 200, (username, address)


def test_an_answer_says_how_long_it_is_and_hangs_on_no_cookie_and_no_language(
    key_of: GiveKey,
) -> None:
    answer = key_of("community").get("me")
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert not {"Cookie", "Accept-Language"} & set(answer.headers.get("Vary", "").split(", "))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_door_that_forgets_the_scope_is_seen(
    key_of: GiveKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = key_of("community", Scope.RECORD)
    assert problem(program.get("me"))["code"] == "other-scope"
    monkeypatch.setattr(AccessKey, "__call__", lambda self, request: request.viewer)
    assert program.get("me").status_code == 200


def test_a_reach_that_forgets_the_area_meets_row_level_security(
    key_of: GiveKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the matrix: without the check the answer is allowed, but holds nothing."""
    from anlin.exchange.api import duties

    monkeypatch.setattr(duties, "reach", lambda viewer, code: span(code))
    answer = key_of("second", Scope.READ).get(f"places/{TOWN}/duties", day="2023-01-24")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


KEYS = ("Read", "Record", "Lead")


def test_every_operation_asks_for_a_key() -> None:
    for described in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values():
        for operation in described.values():
            assert operation["security"] in [[{f"{name}Key": []}] for name in KEYS]


def test_strangers_are_told_the_same_everywhere(key_of: GiveKey) -> None:
    stranger = Program("", 0)
    for address in (f"places/{TOWN}", "places/99", f"places/{TOWN}/duties", "lapses/1", "orders/x"):
        answer = stranger.get(address)
        assert (answer.status_code, problem(answer)["code"]) == (401, "key-needed")


ACTS = {
    "acknowledge": {"note": "已派人上门"},
    "ask-up": {"reason": "本周缺两名网格员"},
    "excuse": {"kind": "excused", "reason": "住院治疗，由医院照护"},
}


@pytest.mark.parametrize("username", readers())
def test_nobody_acts_by_key_on_a_lapse_out_of_reach(key_of: GiveKey, username: str) -> None:
    by, place = worker(username), lo_of(WANG.building)
    with nationwide():
        lapse = Lapse.objects.filter(subject=number_of(WANG.name)).order_by("pk")[0].pk
    reads = key_of(username, Scope.READ)
    for act, body in ACTS.items():
        assert problem(reads.post(f"lapses/{lapse}/{act}", body))["code"] == "other-scope"
    if not by.may(Right.BOARD):
        return
    leads = key_of(username)
    for act, body in ACTS.items():
        answer = leads.post(f"lapses/{lapse}/{act}", body)
        assert answer.status_code == 404 or by.covers(place), (act, answer.content.decode())
        if answer.status_code == 200 and act == "excuse":
            assert by.may(Right.EXCUSE)


def test_nobody_excuses_by_key_what_another_role_of_theirs_owes(key_of: GiveKey) -> None:
    """A street officer who is also the grid's worker: both roles count, whichever made the key."""
    with nationwide():
        lapse = Lapse.objects.filter(subject=number_of(WANG.name)).order_by("pk")[0].pk
    officer = worker("street")
    program = key_of("street")
    actions.grant_role(
        by=None, at=AT, user=officer.user, role=Role.GRID_WORKER, place=WANG.building[:15],
        using="owner",
    )  # fmt: skip
    answer = program.post(f"lapses/{lapse}/excuse", ACTS["excuse"])
    assert problem(answer)["code"] == "own-duty"
