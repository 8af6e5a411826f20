"""From an order of a province to right lists and figures everywhere; lapses of a day, and when."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import psycopg

from anlin.base import clock
from anlin.base.days import ZONE
from bench.stage import HERE, peak_memory_mb, run_file, stage
from bench.telling import Figures, tell

RESIDENTS, INSTITUTIONS, PEOPLE = 2_150_000, 45_239, 10_000_000
SIMULATED = 0.01  # of the nation, and of its communities, in the day that is lived minute by minute
EARLY = datetime(2026, 11, 8, 12, tzinfo=ZONE)  # before all that the heart is asked about
MONDAY = datetime(2026, 11, 9, tzinfo=ZONE)
MIDNIGHT = datetime(2026, 11, 12, tzinfo=ZONE)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BEAT_AT = timedelta(seconds=37)  # past each full minute: the heart never beats just when time is up
LIMITS = {
    "change everywhere s": ("<=", 30.0),
    "lapses of a day raised s": ("<=", 3.0),
    "latest lapse of a simulated day s": ("<=", 60.0),
    "application memory MB": ("<", 1024),
}


def main(options: Sequence[str]) -> None:
    """Change the law for a province, raise a day, live a day; print figures beside limits."""
    parser = argparse.ArgumentParser(prog="script/bench change")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the whole nation")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    figures: Figures = {"scale": chosen.scale}
    with clock.frozen(EARLY), stage() as connection:
        _build(connection, chosen.scale)
        figures |= measure(connection)
    simulated = min(chosen.scale, SIMULATED)
    with clock.frozen(EARLY), stage() as connection:
        _build(connection, simulated, every=round(1 / simulated))
        figures |= live_a_day(connection)
    tell(figures, LIMITS, as_json=chosen.json)


def _build(connection: psycopg.Connection, scale: float, *, every: int = 1) -> None:
    """Put up a nation's people, their evidence of the week, and the nation's order."""
    from anlin.policy import actions
    from bench.change_law import FIRST, library, offer_populations

    offer_populations()
    connection.execute("select setval('policy_measure_id_seq', 9000)")
    actions.release(library(), by=None, at=EARLY)
    actions.adopt(
        "bench", "0", since=FIRST, by=None, at=EARLY, reason="bench", knowingly=True, using="owner"
    )
    (communities,) = connection.execute(
        "select count(*) from places_place where level = 5"
    ).fetchone() or (0,)
    run_file(
        connection,
        "world.sql",
        communities=communities,
        residents=int(RESIDENTS * scale),
        institutions=max(1, int(INSTITUTIONS * scale)),
        people=int(PEOPLE * scale),
    )
    connection.execute("select records_make_weeks('2026-11-02 00:00+08', '2026-12-14 00:00+08')")
    evidence = (HERE / "sql" / "evidence.sql").read_text().replace("%%", "%")
    connection.execute(f"{_INTO} {evidence} order by place".encode())
    run_file(connection, "spans.sql", every=every)
    connection.execute("update duties_beat set reconciled_at = %s", [MONDAY])
    connection.execute("vacuum (analyze)")


_INTO = """
insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
"""


def measure(connection: psycopg.Connection) -> Figures:
    """Return how long the change takes, and how long raising the lapses of the day.

    Raises:
        AssertionError: a figure, a list or the number of lapses differs from the recount.
    """
    from bench.change_check import check_figures, check_lapses, check_lists, check_sums
    from bench.change_law import RELEASED
    from bench.recount import Recount

    figures: Figures = {}
    figures["week from nothing s"] = _timed(MONDAY + MINUTE, _beat)
    figures["day from nothing s"] = _timed(RELEASED - 3 * MINUTE, _beat)
    figures["beat with nothing to do s"] = _timed(RELEASED - 2 * MINUTE, _beat)
    connection.execute("vacuum (analyze)")
    started = perf_counter()
    figures["release s"] = _timed(RELEASED, _release)
    figures["beat after it s"] = _timed(RELEASED + MINUTE, _beat)
    figures["change everywhere s"] = perf_counter() - started
    connection.execute("vacuum (analyze)")
    figures["lapses of a day raised s"] = _timed(MIDNIGHT + DAY + MINUTE, _sweep)
    figures["application memory MB"] = peak_memory_mb()
    _say(figures)
    with tempfile.TemporaryDirectory() as name:
        recount = Recount(connection, Path(name))
    counts = recount.by_county()
    figures["duties checked in every county"] = check_figures(connection, counts)
    figures["places whose figures add up"] = check_sums(connection)
    figures["duties checked on lists"] = check_lists(recount, RELEASED + DAY)
    figures["lapses of a day"] = check_lapses(connection, counts)
    return figures


def _say(figures: Figures) -> None:
    """Tell on the screen what is known so far; the checks take as long again."""
    known = ", ".join(f"{name} {value:,.4g}" for name, value in figures.items())
    print(f"so far: {known}", file=sys.stderr)  # noqa: T201


def _timed(at: datetime, work: Callable[[], object]) -> float:
    started = perf_counter()
    with clock.frozen(at):
        work()
    return perf_counter() - started


def _beat() -> None:
    from anlin.duties.jobs import keep_up

    keep_up()


def _release() -> None:
    """Write the province's order and release it, as its policy officer does."""
    from anlin.base.scope import open_scope
    from anlin.policy import actions
    from bench.change_law import PROVINCE, amendment, officer

    by, at = officer(PROVINCE), clock.now()
    with open_scope(by.lo, by.hi, user=by.user, staff=True):
        made = actions.draft(amendment(), PROVINCE, by=by, at=at)
        actions.release_draft(made.id, seen=made.number, by=by, at=at)


def _sweep() -> None:
    from anlin.base.scope import nationwide
    from anlin.duties.actions import sweep
    from anlin.duties.queries import swept_until

    at = clock.now()
    with nationwide():
        sweep(at=at, since=swept_until(at))


def live_a_day(connection: psycopg.Connection) -> Figures:
    """Let the heart beat every minute of a day; return when the latest lapse was raised.

    A lapse is raised when the beat that sees it is over.
    """
    from bench.change_check import check_lapses
    from bench.recount import Recount

    beats: dict[datetime, float] = {}
    _timed(MONDAY + MINUTE, _beat)
    at = MIDNIGHT - 2 * MINUTE + BEAT_AT
    while at <= MIDNIGHT + DAY + MINUTE:
        beats[at] = _timed(at, _beat)
        at += MINUTE
    with tempfile.TemporaryDirectory() as name:
        counts = Recount(connection, Path(name), amended=False).by_county()
    return {
        "beats of the simulated day": len(beats),
        "longest beat s": max(beats.values()),
        "lapses of the simulated day": check_lapses(connection, counts),
        "latest lapse of a simulated day s": _latest(connection, beats),
    }


def _latest(connection: psycopg.Connection, beats: Mapping[datetime, float]) -> float:
    """Return the longest time from a duty's moment to the end of the beat that raised it."""
    raised = connection.execute(
        "select raised_at, min(lapsed_at) from duties_lapse group by 1"
    ).fetchall()
    late = (float((at - lapsed).total_seconds()) + beats[at] for at, lapsed in raised)
    return max(late, default=0.0)
