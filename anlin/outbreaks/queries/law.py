"""What orders say of cases and of institutions: time limits, windows, gates."""

from collections.abc import Mapping
from datetime import date

from anlin.base.days import local_day
from anlin.institutions.models import Stay
from anlin.institutions.rules import State
from anlin.outbreaks.models import Case, Permit
from anlin.outbreaks.queries.words import LACK_WORDS
from anlin.outbreaks.rules import LIMITS, MEASURES, Closing, Step, What
from anlin.places.rules import span
from anlin.policy.queries import gate_at, limit_at, rulings_in_force
from anlin.policy.rules import Asked, Limit, Ruling


def contact_days(place: int, day: date) -> Limit | None:
    """Return how many days back contacts are looked for, if an order says so."""
    return limit_at("contact_days", place, day)


def closing_days(place: int, day: date) -> int | None:
    """Return how many days without a new case are asked before one is closed."""
    found = limit_at("closing_days", place, day)
    return int(found.value) if found else None


def site_limit(place: int, day: date) -> Limit | None:
    """Return from how many contacts on an institution may be run as a collective isolation site."""
    return limit_at("collective_site_at", place, day)


def quiet_days(place: int, day: date) -> int | None:
    """Return how many full days lie between the newest case of an institution and a day."""
    known = Case.objects.filter(place=place).exclude(closing=Closing.EXCLUDED)
    newest = known.order_by("-detected_at").values_list("detected_at", flat=True).first()
    return None if newest is None else (day - local_day(newest)).days


def deadlines(place: int, day: date) -> Mapping[Step, Ruling]:
    """Return the term in force at a place for each step that has one."""
    steps = {code: step for step, code in MEASURES.items()}
    found = {}
    for ruling in rulings_in_force():
        lo, hi = span(ruling.place)
        until = ruling.until or date.max
        if ruling.measure in steps and lo <= place < hi and ruling.since <= day < until:
            found[steps[ruling.measure]] = ruling
    return found


def permit_gate(place: int, what: What, day: date) -> tuple[Asked, ...]:
    """Return what orders ask before something is done in an institution, beside what is so."""
    inside = Stay.objects.filter(place=place, until=None, state=State.IN).count()
    facts = {"requisition_residents": inside, "gatherings_inside": 1, "child_placements": 1}
    return gate_at([LIMITS[what]], place, day, facts)


def permits(place: int) -> list[tuple[Permit, str]]:
    """Return what was asked of an institution lately, each with what stands against it in words."""
    found = Permit.objects.filter(place=place).order_by("-at", "-pk")[:20]
    return [(each, lacking(each)) for each in found]


def lacking(permit: Permit) -> str:
    """Return in words what stands against what was asked; empty if nothing does."""
    said = [LACK_WORDS[What(permit.what)] % {"has": each["has"]} for each in permit.refused]
    return ", ".join(dict.fromkeys(said))
