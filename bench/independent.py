"""The same day counted by another engine from the same rows, written independently: DuckDB."""

from pathlib import Path

import duckdb
import psycopg

from bench.stage import copy_out, seconds

_ROUNDS = """
select o.place // 1000000000000 as county,
       w.measure,
       case when x.exempt then 'exempt' when coalesce(e.timely, 0) >= 1 then 'met'
            when coalesce(e.total, 0) >= 1 then 'late' when x.excused then 'excused'
            else 'rest' end as state, count(*) as n
from windows w
join obligation o on o.measure = w.measure and o.since <= w.opens and o.until >= w.closes
left join (
    select w.id, e.subject, count(*) filter (where e.occurred < w.closes) as timely,
           count(*) as total
    from windows w join evidence e
      on list_contains(w.kinds, e.kind) and e.occurred >= w.opens and e.occurred < w.late_until
    where w.needs = 1 group by all
) e on e.id = w.id and e.subject = o.subject
left join (
    select w.id, r.subject, bool_or(r.kind = 'exempt') as exempt,
           bool_or(r.kind = 'excused') as excused
    from windows w join relief r
      on r.measure = w.measure and r.since < w.closes and r.until > w.opens group by all
) x on x.id = w.id and x.subject = o.subject
where w.needs = 1 and w.measure = {measure}
group by all
"""

_CONTACTS = """
with w as (from windows where needs = 2),
times as (
    select e.subject, max(e.occurred) - min(e.occurred) as reach
    from w join evidence e
      on list_contains(w.kinds, e.kind) and e.occurred >= w.opens and e.occurred < w.closes
    group by e.subject
)
select o.place // 1000000000000 as county, w.measure,
       case when t.reach >= interval 1 day then 'met' else 'rest' end as state, count(*) as n
from w join obligation o on o.measure = w.measure and o.since <= w.opens and o.until >= w.closes
left join times t on t.subject = o.subject
group by all
"""


class Independent:
    """DuckDB in this process, on two threads, holding the same rows in memory."""

    def __init__(self, connection: psycopg.Connection, folder: Path) -> None:
        self.duck = duckdb.connect()
        self.duck.execute("set threads = 2; set timezone = 'UTC'")
        for table, query in _EXPORTS.items():
            path = folder / f"{table}.csv"
            copy_out(connection, query, "csv, header", path)
            self.duck.execute(f"create table {table} as from read_csv('{path}', header = true)")
            path.unlink()
        self.duck.execute(
            "alter table windows alter kinds type int[] using string_split(kinds, ' ')::int[]"
        )

    def count(self, measure: int) -> tuple[float, set[tuple[int, str, int]]]:
        """Return the seconds it took and (county, state, number) of every county."""
        text = _CONTACTS if measure == 9003 else _ROUNDS.format(measure=measure)
        rows: list[tuple[int, int, str, int]] = []

        def work() -> None:
            rows[:] = self.duck.execute(text).fetchall()

        taken = seconds(work, runs=3)
        return taken, {(county, state, n) for county, _, state, n in rows}


_EXPORTS = {
    "obligation": "select measure_id as measure, place, subject, since, until"
    " from duties_obligation",
    "evidence": "select place, subject, occurred_at as occurred, kind from records_evidence",
    "relief": "select measure_id as measure, subject, since, until, kind from duties_relief",
    "windows": "select id, measure_id as measure, opens, closes, late_until, needs,"
    " array_to_string(kinds, ' ') as kinds from duties_window",
}
