"""The sample packs, released into the test's database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.places.rules import span
from anlin.policy.pack import Library, load_all
from tests.packs.conftest import SAMPLE

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


def officer(place: str, role: Role = Role.POLICY_OFFICER) -> Viewer:
    """Return a policy officer at work at a place."""
    lo, hi = span(place)
    return Viewer(user=7, name="", role=role, place_code=place, lo=lo, hi=hi, level=3)
