"""Invented home observations: a few in each county, on either side of day 7 and of day 14."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role
from anlin.base.days import local_day, start_of
from anlin.cases.actions import end_observation, open_observation
from anlin.cases.rules import Ending, Reason
from anlin.config.demo.territory import SHOWN
from anlin.people.models import Person
from anlin.places.rules import child, span

# Days since the event, and after how many of them the person was traced; half of each county's
# people live in the grid whose worker one can sign in as.
_EVENTS = (
    *((2, 0), (6, 1), (7, 0), (9, 3), (16, 0), (15, 0)),
    *((4, 2), (0, 0), (8, 0), (14, 1), (13, 0), (12, 0)),
)
_REASONS = (Reason.RETURNED, Reason.CONTACT, Reason.RETURNED, Reason.FAMILY)
_ADULT = 18 * 366
_MORNING = timedelta(hours=8, minutes=30)
_ENDED = 6  # which of them is taken to hospital on the day after


def observe(now: datetime, seed: str) -> int:
    """Let the workers of the shown communities open observations, and end one; return how many."""
    opened, today = 0, local_day(now)
    for community in SHOWN:
        dice = Random(f"{seed}:{community}:observed")  # noqa: S311 - invented, not secret
        for number, person in enumerate(_chosen(community, today, dice)):
            ago, traced = _EVENTS[number]
            begun = today - timedelta(days=ago)
            morning = start_of(begun + timedelta(days=traced)) + _MORNING
            at = min(morning + timedelta(minutes=number), now)
            grid = person.place - person.place % 1000
            worker = Grant.objects.using("owner").get(role=Role.GRID_WORKER, lo=grid)
            viewer = viewer_for(worker.user_id, None, at)
            reason = _REASONS[number % len(_REASONS)]
            open_observation(person.pk, begun_on=begun, reason=reason, by=viewer, at=at)
            if number == _ENDED:
                later = at + timedelta(days=1)
                end_observation(
                    person.pk, ending=Ending.HOSPITAL, why="发热，已转定点医院", by=viewer, at=later
                )
            opened += 1
    return opened


def _chosen(community: str, today: date, dice: Random) -> Iterator[Person]:
    """Yield who is observed: half of them in the first grid, each of another household."""
    half = len(_EVENTS) // 2
    near = _adults(child(community, 1), today)
    far = [each for each in _adults(community, today) if each.place not in {p.place for p in near}]
    for found in (near, far):
        homes = {each.household_id: each for each in dice.sample(found, min(len(found), 4 * half))}
        yield from list(homes.values())[:half]


def _adults(code: str, today: date) -> Sequence[Person]:
    lo, hi = span(code)
    born = today - timedelta(days=_ADULT)
    found = Person.objects.using("owner").filter(place__gte=lo, place__lt=hi, born_on__lt=born)
    return list(found.order_by("pk"))
