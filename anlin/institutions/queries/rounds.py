"""What a round needs: the law in force, values before, labels, and what is done of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.institutions.models import Warning
from anlin.institutions.queries.house import Bed, Floor, Room, decoded, house
from anlin.institutions.rules import CHANGES, PREFIX, Bound, State
from anlin.places.rules import span
from anlin.policy import queries as law
from anlin.policy.rules import DecisionTable, LimitInForce, bands_of, strictest
from anlin.records.rules import EvidenceKind

_DAYS, _ROUNDS = "round_baseline_days", "round_baseline_rounds"
_LOOK_BACK = timedelta(days=14)  # how far values before are looked for where no order says
_RISK = "risk_tier"


@dataclass(frozen=True, slots=True)
class Before:
    """What was measured of somebody before, and what they usually have."""

    last: Mapping[str, object]
    last_at: datetime
    rounds: int
    usual: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a round is due here, how far two lie apart, and which clause says so."""

    needs: int
    spacing: timedelta
    order: str
    clause: str


class Law:
    """The tables and limits for rounds that hold on one day.

    Cost: four statements, however many places are asked for.
    """

    def __init__(self, day: date) -> None:
        self._day = day
        held = [
            each
            for each in law.tables_in_force()
            if (each.name.startswith(PREFIX) or each.name == _RISK)
            and each.since <= day
            and (each.until is None or day < each.until)
        ]
        known = law.tables() if held else {}
        self._held = [(*span(each.place), each.id, known[each.id]) for each in held]
        names = (*(limit for limit, _ in CHANGES.values()), _DAYS, _ROUNDS)
        self._limits = law.limits_in_force(*names)

    def tables(self, place: int) -> list[DecisionTable]:
        """Return the tables by which a reading is judged at `place`: of several all hold."""
        return [t for lo, hi, _, t in self._held if lo <= place < hi and t.name != _RISK]

    def labelling(self, place: int) -> tuple[int, DecisionTable] | None:
        """Return the table by which people bear labels at `place`: the nearest one."""
        held = [(hi - lo, number, t) for lo, hi, number, t in self._held
                if lo <= place < hi and t.name == _RISK]  # fmt: skip
        return min(held, key=lambda each: each[0])[1:] if held else None

    def bounds(self, place: int) -> dict[str, Bound]:
        """Return how far values may lie from the own baseline at `place`."""
        found = {limit: self._limit(limit, place) for limit, _ in CHANGES.values()}
        return {
            name: Bound(held.limit.value, held.limit.order, held.limit.clause)
            for name, held in found.items()
            if held is not None
        }

    def look_back(self, place: int) -> timedelta:
        """Return how far a baseline looks back at `place`."""
        days = self._limit(_DAYS, place)
        return timedelta(days=int(days.limit.value)) if days else _LOOK_BACK

    def usual(self, before: Before | None, place: int) -> Mapping[str, Decimal]:
        """Return somebody's baseline; nothing where it rests on too few rounds."""
        least = self._limit(_ROUNDS, place)
        enough = before is not None and least is not None and before.rounds >= least.limit.value
        return before.usual if before is not None and enough else {}

    def _limit(self, name: str, place: int) -> LimitInForce | None:
        return strictest(self._limits, name, place, self._day)


def before(
    homes: Sequence[int], persons: Sequence[int], at: datetime, back: timedelta
) -> dict[int, Before]:
    """Return what was measured before of each person who has a reading.

    Cost: one statement.
    """
    rows = sql.rows("institutions/before", {
        "homes": list(homes), "persons": list(persons), "since": at - back, "before": at,
    })  # fmt: skip
    return {row.person: _before(row) for row in rows}


def _before(row: sql.Row) -> Before:
    usual = {
        name: Decimal(str(round(value, 2)))
        for name in CHANGES
        if (value := getattr(row, name)) is not None
    }
    return Before(decoded(row.last, dict[str, object]), row.last_at, row.rounds, usual)


