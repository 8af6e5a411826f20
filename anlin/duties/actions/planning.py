"""Writing the windows that the law comes to, and following the facts."""

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.scope import NATION
from anlin.base.sockets import populations
from anlin.duties.models import Beat
from anlin.duties.models import Window as WindowRow
from anlin.duties.queries import Asked, LawInForce, first_day_planned, planned
from anlin.duties.rules.windows import Window, standing, windows_on
from anlin.places.rules import COMMUNITY, WIDTHS, span
from anlin.records.rules import kind_named

_SAID = attrgetter(
    "opens", "closes", "lapses", "late_until", "lo", "hi", "needs", "spacing", "within", "grace",
    "order", "clause", "begun_from",
)  # fmt: skip
MOST_KINDS = 3  # of evidence in one window that derive_dense reads in one stream


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
    whole = window.lo % WIDTHS[COMMUNITY] == 0 == window.hi % WIDTHS[COMMUNITY]
    few = len(asked.evidence) <= MOST_KINDS
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
        begun_from=window.begun_from,
        dense=whole and few and not window.own,
        kinds=sorted(int(kind_named(name)) for name in asked.evidence),
        order=window.order,
        clause=window.clause,
    )


def reconcile(*, law: LawInForce, at: datetime, within: tuple[int, int] = NATION) -> int:
    """Make the obligations at places in `within` follow the facts; return communities marked.

    What was no longer in force on the first day that has windows obliges nobody.
    """
    marked, first = 0, first_day_planned(at)
    for asked in law.asked:
        population = populations()[asked.population]
        held = (r for r in law.rulings_of(asked.code) if r.until is None or r.until > first)
        ranges = sorted({span(ruling.place) for ruling in held})
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
        text = sql.statement("duties/reconcile").replace("{population}", population.select)
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            marked += cursor.rowcount
    Beat.objects.update(reconciled_at=at)
    return marked
