"""The assessment sheet of an institution: filled from data, and what the table in force says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.areas.queries import class_at, level_at
from anlin.base import sql
from anlin.base.days import local_day
from anlin.institutions.models import Institution
from anlin.institutions.queries.regime import regime_at
from anlin.institutions.rules.regime import Regime
from anlin.places.rules import GRID, code_of
from anlin.policy.models import ClassCase
from anlin.policy.queries import tier_of

_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known now, and the rows of tables in force, None without one.

    `found` says open or closed, `control` what to guard against first, `resuming` whether
    admissions resume.
    """

    level: str
    community: str
    row: sql.Row
    found: ClassCase | None
    control: ClassCase | None
    resuming: ClassCase | None

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
    """Return the assessment of an institution as of now.

    Protection is in place where the county has decided that the institution may be open.
    """
    day = local_day(at)
    asked = {"place": place, "today": day, "at": at, "since": at - _FORTNIGHT}
    (row,) = sql.rows("outbreaks/sheet", asked)
    level, community = level_at(place, day), class_at(place, day)
    infected = int(row.infected_residents) + int(row.infected_staff)
    county, inside = level or "unknown", "1+" if infected else "0"
    kind = Institution.objects.values_list("kind", flat=True).get(place=place)
    held = regime_at(place, at)
    protected = "yes" if held is not None and held.regime == Regime.OPEN else "no"
    found, control, resuming = (
        tier_of(name, key, code_of(place, GRID), day)
        for name, key in (
            ("home_regime", f"{county}|{inside}"),
            ("institution_control", f"{county}|{kind}|{inside}"),
            ("resumption", f"{county}|{protected}"),
        )
    )
    return Sheet(level, community, row, found, control, resuming)
