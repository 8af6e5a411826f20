"""The nation's day: load, derive, roll up, read, against a plain version and another engine."""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from anlin.base import cluster
from anlin.base.days import ZONE
from bench.stage import HERE, NAME, copy_out, peak_memory_mb, run_file, seconds, stage
from bench.telling import tell

if TYPE_CHECKING:
    from bench.independent import Independent

AT = datetime(2026, 11, 12, 23, 0, tzinfo=ZONE)
WINDOWS = {"rounds": (9001, 9002), "reports": (9003,), "contacts": (9004,)}
MEASURES = {"rounds": 9001, "reports": 9002, "contacts": 9003}
RESIDENTS, INSTITUTIONS, PEOPLE = 2_150_000, 45_239, 10_000_000
LIMITS = {
    "evidence rows/s by COPY": (">=", 500_000),
    "rounds s": ("<=", 2.0),
    "reports s": ("<=", 2.0),
    "contacts s": ("<=", 8.0),
    "roll-up s": ("<=", 1.0),
    "reading a level ms": ("<=", 1.0),
    "1,000 changed communities s": ("<=", 0.15),
    "application memory MB": ("<", 1024),
    "times the plain version": (">=", 700),
    "times DuckDB": ("<=", 8),
}


def main(options: Sequence[str]) -> None:
    """Build the day at a scale, measure it, and print figures beside their limits."""
    parser = argparse.ArgumentParser(prog="script/bench national-day")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the whole nation")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    with stage() as connection:
        figures = measure(connection, chosen.scale)
    tell(figures, LIMITS, as_json=chosen.json)


def measure(connection: psycopg.Connection, scale: float) -> dict[str, float | int]:
    """Return every figure of one run; raises if another engine's totals differ.

    Raises:
        AssertionError: a county's figures differ between the two evaluators.
    """
    from bench.independent import Independent
    from bench.plain import duties_per_second

    figures: dict[str, float | int] = {"scale": scale}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _build(connection, scale)
        figures |= _load(connection, folder)
        taken = _derive(figures)
        _roll_up(figures)
        figures |= _read_and_change(connection)
        figures["application memory MB"] = peak_memory_mb()
        other = Independent(connection, folder)
        figures["DuckDB s"] = sum(_compare(connection, other, kind) for kind in WINDOWS)
    ours = sum(taken.values())
    duties = int(sum(figures[f"{kind} duties"] for kind in WINDOWS))
    plain = duties_per_second(max(200, int(2_000 * scale)))
    figures["plain version, duties/s"] = plain
    figures["derived, duties/s"] = duties / ours
    figures["times the plain version"] = duties / ours / plain
    figures["times DuckDB"] = ours / figures["DuckDB s"]
    return figures


def _build(connection: psycopg.Connection, scale: float) -> None:
    (communities,) = connection.execute(
        "select count(*) from places_place where level = 5"
    ).fetchone() or (0,)
    run_file(connection, "windows.sql")
    run_file(
        connection,
        "world.sql",
        communities=communities,
        residents=int(RESIDENTS * scale),
        institutions=max(1, int(INSTITUTIONS * scale)),
        people=int(PEOPLE * scale),
    )
    connection.execute("select records_make_weeks('2026-11-09 00:00+08', '2026-11-23 00:00+08')")
    connection.execute("vacuum (analyze) duties_obligation")


def _load(connection: psycopg.Connection, folder: Path) -> dict[str, float | int]:
    """Write the evidence to two files, then take both in by COPY under the live index."""
    query = (HERE / "sql" / "evidence.sql").read_text().replace("%%", "%")
    (middle,) = connection.execute(
        "select percentile_disc(0.5) within group (order by place) from duties_obligation"
    ).fetchone() or (0,)
    halves = {"lower": f"place < {middle}", "upper": f"place >= {middle}"}
    for half, condition in halves.items():
        part = f"select * from ({query}) x where {condition}"  # noqa: S608
        copy_out(connection, part, "binary", folder / half)

    def take(half: str) -> None:
        with (
            psycopg.connect(cluster.owner_url(NAME)) as own,
            own.cursor() as cursor,
            (folder / half).open("rb") as file,
            cursor.copy(_COPY_IN) as copy,
        ):
            while block := file.read(1 << 20):
                copy.write(block)

    def both() -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(take, halves))

    taken = seconds(both)
    (rows,) = connection.execute("select count(*) from records_evidence").fetchone() or (0,)
    for half in halves:
        (folder / half).unlink()
    vacuum = seconds(lambda: connection.execute("vacuum (analyze) records_evidence"))
    return {
        "evidence rows": rows,
        "evidence rows/s by COPY": rows / taken,
        "vacuum s": vacuum,
    }


_COPY_IN = (
    "copy records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)"
    " from stdin (format binary)"
)


