"""A home run as a collective isolation site, and what is asked of it while it is shut."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.desk import at_work as within
from anlin.institutions.actions.regime import Basis
from anlin.institutions.queries import regime as kept
from anlin.institutions.rules.regime import ClosedError, Regime, Way
from anlin.outbreaks import actions, queries
from anlin.outbreaks.rules import Deed, NotASiteError
from anlin.people.rules import EmptyFieldError
from tests.institutions.house import AT, COUNTY
from tests.outbreaks.conftest import opened
from tests.outbreaks.test_pages import text

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BASIS = Basis({}, "", "B-2.5", "")


def proposed(home: "Institution", by: Viewer, regime: Regime = Regime.SITE, **told: Thing) -> Thing:
    given = {"since": AT, "review_on": (AT + 14 * DAY).date(), "basis": BASIS, "why": "密接多",
             "by": by, "at": AT}  # fmt: skip
    return actions.propose_regime(home.pk, regime=regime, **(given | told))


def near(case: Thing, number: int, by: Viewer) -> None:
    """Let so many visitors be confirmed contacts."""
    for each in range(number):
        actions.add_contact(
            case.pk, visitor=f"访客{each}", why="同桌", last_at=AT, by=by, at=AT
        )  # fmt: skip


def asked(home: "Institution", by: Viewer, at: Thing) -> dict[str, tuple[str, bool]]:
    with within(by):
        found = queries.asks(home.place, at)
    return {each.duty.measure: (each.duty.status, each.done is not None) for each in found}


def test_a_home_becomes_a_site_only_with_a_case_and_enough_contacts(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
) -> None:
    with pytest.raises(NotASiteError, match=r"B-2\.5.*no case is open"):
        proposed(home, head)
    case: Thing = opened(home, who(person=admit().person_id), nurse)
    near(case, 9, nurse)
    with pytest.raises(NotASiteError, match=r"FE-6.*9 of 10 confirmed contacts") as refused:
        proposed(home, head)
    assert "核定的接触者 9 人，须满 10 人" in refused.value.say("zh")
    near(case, 10, nurse)
    assert proposed(home, head).clause == "B-2.5"


def test_a_site_is_decided_shut_equipped_in_time_and_ended_and_all_of_it_stays(
    planned: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
    civil: Viewer,
) -> None:
    stay = admit()
    near(opened(home, who(person=stay.person_id), nurse), 10, nurse)
    decisions.decide(proposed(home, head).pk, approved=True, word="同意", by=civil, at=AT)
    assert "按集中隔离点管理" in text(head, "regime", home.pk)
    with within(head):
        assert kept.is_closed(home.place, AT)
        with pytest.raises(ClosedError, match=r"B-2\.5"):
            decisions.refuse_while_closed(home.place, Way.ADMIT, AT)
    assert asked(home, head, AT + HOUR) == {
        "FE-10": ("open", False), "D-3.5-rest": ("open", False), "D-3.5-talk": ("open", False)
    }  # fmt: skip
    told: Thing = {"deed": Deed.EQUIPPED, "by": head, "at": AT + HOUR}
    with pytest.raises(EmptyFieldError):
        actions.write_down(home.pk, said=" ", done_at=AT, **told)
    actions.write_down(home.pk, said="医疗队6人，单间12间", done_at=AT + HOUR, **told)
    assert asked(home, head, AT + 2 * HOUR)["FE-10"] == ("met", True)
    again = proposed(home, head, Regime.OPEN, since=AT + DAY, at=AT + DAY)
    decisions.decide(again.pk, approved=True, word="", by=civil, at=AT + DAY)
    with within(head):
        assert [each.regime for each in kept.history(home.place)] == ["open", "site"]
        assert not kept.is_closed(home.place, AT + DAY)
    assert "FE-10" not in asked(home, head, AT + DAY + HOUR)


def test_a_site_that_nobody_equips_is_a_lapse_after_a_day(
    planned: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
    civil: Viewer,
) -> None:
    near(opened(home, who(person=admit().person_id), nurse), 10, nurse)
    decisions.decide(proposed(home, head).pk, approved=True, word="", by=civil, at=AT)
    assert asked(home, head, AT + 23 * HOUR)["FE-10"] == ("open", False)
    assert asked(home, head, AT + 25 * HOUR)["FE-10"] == ("missed", False)


def test_contacts_in_the_house_are_told_apart_by_the_zone_they_lie_in(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
) -> None:
    from anlin.institutions.actions import move, set_zone
    from anlin.institutions.models import Location
    from anlin.institutions.rules import Area
    from anlin.outbreaks.rules import Standing

    first, second = admit(), admit("李秀英")
    case: Thing = opened(home, who(person=first.person_id), nurse)
    with within(nurse):
        (contact,) = queries.contacts(case.pk)
    actions.decide_contact(contact.contact, standing=Standing.CONFIRMED, why="", by=nurse, at=AT)

    def apart() -> list[tuple[str, bool]]:
        with within(nurse):
            return [(each.room, each.apart) for each in queries.contacts_inside(home.place)]

    assert apart() == [("101", False)]
    assert "还没分开" in text(nurse, "regime", home.pk)
    with nationwide():
        room = Location.objects.get(kind="room", name="202")
        bed = Location.objects.get(name="202-1")
    set_zone(home.pk, part=room.pk, zone=Area.OBSERVATION, since=AT, by=head, at=AT)
    move(second.pk, bed=bed.pk, by=nurse, at=AT)
    assert apart() == [("202", True)]


def test_in_a_severe_area_everybody_is_tested_and_a_team_comes(
    planned: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    head: Viewer,
    nurse: Viewer,
    as_owner: Callable[[], Any],
) -> None:
    from anlin.areas.models import AreaClass
    from anlin.institutions.actions.desk import follow
    from anlin.places.rules import span

    admit()
    with as_owner():
        AreaClass.objects.create(
            place=span(COUNTY)[0], level=3, name="county_risk", outcome="high", zh="高", en="high",
            clause="B-1.1", row="1", since=AT.date(), published_at=AT,
        )  # fmt: skip
    follow(home.place, AT)
    assert asked(home, head, AT + HOUR)["B-2.1-team"] == ("open", False)
    actions.write_down(
        home.pk, deed=Deed.TEAM, said="区医院流动队，排查12人", done_at=AT, by=head, at=AT
    )
    assert asked(home, head, AT + HOUR)["B-2.1-team"] == ("met", True)
