"""Gates before somebody comes into or leaves an institution, asked within the act itself."""

from datetime import datetime

from anlin.base import sql
from anlin.base.days import local_day
from anlin.institutions.models import Institution, Location, Stay, Zone
from anlin.institutions.rules import Area, Kind, Went
from anlin.institutions.rules.leaving import (
    RESCUE,
    LeavesTooEarlyError,
    NotSeparateError,
    days_inside,
    may_leave,
)
from anlin.policy.queries import gate_at, limit_at


def refuse_leaving(stay: Stay, went: Went, at: datetime) -> None:
    """Refuse that somebody leaves a rescue station too early; hospital and death are exempt.

    Raises:
        LeavesTooEarlyError: the days are not full, and the newest test is not negative.
    """
    if went is not Went.DISCHARGED or stay.institution.kind != Kind.RESCUE:
        return
    (row,) = sql.rows("institutions/leaving", {"person": stay.person_id, "place": stay.place})
    days = days_inside(row.since or stay.since, at)
    facts = {"rescue_isolation": days, "rescue_negative": int(row.result == "negative")}
    asked = gate_at(RESCUE, stay.place, local_day(at), facts)
    if not may_leave(asked):
        limit = asked[0].limit
        raise LeavesTooEarlyError(
            field="on", clause=limit.clause, days=days, wants=f"{limit.value.normalize():f}"
        )


def refuse_outside_area(home: Institution, bed: Location, at: datetime) -> None:
    """Refuse that somebody new at a rescue station lies outside its separate area.

    Raises:
        NotSeparateError: an order asks for a separate area, and the bed is not in it.
    """
    if home.kind != Kind.RESCUE:
        return
    limit = limit_at(RESCUE[0], home.place, local_day(at))
    if limit is None:
        return
    above, parts = bed, [bed.pk]
    while above.above_id is not None:
        above = above.above  # type: ignore[assignment]
        parts.append(above.pk)
    zones = dict(
        Zone.objects.filter(location__in=parts, until=None).values_list("location", "zone")
    )
    held = next((zones[part] for part in parts if part in zones), "")
    if held != Area.OBSERVATION:
        raise NotSeparateError(field="bed", clause=limit.clause)
