"""The invented home of the institutions' tests, with the law of staff in force and its workers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from anlin.accounts.rules import Viewer
from anlin.institutions.rules import Job, Kind, Owner
from tests.institutions.conftest import admit, at_work, carer, civil, community, head, home, nurse
from tests.institutions.house import COMMUNITY, COUNTY, EARLY

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post

__all__ = ["admit", "at_work", "carer", "civil", "community", "head", "home", "nurse"]
Block = Callable[[], AbstractContextManager[None]]
PACKS = ("national-2020-institutions", "national-2020-livelihood", "workforce-draft")
FIRST = date(2023, 1, 1)


@pytest.fixture
def law(db: None, as_owner: Block) -> None:
    """Put the orders on staff in force in the county."""
    from anlin.policy import actions
    from tests.packs.cases import library

    with as_owner():
        actions.release(library().of(frozenset(PACKS)), by=None, at=EARLY, using="default")
        for pack in PACKS:
            actions.adopt(
                pack, COUNTY, since=EARLY.date(), by=None, at=EARLY, reason="试行",
                knowingly=True, using="default",
            )  # fmt: skip


@pytest.fixture
def hire(home: "Institution", head: Viewer) -> Callable[..., "Post"]:
    """Return what lets somebody work at the home from the first day on."""
    from anlin.institutions.actions import add_post

    def one(name: str = "赵护理", job: Job = Job.CARER, **told: object) -> "Post":
        given = {"name": name, "job": job, "since": FIRST, "by": head, "at": EARLY}
        return add_post(home.pk, **(given | told))  # type: ignore[arg-type]

    return one


@pytest.fixture
def other(home: "Institution", civil: Viewer) -> "Institution":
    """Return a second home in the same community."""
    from anlin.institutions.actions import register_institution

    return register_institution(
        community=COMMUNITY, kind=Kind.ELDER_CARE, name="夕照养老院", owner=Owner.PRIVATE,
        since=EARLY.date(), by=civil, at=EARLY,
    )  # fmt: skip
