"""The standing town, for phones of those who work in its grids."""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Standing, sign_in, standing, untouched

if TYPE_CHECKING:
    from tests.phones.phone import GivePhone

__all__ = ["sign_in", "standing", "untouched"]


@pytest.fixture
def phone_of(standing: Standing) -> "GivePhone":
    """Return what enrols a phone of somebody; the town is put back afterwards."""
    from tests.phones.phone import enrolled

    standing.touched = True
    return enrolled


@pytest.fixture(autouse=True)
def fresh_allowances() -> None:
    """Let no test use up what another's phones may still ask."""
    from anlin.field.api import door

    door._left.clear()
