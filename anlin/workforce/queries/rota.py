"""The rota of an institution: who is on when, and where hands are short."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.institutions.models import Stay
from anlin.institutions.rules import State
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit
from anlin.workforce.rules import CARER, Slice, Span, needed, slices


@dataclass(frozen=True, slots=True)
class Rota:
    """The shifts of a stretch of time, cut into slices; `ratio` is the order that holds."""

    shifts: list[sql.Row]
    slices: list[Slice]
    residents: int
    ratio: Limit | None

    @property
    def short(self) -> list[Slice]:
        """Return where carers are missing."""
        return [each for each in self.slices if each.short]


def day_of(at: datetime) -> tuple[datetime, datetime]:
    """Return the day in China in which a moment lies."""
    today = local_day(at)
    return start_of(today), start_of(today + timedelta(days=1))


def rota(place: int, since: datetime, until: datetime) -> Rota:
    """Return the rota of an institution in [since, until)."""
    shifts = sql.rows("workforce/rota", {"place": place, "since": since, "until": until})
    inside = Stay.objects.filter(place=place, until=None, state=State.IN).count()
    ratio = limit_at("residents_per_carer", place, local_day(since))
    spans = [Span(each.since, each.until) for each in shifts if each.job == CARER]
    wanted = needed(inside, int(ratio.value) if ratio else None)
    return Rota(shifts, slices(spans, since, until, wanted=wanted), inside, ratio)
