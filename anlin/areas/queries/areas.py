"""Areas with their facts, what the criteria make of them, and the classes that hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.areas.models import AreaClass, Case, Proposal
from anlin.areas.rules import (
    CLASSES,
    COUNTY,
    Facts,
    NoCriteriaError,
    Proposed,
    UnknownAreaError,
    nearest,
    propose,
    quiet_days,
)
from anlin.base import sql
from anlin.base.days import local_day
from anlin.base.scope import NATION
from anlin.places.models import Place
from anlin.places.queries import below
from anlin.places.rules import COMMUNITY, WIDTHS, code_of
from anlin.policy import queries as law
from anlin.policy.queries import Tables
from anlin.policy.rules import (
    DecisionTable,
)

_NONE = Facts(0, 0, 0, quiet_days(None, date.max), cluster=False)
MOST_CASES = 60


@dataclass(frozen=True, slots=True)
class Area:
    """An area: what the criteria make of it today, what holds, what waits for a decision."""

    place: int
    code: str
    called: str
    level: int
    name: str
    proposed: Proposed
    holds: sql.Row | None
    waits: Proposal | None = None

    @property
    def differs(self) -> bool:
        """Tell whether the criteria say other than what holds."""
        return self.holds is None or self.holds.outcome != self.proposed.outcome

    @property
    def says(self) -> dict[str, str]:
        """Return what the criteria say, in both languages."""
        zh, en = _words(self.proposed.table, self.proposed.outcome)
        return {"zh": zh, "en": en}


def level_at(place: int, day: date) -> str:
    """Return the decided level of the county around a place: low, medium, high; "" if nobody did.

    Cost: one index probe; published classes are for everybody to read.
    """
    return _at("county_risk", place - place % WIDTHS[COUNTY], day)


def class_at(place: int, day: date, name: str = "community_class") -> str:
    """Return the decided class of the community around a place; "" if nobody decided."""
    return _at(name, place - place % WIDTHS[COMMUNITY], day)


def _at(name: str, area: int, day: date) -> str:
    held = AreaClass.objects.filter(name=name, place=area, since__lte=day)
    found = held.order_by("-since", "-pk").values_list("outcome", flat=True).first()
    return found or ""


def in_force(lo: int, hi: int, day: date, name: str | None = None) -> list[sql.Row]:
    """Return the classes that hold on a day at areas in [lo, hi)."""
    return sql.rows("areas/in_force", {"lo": lo, "hi": hi, "day": day, "name": name})


def areas(viewer: Viewer, at: datetime) -> list[Area]:
    """Return the areas of the viewer's place that have cases or a class, by every criteria there.

    Above a county only counties are listed, below one only communities: no area is judged by a part
    of its cases.
    Cost: nine statements for any number of areas; tables are decided for those listed.
    """
    day = local_day(at)
    levels = (COUNTY,) if viewer.level < COUNTY else range(viewer.level, COMMUNITY + 1)
    names = [name for name, level in CLASSES.items() if level in levels]
    facts = facts_of(viewer.lo, viewer.hi, day)
    held = {(row.name, row.place): row for row in in_force(viewer.lo, viewer.hi, day)}
    waiting = {(each.name, each.place): each for each in proposals(viewer) if not decided(each)}
    found: list[Area] = []
    for name in names:
        tables, level = Tables(name, day), CLASSES[name]
        wanted = {place for place, at_level in facts if at_level == level}
        wanted |= {place for n, place in (*held, *waiting) if n == name}
        wanted |= {viewer.lo} if viewer.level == level else set()
        known = {each.lo: each for each in Place.objects.filter(level=level, lo__in=wanted)}
        for lo, place in known.items():
            table = nearest(tables.at(lo))
            if table is not None:
                made = propose(table, facts.get((lo, level), _NONE), {})
                found.append(Area(lo, place.code, place.name, level, name, made,
                                  held.get((name, lo)), waiting.get((name, lo))))  # fmt: skip
    return sorted(found, key=lambda each: (each.level, not each.differs, each.code, each.name))


def facts_of(lo: int, hi: int, day: date) -> dict[tuple[int, int], Facts]:
    """Return the facts of every area in [lo, hi) that has cases, by its number and level."""
    rows = sql.rows("areas/facts", {"lo": lo, "hi": hi, "day": day})
    return {
        (row.place, COUNTY if row.county else COMMUNITY): Facts(
            row.cases, row.linked_14d, row.unknown_14d, quiet_days(row.last_on, day),
            cluster=row.linked_14d >= 2,
        )
        for row in rows
    }  # fmt: skip


def candidate(
    viewer: Viewer, place: int, name: str, at: datetime, stated: Mapping[str, str]
) -> Area:
    """Return one area with what the criteria make of it, with what a person states.

    Raises:
        NoCriteriaError: no table in force there decides it.
        UnknownAreaError: no such area in sight.
    """
    level = CLASSES.get(name)
    area = Place.objects.filter(level=level, lo=place).first() if level is not None else None
    if level is None or area is None or not viewer.covers_all(area.lo, area.hi):
        raise UnknownAreaError
    day = local_day(at)
    table = nearest(Tables(name, day).at(place))
    if table is None:
        raise NoCriteriaError
    facts = facts_of(area.lo, area.hi, day).get((place, level), _NONE)
    held = in_force(area.lo, area.lo + 1, day, name)
    made = propose(table, facts, stated)
    return Area(place, area.code, area.name, level, name, made, held[0] if held else None)


def outcome_words(name: str, pack: str, outcome: str) -> tuple[str, str]:
    """Return how the criteria of a pack call an outcome, in both languages."""
    for table in law.tables().values():
        if table.name == name and table.pack == pack:
            return _words(table, outcome)
    return outcome, outcome


def _words(table: DecisionTable, outcome: str) -> tuple[str, str]:
    return next(((o.zh, o.en) for o in table.outcomes if o.name == outcome), (outcome, outcome))


def cases(viewer: Viewer) -> list[Case]:
    """Return the newest confirmed cases that stand in the viewer's place."""
    found = within(viewer, Case.objects.filter(void=False, corrected=None))
    return list(found.order_by("-found_on", "-pk")[:MOST_CASES])


def community_names(found: Iterable[Case]) -> dict[int, str]:
    """Return what the communities of cases are called, by their numbers."""
    los = {each.place for each in found}
    return dict(Place.objects.filter(level=COMMUNITY, lo__in=los).values_list("lo", "name"))


def communities(viewer: Viewer, day: date) -> list[Place]:
    """Return the communities in which the viewer may record a case: at most a county's."""
    if viewer.level >= COMMUNITY:
        own = code_of(viewer.lo, COMMUNITY)
        return list(Place.objects.filter(code=own))
    if viewer.level < COUNTY:
        return []
    return list(below(viewer.place_code, COMMUNITY, day))


def published(day: date) -> list[sql.Row]:
    """Return every published class that holds on a day, counties first."""
    found = in_force(*NATION, day)
    return sorted(found, key=lambda row: (row.level, row.place, row.name))


def proposals(viewer: Viewer) -> Sequence[Proposal]:
    """Return the newest proposals of the viewer's place, with what was decided."""
    found = within(viewer, Proposal.objects.select_related("decision"))
    return list(found.order_by("-at")[:MOST_CASES])


def decided(proposal: Proposal) -> bool:
    """Tell whether somebody decided about a proposal that was read with its decision."""
    return hasattr(proposal, "decision")
