"""Where the invented home stands, when it is asked, and which of its beds are free."""

from datetime import datetime
from typing import TYPE_CHECKING

from anlin.accounts.rules import Viewer

if TYPE_CHECKING:
    from anlin.institutions.models import Institution

COUNTY = "500103"
COMMUNITY = "500103001001"
GRID = f"{COMMUNITY}001"
EARLY = datetime.fromisoformat("2023-01-10T09:00:00+08:00")
AT = datetime.fromisoformat("2023-01-20T18:00:00+08:00")


def beds_of(home: "Institution", by: Viewer, *, free: bool = True) -> list[int]:
    """Return the numbers of the beds of a home, in the order of a round."""
    from anlin.institutions.actions.desk import at_work
    from anlin.institutions.queries import house

    with at_work(by):
        beds = [bed for floor in house(home.place) for bed in floor.beds]
    return [bed.id for bed in beds if not (free and bed.stay)]
