"""The invented home with orders on cases in force, and what happened in it before one was found."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from anlin.accounts.rules import Viewer
from tests.institutions.conftest import admit, at_work, carer, civil, community, head, home, nurse
from tests.institutions.house import COUNTY, EARLY
from tests.workforce.conftest import hire, other

__all__ = [
    "admit",
    "at_work",
    "carer",
    "civil",
    "community",
    "head",
    "hire",
    "home",
    "nurse",
    "other",
]
Block = Callable[[], AbstractContextManager[None]]
PACKS = (
    "national-2020-institutions", "national-2020-livelihood", "national-2023-class-b",
    "workforce-draft", "four-earlies-draft", "chongqing-2020",
)  # fmt: skip


@pytest.fixture
def law(db: None, as_owner: Block) -> None:
    """Put the orders on cases, staff and visitors in force in the county."""
    from anlin.policy import actions
    from tests.packs.cases import library

    with as_owner():
        actions.release(library().of(frozenset(PACKS)), by=None, at=EARLY, using="default")
        for pack in PACKS:
            if pack != "national-2023-class-b":
                actions.adopt(
                    pack, COUNTY, since=EARLY.date(), by=None, at=EARLY, reason="试行",
                    knowingly=True, using="default",
                )  # fmt: skip


@pytest.fixture
def planned(law: None) -> None:
    """Plan the windows of the days around, as timed work does."""
    from datetime import timedelta

    from anlin.base.scope import nationwide
    from anlin.duties.actions import plan
    from anlin.duties.queries import law_in_force
    from tests.institutions.house import AT

    days = [EARLY.date() + timedelta(days=n) for n in range((AT - EARLY).days + 3)]
    with nationwide():
        plan(law=law_in_force(), days=days, at=EARLY)


@pytest.fixture
def who(home: object) -> Callable[..., object]:
    """Return what describes a suspect, found an hour ago."""
    from datetime import timedelta

    from anlin.outbreaks.actions import Suspect
    from anlin.outbreaks.rules import Source
    from tests.institutions.house import AT

    def one(**told: object) -> object:
        given = {
            "person": None, "post": None, "source": Source.HAND,
            "detected_at": AT - timedelta(hours=1), "why": "发热38.6，抗原阳性",
        }  # fmt: skip
        return Suspect(**(given | told))  # type: ignore[arg-type]

    return one


def opened(home: object, who: object, by: Viewer) -> object:
    """Open a case as the nurse does."""
    from anlin.outbreaks import actions
    from tests.institutions.house import AT

    return actions.open_case(home.pk, who=who, owner="陈明", by=by, at=AT)  # type: ignore[attr-defined, arg-type]
