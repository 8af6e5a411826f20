"""A worker's list for today: who is waiting, most urgent first, as one walks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import NEVER, local_day, start_of
from anlin.cases.queries import Observed, Offered, observations_of, waiting_here
from anlin.dispatch.queries import Listed, needs_called
from anlin.duties.queries import DutyRow, duties, windows_to_do
from anlin.field.queries.labels import Label, Labels
from anlin.people.models import Person
from anlin.people.queries import GROUP_WORDS, persons
from anlin.people.rules import Group, age_on, door_order
from anlin.places.models import Place
from anlin.places.queries import places_at
from anlin.places.rules import COMMUNITY, GRID, WIDTHS

SOON = timedelta(hours=24)
_SETTLED = ("met", "late", "excused", "exempt")
_URGENCY = ("missed", "overdue", "soon", "open", "upcoming")
_RISK = ("red", "yellow", "green", "")


@dataclass(frozen=True, slots=True)
class Task:
    """One duty as the list shows it: `mark` is its status seen from the clock."""

    duty: DutyRow
    mark: str

    @property
    def closes(self) -> datetime | None:
        """Return until when it is in time, or None if it never closes."""
        return None if self.duty.closes >= NEVER else self.duty.closes

    @property
    def overdue(self) -> bool:
        """Tell whether its time is up and it is not done."""
        return self.mark in ("missed", "overdue")


@dataclass(frozen=True, slots=True)
class Stop:
    """One person or place on the round, with everything owed there; most urgent first."""

    subject: int
    place: int
    tasks: tuple[Task, ...]
    person: Person | None = None
    age: int | None = None
    label: Label | None = None
    groups: tuple[object, ...] = ()
    observed: Observed | None = None
    offered: Offered | None = None
    need: Listed | None = None

    @property
    def mark(self) -> str:
        """Return the most urgent mark."""
        return self.tasks[0].mark

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to do here."""
        return self.mark in _SETTLED


@dataclass(frozen=True, slots=True)
class Round:
    """Stops that stand together: `overdue`, `done`, or those of one building."""

    name: str
    stops: tuple[Stop, ...]
    overdue: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """The whole list with its counts of duties."""

    due: int
    done: int
    overdue: int
    rounds: tuple[Round, ...]


def mark_of(duty: DutyRow, at: datetime) -> str:
    """Return a duty's status as the clock makes it look: open ones may be due soon or overdue."""
    if duty.status != "open":
        return duty.status
    if duty.closes <= at:
        return "overdue"
    left = duty.closes - at
    return "soon" if left <= min(SOON, (duty.closes - duty.opens) / 2) else "open"


def today(viewer: Viewer, at: datetime) -> Today:
    """Return what the viewer's role owes in the viewer's place at `at`.

    Cost: one probe per duty and eight further statements.
    """
    found = duties(
        lo=viewer.lo,
        hi=viewer.hi,
        windows=windows_to_do(at),
        at=at,
        owed_by=viewer.role.value,
    )
    morning = start_of(local_day(at))
    stops = stops_of(viewer, [d for d in found if is_of_today(d, morning)], at)
    tasks = [task for stop in stops for task in stop.tasks if task.duty.status != "exempt"]
    return Today(
        due=len(tasks),
        done=sum(task.mark in _SETTLED for task in tasks),
        overdue=sum(task.overdue for task in tasks),
        rounds=tuple(_rounds(stops)),
    )


def is_of_today(duty: DutyRow, morning: datetime) -> bool:
    """Tell whether a duty belongs on the list: still to do, just missed, or settled and current.

    A standing demand that was met once is met for good.
    """
    return duty.status not in _SETTLED or morning < duty.closes < NEVER


def stops_of(viewer: Viewer, found: Sequence[DutyRow], at: datetime) -> list[Stop]:
    """Return duties gathered by subject, with what the viewer may see of each person."""
    by_subject: dict[tuple[int, int], list[Task]] = defaultdict(list)
    for duty in found:
        by_subject[duty.place, duty.subject].append(Task(duty, mark_of(duty, at)))
    day = local_day(at)
    known = _known(viewer, [s for place, s in by_subject if s != place])
    labels = Labels(day) if known else None
    observed = observations_of(viewer, known, at) if known else {}
    offered = waiting_here(viewer, at) if viewer.level <= COMMUNITY else {}
    needs = needs_called(viewer, [subject for _, subject in by_subject], at)
    stops = []
    for (place, subject), tasks in by_subject.items():
        ordered = tuple(sorted(tasks, key=lambda t: (_rank(t.mark, _URGENCY), t.duty.closes)))
        person = known.get(subject)
        if person is None or labels is None:
            of, about = offered.get(subject), needs.get(subject)
            stops.append(Stop(subject, place, ordered, offered=of, need=about))
            continue
        stops.append(
            Stop(
                subject,
                place,
                ordered,
                person,
                age=age_on(person.born_on, day),
                label=labels.of(person, person.health_set.all()),
                groups=groups_of(person, day),
                observed=observed.get(subject),
            )
        )
    return stops


def groups_of(person: Person, day: date) -> tuple[object, ...]:
    """Return the words, to be read in any language, for the special groups of `person` on `day`."""
    return tuple(GROUP_WORDS[group] for group in groups_on(person, day))


def groups_on(person: Person, day: date) -> list[Group]:
    """Return the special groups of `person` on `day`."""
    return [
        Group(member.group)
        for member in person.specialgroup_set.all()
        if member.since <= day and (member.until is None or day < member.until)
    ]


def _known(viewer: Viewer, subjects: list[int]) -> dict[int, Person]:
    if not subjects or not viewer.may(Right.NAMES):
        return {}
    found = persons(viewer, subjects).prefetch_related("health_set", "specialgroup_set")
    return {person.pk: person for person in found}


def _rank(value: str, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)


def _as_walked(stop: Stop) -> tuple[object, ...]:
    risk = _rank(stop.label.outcome if stop.label else "", _RISK)
    door = stop.person.household.door if stop.person else ""
    return (risk, door_order(door), stop.subject)


def _rounds(stops: Sequence[Stop]) -> Iterable[Round]:
    late = [stop for stop in stops if stop.mark in ("missed", "overdue")]
    done = [stop for stop in stops if stop.done]
    rest = sorted(
        (stop for stop in stops if stop.mark in ("soon", "open", "upcoming")),
        key=lambda stop: stop.place,
    )
    if late:
        ordered = sorted(late, key=lambda s: (s.tasks[0].duty.closes, s.place, _as_walked(s)))
        yield Round("", tuple(ordered), overdue=True)
    names = place_names({stop.place for stop in rest})
    for place, group in groupby(rest, key=lambda stop: stop.place):
        yield Round(names.get(place, ""), tuple(sorted(group, key=_as_walked)))
    if done:
        yield Round("", tuple(sorted(done, key=lambda s: (s.place, _as_walked(s)))), done=True)


def place_names(places: Iterable[int]) -> dict[int, str]:
    """Return the name of each building, village or community that begins at these numbers.

    Where they lie in several grids, the grid's name comes first: each has a building 1.
    """
    wanted = set(places)
    grids = {lo - lo % WIDTHS[GRID] for lo in wanted if lo % WIDTHS[COMMUNITY]}
    found = places_at(wanted | grids if len(grids) > 1 else wanted)
    return {lo: _named(lo, found) for lo in wanted if lo in found}


def _named(lo: int, found: Mapping[int, Place]) -> str:
    grid = found.get(lo - lo % WIDTHS[GRID])
    name = found[lo].name
    return f"{grid.name} · {name}" if grid and grid.level == GRID and grid.lo != lo else name
