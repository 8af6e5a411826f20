"""Who stands in for whom in the demonstration: one at work, one waiting for an answer."""

from datetime import datetime, timedelta

from anlin.accounts.actions import accept_handover, offer_handover
from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import open_scope
from anlin.config.demo.territory import SHOWN
from anlin.places.rules import child

_DAY = timedelta(days=1)


def stand_in(at: datetime) -> None:
    """Let a grid worker of each shown community be away and covered, and another one ask."""
    for community in SHOWN:
        grids = [child(community, serial) for serial in (1, 2, 3)]
        found = [_worker(grid, at) for grid in grids]
        if None in found:
            continue
        own, away, near = [each for each in found if each is not None]
        lead = _worker(community, at, Role.COMMUNITY_WORKER)
        if lead is not None:
            began = at - 2 * _DAY
            made = _offer(lead, away, near, began, at + 3 * _DAY, "发热在家休息")
            with open_scope(near.lo, near.hi, user=near.user):
                accept_handover(by=near, at=began + timedelta(minutes=20), handover=made)
        _offer(near, near, own, at + _DAY, at + 4 * _DAY, "回乡探亲")


def _offer(
    by: Viewer, away: Viewer, taker: Viewer, since: datetime, until: datetime, reason: str
) -> int:
    at = since if by.user != away.user else since - _DAY
    with open_scope(by.lo, by.hi, user=by.user, names=by.names, staff=by.staff):
        return offer_handover(
            by=by, at=at, grant=away.grant, taker=taker.user, since=since, until=until,
            reason=reason,
        ).pk  # fmt: skip


def _worker(place: str, at: datetime, role: Role = Role.GRID_WORKER) -> Viewer | None:
    held = Grant.objects.using("owner").filter(place_code=place, role=role).order_by("pk").first()
    return None if held is None else viewer_for(held.user_id, held.pk, at)
