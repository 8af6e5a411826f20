"""Two at once: whoever comes second sees what the first did, so that no gate lets both through."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from anlin.institutions import actions as homes
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions import staying
from anlin.institutions.rules import NotInsideError, Went
from anlin.institutions.rules.regime import ClosedError, ProposalGoneError
from anlin.outbreaks import actions
from anlin.outbreaks.actions import cases, contacts
from anlin.outbreaks.rules import (
    CaseTwiceError,
    Closing,
    NotClosedError,
    Step,
    UnknownCaseError,
)
from tests.institutions.house import AT
from tests.outbreaks.ground import HEAD, NURSE, Ground, ground

__all__ = ["ground"]
Thing = Any  # what a test only hands on
DAY = timedelta(days=1)
PASSING = ("admit", "leave", "visit", "enter")


@pytest.mark.parametrize("way", PASSING)
def test_who_comes_or_goes_while_the_county_closes_waits_and_is_refused(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    ground.slow(monkeypatch, decisions, "institution_here")
    _, refused = ground.at_once(ground.close, getattr(ground, way))
    assert "B-1.1" in refused.say("en")  # type: ignore[attr-defined]
    if way != "visit":
        assert isinstance(refused, ClosedError)


@pytest.mark.parametrize("way", PASSING)
def test_without_holding_the_home_they_slip_through_a_door_that_is_shut(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The twin."""
    ground.slow(monkeypatch, decisions, "institution_here")
    ground.unheld(monkeypatch)
    _, passed = ground.at_once(ground.close, getattr(ground, way))
    assert not isinstance(passed, Exception)


def test_of_two_in_one_bed_one_lies_in_it(ground: Ground) -> None:
    came = ground.at_once(ground.admit, lambda: ground.admit("赵玉珍二"))
    assert sorted(type(each).__name__ for each in came) == ["BedTakenError", "Stay"]


def test_without_the_constraint_two_lie_in_one_bed(ground: Ground) -> None:
    """The twin."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "alter table institutions_stay drop constraint institutions_stay_one_per_bed"
        )
    connections["owner"].close()
    came = ground.at_once(ground.admit, lambda: ground.admit("赵玉珍二"))
    assert {type(each).__name__ for each in came} == {"Stay"}


def test_a_home_is_not_requisitioned_while_somebody_moves_in(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stay in ground.stays:
        homes.discharge(stay.pk, went=Went.HOSPITAL, by=HEAD, at=AT)
    ground.slow(monkeypatch, staying, "enter")
    _, refused = ground.at_once(ground.admit, ground.requisition)
    assert [(each["clause"], each["has"]) for each in refused] == [("B-1.16", "1")]  # type: ignore[attr-defined]


def test_without_holding_the_home_one_with_a_resident_is_requisitioned(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    for stay in ground.stays:
        homes.discharge(stay.pk, went=Went.HOSPITAL, by=HEAD, at=AT)
    ground.slow(monkeypatch, staying, "enter")
    ground.unheld(monkeypatch)
    _, refused = ground.at_once(ground.admit, ground.requisition)
    assert refused == []


def test_of_two_discharges_at_once_one_stands(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.slow(monkeypatch, staying, "refuse_leaving")
    came = ground.at_once(ground.leave, ground.leave)
    assert sorted(type(each).__name__ for each in came) == ["NotInsideError", "Stay"]
    assert isinstance(came[1], NotInsideError)


def test_of_two_decisions_at_once_one_stands(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.slow(monkeypatch, decisions, "institution_here")
    came = ground.at_once(ground.close, lambda: ground.close(approved=False))
    assert isinstance(came[1], ProposalGoneError)
    assert kept(ground).approved is True


def test_without_holding_the_proposal_both_decisions_stand(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    ground.slow(monkeypatch, decisions, "institution_here")
    ground.unheld(monkeypatch)
    came = ground.at_once(ground.close, lambda: ground.close(approved=False))
    assert [type(each).__name__ for each in came] == ["Proposal", "Proposal"]


def kept(ground: Ground) -> Thing:
    from anlin.institutions.models.regime import Proposal

    return Proposal.objects.using("owner").get(pk=ground.proposal)


def test_of_two_who_open_a_case_of_one_person_one_does(ground: Ground) -> None:
    came = ground.at_once(ground.open_case, ground.open_case)
    assert sorted(type(each).__name__ for each in came) == ["Case", "CaseTwiceError"]
    assert isinstance(came[1], CaseTwiceError)


def test_without_the_constraint_one_person_is_two_cases(ground: Ground) -> None:
    """The twin."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop index outbreaks_case_one_of_person")
    connections["owner"].close()
    came = ground.at_once(ground.open_case, ground.open_case)
    assert {type(each).__name__ for each in came} == {"Case"}


def decided(ground: Ground) -> int:
    """Return a case of which all is done and nobody is a contact yet."""
    made = ground.open_case()
    for step in Step:
        actions.do_step(made.pk, step=step, done_at=AT, said="已办", by=NURSE, at=AT)
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from outbreaks_contact")
    connections["owner"].close()
    return int(made.pk)


def close(case: int) -> object:
    return actions.close_case(case, closing=Closing.RECOVERED, by=NURSE, at=AT + 15 * DAY)


def draw(case: int) -> object:
    return actions.draw_contacts(case, by=NURSE, at=AT)


def undecided_of_closed() -> int:
    from anlin.outbreaks.models import Contact

    rows = Contact.objects.using("owner").filter(standing="drawn", case__closed_at__isnull=False)
    return rows.count()


def test_no_case_is_closed_while_contacts_are_drawn(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = decided(ground)
    ground.slow(monkeypatch, contacts, "draw")
    _, refused = ground.at_once(lambda: draw(case), lambda: close(case))
    assert isinstance(refused, NotClosedError)
    assert undecided_of_closed() == 0


def test_no_contact_is_drawn_of_a_case_that_is_being_closed(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = decided(ground)
    ground.slow(monkeypatch, cases, "may_close")
    _, refused = ground.at_once(lambda: close(case), lambda: draw(case))
    assert isinstance(refused, UnknownCaseError)
    assert undecided_of_closed() == 0


def test_without_holding_the_case_it_is_closed_over_contacts_nobody_decided_on(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    case = decided(ground)
    ground.slow(monkeypatch, contacts, "draw")
    ground.unheld(monkeypatch)
    ground.at_once(lambda: draw(case), lambda: close(case))
    assert undecided_of_closed() == 1
