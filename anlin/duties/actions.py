"""What the heart does: plan windows, follow the facts, count, and raise what lapsed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import NEVER, local_day, start_of
from anlin.base.problems import Problem
from anlin.base.scope import NATION
from anlin.base.sockets import populations
from anlin.duties.models import Beat, Relief
from anlin.duties.models import Window as WindowRow
from anlin.duties.queries import Asked, LawInForce, by_way, planned, windows_between
from anlin.duties.rules.windows import Window, standing, windows_on
from anlin.journal.actions import write
from anlin.places.rules import COMMUNITY, WIDTHS, span
from anlin.records.rules import kind_named

AT_ONCE = 1000  # the plan for changed communities turns bad near five times as many
_LEVELS_ABOVE_COMMUNITY = (4, 3, 2, 1, 0)
_SAID = attrgetter(
    "opens", "closes", "lapses", "late_until", "lo", "hi", "needs", "spacing", "within", "grace",
    "order", "clause",
)  # fmt: skip


class MayNotRelieveError(Problem):
    """Somebody without authority excuses a duty."""

    code = "may-not-relieve"
    http = 403
    zh = "您无权免除或豁免这项任务。"
    en = "You cannot excuse or exempt this duty."
    way_out_zh = "请向社区或街道说明原因,由其决定。"
    way_out_en = "Tell your community or street why; they decide."


def plan(*, law: LawInForce, days: Iterable[date], at: datetime) -> list[int]:
    """Write the windows that open on `days`, and standing ones in force then; return the new ones.

    Windows that opened before `at` stay as they are, and nothing that was ordered since opens
    beside them; later ones follow the law in force now. Standing ones follow it at once: they end
    where their term ends or a deeper one begins.
    """
    with transaction.atomic():
        return [number for asked in law.asked for number in _plan(asked, law, set(days), at)]


def _plan(asked: Asked, law: LawInForce, days: Set[date], at: datetime) -> list[int]:
    rulings = law.rulings_of(asked.code)
    windows = [window for day in sorted(days) for window in windows_on(rulings, day)]
    windows += [each for each in standing(rulings) if local_day(each.opens) <= max(days)]
    wanted = {_SAID(window) for window in windows}
    kept: dict[datetime, list[WindowRow]] = defaultdict(list)
    stale: list[int] = []
    for row in planned(asked.id, days):
        if _SAID(row) in wanted or (row.opens <= at and not row.standing):
            kept[row.opens].append(row)
        else:
            stale.append(row.pk)
    WindowRow.objects.filter(pk__in=stale).delete()
    made = [
        _row(asked, window)
        for window in windows
        if window.late_until > start_of(min(days)) and not _overlap(window, kept[window.opens])
    ]
    return [row.pk for row in WindowRow.objects.bulk_create(made)]


def _overlap(window: Window, rows: Iterable[WindowRow]) -> bool:
    return any(window.lo < row.hi and row.lo < window.hi for row in rows)


def _row(asked: Asked, window: Window) -> WindowRow:
    person = populations()[asked.population].subject == "person"
    whole = window.lo % WIDTHS[COMMUNITY] == 0 == window.hi % WIDTHS[COMMUNITY]
    return WindowRow(
        measure_id=asked.id,
        opens=window.opens,
        closes=window.closes,
        lapses=window.lapses,
        late_until=window.late_until,
        lo=window.lo,
        hi=window.hi,
        needs=window.needs,
        spacing=window.spacing,
        own=window.own,
        within=window.within,
        grace=window.grace,
        dense=person and whole and not window.own,
        kinds=sorted(int(kind_named(name)) for name in asked.evidence),
        order=window.order,
        clause=window.clause,
    )


def reconcile(*, law: LawInForce, at: datetime, within: tuple[int, int] = NATION) -> int:
    """Make the obligations at places in `within` follow the facts; return communities marked."""
    marked = 0
    for asked in law.asked:
        population = populations()[asked.population]
        ranges = sorted({span(ruling.place) for ruling in law.rulings_of(asked.code)})
        values: dict[str, Any] = {
            "measure_id": asked.id,
            "los": [lo for lo, _ in ranges],
            "his": [hi for _, hi in ranges],
            "from_place": within[0],
            "to_place": within[1],
            "class_id": asked.class_id,
            "outcomes": list(asked.outcomes),
            "apart": asked.deadline,
            "bands": [edge for edge, _ in asked.bands],
            "labels": [label for _, label in asked.bands],
        }
        text = sql.statement("duties/reconcile").replace("{population}", population.sql)
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            marked += cursor.rowcount
    Beat.objects.update(reconciled_at=at)
    return marked


def derive(
    *,
    windows: Sequence[int],
    at: datetime,
    within: tuple[int, int] = NATION,
    communities: Sequence[int] | None = None,
) -> None:
    """Count `windows` for `communities`, or for every one in `within`, and sum them upwards.

    Cost: a national day of 4.3 million duties about a second; 1,000 communities under 0.15 s.
    """
    if windows:
        count_communities(windows=windows, at=at, within=within, communities=communities)
        roll_up(windows=windows, within=within, places=communities)


def count_communities(
    *,
    windows: Sequence[int],
    at: datetime,
    within: tuple[int, int] = NATION,
    communities: Sequence[int] | None = None,
    using: str = "default",
) -> None:
    """Count `windows` for `communities`, or for every one in `within`."""
    since, until = windows_between(windows, using=using)
    values = {
        "lo": within[0],
        "hi": within[1],
        "communities": None if communities is None else list(communities),
        "since": since,
        "until": until,
        "at": at,
    }
    for way, of_way in by_way(windows, using=using).items():
        if way == "dense" and communities is None:
            _stream(of_way, within, using)
        else:
            name = "some" if way == "dense" else way
            sql.run(f"duties/derive_{name}", values | {"windows": of_way}, using=using)


def _stream(windows: Sequence[int], within: tuple[int, int], using: str) -> None:
    """Count windows one by one over a whole range; the plan needs their values, not columns.

    Both indexes are in the order of the merge: hashing one side would spill and take thrice as long.
    """
    for row in WindowRow.objects.using(using).filter(pk__in=windows):
        kinds = [*row.kinds, None, None]
        values = {
            "window": row.pk,
            "measure_id": row.measure_id,
            "opens": row.opens,
            "closes": row.closes,
            "late_until": row.late_until,
            "needs": row.needs,
            "spacing": row.spacing,
            "lo": max(row.lo, within[0]),
            "hi": min(row.hi, within[1]),
            "kind_1": kinds[0],
            "kind_2": kinds[1],
            "kind_3": kinds[2],
        }
        with transaction.atomic(using=using):
            sql.rows_of("select set_config('enable_hashjoin', 'off', true)", [], using=using)
            sql.run("duties/derive_dense", values, using=using)
            sql.rows_of("select set_config('enable_hashjoin', 'on', true)", [], using=using)


def roll_up(
    *,
    windows: Sequence[int],
    within: tuple[int, int] = NATION,
    places: Sequence[int] | None = None,
    using: str = "default",
) -> None:
    """Sum the communities' figures into towns, counties, cities, provinces and the nation."""
    lo, hi = within
    values = {
        "windows": list(windows),
        "places": None if places is None else list(places),
    }
    for level in _LEVELS_ABOVE_COMMUNITY:
        width = WIDTHS[level]
        whole = {"lo": lo - lo % width, "hi": hi + -hi % width}
        sql.run("duties/roll_up", values | whole | {"level": level, "width": width}, using=using)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: which level is told, and how long after the lapse."""

    number: int
    level: int
    after: timedelta


def sweep(
    *, at: datetime, since: datetime, rungs: Sequence[Rung], within: tuple[int, int] = NATION
) -> int:
    """Raise every lapse between `since` and `at`, and put lapses before the rungs now due.

    Returns how many lapses are new. Doing it again, or after an outage, raises nothing twice.
    """
    due = WindowRow.objects.filter(lapses__gt=since, lapses__lte=at, own=False)
    own = WindowRow.objects.filter(own=True, opens__lte=at).exclude(within=None)
    windows = [*due.values_list("pk", flat=True), *own.values_list("pk", flat=True)]
    raised = _raise_lapses(windows, at=at, within=within)
    sql.run(
        "duties/escalate",
        {
            "rungs": [rung.number for rung in rungs],
            "levels": [rung.level for rung in rungs],
            "afters": [rung.after for rung in rungs],
            "since": since - max((rung.after for rung in rungs), default=timedelta()),
            "at": at,
        },
    )
    Beat.objects.update(swept_at=at)
    return raised


def _raise_lapses(
    windows: Sequence[int],
    *,
    at: datetime,
    within: tuple[int, int] = NATION,
    communities: Sequence[int] | None = None,
) -> int:
    lo, hi = within
    values = {"windows": list(windows), "communities": communities, "lo": lo, "hi": hi, "at": at}
    return sql.run("duties/raise_lapses", values)


def refresh(*, at: datetime) -> int:
    """Derive again what changed since the last call; return how many communities that were.

    A change can reach far back (a correction, somebody registered late): what is missed by it and
    lapsed long ago is raised here, as the sweep has passed it.
    """
    changed = 0
    while taken := sql.rows("duties/take_changes", {"most": AT_ONCE}):
        communities = [row.community for row in taken]
        since = min(row.since for row in taken)
        windows = WindowRow.objects.filter(late_until__gt=since)
        derive(windows=list(windows.values_list("pk", flat=True)), at=at, communities=communities)
        lapsed = windows.filter(lapses__lte=at).values_list("pk", flat=True)
        _raise_lapses(list(lapsed), at=at, communities=communities)
        changed += len(communities)
    deadlines = WindowRow.objects.filter(own=True, opens__lte=at).exclude(within=None)
    derive(windows=list(deadlines.values_list("pk", flat=True)), at=at)
    Beat.objects.update(refreshed_at=at)
    return changed


def relieve(
    *,
    kind: str,
    subject: int,
    place: int,
    since: datetime,
    until: datetime,
    reason: str,
    by: Viewer,
    at: datetime,
    measure_id: int | None = None,
) -> int:
    """Excuse or exempt a subject from windows that overlap [since, until); return the relief's id.

    Raises:
        MayNotRelieveError: the viewer lacks the authority, or the place is out of range.
    """
    if not by.may(Right.EXCUSE) or not by.covers(place):
        raise MayNotRelieveError()
    with transaction.atomic():
        relief = Relief.objects.create(
            measure_id=measure_id,
            place=place,
            subject=subject,
            since=since,
            until=until,
            kind=kind,
            reason=reason,
            by=by.user,
            at=at,
        )
        sql.run("duties/mark", {"community": place - place % WIDTHS[5], "since": since})
        write(
            by=by, verb=f"duties.{kind}", place=place, subject=f"duties_relief:{relief.pk}", at=at,
            reason=reason,
            detail={"measure": measure_id, "until": None if until == NEVER else until.isoformat()},
        )  # fmt: skip
    return relief.pk
