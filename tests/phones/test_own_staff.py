"""The head of a home lets in and ends the phones of the own staff, and of nobody else."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connections

from anlin.accounts import actions
from anlin.accounts.models import Device, Enrolment, User
from anlin.accounts.rules import Role, devices
from anlin.base.scope import nationwide, open_scope
from anlin.config.demo.homes import SHOWN_HOME
from anlin.places.rules import parent
from tests.journeys import town
from tests.journeys.conftest import SignIn
from tests.journeys.town import worker
from tests.phones.phone import GivePhone, SimPhone, code_for
from tests.twins import found_out

OTHER_HOME = f"{parent(SHOWN_HOME)}799"
ENDED = {"reason": "手机丢在浴室了", "wipe": "yes", "back": "/phones/"}
POLICIES = "accounts_device_see", "accounts_enrolment_see"


@pytest.fixture
def phones(phone_of: GivePhone) -> Iterator[dict[str, SimPhone]]:
    """Give a carer of each of two homes a phone; the other home has a head of its own, too."""
    for name, role in (("other-head", Role.HOME_HEAD), ("other-carer", Role.CARER)):
        user = actions.create_user(
            by=None, at=town.AT, username=name, name="甘草", password=town.PASSWORD,
            place=OTHER_HOME, active_until=date(2030, 1, 1), using="owner",
        )  # fmt: skip
        actions.grant_role(
            by=None, at=town.AT, user=user.pk, role=role, place=OTHER_HOME, using="owner"
        )
    yield {
        "carer": phone_of("carer", by="head"),
        "other-carer": phone_of("other-carer", by="other-head"),
    }
    connections["owner"].close()


def test_a_head_lets_the_own_carer_in_and_ends_a_lost_phone_at_once(
    phones: dict[str, SimPhone], sign_in: SignIn
) -> None:
    head, phone = sign_in("head"), phones["carer"]
    assert phone.ask("GET", "list").status_code == 200
    shown = head.get("/phones/").content.decode()
    assert "红米" in shown
    assert f'action="/devices/{phone.told["device"]}/end"' in shown
    for username in ("carer", "nurse"):
        assert f'action="/staff/{worker(username).user}/phone"' in shown
    assert head.post(f"/devices/{phone.told['device']}/end", ENDED).status_code == 302
    said = phone.ask("GET", "list").json()
    assert (said["code"], said["wipe"]) == ("device-ended", True)


def test_nobody_of_a_home_lets_in_a_head_a_colleague_or_somebody_of_another_home(
    phones: dict[str, SimPhone], sign_in: SignIn
) -> None:
    lost = phones["other-carer"].told["device"]
    for by, whose in (("head", "head"), ("head", "other-carer"), ("head", "other-head"),
                      ("head", "grid"), ("nurse", "carer"), ("carer", "nurse")):  # fmt: skip
        answer = sign_in(by).post(f"/staff/{_number(whose)}/phone")
        assert answer.status_code == 403, (by, whose)
    for by in ("head", "nurse", "carer"):
        assert sign_in(by).post(f"/devices/{lost}/end", ENDED).status_code == 403, by
    assert phones["other-carer"].ask("GET", "list").status_code == 200
    assert f"/devices/{lost}/end" not in sign_in("head").get("/phones/").content.decode()


def test_a_role_that_could_do_what_the_own_cannot_is_not_let_in_beside_it(
    phones: dict[str, SimPhone], monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(username: str) -> list[tuple[Role, int, int]]:
        by = worker(username)
        return [(by.role, by.lo, by.hi)]

    assert devices.may_hand_out(worker("head"), held("nurse"))
    assert not devices.may_hand_out(worker("head"), held("other-head"))
    twin = [(Role.HOME_HEAD, *held("head")[0][1:])]
    assert not devices.may_hand_out(worker("head"), twin)  # a second head of the same home
    monkeypatch.setattr(devices, "_lies_below", _lies_within)
    with found_out():
        assert not devices.may_hand_out(worker("head"), twin)


def _lies_within(by: devices.Viewer, role: Role, lo: int, hi: int) -> bool:
    """Tell what a rule without rights would: any role of the own place lies below."""
    return by.lo <= lo and hi <= by.hi


def _number(username: str) -> int:
    return User.objects.using("owner").get(username=username).pk


def _seen_by(username: str) -> set[int]:
    """Return whose phones and codes a session of somebody sees, whatever it asks for."""
    by = worker(username)
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff):
        return {*Device.objects.values_list("user", flat=True),
                *Enrolment.objects.values_list("user", flat=True)}  # fmt: skip


def test_the_database_itself_shows_a_head_the_phones_and_codes_of_the_own_home_only(
    phones: dict[str, SimPhone],
) -> None:
    code_for("nurse", by="head")
    own = {_number("carer"), _number("nurse")}
    assert _seen_by("head") == own
    assert _seen_by("carer") == {_number("carer")}
    assert _seen_by("other-head") == {_number("other-carer")}
    with connections["owner"].cursor() as cursor:
        for policy in POLICIES:
            cursor.execute(f"alter policy {policy} on {policy[:-4]} using (true)")
    with found_out():
        assert _seen_by("head") == own
    with nationwide():
        assert Device.objects.filter(user=_number("other-carer")).exists()
