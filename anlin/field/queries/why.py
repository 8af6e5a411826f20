"""Why a duty is asked: the clause, the order, since when here, and why of this person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.scope import NATION
from anlin.base.sockets import is_matter, populations
from anlin.base.words import said
from anlin.duties.models import Window
from anlin.duties.queries import DutyRow, duties
from anlin.field.queries.today import Stop, Task, stops_of
from anlin.places.queries import names
from anlin.places.rules import COMMUNITY, code_of, span
from anlin.policy.models import Clause, Measure
from anlin.policy.queries import clause, measure, rulings_of
from anlin.policy.rules import Ruling


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that explains one duty; `above` is the ruling that the one here tightens.

    `community` and `past` lead whoever has a board to what was known on the last day it was due.
    """

    stop: Stop
    task: Task
    measure: Measure
    clause: Clause
    ruling: Ruling | None
    above: Ruling | None
    places: dict[str, str]
    concerned: str
    community: str
    past: date | None


def why(viewer: Viewer, window: int, place: int, subject: int, at: datetime) -> Why | None:
    """Return why `subject` at `place` is owed what `window` asks, or None if it is not.

    That a person is concerned says what group they belong to: only who may see names is told.
    """
    if not viewer.covers(place) or not (viewer.names or subject == place or is_matter(subject)):
        return None
    if subject >= NATION[1]:
        return None
    windows = Window.objects.filter(pk=window)
    found = duties(lo=place, hi=place + 1, windows=windows, at=at, subject=subject)
    stops = stops_of(viewer, found, at)
    if not stops:
        return None
    task = stops[0].tasks[0]
    asked = measure(task.duty.measure)
    day = local_day(task.duty.opens)
    rulings = _covering(rulings_of(asked.code), place, day)
    population = populations().get(asked.population)
    return Why(
        stop=stops[0],
        task=task,
        measure=asked,
        clause=clause(task.duty.clause),
        ruling=rulings[0] if rulings else None,
        above=rulings[1] if len(rulings) > 1 else None,
        places=names({each.place for each in rulings}),
        concerned=said(population, "title") if population else asked.population,
        community=code_of(place, COMMUNITY),
        past=_last_day(task.duty, at) if viewer.may(Right.BOARD) else None,
    )


def _last_day(duty: DutyRow, at: datetime) -> date | None:
    """Return the last day on which `duty` was due and that has passed, or None."""
    last = min(local_day(duty.closes - timedelta.resolution), local_day(at) - timedelta(days=1))
    return last if last >= local_day(duty.opens) else None


def _covering(rulings: list[Ruling], place: int, day: date) -> list[Ruling]:
    """Return the rulings in force at `place` on `day`, the nearest first."""

    def width(ruling: Ruling) -> int:
        lo, hi = span(ruling.place)
        return hi - lo

    held = (
        each
        for each in rulings
        if each.since <= day
        and (each.until is None or day < each.until)
        and span(each.place)[0] <= place < span(each.place)[1]
    )
    return sorted(held, key=width)
