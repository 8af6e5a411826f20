"""What invented workers did in the fortnight: good grids, failing ones, phones that were off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from anlin.base.days import NEVER, local_day, start_of
from anlin.committees.queries import line_names
from anlin.field.queries.words import NEEDS
from anlin.records.rules import EvidenceKind

_DAY = timedelta(days=1)
_TOO_GOOD = 0.05  # of communities: their workers enter what nobody did
_ENOUGH, _LATE, _NOTHING = "enough", "late", "nothing"


class Duty(Protocol):
    """A row of `demo_duties.sql`."""

    subject: int
    place: int
    opens: datetime
    closes: datetime
    late_until: datetime
    needs: int
    spacing: timedelta
    kinds: Sequence[int]
    code: str


@dataclass(frozen=True, slots=True)
class Habits:
    """How a worker keeps up: shares of duties done in time, and done late; rest is left undone.

    Whoever is `too_good` enters a whole day at night within a few minutes.
    Units: while the phone is `off` nothing it holds reaches the server.
    """

    timely: float
    late: float
    off: tuple[datetime, datetime] | None = None
    too_good: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done, as it will be sent."""

    subject: int
    place: int
    at: datetime
    received: datetime
    kinds: tuple[EvidenceKind, ...]
    content: Mapping[str, object]


@dataclass
class Fortnight:
    """Draws what was done about each duty between `since` and `at`."""

    seed: str
    since: datetime
    at: datetime
    _habits: dict[int, Habits] = field(default_factory=dict)

    def acts(self, duties: Iterable[Duty]) -> Iterator[Act]:
        """Yield what was done, subject by subject; an act may settle several duties at once."""
        done: dict[int, list[tuple[datetime, EvidenceKind]]] = defaultdict(list)
        for duty in duties:
            dice = Random(f"{self.seed}:{duty.subject}:{duty.opens:%s}:{duty.code}")  # noqa: S311
            habits = self.habits(duty.place)
            known = done[duty.subject]
            for at in self._moments(duty, habits, known, dice):
                act = self._act(duty, habits, at, dice)
                if act.received <= self.at:
                    known.append((at, act.kinds[0]))
                    yield from self._tried_before(act, dice)
                    yield act

    def habits(self, place: int) -> Habits:
        """Return how the worker of a place keeps up: by grid, or by community for its reports."""
        worked = place if place % 10**6 == 0 else place - place % 1000
        if worked not in self._habits:
            dice = Random(f"{self.seed}:night:{worked // 10**6}")  # noqa: S311
            night = worked % 10**6 and dice.random() < _TOO_GOOD
            own = Random(f"{self.seed}:habits:{worked}")  # noqa: S311
            self._habits[worked] = Habits(1, 0, too_good=True) if night else self._draw(own)
        return self._habits[worked]

    def _draw(self, dice: Random) -> Habits:
        kind = dice.random()
        if kind < 0.5:
            return Habits(dice.uniform(0.95, 0.995), 0.02)
        if kind < 0.75:
            return Habits(dice.uniform(0.75, 0.9), 0.08)
        if kind < 0.87:
            return Habits(dice.uniform(0.25, 0.5), 0.15)
        since = self.since + dice.uniform(1, 12) * _DAY
        return Habits(0.96, 0.02, (since, since + dice.uniform(1.5, 4) * _DAY))

    def _moments(
        self,
        duty: Duty,
        habits: Habits,
        known: Sequence[tuple[datetime, EvidenceKind]],
        dice: Random,
    ) -> list[datetime]:
        """Return when something is still done about a duty, beside what is done already."""
        counting = [at for at, kind in known if kind in duty.kinds]
        have = sum(duty.opens <= at < duty.closes for at in counting)
        outcome = self._outcome(habits, dice)
        count = dice.randrange(duty.needs) if outcome == _NOTHING else duty.needs
        opens = max(duty.opens, self.since)
        closes = self.at if duty.closes >= NEVER else duty.closes
        found = list(_spread(opens, closes, max(0, count - have), duty.spacing, dice))
        if outcome == _LATE and found and duty.late_until > duty.closes:
            found[-1] = _between(duty.closes, min(duty.late_until, duty.closes + _DAY), dice)
        if habits.too_good:
            found = [min(_at_night(at, dice), closes - timedelta(seconds=30)) for at in found]
        return [at for at in found if at < self.at]

    @staticmethod
    def _outcome(habits: Habits, dice: Random) -> str:
        luck = dice.random()
        if luck < habits.timely:
            return _ENOUGH
        return _LATE if luck < habits.timely + habits.late else _NOTHING

    def _act(self, duty: Duty, habits: Habits, at: datetime, dice: Random) -> Act:
        kinds, content = _recorded(EvidenceKind(duty.kinds[0]), duty.kinds, dice)
        received = at + timedelta(seconds=dice.uniform(3, 90))
        if habits.off and habits.off[0] <= at < habits.off[1]:
            received = habits.off[1] + timedelta(seconds=dice.uniform(5, 600))
        return Act(duty.subject, duty.place, at, received, kinds, content)

    def _tried_before(self, act: Act, dice: Random) -> Iterator[Act]:
        """Yield a call that nobody answered, some hours before they were reached."""
        if act.kinds[0] is not EvidenceKind.CONTACT or dice.random() > 0.05:
            return
        before = timedelta(minutes=dice.uniform(20, 200))
        content = {"way": "phone", "condition": "not_reached"}
        yield Act(
            act.subject, act.place, act.at - before, max(act.at - before, act.received - before),
            (EvidenceKind.CONTACT_ATTEMPT,), content,
        )  # fmt: skip


