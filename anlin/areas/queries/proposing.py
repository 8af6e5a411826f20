"""Proposals with what they would change, and for whom."""

from dataclasses import dataclass
from datetime import date

from anlin.accounts.queries import names_of, within
from anlin.accounts.rules import Viewer
from anlin.areas.models import AreaClass, Decision, Proposal
from anlin.areas.queries.areas import decided, outcome_words
from anlin.places.models import Place
from anlin.places.queries import below
from anlin.places.rules import COMMUNITY, span
from anlin.policy import queries as law
from anlin.policy.rules import (
    DecisionTable,
    Measure,
    UnknownFactError,
    decide,
    table_of,
)

_POPULATION = {"community_class": "communities_by_class", "county_risk": "communities_by_level"}


@dataclass(frozen=True, slots=True)
class Effect:
    """A measure that an area's class selects: whether before, whether after, where, by whom."""

    measure: Measure
    clause: str
    before: bool
    after: bool
    communities: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal with what it changes and what was decided."""

    proposal: Proposal
    area: Place
    zh: str
    en: str
    before_zh: str
    before_en: str
    effects: tuple[Effect, ...]
    decision: Decision | None
    by: str
    decided_by: str


def proposal(viewer: Viewer, number: int) -> Shown | None:
    """Return one proposal in sight, what it would change and for whom, or None."""
    found = within(viewer, Proposal.objects.select_related("decision").filter(pk=number)).first()
    if found is None:
        return None
    area = Place.objects.get(level=found.level, lo=found.place)
    before = _before(found)
    decision = found.decision if decided(found) else None
    people = names_of([found.by, *([decision.by] if decision else [])])
    zh, en = outcome_words(found.name, found.pack, found.outcome)
    return Shown(
        proposal=found, area=area, zh=zh, en=en,
        before_zh=before.zh if before else "", before_en=before.en if before else "",
        effects=tuple(effects(found.name, area, before.outcome if before else "", found.outcome,
                              found.since)),
        decision=decision, by=people.get(found.by, ""),
        decided_by=people.get(decision.by, "") if decision else "",
    )  # fmt: skip


def _before(found: Proposal) -> AreaClass | None:
    held = AreaClass.objects.filter(name=found.name, place=found.place, since__lte=found.since)
    if decided(found):
        held = held.filter(published_at__lt=found.decision.at)
    return held.order_by("-since", "-pk").first()


def effects(name: str, area: Place, before: str, after: str, day: date) -> list[Effect]:
    """Return the measures in force that an area's class selects, those that change first.

    Cost: five statements.
    """
    population = _POPULATION.get(name)
    asked = [each for each in law.measures().values() if each.population == population]
    if not asked:
        return []
    tables, rulings = list(law.tables().values()), law.rulings_in_force()
    reach = 1 if area.level == COMMUNITY else below(area.code, COMMUNITY, day).count()
    found = []
    for measure in asked:
        held = [
            each
            for each in rulings
            if each.measure == measure.code
            and each.since <= day and (each.until is None or day < each.until)
            and span(each.place)[0] <= area.lo < span(each.place)[1]
        ]  # fmt: skip
        if held:
            table = table_of(measure, tables)
            pair = (_selects(measure, table, before), _selects(measure, table, after))
            if any(pair):
                found.append(Effect(measure, held[-1].term.clause, *pair, reach))
    return sorted(found, key=lambda each: (each.before == each.after, each.measure.code))


def _selects(measure: Measure, table: DecisionTable | None, outcome: str) -> bool:
    if not outcome:
        return False
    if table is None:
        return not measure.class_name
    try:
        return decide(table, {table.axes[0].name: outcome}).outcome in measure.outcomes
    except UnknownFactError:
        return False