def labels(persons: Sequence[int], place: int, held: Law, day: date) -> dict[int, str]:
    """Return the label of each person who has one.

    Cost: one statement, or none where no order labels.
    """
    found = held.labelling(place)
    if found is None:
        return {}
    number, table = found
    bands = bands_of(table)
    rows = sql.rows("institutions/labels", {
        "persons": list(persons), "day": day, "class_table": number,
        "edges": [least for least, _ in bands], "bands": [name for _, name in bands],
    })  # fmt: skip
    return {row.person: row.outcome for row in rows}


def rhythm(place: int, at: datetime) -> Rhythm | None:
    """Return how often residents at `place` are owed a round, by the term in force."""
    asked = {code for code, each in law.measures().items()
             if EvidenceKind.HEALTH_ROUND.name.lower() in each.evidence}  # fmt: skip
    day = local_day(at)
    for ruling in law.rulings_in_force():
        lo, hi = span(ruling.place)
        now = ruling.since <= day and (ruling.until is None or day < ruling.until)
        if ruling.measure in asked and now and lo <= place < hi:
            term = ruling.term
            return Rhythm(term.needs, term.spacing, term.order, term.clause)
    return None


def done_since(held: Rhythm | None, at: datetime) -> datetime:
    """Return since when a reading belongs to the round that runs."""
    midnight = start_of(local_day(at))
    return max(midnight, at - held.spacing) if held and held.spacing else midnight


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody on a round: in which bed, with which label, measured when last."""

    bed: Bed
    label: str
    before: Before | None
    done: bool
    level: str

    @property
    def partial(self) -> bool:
        """Tell whether the last entry lacks something."""
        return self.before is not None and bool(self.before.last.get("not_done"))

    @property
    def last(self) -> Mapping[str, object]:
        """Return the values before."""
        return self.before.last if self.before else {}


@dataclass(frozen=True, slots=True)
class Ward:
    """A room on a round with who is in it."""

    room: Room
    residents: Sequence[Resident]

    @property
    def rank(self) -> int:
        """Return how early the room comes where red and yellow come first."""
        left = [each.label for each in self.residents if not each.done]
        return 0 if "red" in left else 1 if "yellow" in left else 2

    @property
    def done(self) -> bool:
        """Tell whether everybody in it is done."""
        return all(each.done for each in self.residents)


@dataclass(frozen=True, slots=True)
class Walk:
    """A floor on its round."""

    floor: Floor
    wards: Sequence[Ward]
    rhythm: Rhythm | None

    @property
    def people(self) -> int:
        """Return how many are to be measured."""
        return sum(len(ward.residents) for ward in self.wards)

    @property
    def done(self) -> int:
        """Return how many are."""
        return sum(each.done for ward in self.wards for each in ward.residents)


def walk(place: int, floor: int, at: datetime) -> Walk | None:
    """Return a floor of an institution on its round, rooms in the order of doors.

    Cost: some ten statements, however many live there.
    """
    return next(iter(walks(place, Law(local_day(at)), at, floor)), None)


def walks(place: int, held: Law, at: datetime, floor: int | None = None) -> list[Walk]:
    """Return the floors of an institution on their round, or only one of them.

    Cost: six statements, however many live there.
    """
    floors, day = house(place, floor), local_day(at)
    inside = [bed for each in floors for bed in each.beds if bed.state == State.IN]
    persons = [bed.person for bed in inside if bed.person]
    how = rhythm(place, at)
    since = done_since(how, at)
    known = before([*{bed.home for bed in inside}], persons, at, held.look_back(place))
    named = labels(persons, place, held, day)
    warned = dict(
        Warning.objects.filter(person__in=persons, occurred_at__gte=since)
        .order_by("pk").values_list("person", "level")
    )  # fmt: skip

    def resident(bed: Bed, person: int) -> Resident:
        last = known.get(person)
        done = last is not None and last.last_at >= since
        return Resident(
            bed, named.get(person, ""), last, done, warned.get(person, "") if done else ""
        )

    def ward(room: Room) -> Ward:
        return Ward(room, [resident(bed, bed.person) for bed in room.beds
                           if bed.person and bed.state == State.IN])  # fmt: skip

    found = [(each, [ward(room) for room in each.rooms]) for each in floors]
    return [Walk(each, [one for one in wards if one.residents], how) for each, wards in found]
