"""The sample packs, released into the test's database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import open_scope
from anlin.places.rules import span
from anlin.policy.pack import Library, load_all
from anlin.policy.rules import Measure
from tests.packs.conftest import SAMPLE

if TYPE_CHECKING:
    from anlin.policy import models

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
Block = Callable[[], AbstractContextManager[None]]
Release = Callable[[Library], list[str]]


@pytest.fixture(scope="session")
def sample() -> Library:
    """Return what the sample packs say."""
    return load_all(SAMPLE)


@pytest.fixture
def release(as_owner: Block) -> Release:
    """Return what releases a library as the owner of the tables does."""

    def load(library: Library) -> list[str]:
        from anlin.policy import actions

        with as_owner():
            return actions.release(library, by=None, at=AT, using="default")

    return load


@pytest.fixture
def law(release: Release, sample: Library) -> Library:
    """Return the sample, released."""
    release(sample)
    return sample


@pytest.fixture
def lasting(release: Release, sample: Library) -> Library:
    """Release the nation's pack, in which P-1 lasts 14 days, and one that may let it be less."""
    nation = sample.of(frozenset({"nation-sample"}))
    measures = tuple(_lasting(each) if each.code == "P-1" else each for each in nation.measures)
    (pack,), (order,) = nation.packs, nation.orders
    leave = replace(pack, name="leave-sample", hash="leave", status="draft")
    clause = replace(order.clauses[3], id="R-1", order="leave-1", grants=("P-1", "lasts"))
    letting = replace(order, id="leave-1", pack="leave-sample", document="R", clauses=(clause,))
    changed = replace(nation, packs=(pack, leave), orders=(order, letting), measures=measures)
    release(changed)
    return changed


def _lasting(measure: Measure) -> Measure:
    term = replace(measure.terms[0], lasts=14)
    return replace(measure, terms=(term,), stricter=(*measure.stricter, ("lasts", "more")))


@pytest.fixture
def county(lasting: Library) -> Iterator[Viewer]:
    """Return the county's policy officer, whose scope is open."""
    viewer = officer("500103")
    with open_scope(viewer.lo, viewer.hi, user=viewer.user):
        yield viewer


@pytest.fixture
def leave(lasting: Library) -> "models.Adoption":
    """Put the clause that lets places ask for fewer days in force everywhere."""
    from tests.policy.ordering import let

    return let("0")


def officer(place: str, role: Role = Role.POLICY_OFFICER) -> Viewer:
    """Return a policy officer at work at a place."""
    lo, hi = span(place)
    return Viewer(user=7, name="", role=role, place_code=place, lo=lo, hi=hi, level=3)
