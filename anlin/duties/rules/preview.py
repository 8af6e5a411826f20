"""What a change of the law would ask: the windows under both laws, side by side, and their work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from anlin.base.days import local_day, start_of
from anlin.duties.rules.windows import Window, standing, windows_on
from anlin.policy.rules import Ruling

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Compared:
    """A window that is planned before the change, after it, or both.

    Windows of one `shape` ask the same of one subject at the same time.
    """

    window: Window
    shape: int
    before: bool
    after: bool

    @property
    def changed(self) -> bool:
        """Tell whether only one of the two laws has it."""
        return self.before != self.after

    def on_its_sides(self, load: "Load") -> "Change":
        """Return `load` where the window is planned: before the change, after it, or both."""
        return Change(load if self.before else Load(), load if self.after else Load())


@dataclass(frozen=True, slots=True)
class Load:
    """How many duties, and the minutes of work in them."""

    duties: int = 0
    minutes: float = 0.0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.duties + other.duties, self.minutes + other.minutes)

    @property
    def hours(self) -> float:
        """Return the work in hours."""
        return self.minutes / 60


@dataclass(frozen=True, slots=True)
class Change:
    """A load before the change and after it."""

    before: Load = Load()
    after: Load = Load()

    def __add__(self, other: "Change") -> "Change":
        return Change(self.before + other.before, self.after + other.after)

    @property
    def duties(self) -> int:
        """Return how many duties more there are."""
        return self.after.duties - self.before.duties

    @property
    def hours(self) -> float:
        """Return how many hours more there are."""
        return self.after.hours - self.before.hours

    @property
    def differs(self) -> bool:
        """Tell whether more or less is asked than before."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Counted:
    """Windows side by side with how many duties each makes, in the same order.

    Units: `minutes` of work for one act, by measure.
    """

    windows: tuple[Compared, ...]
    duties: tuple[int, ...]
    minutes: Mapping[str, int]

    def on(self, day: date) -> dict[str, Change]:
        """Return what each measure asks on `day`, as a board of that day counts it."""
        changes: dict[str, Change] = defaultdict(Change)
        for each, duties in zip(self.windows, self.duties, strict=True):
            if touches(each.window, day):
                minutes = minutes_on(each.window, self.minutes[each.window.measure], day)
                load = Load(duties, duties * minutes)
                changes[each.window.measure] += each.on_its_sides(load)
        return changes

    def through(self, days: Sequence[date]) -> dict[str, Change]:
        """Return what each measure that changes asks over `days`, each duty once."""
        changes: dict[str, Change] = defaultdict(Change)
        changed = {each.window.measure for each in self.windows if each.changed}
        for each, duties in zip(self.windows, self.duties, strict=True):
            if each.window.measure in changed:
                minutes = minutes_through(each, self.minutes[each.window.measure], days)
                load = Load(duties, duties * minutes)
                changes[each.window.measure] += each.on_its_sides(load)
        return changes


def windows_through(rulings: Sequence[Ruling], first: date, last: date) -> list[Window]:
    """Return the windows of one measure that touch a day from `first` to `last`."""
    back = max((_reach(ruling) for ruling in rulings), default=0)
    days = (first + timedelta(days=n) for n in range(-back, (last - first).days + 1))
    opening = [window for day in days for window in windows_on(rulings, day)]
    return [each for each in [*opening, *standing(rulings)] if _meets(each, first, last)]


def _reach(ruling: Ruling) -> int:
    """Return how many days after its opening a window of `ruling` can still be open."""
    closes = max((slot.closes for slot in ruling.term.slots), default=timedelta())
    return max(ruling.term.every or 0, -(-closes // _DAY))


def touches(window: Window, day: date) -> bool:
    """Tell whether `window` is owed on `day`: opened, and neither closed nor ended before."""
    return _meets(window, day, day)


def _meets(window: Window, first: date, last: date) -> bool:
    begins = start_of(first)
    return (
        window.opens < start_of(last + _DAY)
        and window.closes > begins
        and window.late_until > begins
    )


def replanned(before: Iterable[Window], after: Iterable[Window], at: datetime) -> list[Window]:
    """Return what planning at `at` makes of `before` when the law becomes that of `after`.

    What has opened stays, and nothing ordered since opens beside it; standing windows follow at
    once.
    """
    kept = [each for each in before if each.opens <= at and not _stands(each)]
    new = [each for each in after if _stands(each) or not _beside(each, kept)]
    return [*kept, *new]


def _beside(window: Window, kept: Iterable[Window]) -> bool:
    return any(
        window.opens == other.opens and window.lo < other.hi and other.lo < window.hi
        for other in kept
    )


def side_by_side(
    before: Iterable[Window], after: Iterable[Window], within: tuple[int, int]
) -> list[Compared]:
    """Return the parts of both sides' windows in the range `within`, each once."""
    sides = [{_asks(part): part for part in _clipped(side, within)} for side in (before, after)]
    shapes: dict[tuple[object, ...], int] = {}
    return [
        Compared(
            window,
            shapes.setdefault(_shape(window), len(shapes)),
            before=asked in sides[0],
            after=asked in sides[1],
        )
        for asked, window in (sides[0] | sides[1]).items()
    ]


def _clipped(windows: Iterable[Window], within: tuple[int, int]) -> Iterator[Window]:
    for window in windows:
        lo, hi = max(window.lo, within[0]), min(window.hi, within[1])
        if lo < hi:
            yield replace(window, lo=lo, hi=hi)


def _asks(window: Window) -> tuple[object, ...]:
    """Return what decides who owes a window: two that agree in it ask the same of the same."""
    return *_shape(window), window.lo, window.hi, window.begun_from


def _shape(window: Window) -> tuple[object, ...]:
    ends = window.late_until if _stands(window) else None
    times = window.opens, window.closes, window.lapses, ends, window.within, window.grace
    return window.measure, window.needs, window.spacing, *times


def days_of(window: Window) -> int:
    """Return over how many days the work of `window` spreads; 0 if it is done once, any day."""
    if _stands(window):
        return 0
    return (local_day(window.closes - _INSTANT) - local_day(window.opens)).days + 1


def minutes_on(window: Window, minutes: int, day: date) -> float:
    """Return the minutes that one duty of `window` takes on `day`, spread evenly over its days.

    A demand that stands until it is met is no work of a certain day.
    Units: `minutes` of work for one act.
    """
    whole = days_of(window)
    return window.needs * minutes / whole if whole and touches(window, day) else 0.0


def minutes_through(compared: Compared, minutes: int, days: Sequence[date]) -> float:
    """Return the minutes that one duty takes over `days`; a standing one that is new, once."""
    if _stands(compared.window):
        return float(compared.window.needs * minutes) if compared.changed else 0.0
    return sum(minutes_on(compared.window, minutes, day) for day in days)


def _stands(window: Window) -> bool:
    return window.own and window.within is None