def _derive(figures: dict[str, float | int]) -> dict[str, float]:
    """Derive each kind for the nation from nothing, median of three; return the seconds of each."""
    from django.db import connections

    from anlin.duties.actions import count_communities

    def clear() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("truncate duties_figure")

    def count(kind: str) -> None:
        windows = WINDOWS[kind]
        work = partial(count_communities, windows=windows, at=AT, using="owner")
        _on_both_cores(work, MEASURES[kind])

    taken = {}
    for kind in WINDOWS:
        taken[kind] = figures[f"{kind} s"] = seconds(partial(count, kind), runs=3, before=clear)
    clear()
    for kind in WINDOWS:
        count(kind)
    return taken


def _roll_up(figures: dict[str, float | int]) -> None:
    """Sum the communities' figures upwards, towns and counties in two sessions."""
    from django.db import connections

    from anlin.base import sql
    from anlin.duties.actions import roll_up

    every = [window for windows in WINDOWS.values() for window in windows]

    def add_up() -> None:
        work = partial(roll_up, windows=every, levels=(4, 3), using="owner")
        _on_both_cores(work, MEASURES["reports"])
        roll_up(windows=every, levels=(2, 1, 0), using="owner")

    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum (analyze) duties_figure")
    figures["roll-up s"] = seconds(add_up)
    for kind, windows in WINDOWS.items():
        (row,) = sql.rows_of(
            "select sum(due)::bigint from duties_figure where level = 0 and window_id = any(%s)",
            [list(windows)],
            using="owner",
        )
        figures[f"{kind} duties"] = row[0]


def _on_both_cores(work: Callable[..., None], measure: int) -> None:
    """Do `work` within each half of the nation at once, in a session of its own."""
    from django.db import connections

    def half(part: tuple[int, int]) -> None:
        work(within=part)
        connections["owner"].close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(half, _halves(measure)))


@cache
def _halves(measure: int) -> list[tuple[int, int]]:
    """Return two ranges of places that hold about as many obligations each."""
    from anlin.base import sql

    (row,) = sql.rows_of(
        "select percentile_disc(0.5) within group (order by place) from duties_obligation"
        " where measure_id = %s",
        [measure],
        using="owner",
    )
    middle = row[0] - row[0] % 10**12  # no county is divided
    return [(0, middle), (middle, 10**18)]


def _read_and_change(connection: psycopg.Connection) -> dict[str, float | int]:
    """Time the reading of each level, and 1,000 communities derived again."""
    from anlin.base import sql
    from anlin.duties.actions import derive_some

    every = [window for windows in WINDOWS.values() for window in windows]
    reads = []
    for level in range(6):
        (row,) = sql.rows_of(
            "select place from duties_figure where level = %s and window_id = 9003"
            " order by place desc limit 1",
            [level],
            using="owner",
        )
        asked = {"windows": every, "level": level, "lo": row[0], "hi": row[0] + 1, "at": AT}
        reads.append(seconds(partial(sql.rows, "duties/count", asked, "owner"), runs=200))
    changed = [
        row[0]
        for row in connection.execute("select lo from bench_community where n % 611 = 0 limit 1000")
    ]

    before = partial(connection.execute, _ACTS.encode(), [changed])
    again = partial(derive_some, windows=every, at=AT, communities=changed, using="owner")
    return {
        "reading a level ms": max(reads) * 1000,
        "1,000 changed communities s": seconds(again, runs=5, before=before),
    }


# A report, a round and a contact more in each community, where somebody owes them.
_ACTS = """
insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
select o.place, o.subject, a.at, a.at + interval '1 minute', 0, a.kind, 1
from unnest(%s::bigint[]) c (lo)
cross join (values (9001, 4, timestamptz '2026-11-12 07:00+08'), (9002, 3, '2026-11-12 18:00+08'),
                   (9003, 1, '2026-11-15 20:00+08')) a (measure_id, kind, at)
cross join lateral (
    select o.place, o.subject from duties_obligation o
    where o.measure_id = a.measure_id and o.place >= c.lo and o.place < c.lo + 1000000
    order by random() limit 1) o
"""


def _compare(connection: psycopg.Connection, other: "Independent", kind: str) -> float:
    """Check that both engines count the same in every county; return the other's seconds."""
    taken, theirs = other.count(MEASURES[kind])
    ours = {
        (county, state, n)
        for county, *counts in connection.execute(_BY_COUNTY, [list(WINDOWS[kind])])
        for state, n in zip(("met", "late", "excused", "exempt", "rest"), counts, strict=True)
        if n
    }
    if ours != theirs:
        raise AssertionError(
            f"{kind}: {len(ours ^ theirs)} county figures differ: {sorted(ours ^ theirs)[:6]}"
        )
    return taken


_BY_COUNTY = """
select place / 1000000000000, sum(met)::bigint, sum(late)::bigint, sum(excused)::bigint,
       sum(exempt)::bigint, sum(due - met - late - excused)::bigint
from duties_figure where level = 5 and window_id = any(%s) group by 1
"""
