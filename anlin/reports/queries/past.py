"""Two times of a past day: what was known when it ended, and what is known now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.words import spoken
from anlin.duties.queries import Count, windows_of
from anlin.duties.queries import board as counts_at
from anlin.people.models import Person
from anlin.people.queries import persons
from anlin.places.models import Place
from anlin.places.queries import children, places_at
from anlin.places.rules import COMMUNITY, WIDTHS, level_of, span
from anlin.policy.queries import measure_ids

MOST_DIFFERENCES = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ruled:
    """One time in which a measure was due that day, by which clause of which order."""

    order: str
    clause: str
    needs: int
    opens: datetime
    closes: datetime
    standing: bool
    event: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure as known when the day ended and as known now.

    `moved` counts the duties that stand differently, most of them because time went on.
    """

    code: str
    name: str
    ruled: tuple[Ruled, ...]
    then: Count
    now: Count
    moved: int


@dataclass(frozen=True, slots=True)
class Fallen:
    """What had lapsed by the end of the day, and what was learnt of it since."""

    name: str
    code: str
    ruled: tuple[Ruled, ...] = ()
    due: int = 0
    then: int = 0
    met: int = 0
    late: int = 0
    excused: int = 0
    added: int = 0
    now: int = 0

    @property
    def differs(self) -> bool:
        """Tell whether anything was learnt since."""
        return self.then != self.now or self.added > 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One duty about which something became known later; `came` says what."""

    window: int
    code: str
    zh: str
    en: str
    clause: str
    place: int
    subject: int
    needs: int
    had: int
    have: int
    was: str
    status: str
    closes: datetime
    came: str
    person: Person | None
    where: str


@dataclass(frozen=True, slots=True)
class Past:
    """A past day of one place: whole below a community and at one, its lapses above."""

    then: datetime
    compared: tuple[Compared, ...]
    fallen: tuple[Fallen, ...]
    below: tuple[Fallen, ...]
    differences: tuple[Difference, ...]
    more: bool


def end_of(day: date) -> datetime:
    """Return the moment at which `day` had passed."""
    return start_of(day + _DAY)


def past(viewer: Viewer, code: str, day: date, at: datetime) -> Past:
    """Return what was known at the end of `day` of its duties at `code`, and what is known at `at`.

    Who was concerned is read as it is known now: only acts and excuses carry their own moment.

    Cost: in a community four probes per duty; above one, two per lapse of that day.
    """
    then = end_of(day)
    if level_of(code) >= COMMUNITY:
        return _whole(viewer, code, day, then, at)
    return _lapses(code, day, then, at)


def _whole(viewer: Viewer, code: str, day: date, then: datetime, at: datetime) -> Past:
    lo, hi = span(code)
    asked: dict[str, object] = {"windows": _windows(day, lo, hi), "lo": lo, "hi": hi}
    asked |= {"then": then, "at": at}
    ruled = _ruled(day, lo, hi)
    compared = [
        Compared(
            row.code, spoken(row.zh, row.en), ruled.get(row.code, ()),
            Count(*row[3:10]), Count(*row[10:17]), row.moved,
        )
        for row in sql.rows("reports/two_times", asked)
    ]  # fmt: skip
    compared.sort(key=lambda each: (-each.then.missed - each.now.missed, each.code))
    found = []
    if viewer.names:
        rows = sql.rows("reports/differences", asked | {"most": MOST_DIFFERENCES + 1})
        found = _named(viewer, rows)
    return Past(
        then, tuple(compared), (), (), tuple(found[:MOST_DIFFERENCES]),
        more=len(found) > MOST_DIFFERENCES,
    )  # fmt: skip


def _named(viewer: Viewer, rows: Sequence[sql.Row]) -> list[Difference]:
    """Return the duties with who and where, as far as the viewer may see."""
    known = {each.pk: each for each in persons(viewer, [r.subject for r in rows])}
    places = places_at({row.place for row in rows})
    names = {lo: place.name for lo, place in places.items()}
    return [
        Difference(**row._asdict(), person=known.get(row.subject), where=names.get(row.place, ""))
        for row in rows
    ]


def _lapses(code: str, day: date, then: datetime, at: datetime) -> Past:
    lo, hi = span(code)
    level = level_of(code)
    values = {"windows": _windows(day, lo, hi), "lo": lo, "hi": hi, "then": then, "at": at}
    rows = sql.rows("reports/fallen", values | {"width": WIDTHS[level + 1]})
    ruled = _ruled(day, lo, hi)
    by_measure: dict[str, list[sql.Row]] = defaultdict(list)
    by_place: dict[int, list[sql.Row]] = defaultdict(list)
    for row in rows:
        by_measure[row.code].append(row)
        by_place[row.place].append(row)
    counted = counts_at(lo=lo, level=level, day=day, at=at)
    measures = [
        _fallen(
            spoken(each.zh, each.en), each.measure, by_measure[each.measure],
            ruled.get(each.measure, ()), each.count.due,
        )
        for each in counted
    ]  # fmt: skip
    places: Iterable[Place] = children(code, day) if by_place else ()
    below = [_fallen(each.name, each.code, by_place[each.lo]) for each in places]
    touched = [each for each in below if each.then or each.now]
    return Past(
        then, (), tuple(sorted(measures, key=_most_learnt)),
        tuple(sorted(touched, key=_most_learnt)), (), more=False,
    )  # fmt: skip


def _fallen(
    name: str, code: str, rows: Sequence[sql.Row], ruled: tuple[Ruled, ...] = (), due: int = 0
) -> Fallen:
    added = sum(row.added for row in rows)
    return Fallen(
        name=name,
        code=code,
        ruled=ruled,
        due=due,
        then=sum(row.missed_then for row in rows),
        met=sum(row.met for row in rows),
        late=sum(row.late for row in rows),
        excused=sum(row.excused + row.exempt for row in rows),
        added=added,
        now=sum(row.missed for row in rows) + added,
    )


def _most_learnt(each: Fallen) -> tuple[int, int, str]:
    return (-abs(each.then - each.now) - each.added, -each.then, each.code)


def _windows(day: date, lo: int, hi: int) -> list[int]:
    found = windows_of(day).filter(lo__lt=hi, hi__gt=lo)
    return list(found.values_list("pk", flat=True))


def _ruled(day: date, lo: int, hi: int) -> dict[str, tuple[Ruled, ...]]:
    """Return by measure when and by which clause it was due at places in [lo, hi) that day."""
    found: dict[str, dict[Ruled, None]] = defaultdict(dict)
    codes = {number: code for code, number in measure_ids().items()}
    for each in windows_of(day).filter(lo__lt=hi, hi__gt=lo).order_by("opens", "clause"):
        ruled = Ruled(
            each.order, each.clause, each.needs, each.opens, each.closes,
            standing=each.standing, event=each.within is not None,
        )  # fmt: skip
        found[codes[each.measure_id]][ruled] = None
    return {code: tuple(of) for code, of in found.items()}
