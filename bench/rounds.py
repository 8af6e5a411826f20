"""Rounds of institutions through the product's own verb: row-level security, law, records, journal.

HTTP and the signature of a phone are not in it: `script/bench sync` measures those.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

from anlin.base import clock
from anlin.base.days import local_day
from bench.stage import NAME, run_file, stage
from bench.telling import Figures, tell

if TYPE_CHECKING:
    from anlin.accounts.rules import Viewer
    from anlin.institutions.actions import Measured

HOMES, HOUR = 45_239, 3600
RESIDENTS = 48  # of one home: 2.15 million in 45,239
WARNED = 24  # every so many readings warn: more than on any day, so that warnings are measured
LIMITS = {
    "rounds/s": (">=", HOMES / HOUR),
    "p99 of a round, ms": ("<", 2000),
    "slowest warning after receipt, s": ("<", 60),
    "warnings missing": ("<=", 0),
}


def main(options: Sequence[str]) -> None:
    """Build homes, let each send a round as fast as the cores take it, and print the figures."""
    parser = argparse.ArgumentParser(prog="script/bench rounds")
    parser.add_argument("--scale", type=float, default=0.01, help="share of 45,239; default: 0.01")
    parser.add_argument("--residents", type=int, default=RESIDENTS, help="of one home")
    parser.add_argument("--minutes", type=float, default=HOUR / 60, help="stop then; default: 60")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    homes = max(1, round(HOMES * chosen.scale))
    with stage() as connection:
        _law()
        begun = time.perf_counter()
        run_file(connection, "rounds.sql", homes=homes, residents=chosen.residents)
        connection.execute("vacuum (analyze)")
        built = time.perf_counter() - begun
        figures = measure(connection, chosen.residents, chosen.minutes * 60)
        figures |= {"building the homes, s": built}
    heading = f"{os.cpu_count()} cores; {homes:,} homes of {chosen.residents} residents"
    tell(figures, LIMITS, as_json=chosen.json, under=heading)


def _law() -> None:
    """Put the order on elder care and the draft with numbers in force in the nation."""
    from anlin.policy import actions, pack
    from anlin.policy.management.commands.packs import FOLDER, known

    at = clock.now() - timedelta(days=30)
    names = frozenset({"national-2023-class-b", "warning-draft"})
    actions.release(pack.load_all(FOLDER, known()).of(names), by=None, at=at)
    actions.adopt(
        "warning-draft", "0", since=local_day(at), by=None, at=at, reason="bench",
        knowingly=True, using="owner",
    )  # fmt: skip


def measure(connection: psycopg.Connection, residents: int, most: float) -> Figures:
    """Return every figure of one run that ends after `most` seconds or when every home has sent.

    Raises:
        AssertionError: not every resident of the homes that sent has one record.
    """
    cores = os.cpu_count() or 1
    begun = time.perf_counter()
    workers = [_worker({"index": index, "of": cores, "most": most}) for index in range(cores)]
    told = [json.loads(each.communicate()[0]) for each in workers]
    taken = time.perf_counter() - begun
    seconds = sorted(second for each in told for second in each["seconds"])
    homes = len(seconds)
    ((kept, warned, slowest),) = connection.execute(_COUNTED).fetchall()
    if kept != homes * residents:
        raise AssertionError(f"{kept:,} records of {homes * residents:,} residents")
    busy = max(each["busy"] for each in told)
    return {
        "homes that sent a round": homes,
        "rounds/s": homes / busy,
        "residents/s": homes * residents / busy,
        "p50 of a round, ms": seconds[len(seconds) // 2] * 1000,
        "p99 of a round, ms": seconds[int(len(seconds) * 0.99)] * 1000,
        "minutes for 45,239 at this rate": HOMES / (homes / busy) / 60,
        "warnings raised": warned,
        "warnings missing": homes * (residents // WARNED) - warned,
        "slowest warning after receipt, s": max(float(slowest or 0), seconds[-1]),
        "start of the workers, s": taken - busy,
    }


_COUNTED = """
select (select count(*) from records_submission),
       (select count(*) from institutions_warning),
       (select max(extract(epoch from w.raised_at - s.received_at))
        from institutions_warning w join records_submission s on s.client_id = w.reading)
"""


def _worker(plan: Mapping[str, float]) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.rounds", json.dumps(plan)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"ANLIN_DATABASE_NAME": NAME},
    )  # fmt: skip


def work(plan: Mapping[str, int]) -> dict[str, object]:
    """Send the rounds of every `of`th home until time is over; return how long each took."""
    import django

    django.setup()
    from django.contrib.postgres.aggregates import ArrayAgg

    from anlin.base.scope import nationwide
    from anlin.institutions.actions import take_in
    from anlin.institutions.models import Stay

    with nationwide():
        homes = Stay.objects.values("place").annotate(persons=ArrayAgg("person")).order_by("place")
        mine = list(homes.values_list("place", "persons"))[plan["index"] :: plan["of"]]
    seconds = []
    begun = time.perf_counter()
    for place, persons in mine:
        start = time.perf_counter()
        if start - begun >= plan["most"]:
            break
        viewer, at = _carer(place), clock.now()
        take_in(items=_round(persons, at), by=viewer, at=at)
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "busy": time.perf_counter() - begun}


def _carer(place: int) -> "Viewer":
    from anlin.accounts.rules import Role, Viewer

    return Viewer(1, "bench", Role.CARER, str(place)[:15], place, place + 1000, 6)


def _round(persons: Sequence[int], at: datetime) -> "list[Measured]":
    """Return a whole round in which every `WARNED`th reading warns."""
    from anlin.institutions.actions import Measured
    from anlin.institutions.rules import RoundBody

    return [
        Measured(uuid4(), at, RoundBody(
            subject=person, temperature="36.4", spo2=93 if n % WARNED == 1 else 97,
            posture="rest", oxygen=False, breathing=16, symptoms=[],
        ))
        for n, person in enumerate(persons)
    ]  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work(json.loads(sys.argv[1]))))
