"""What the change must come to, written by hand and recounted by another engine: DuckDB."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import psycopg

from anlin.base.days import ZONE
from anlin.places.rules import span
from bench.change_law import CONTACTS, MEASURES, PROVINCE, REPORTS, ROUNDS
from bench.stage import copy_out

NATION = 10**18
LO, HI = span(PROVINCE)
_MIDNIGHT = datetime(2026, 11, 12, tzinfo=ZONE)
_MONDAY = datetime(2026, 11, 9, tzinfo=ZONE)
_REST = ((0, LO), (HI, NATION))
_COUNT = """
select w.name, o.place // 1000000000000 as county,
       case when x.exempt then 'exempt'
            when coalesce(a.timely, 0) >= 1 and (w.needs = 1 or a.reach >= interval 1 day)
            then 'met'
            when w.needs = 1 and coalesce(a.total, 0) >= 1 then 'late'
            when x.excused then 'excused' else 'rest' end as state, count(*) as n
from expected w
join obligation o on o.measure = w.measure and o.place >= w.lo and o.place < w.hi
 and o.since <= w.opens and o.until >= w.closes
left join (
    select w.name, e.subject, count(*) filter (where e.occurred < w.closes) as timely,
           count(*) as total,
           max(e.occurred) filter (where e.occurred < w.closes)
               - min(e.occurred) filter (where e.occurred < w.closes) as reach
    from expected w
    join evidence e
      on list_contains(w.kinds, e.kind) and e.occurred >= w.opens and e.occurred < w.late_until
     and e.place >= w.lo and e.place < w.hi
    group by all
) a on a.name = w.name and a.subject = o.subject
left join (
    select w.name, r.subject, bool_or(r.kind = 'exempt') as exempt,
           bool_or(r.kind = 'excused') as excused
    from expected w
    join relief r on r.measure = w.measure and r.since < w.closes and r.until > w.opens
    group by all
) x on x.name = w.name and x.subject = o.subject
group by all
"""
_LIST = """
select w.measure, o.subject, epoch(w.opens)::bigint
from expected w
join obligation o on o.measure = w.measure and o.place >= greatest(w.lo, ?) and
     o.place < least(w.hi, ?) and o.since <= w.opens and o.until >= w.closes
where w.closes > timestamptz '2026-11-13 00:00+08'
"""

_EXPORTS = {
    "obligation": "select measure_id as measure, place, subject, since, until from bench_span",
    "evidence": "select place, subject, occurred_at as occurred, kind from records_evidence",
    "relief": "select measure_id as measure, subject, since, until, kind from duties_relief",
}

Counts = dict[tuple[str, int, str], int]


@dataclass(frozen=True, slots=True)
class Expected:
    """A window that must stand after the change, by its place, times and what settles it."""

    name: str
    measure: str
    kinds: tuple[int, ...]
    lo: int
    hi: int
    opens: datetime
    closes: datetime
    late_until: datetime
    needs: int = 1


def expected() -> list[Expected]:
    """Return the windows of the day as it was, and of the next as the province's order leaves it.

    Hours go on counting after midnight.
    """
    inside, whole = ((LO, HI),), ((0, NATION),)
    made = _of_the_day((30, 34, 38), (38, 42, 54), ROUNDS, (4,), _REST)
    made += _of_the_day((30, 34, 35), (35, 37, 38), ROUNDS, (4,), inside)
    made += _of_the_day((38, 42, 54), (0, 0, 0), ROUNDS, (4,), inside)
    made += _of_the_day((24, 48, 48), (0, 0, 0), CONTACTS, (1, 7), inside)
    made += _of_the_day((24, 48, 48), (0, 0, 0), REPORTS, (3,), whole)
    week = _MONDAY + timedelta(days=7)
    made.append(Expected("week", CONTACTS, (1, 7), 0, NATION, _MONDAY, week, week, 2))
    return [*national(), *made]


def national() -> list[Expected]:
    """Return the windows of the day that end with it, where the nation's order stands alone."""
    whole = ((0, NATION),)
    return [
        *_of_the_day((6, 10, 14), (14, 18, 30), ROUNDS, (4,), whole),
        *_of_the_day((0, 24, 24), (0, 0, 0), REPORTS, (3,), whole),
    ]


def _of_the_day(
    first: tuple[int, int, int],
    second: tuple[int, int, int],
    measure: str,
    kinds: tuple[int, ...],
    ranges: Iterable[tuple[int, int]],
) -> list[Expected]:
    """Return windows from hours of the day: opens, closes, late acts count until."""
    hours = [each for each in (first, second) if any(each)]

    def at(hour: int) -> datetime:
        return _MIDNIGHT + timedelta(hours=hour)

    return [
        Expected(
            f"{measure}-{opens}-{lo}", measure, kinds, lo, hi, at(opens), at(closes), at(late)
        )
        for opens, closes, late in hours
        for lo, hi in ranges
    ]  # fmt: skip


class Recount:
    """The same facts in DuckDB, counted by the windows written here, not by the product's."""

    def __init__(
        self, connection: psycopg.Connection, folder: Path, *, amended: bool = True
    ) -> None:
        self.duck = duckdb.connect()
        self.duck.execute("set threads = 2; set timezone = 'UTC'")
        for table, query in _EXPORTS.items():
            path = folder / f"{table}.csv"
            copy_out(connection, query, "csv, header", path)
            self.duck.execute(f"create table {table} as from read_csv('{path}', header = true)")
            path.unlink()
        self.duck.execute(
            "create table expected (name text, measure int, kinds int[], lo bigint, hi bigint,"
            " opens timestamptz, closes timestamptz, late_until timestamptz, needs int)"
        )
        for each in expected() if amended else national():
            self.duck.execute("insert into expected values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [
                each.name, MEASURES[each.measure], list(each.kinds), each.lo, each.hi,
                each.opens, each.closes, each.late_until, each.needs,
            ])  # fmt: skip

    def by_county(self) -> Counts:
        """Return how many duties of each window are in which state, by county."""
        rows = self.duck.execute(_COUNT).fetchall()
        return {(name, county, state): n for name, county, state, n in rows}

    def duties(self, lo: int, hi: int) -> set[tuple[int, int, int]]:
        """Return the next day's lists: measure, subject, opening in epoch seconds."""
        rows = self.duck.execute(_LIST, [lo, hi]).fetchall()
        return {(measure, subject, opens) for measure, subject, opens in rows}
