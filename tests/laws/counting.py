"""Counts taken the plain way: from lines of duties, one by one."""

from collections import Counter
from collections.abc import Iterable

from anlin.duties.models import Window
from anlin.places.rules import WIDTHS, lo_of
from tests.duties.readings import Line
from tests.duties.town import measure_numbers

Figure = tuple[int, int, int, int, int, int, int, int, int]


def window_of(line: Line, windows: Iterable[Window], numbers: dict[str, int]) -> Window:
    """Return the window in which a duty stands."""
    place = lo_of(line.place)
    (found,) = [
        window
        for window in windows
        if window.measure_id == numbers[line.measure]
        and window.lo <= place < window.hi
        and _within(line, window)
    ]
    return found


def _within(line: Line, window: Window) -> bool:
    if not window.own:
        return line.opens == window.opens
    until = window.late_until if window.within is None else window.closes
    return window.opens <= line.opens < until


def counted(lines: Iterable[Line]) -> list[Figure]:
    """Return the figures of every level from the nation to the communities, as cached."""
    windows, numbers = list(Window.objects.all()), dict(measure_numbers())
    sums: Counter[tuple[int, int, int, str]] = Counter()
    for line in lines:
        window = window_of(line, windows, numbers)
        place = lo_of(line.place)
        for level in range(6):
            upper = place - place % WIDTHS[level]
            sums[window.pk, level, upper, line.status] += 1
            if window.own and line.status == "missed":
                sums[window.pk, level, upper, "lapsed"] += 1
    return sorted(
        (*key, *_figures(sums, key)) for key in {key[:3] for key in sums}
    )  # fmt: skip


def _figures(
    sums: Counter[tuple[int, int, int, str]], key: tuple[int, int, int]
) -> tuple[int, int, int, int, int, int]:
    def of(*statuses: str) -> int:
        return sum(sums[*key, status] for status in statuses)

    due = of("upcoming", "open", "met", "late", "missed", "excused")
    return due, of("met"), of("late"), of("excused"), of("exempt"), of("lapsed")
