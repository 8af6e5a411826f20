"""Standing in: what a worker is asked to take over, and what waits elsewhere on the own list."""

from dataclasses import dataclass
from datetime import datetime

from anlin.accounts.queries import Handed, covers_of, viewer_for
from anlin.accounts.rules import State, Viewer
from anlin.base.scope import open_scope
from anlin.field.queries.today import today
from anlin.places.queries import names


@dataclass(frozen=True, slots=True)
class Cover:
    """A hand-over as the list of today shows it; `left` counts what waits on the borrowed list.

    `mine` tells that the viewer stands in, `here` that this is the list of that place.
    """

    handed: Handed
    place: str
    mine: bool
    here: bool
    left: int = 0


def covers(viewer: Viewer, at: datetime) -> list[Cover]:
    """Return the hand-overs that a worker should know of at `at`.

    Cost: two statements without any; for each borrowed list those of a list more.
    """
    found = covers_of(viewer, at)
    places = names(each.row.place_code for each in found)
    return [_cover(viewer, each, places.get(each.row.place_code, ""), at) for each in found]


def _cover(viewer: Viewer, each: Handed, place: str, at: datetime) -> Cover:
    mine = each.row.taker_id == viewer.user
    here = mine and each.grant == viewer.grant
    held = any(grant.grant == each.grant for grant in viewer.held)
    running = mine and held and each.state is State.RUNNING and not here
    return Cover(each, place, mine, here, _left(viewer, each, at) if running else 0)


def _left(viewer: Viewer, each: Handed, at: datetime) -> int:
    """Count what is still to do on the borrowed list, as it will look under that role."""
    there = viewer_for(viewer.user, each.grant, at)
    with open_scope(there.lo, there.hi, user=there.user, names=there.names):
        found = today(there, at)
    return found.due - found.done
