"""The county's view: every institution, execution beside outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.base import sql
from anlin.base.days import local_day
from anlin.duties.queries import windows_to_do
from anlin.outbreaks.rules import CLOCK, Step, share

_FORTNIGHT = timedelta(days=14)
_HALF, _MOST = 50, 90  # per cent: the median, and what nine of ten do not exceed


@dataclass(frozen=True, slots=True)
class HomeLine:
    """An institution in the county's view.

    Units: `times` in minutes from detection: the median and what nine of ten do not exceed.
    `kept` is the share of the duties of 14 days that were done, of those whose time is over, in per
    cent; None without any.
    """

    row: sql.Row
    times: Sequence[tuple[Step, int | None, int | None]]
    kept: int | None

    @property
    def free(self) -> int:
        """Return how many beds nobody lies in."""
        return max(int(self.row.beds) - int(self.row.inside), 0)

    @property
    def ratio(self) -> float | None:
        """Return how many residents one carer has; None without carers."""
        return self.row.inside / self.row.carers if self.row.carers else None


def county(lo: int, hi: int, at: datetime) -> list[HomeLine]:
    """Return the institutions of a range, those with open cases first.

    Cost: two statements; the duties of each institution are derived anew.
    """
    windows = list(windows_to_do(at, days_back=_FORTNIGHT.days).values_list("pk", flat=True))
    asked = {
        "lo": lo, "hi": hi, "today": local_day(at), "at": at, "since": at - _FORTNIGHT,
        "windows": windows,
    }  # fmt: skip
    return [_line(row) for row in sql.rows("outbreaks/county", asked)]


def _line(row: sql.Row) -> HomeLine:
    times = [
        (step, share(getattr(row, step), _HALF), share(getattr(row, step), _MOST)) for step in CLOCK
    ]
    settled = row.due - row.waits
    return HomeLine(row, times, round(100 * row.done / settled) if settled else None)


def overall(lines: Sequence[HomeLine]) -> list[tuple[Step, int | None, int | None]]:
    """Return the minutes over all institutions of a view."""
    found = []
    for step in CLOCK:
        whole = [value for line in lines for value in getattr(line.row, step)]
        found.append((step, share(whole, _HALF), share(whole, _MOST)))
    return found
