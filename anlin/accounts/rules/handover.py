"""Standing in for a colleague: between whom, for how long, and how it stands at a moment."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from anlin.accounts.rules.offices import Right, Role, Viewer
from anlin.accounts.rules.problems import HandoverTimesError
from anlin.places.rules import WIDTHS, span

LONGEST = timedelta(days=31)  # whoever is away for longer is replaced, or hands over again
HANDED = {Role.GRID_WORKER: 5, Role.COMMUNITY_WORKER: 4}  # colleagues: those in one place of it
ANSWERS = ("accepted", "declined", "withdrawn")


class State(StrEnum):
    """How a hand-over stands: waiting, agreed, at work, or no longer anything."""

    OFFERED = "offered"
    AGREED = "agreed"
    RUNNING = "running"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    UNANSWERED = "unanswered"


OPEN = (State.OFFERED, State.AGREED, State.RUNNING)


def state_of(steps: Collection[str], since: datetime, until: datetime, at: datetime) -> State:
    """Return how a hand-over of [since, until) stands at `at` after these steps.

    It ends by itself: nobody has to close it.
    """
    for step in (State.DECLINED, State.WITHDRAWN, State.ENDED):
        if step in steps:
            return step
    if "accepted" not in steps:
        return State.OFFERED if at < until else State.UNANSWERED
    if at >= until:
        return State.ENDED
    return State.RUNNING if at >= since else State.AGREED


def check_times(since: datetime, until: datetime, at: datetime) -> None:
    """Refuse a time that is over, runs backwards or is longer than anybody stands in.

    Raises:
        HandoverTimesError: one of the three.
    """
    if until <= max(since, at) or until - since > LONGEST:
        raise HandoverTimesError(field="until", days=LONGEST.days)


def neighbourhood(role: Role, lo: int) -> tuple[int, int]:
    """Return the places whose workers may stand in for `role` at `lo`.

    For a grid these are its community, for a community its street.
    """
    width = WIDTHS[HANDED[role]]
    return lo - lo % width, lo - lo % width + width


def leads(viewer: Viewer, place_code: str) -> bool:
    """Tell whether the viewer has charge of those who work at a place: it lies within the own."""
    lo, hi = span(place_code)
    inside = viewer.covers_all(lo, hi) and hi - lo < viewer.hi - viewer.lo
    return inside and viewer.may(Right.BOARD) and viewer.may(Right.STAFF)
