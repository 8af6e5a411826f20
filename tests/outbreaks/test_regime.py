"""Open or closed: who decides, what follows at the door, what an order forbids inside."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from anlin.accounts.rules import Viewer
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.desk import at_work as within
from anlin.institutions.actions.regime import Basis, Caller
from anlin.institutions.queries import regime as kept
from anlin.institutions.rules.regime import (
    ClosedError,
    NotApprovedError,
    ProposalGoneError,
    Regime,
    Way,
)
from anlin.outbreaks import actions, queries
from anlin.outbreaks.rules import What
from tests.institutions.house import AT, COUNTY
from tests.outbreaks.conftest import opened

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def proposed(home: "Institution", regime: Regime, by: Viewer, since: Thing = AT) -> Thing:
    with within(by):
        sheet = queries.sheet(home.place, AT)
    clause = sheet.found.class_table.clause_id if sheet.found else "D-1.1"
    basis = Basis(sheet.kept(), sheet.suggested, clause, sheet.found.row if sheet.found else "")
    return decisions.propose(
        home.pk, regime=regime, since=since, review_on=(since + 7 * DAY).date(), basis=basis,
        why="楼内一人疑似", by=by, at=AT,
    )  # fmt: skip


def test_the_sheet_is_filled_from_data_and_a_case_inside_suggests_closing(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    nurse: Viewer,
    head: Viewer,
) -> None:
    stay = admit()
    with within(head):
        assert queries.sheet(home.place, AT).suggested == "unclear"
    opened(home, who(person=stay.person_id), nurse)
    with within(head):
        found = queries.sheet(home.place, AT)
    assert (found.suggested, found.infected, found.row.inside, found.row.beds) == (
        "closed", 1, 1, 8
    )  # fmt: skip
    assert found.found is not None
    assert found.found.class_table.clause_id == "B-1.1"


def test_tables_say_what_to_guard_against_first_and_whether_admissions_resume(
    law: None, home: "Institution", head: Viewer, civil: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By zone, level and kind (BQ-1, of the city), and where protection is in place (C-1.4)."""

    def rows() -> list[str]:
        with within(head):
            found = queries.sheet(home.place, AT)
        return [each.row if each else "" for each in (found.control, found.resuming)]

    sheets = import_module("anlin.outbreaks.queries.sheet")
    assert rows() == ["Z2", "R1"]  # nobody decided the county's level, nor that it may be open
    made = proposed(home, Regime.OPEN, head)
    decisions.decide(made.pk, approved=True, word="同意", by=civil, at=AT)
    for level, expected in {"low": "R4", "medium": "R3", "high": "R2"}.items():
        monkeypatch.setattr(sheets, "level_at", lambda place, day, level=level: level)
        assert rows() == [{"high": "Z4"}.get(level, "Z5"), expected]


def test_an_institution_proposes_and_the_county_decides(
    law: None, home: "Institution", head: Viewer, civil: Viewer
) -> None:
    made = proposed(home, Regime.CLOSED, head)
    with pytest.raises(ProposalGoneError):
        proposed(home, Regime.CLOSED, head)
    with pytest.raises(NotApprovedError):
        decisions.decide(made.pk, approved=True, word="", by=head, at=AT)
    with within(head):
        assert kept.regime_at(home.place, AT) is None
    decisions.decide(made.pk, approved=True, word="同意", by=civil, at=AT)
    with pytest.raises(ProposalGoneError):
        decisions.decide(made.pk, approved=False, word="不", by=civil, at=AT)
    again = proposed(home, Regime.OPEN, head, since=AT + 10 * DAY)
    decisions.decide(again.pk, approved=True, word="", by=civil, at=AT)
    with within(head):
        now, later = (kept.regime_at(home.place, AT + days * DAY) for days in (9, 10))
    assert now is not None
    assert later is not None
    assert (now.regime, later.regime) == (Regime.CLOSED, Regime.OPEN)


def test_the_door_follows_the_decision_and_an_exception_opens_it(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    head: Viewer,
    civil: Viewer,
    carer: Viewer,
) -> None:
    person = admit().person_id

    def call(**told: Thing) -> set[str]:
        given = {"person": person, "name": "王小明", "tested_at": AT - 47 * HOUR}
        visit, refused = decisions.register_visit(
            home.pk, caller=Caller(**(given | told)), by=carer, at=AT
        )
        assert bool(refused) == bool(visit.refused)
        return set(visit.refused)

    assert call() == set()
    assert call(tested_at=AT - 49 * HOUR) == {"FE-8"}
    assert call(tested_at=None) == {"FE-8"}
    decisions.decide(
        proposed(home, Regime.CLOSED, head).pk, approved=True, word="", by=civil, at=AT
    )
    assert call() == {"B-1.1"}
    asked = decisions.ask_hardship(
        home.pk, way=Way.VISIT, who="王桂兰之子", why="病危", since=AT.date(),
        until=(AT + DAY).date(), by=head, at=AT,
    )  # fmt: skip
    assert call(hardship=asked.pk) == {"B-1.1"}
    decisions.answer_hardship(asked.pk, granted=True, word="", by=civil, at=AT)
    assert call(hardship=asked.pk) == set()
    with within(head), pytest.raises(ClosedError, match=r"B-1\.1"):
        decisions.refuse_while_closed(home.place, Way.ADMIT, AT)


def test_fever_at_the_door_keeps_out_from_the_limit_on(home: "Institution") -> None:
    from datetime import date

    from anlin.institutions.rules.regime import lacking
    from anlin.policy.rules import Asked, Limit

    limit = Limit(
        "gate_fever", "p", date(2020, 1, 1), None, "o", "GT-1", Decimal("37.3"), "celsius", "less"
    )
    found = [
        bool(lacking([Asked(limit, each)])) for each in (Decimal("37.2"), Decimal("37.3"), None)
    ]
    assert found == [False, True, True]


@pytest.mark.parametrize(
    ("what", "clause"),
    [
        (What.MEAL, "B-1.7"), (What.WAKE, "B-1.7"), (What.PLACEMENT, "B-1.2"),
        (What.REQUISITION, "B-1.16"),
    ],
)  # fmt: skip
def test_what_an_order_forbids_is_refused_with_its_clause(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    head: Viewer,
    what: What,
    clause: str,
) -> None:
    admit()
    made = actions.ask_permit(home.pk, what=what, words="元宵聚餐", by=head, at=AT)
    assert [each["clause"] for each in made.refused] == [clause]


def test_an_empty_house_may_be_requisitioned_and_the_county_sees_how_homes_fare(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
    civil: Viewer,
) -> None:
    from anlin.outbreaks.rules import Step

    assert (
        actions.ask_permit(home.pk, what=What.REQUISITION, words="空楼", by=head, at=AT).refused
        == []
    )
    case = opened(home, who(person=admit().person_id), nurse)
    actions.do_step(case.pk, step=Step.REPORTED, done_at=AT, said="疾控", by=nurse, at=AT)
    with within(civil):
        (line,) = queries.county(civil.lo, civil.hi, AT + HOUR)
    assert (line.row.name, line.row.open, line.row.cases, line.free) == ("民生颐养院", 1, 1, 7)
    assert line.times[0] == (Step.REPORTED, 60, 60)
    assert line.times[1] == (Step.ISOLATED, None, None)
    assert civil.place_code == COUNTY
