"""Hand-overs as their pages show them: the two, the place, the time, and the load."""

from dataclasses import dataclass
from datetime import datetime

from anlin.accounts.queries import Handed, handovers, posts_of
from anlin.accounts.rules import State, Viewer, leads
from anlin.reports.queries.load import Load, loads, post_names


@dataclass(frozen=True, slots=True)
class Cover:
    """One hand-over with the name of its place and what the viewer may do about it."""

    handed: Handed
    place: str
    mine_to_answer: bool
    mine_to_stop: bool


@dataclass(frozen=True, slots=True)
class Covering:
    """A hand-over with its load: what is handed over, and the taker's own before and after."""

    cover: Cover
    handed: Load
    before: Load
    after: Load


def covers(viewer: Viewer, at: datetime, number: int | None = None) -> list[Cover]:
    """Return the hand-overs in the viewer's sight, those to answer first, then the open ones."""
    found = handovers(viewer, at, number=number)
    places = post_names(viewer, (each.row.place_code for each in found))
    made = [_cover(viewer, each, places.get(each.row.place_code, "")) for each in found]
    return sorted(made, key=lambda cover: not cover.mine_to_answer)


def covering(viewer: Viewer, number: int, at: datetime) -> Covering | None:
    """Return one hand-over with its load, or None if the viewer may not see it."""
    found = covers(viewer, at, number)
    if not found:
        return None
    row = found[0].handed.row
    handed = (row.role, row.place_code)
    own = posts_of(row.taker_id, at) - {handed}
    counted = loads([handed, *own], at)
    before = sum((counted[post] for post in own), Load())
    return Covering(found[0], counted[handed], before, before + counted[handed])


def _cover(viewer: Viewer, each: Handed, place: str) -> Cover:
    asked = each.state is State.OFFERED
    party = viewer.user in {each.row.giver_id, each.row.by_id}
    taken = each.state in (State.AGREED, State.RUNNING) and viewer.user == each.row.taker_id
    led = leads(viewer, each.row.place_code)
    return Cover(
        handed=each,
        place=place,
        mine_to_answer=asked and viewer.user == each.row.taker_id,
        mine_to_stop=each.open and (party or taken or led),
    )
