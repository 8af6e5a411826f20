"""The standing town, for programs that come with a key."""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Standing, sign_in, standing, untouched

if TYPE_CHECKING:
    from tests.exchange.programs import GiveKey

__all__ = ["sign_in", "standing", "untouched"]


@pytest.fixture
def key_of(standing: Standing) -> "GiveKey":
    """Return what makes a program with a key; the town is put back afterwards."""
    from tests.exchange.programs import make_key

    standing.touched = True
    return make_key


@pytest.fixture(autouse=True)
def fresh_allowances() -> None:
    """Let no test use up what another's keys have left: a restored town numbers keys anew."""
    from anlin.exchange.api import door

    door._left.clear()