def _recorded(
    first: EvidenceKind, kinds: Sequence[int], dice: Random
) -> tuple[tuple[EvidenceKind, ...], dict[str, object]]:
    """Return what a worker recorded: a report of a community, or a contact with a person."""
    if first is EvidenceKind.DAILY_REPORT:
        return (first,), _report(dice)
    if first is EvidenceKind.TEMPERATURE:
        return _reading(dice)
    if first is EvidenceKind.HEALTH_ROUND:
        return _round(dice)
    if first is EvidenceKind.TEST:
        return (first,), {"method": "antigen"}
    visit = first is EvidenceKind.VISIT or (EvidenceKind.VISIT in kinds and dice.random() < 0.3)
    way = "door" if visit else dice.choice(("phone", "phone", "wechat"))
    settles = EvidenceKind.VISIT if visit else EvidenceKind.CONTACT
    content: dict[str, object] = {"way": way, "condition": "well"}
    if dice.random() < 0.05:
        content["needs"] = [dice.choice(list(NEEDS))]
    if dice.random() < 0.03:
        content["condition"] = "unwell"
        return (settles, EvidenceKind.UNWELL), content
    return (settles,), content


def _reading(dice: Random) -> tuple[tuple[EvidenceKind, ...], dict[str, object]]:
    """Return a contact with somebody under observation; few have a fever."""
    visit, fever = dice.random() < 0.4, dice.random() < 0.02
    kinds = (EvidenceKind.TEMPERATURE, EvidenceKind.VISIT if visit else EvidenceKind.CONTACT)
    content: dict[str, object] = {"way": "door" if visit else "phone"}
    if not fever:
        return kinds, content | {
            "condition": "well",
            "temperature": f"{dice.triangular(36.0, 37.1, 36.5):.1f}",
        }
    unwell = {"condition": "unwell", "symptoms": ["fever"]}
    return (*kinds, EvidenceKind.UNWELL), content | unwell | {
        "temperature": f"{dice.uniform(37.4, 38.6):.1f}"
    }


def _round(dice: Random) -> tuple[tuple[EvidenceKind, ...], dict[str, object]]:
    """Return a resident's values of one round, all well."""
    return (EvidenceKind.HEALTH_ROUND, EvidenceKind.TEMPERATURE), {
        "temperature": f"{dice.triangular(36.0, 37.0, 36.4):.1f}",
        "spo2": dice.choice((95, 96, 96, 97, 97, 98, 98, 99)),
        "breathing": dice.randrange(14, 21),
        "posture": "rest",
        "oxygen": False,
    }


def _report(dice: Random) -> dict[str, object]:
    quiet = dice.random() < 0.7
    return {line: 0 if quiet else dice.randrange(4) for line in line_names()}


def _spread(
    opens: datetime, closes: datetime, count: int, spacing: timedelta, dice: Random
) -> Iterator[datetime]:
    """Yield `count` moments of [opens, closes), one in each part, at least `spacing` apart."""
    before = opens - spacing
    for number in range(count):
        part = (closes - opens) / count
        at = _working_hour(opens + number * part, opens + (number + 1) * part, dice)
        before = min(max(at, before + spacing), closes - timedelta(minutes=1))
        yield before


def _working_hour(opens: datetime, closes: datetime, dice: Random) -> datetime:
    """Return a moment in working hours of a day of [opens, closes)."""
    days = max(1, (local_day(closes - timedelta(seconds=1)) - local_day(opens)).days + 1)
    for _ in range(5):
        day = local_day(opens) + dice.randrange(days) * _DAY
        at = start_of(day) + timedelta(hours=dice.triangular(8.5, 19.5, 10))
        if opens <= at < closes:
            return at
    return _between(opens, closes, dice)


def _at_night(at: datetime, dice: Random) -> datetime:
    return start_of(local_day(at)) + timedelta(hours=23, minutes=dice.uniform(50, 54))


def _between(opens: datetime, closes: datetime, dice: Random) -> datetime:
    return opens + dice.random() * (closes - opens)
