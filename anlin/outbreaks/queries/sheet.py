"""The assessment sheet of an institution: filled from data, and what the table in force says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.areas.queries import class_at, level_at
from anlin.base import sql
from anlin.base.days import local_day
from anlin.policy.models import ClassCase
from anlin.policy.queries import tier_of

_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known now; `found` is the row of the table in force, or None without a table."""

    level: str
    community: str
    row: sql.Row
    found: ClassCase | None

    @property
    def infected(self) -> int:
        """Return how many inside are infected or suspected now."""
        return int(self.row.infected_residents) + int(self.row.infected_staff)

    @property
    def suggested(self) -> str:
        """Return what the table says; empty without one."""
        return self.found.outcome if self.found else ""

    def kept(self) -> dict[str, object]:
        """Return the sheet as it is kept with a proposal."""
        return {"level": self.level, "community": self.community, **self.row._asdict()}


def sheet(place: int, at: datetime) -> Sheet:
    """Return the assessment of an institution as of now."""
    day = local_day(at)
    asked = {"place": place, "today": day, "at": at, "since": at - _FORTNIGHT}
    (row,) = sql.rows("outbreaks/sheet", asked)
    level, community = level_at(place, day), class_at(place, day)
    infected = int(row.infected_residents) + int(row.infected_staff)
    key = f"{level or 'unknown'}|{'1+' if infected else '0'}"
    return Sheet(level, community, row, tier_of("home_regime", key, str(place)[:15], day))
