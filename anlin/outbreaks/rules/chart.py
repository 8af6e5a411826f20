"""The outbreak by day, drawn: one pair of bars a day, residents below staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, FOOT = 600, 120, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: of which day, how many, and where it stands. Units: those of the drawing."""

    day: date
    kind: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars over a base line."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def chart_of(days: Sequence[tuple[date, int, int]]) -> Chart:
    """Draw days of (residents, staff); a day without a case has no bar."""
    most = max((residents + staff for _, residents, staff in days), default=0)
    if not most:
        return Chart(())
    step, unit = WIDTH / max(len(days), 14), (HEIGHT - 2 * FOOT) / most
    bars = []
    for index, (day, residents, staff) in enumerate(days):
        below = 0.0
        for kind, number in (("residents", residents), ("staff", staff)):
            if number:
                tall = number * unit
                y = HEIGHT - FOOT - below - tall
                bars.append(
                    Bar(day, kind, number, round(index * step + 1, 1), round(y, 1),
                        round(step - 2, 1), round(tall, 1))
                )  # fmt: skip
                below += tall
    return Chart(tuple(bars))
