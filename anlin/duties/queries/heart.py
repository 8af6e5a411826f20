"""Reading duties and figures: every answer is one statement over windows and a range of places."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Q, QuerySet

from anlin.base import sql
from anlin.base.days import NEVER, local_day, start_of
from anlin.duties.models import Beat, Lapse, Window
from anlin.places.rules import WIDTHS
from anlin.policy.queries import measure_ids, measures, rulings_in_force, tables
from anlin.policy.rules import Kind, Ruling, bands_of, table_of

LIVE_LEVELS = (6, 7)


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure as the heart needs it: who is concerned, and what settles it."""

    id: int
    code: str
    population: str
    class_id: int | None
    outcomes: tuple[str, ...]
    bands: tuple[tuple[int, str], ...]
    evidence: tuple[str, ...]
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class LawInForce:
    """Every measure that makes duties, and where its terms hold from when until when."""

    asked: tuple[Asked, ...]
    rulings: tuple[Ruling, ...]

    def rulings_of(self, code: str) -> list[Ruling]:
        """Return the rulings of one measure."""
        return [ruling for ruling in self.rulings if ruling.measure == code]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty as the database derives it; texts in both languages come with the measure."""

    window: int
    measure: str
    zh: str
    en: str
    clause: str
    owed_by: str
    minutes: int
    subject: int
    place: int
    opens: datetime
    closes: datetime
    lapses: datetime
    needs: int
    have: int
    status: str
    received_late: bool
    cured: bool


@dataclass(frozen=True, slots=True)
class Count:
    """What is owed and what became of it; `open` and `missed` depend on when one asks."""

    due: int = 0
    met: int = 0
    late: int = 0
    missed: int = 0
    open: int = 0
    excused: int = 0
    exempt: int = 0

    def __add__(self, other: "Count") -> "Count":
        pairs = zip(self.values(), other.values(), strict=True)
        return Count(*(mine + theirs for mine, theirs in pairs))

    def values(self) -> tuple[int, ...]:
        """Return the seven counts in order."""
        return (
            self.due, self.met, self.late, self.missed, self.open, self.excused, self.exempt
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """The count of one measure at one place on one day."""

    measure: str
    zh: str
    en: str
    clause: str
    place: int
    count: Count


def law_in_force() -> LawInForce:
    """Return the released measures and everything that holds or held anywhere."""
    numbers, known = measure_ids(), tables()
    number_of_table = {(table.pack, table.name): number for number, table in known.items()}
    asked = []
    for measure in measures().values():
        if measure.kind is Kind.CLASS:
            continue
        table = table_of(measure, known.values())
        asked.append(
            Asked(
                id=numbers[measure.code],
                code=measure.code,
                population=measure.population,
                class_id=number_of_table[table.pack, table.name] if table else None,
                outcomes=measure.outcomes,
                bands=bands_of(table) if table else (),
                evidence=measure.evidence,
                deadline=measure.kind is Kind.DEADLINE,
            )
        )
    return LawInForce(tuple(asked), tuple(rulings_in_force()))


def windows_between(windows: Sequence[int], using: str = "default") -> tuple[datetime, datetime]:
    """Return the first opening and the last moment at which an act can count for `windows`."""
    found = Window.objects.using(using).filter(pk__in=windows)
    bounds = found.aggregate(first=Min("opens"), last=Max("late_until"))
    return bounds["first"], bounds["last"]


def kinds_of(windows: Collection[int]) -> dict[int, list[int]]:
    """Return the numbers of the kinds of evidence that settle each of `windows`."""
    return dict(Window.objects.filter(pk__in=windows).values_list("pk", "kinds"))


def by_way(windows: Sequence[int], using: str = "default") -> dict[str, list[int]]:
    """Part `windows` by how they are counted: a range of places at once, or duty by duty."""
    parts: dict[str, list[int]] = {}
    found = Window.objects.using(using).filter(pk__in=windows)
    for pk, dense in found.values_list("pk", "dense"):
        parts.setdefault("dense" if dense else "sparse", []).append(pk)
    return parts


def planned(measure: int, days: Set[date]) -> list[Window]:
    """Return the windows of `measure` that open on one of `days`, and its standing ones."""
    near = Q(opens__gte=start_of(min(days)), opens__lt=start_of(max(days) + timedelta(days=1)))
    found = Window.objects.filter(near | Q(own=True, within=None), measure_id=measure)
    return [each for each in found if each.standing or local_day(each.opens) in days]


def windows_of(day: date) -> QuerySet[Window]:
    """Return the windows that touch `day`: open on it, and neither closed nor ended before."""
    return Window.objects.filter(
        opens__lt=start_of(day + timedelta(days=1)),
        closes__gt=start_of(day),
        late_until__gt=start_of(day),
    )


def windows_to_do(at: datetime, *, days_back: int = 2) -> QuerySet[Window]:
    """Return the windows a worker should see at `at`: running ones, and those just missed."""
    missed = Q(lapses__gt=at - timedelta(days=days_back), lapses__lt=NEVER)
    return Window.objects.filter(Q(late_until__gt=at) | missed, opens__lte=at)


def duties(
    *,
    lo: int,
    hi: int,
    windows: QuerySet[Window],
    at: datetime,
    owed_by: str | None = None,
    subject: int | None = None,
) -> list[DutyRow]:
    """Return the duties of `windows` at places in [lo, hi), most urgent first.

    Cost: one index probe per duty; ask for a grid or a community, not for a county.
    """
    rows = sql.rows(
        "duties/list",
        {
            "windows": list(windows.values_list("pk", flat=True)),
            "lo": lo,
            "hi": hi,
            "at": at,
            "owed_by": owed_by,
            "subject": subject,
        },
    )
    return [DutyRow(*row) for row in rows]


def board(*, lo: int, level: int, day: date, at: datetime) -> list[MeasureCount]:
    """Return the counts of one place on `day`, by measure, as they stand at `at`."""
    return _figures(lo=lo, hi=lo + 1, level=level, day=day, at=at)


def board_below(*, lo: int, hi: int, level: int, day: date, at: datetime) -> list[MeasureCount]:
    """Return the counts of every place of `level` in [lo, hi) on `day`, by place and measure."""
    return _figures(lo=lo, hi=hi, level=level, day=day, at=at)


def _figures(*, lo: int, hi: int, level: int, day: date, at: datetime) -> list[MeasureCount]:
    live = level in LIVE_LEVELS
    values = {
        "windows": list(windows_of(day).values_list("pk", flat=True)),
        "lo": lo,
        "hi": lo + WIDTHS[level] if live and hi == lo + 1 else hi,
        "level": level,
        "width": WIDTHS[level],
        "at": at,
    }
    rows = sql.rows("duties/count_live" if live else "duties/count", values)
    return [
        MeasureCount(row.code, row.zh, row.en, row.clause, row.place, Count(*row[5:]))
        for row in rows
    ]


def refreshed_at() -> datetime | None:
    """Return the moment up to which the figures are right, or None before the first derivation."""
    return Beat.objects.values_list("refreshed_at", flat=True).get()


def lapses_of(*, subject: int) -> QuerySet[Lapse]:
    """Return the lapses raised for one subject, newest first; they stay when cured."""
    return Lapse.objects.filter(subject=subject).order_by("-lapsed_at")
