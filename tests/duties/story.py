"""A story of some weeks in 1,000 grids: what was owed, what was done, when the scheduler ran."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from anlin.base.days import start_of
from anlin.places.rules import lo_of
from anlin.policy.rules import Slot
from tests.duties import town
from tests.duties.oracle import DAY, HOUR, Duty

FIRST = date(2023, 1, 2)  # a Monday
BEGUN = start_of(FIRST)
STREETS = ("500103001", "500103002", "500243100", "500243101")
COMMUNITIES = tuple(f"{street}{n:03}" for street in STREETS for n in range(1, 26))
GRIDS = tuple(f"{community}{n:03}" for community in COMMUNITIES for n in range(1, 11))
ASLEEP = COMMUNITIES[-6]  # from here on nothing is recorded, so that only the sweep finds it
FRIDAY, SECOND = 4 * DAY + 18 * HOUR, DAY + 17 * HOUR
GRACE = 12 * HOUR
TERMS = {
    "T-1": town.term(town.WEEKLY, FIRST, every=7, slots=(Slot(0 * DAY, FRIDAY),), grace=GRACE),
    "T-4": town.term(town.REPORT, FIRST, every=3, slots=(Slot(0 * DAY, SECOND),), grace=GRACE),
}


@dataclass(frozen=True)
class Story:
    """What happens: duties with their acts and excuses, and when the scheduler is awake."""

    duties: tuple[Duty, ...]
    beats: tuple[datetime, ...]
    killed: dict[datetime, str]
    end: datetime

    @property
    def whole(self) -> list[datetime]:
        """Return the beats that came to their end."""
        return [beat for beat in self.beats if beat not in self.killed]


def tell(days: int, seed: int) -> Story:
    """Make up a story of so many days."""
    dice = Random(seed)
    end = BEGUN + days * DAY - 12 * HOUR
    duties = [*_weekly(end), *_reports(end)]
    for duty in duties:
        if place_of(duty) < lo_of(ASLEEP):
            _live(duty, dice)
    posts = [BEGUN + n * 6 * HOUR for n in range(1, days * 4)]
    outages = [(BEGUN + n * DAY, BEGUN + n * DAY + dice.randint(40, 130) * HOUR)
               for n in range(6, days, 17)]  # fmt: skip
    beats = [
        post + timedelta(minutes=dice.randint(10, 90)) for post in posts
        if not any(since < post < until for since, until in outages)
    ]  # fmt: skip
    steps = ("plan", "refresh", "sweep")
    killed = {beat: dice.choice(steps) for beat in beats if dice.random() < 0.06}
    beats += [BEGUN, end]
    return Story(tuple(duties), tuple(sorted(beats)), killed, end)


def _weekly(end: datetime) -> Iterator[Duty]:
    for person in range(1, len(GRIDS) + 1):
        opens = BEGUN
        while opens < end:
            closes = opens + FRIDAY
            yield Duty("T-1", person, opens, closes, closes + GRACE, opens + 7 * DAY)
            opens += 7 * DAY


def _reports(end: datetime) -> Iterator[Duty]:
    for community in COMMUNITIES:
        opens = BEGUN
        while opens < end:
            closes = opens + SECOND
            yield Duty("T-4", lo_of(community), opens, closes, closes + GRACE, opens + 3 * DAY)
            opens += 3 * DAY


def _live(duty: Duty, dice: Random) -> None:
    """Let one duty be done, done late, done with the telephone off, excused, or forgotten."""
    luck = dice.random()
    if luck < 0.03:
        duty.excused_at = _post(duty.opens + dice.random() * (duty.lapses + DAY - duty.opens))
    elif luck < 0.92:
        until = duty.late_until if luck < 0.09 else duty.closes
        since = duty.closes if luck < 0.09 else duty.opens
        done = since + timedelta(minutes=int(dice.random() * ((until - since) / HOUR * 60 - 1)))
        away = timedelta(hours=dice.randint(6, 120)) if dice.random() < 0.1 else timedelta()
        duty.acts.append((done, _post(done + away)))


def place_of(duty: Duty) -> int:
    """Return where a duty is owed: an elder's building, or the community itself."""
    return duty.subject if duty.measure == "T-4" else lo_of(GRIDS[duty.subject - 1] + "001")


def _post(moment: datetime) -> datetime:
    """Return when the next post comes in, every six hours."""
    return BEGUN + -((BEGUN - moment) // (6 * HOUR)) * 6 * HOUR
