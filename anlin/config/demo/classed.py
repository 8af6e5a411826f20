"""Invented confirmed cases, and classes of areas decided, waiting and due to change."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.areas.actions import decide_class, propose_class, record_case
from anlin.areas.rules import Source, Verdict
from anlin.base.days import local_day
from anlin.config.demo.tended import community_worker
from anlin.config.demo.territory import COUNTIES, SHOWN
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, lo_of, span

_DAY = timedelta(days=1)


def classify(now: datetime, seed: str) -> list[str]:
    """Let three communities of the urban county have cases; return those whose class holds."""
    county = COUNTIES[0]
    dice = Random(f"{seed}:classed")  # noqa: S311 - invented, not secret
    shown = next(code for code in SHOWN if code.startswith(county))
    near, far = _others(county, shown)
    first = _case(shown, 9, Source.UNKNOWN, None, now, dice)
    _case(shown, 6, Source.KNOWN, first, now, dice)
    _case(near, 4, Source.IMPORTED, None, now, dice)
    for days in (3, 1):
        _case(far, days, Source.UNKNOWN, None, now, dice)
    leader, city = _leader(Role.COUNTY_LEADER, county, now), _leader(Role.CITY_LEADER, "5001", now)
    at = now - 5 * _DAY
    _propose(shown, "community_class", leader, city, at)
    _propose(county, "county_risk", leader, city, at)
    _propose(near, "community_class", leader, None, now - timedelta(hours=3))
    return [shown]


def _others(county: str, shown: str) -> Sequence[str]:
    lo, hi = span(county)
    found = Place.objects.using("owner").filter(level=COMMUNITY, lo__gte=lo, lo__lt=hi)
    return [each.code for each in found.order_by("code") if each.code != shown][4:6]


def _case(
    code: str, ago: int, source: Source, linked: int | None, now: datetime, dice: Random
) -> int:
    by, at = community_worker(code, now), now - ago * _DAY
    id = UUID(int=dice.getrandbits(128), version=4)
    return record_case(place=lo_of(code), found_on=local_day(at), source=source, linked=linked,
                       client_id=id, by=by, at=at)  # fmt: skip


def _leader(role: Role, code: str, now: datetime) -> Viewer:
    held = Grant.objects.using("owner").filter(role=role, lo=span(code)[0]).earliest("id")
    return viewer_for(held.user_id, None, now)


def _propose(code: str, name: str, by: Viewer, decides: Viewer | None, at: datetime) -> None:
    made = propose_class(place=lo_of(code), name=name, stated={}, since=local_day(at),
                         why="按现有病例和标准", by=by, at=at)  # fmt: skip
    if decides is not None:
        decide_class(made.pk, verdict=Verdict.APPROVED, word="同意", by=decides,
                     at=at + timedelta(hours=1))  # fmt: skip
