"""Home pages of the levels at the nation's full size: the live picture and the board."""

import argparse
from collections.abc import Sequence

import psycopg
from psycopg.rows import dict_row

from bench.stage import run_file, settle, stage
from bench.stage import seconds as stopwatch
from bench.telling import Figures, tell
from bench.web import LEVELS, ask, heading, let_in, served

PAGES = ("picture", "board")
COUNTING = "counting a day s"
LIMITS = {
    **{f"{page} of the {level} p99 ms": ("<", 300) for page in PAGES for level in LEVELS},
    COUNTING: ("<=", 20),
}


def main(options: Sequence[str]) -> None:
    """Fill a fortnight of the nation, serve it as `script/run` does, ask for its home pages."""
    parser = argparse.ArgumentParser(prog="script/bench home")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each load; default: 10")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    with stage() as connection:
        figures = measure(connection, chosen.seconds)
    tell(figures, LIMITS, as_json=chosen.json, under=heading())


def measure(connection: psycopg.Connection, seconds: float) -> Figures:
    """Return how fast each level's pages come, and how many rows they are read from."""
    from anlin.base.sockets import figures as offered

    run_file(connection, "web.sql")
    run_file(connection, "home.sql", figures=" ".join(offered()))
    settle(connection)
    size = connection.cursor(row_factory=dict_row).execute(_SIZE).fetchone()
    figures: Figures = {**(size or {})}
    _, boards = let_in(connection)
    with served() as port:
        for page in PAGES:
            for level, lane in boards.items():
                asked = {**lane, "path": lane["path"].replace("board", page)}
                ask(port, asked, seconds=2)
                figures |= ask(port, asked, seconds=seconds, name=f"{page} of the {level}")
    return figures | count(connection)


def count(connection: psycopg.Connection) -> Figures:
    """Return how long counting a day takes, first and when all but the minute's changes stand."""
    from anlin.base import clock
    from anlin.base.days import local_day
    from anlin.base.scope import nationwide
    from anlin.reports.actions import count_day

    run_file(connection, "counting.sql")
    connection.execute("delete from reports_count where day >= current_date - 1")
    connection.execute("vacuum (analyze)")

    def once() -> None:
        at = clock.now()
        with nationwide():
            count_day(day=local_day(at), at=at)

    first = stopwatch(once)
    connection.execute("vacuum (analyze) reports_count")
    return {"counting a day for the first time s": first, COUNTING: stopwatch(once)}


_SIZE = """
select (select count(*) from places_place where level = 5) as "communities",
       (select count(*) from duties_figure) as "figures of duties",
       (select count(*) from reports_count) as "figures of the picture"
"""
