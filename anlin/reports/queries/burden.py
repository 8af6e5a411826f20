"""What is asked of communities: hours by issuer and week, the facts that are held, a form tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.accounts.rules import Role
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.words import spoken
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, level_of, span
from anlin.policy.queries.burden import forms_in_force
from anlin.policy.rules.burden import Form

WORKERS = (Role.COMMUNITY_WORKER.value, Role.GRID_WORKER.value)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Issuer:
    """One office, and what its orders asked of communities within a week."""

    name: str
    minutes: int
    asked: tuple[sql.Row, ...]
    forms: tuple[tuple[Form, int], ...]

    @property
    def hours(self) -> float:
        """Return the hours of all communities of the place together."""
        return self.minutes / 60


@dataclass(frozen=True, slots=True)
class Burden:
    """What was asked of the communities of a place in the last seven whole days."""

    since: datetime
    until: datetime
    communities: int
    issuers: tuple[Issuer, ...]

    @property
    def hours_each(self) -> float:
        """Return the hours that one community was asked for."""
        total = sum(each.minutes for each in self.issuers)
        return total / 60 / self.communities if self.communities else 0.0


def burden(code: str, at: datetime) -> Burden:
    """Return what orders asked of the communities of `code` in the last seven whole days.

    Cost: one statement over the windows of a week.
    """
    day, (lo, hi), level = local_day(at), span(code), level_of(code)
    until = start_of(day)
    since = until - _WEEK
    rows = sql.rows("reports/asked_hours", {
        "place": lo, "level": level, "since": since, "until": until, "roles": list(WORKERS),
    })  # fmt: skip
    inside = Place.objects.filter(level=COMMUNITY, lo__gte=lo, lo__lt=hi, periods__open_on=day)
    communities = inside.count()
    return Burden(since, until, communities, tuple(_issuers(rows, _forms(lo, at), communities)))


def _forms(lo: int, at: datetime) -> Mapping[str, Sequence[Form]]:
    """Return the forms beside measures, by order: a report that a measure asks for counts once."""
    found: dict[str, list[Form]] = {}
    for form in forms_in_force(lo, local_day(at)):
        found.setdefault(form.order, []).append(form)
    return found


def _issuers(
    rows: Sequence[sql.Row], forms: Mapping[str, Sequence[Form]], communities: int
) -> list[Issuer]:
    by_name: dict[str, list[sql.Row]] = {}
    for row in rows:
        by_name.setdefault(spoken(row.issuer_zh, row.issuer_en), []).append(row)
    found = []
    for name, of in by_name.items():
        orders = {row.order for row in of}
        own = tuple(
            (form, form.per_week * form.minutes * communities)
            for order in orders
            for form in forms.get(order, ())
        )
        found.append(Issuer(name, sum(int(row.minutes) for row in of), tuple(of), own))
    return sorted(found, key=lambda each: -each.minutes)
