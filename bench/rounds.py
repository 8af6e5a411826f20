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
from datetime import timedelta
from uuid import uuid4

import psycopg

from anlin.base import clock
from anlin.base.days import local_day
from bench.stage import NAME, run_file, stage

HOMES, HOUR = 45_239, 3600
RESIDENTS = 48  # of one home: 2.15 million in 45,239
WARNED = 24  # every so many readings warn: more than on any day, so that warnings are measured
LIMITS = {
    "rounds/s": (">=", HOMES / HOUR),
    "p99 of a round, ms": ("<", 2000),
    "slowest warning after receipt, s": ("<", 60),
    "warnings missing": ("<=", 0),
}
Figures = dict[str, float]


def main(options: Sequence[str]) -> None:
    """Build homes, let each send a round as fast as the cores take it, and print the figures."""
    parser = argparse.ArgumentParser(prog="script/bench rounds")
    parser.add_argument("--scale", type=float, default=0.01, help="share of 45,239; default: 0.01")
    parser.add_argument("--residents", type=int, default=RESIDENTS, help="of one home")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    homes = max(1, round(HOMES * chosen.scale))
    with stage() as connection:
        _law()
        run_file(connection, "rounds.sql", homes=homes, residents=chosen.residents)
        connection.execute("vacuum (analyze)")
        figures = measure(connection, homes, chosen.residents)
    if chosen.json:
        print(json.dumps(figures))  # noqa: T201
        return
    print(f"{os.cpu_count()} cores; {homes:,} homes of {chosen.residents} residents")  # noqa: T201
    for name, value in figures.items():
        limit = " ".join(f"{each:.4g}" if isinstance(each, float) else str(each)
                         for each in LIMITS.get(name, ()))  # fmt: skip
        print(f"{name:<40} {value:>12,.4g}   {limit}")  # noqa: T201


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


def measure(connection: psycopg.Connection, homes: int, residents: int) -> Figures:
    """Return every figure of one run.

    Raises:
        AssertionError: not every resident has one record.
    """
    cores = os.cpu_count() or 1
    begun = time.perf_counter()
    workers = [_worker(index, cores) for index in range(cores)]
    told = [json.loads(each.communicate()[0]) for each in workers]
    taken = time.perf_counter() - begun
    seconds = sorted(second for each in told for second in each["seconds"])
    ((kept, warned, slowest),) = connection.execute(_COUNTED).fetchall()
    if kept != homes * residents:
        raise AssertionError(f"{kept:,} records of {homes * residents:,} residents")
    busy = max(each["busy"] for each in told)
    return {
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


def _worker(index: int, of: int) -> "subprocess.Popen[str]":
    plan = json.dumps({"index": index, "of": of})
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.rounds", plan], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"ANLIN_DATABASE_NAME": NAME},
    )  # fmt: skip


def work(plan: Mapping[str, int]) -> dict[str, object]:
    """Send the rounds of every `of`th home, one after the other, and return how long each took."""
    import django

    django.setup()
    from anlin.accounts.rules import Role, Viewer
    from anlin.base.scope import nationwide
    from anlin.institutions.actions import Measured, take_in
    from anlin.institutions.models import Institution, Stay
    from anlin.institutions.rules import RoundBody

    with nationwide():
        places = list(Institution.objects.order_by("pk").values_list("place", flat=True))
        mine = places[plan["index"] :: plan["of"]]
        people = {place: list(Stay.objects.filter(place=place).values_list("person", flat=True))
                  for place in mine}  # fmt: skip
    seconds = []
    begun = time.perf_counter()
    for place in mine:
        code = str(place)[:15]
        viewer = Viewer(1, "bench", Role.CARER, code, place, place + 1000, 6)
        at = clock.now()
        items = [
            Measured(uuid4(), at, RoundBody(
                subject=person, temperature="36.4", spo2=93 if n % WARNED == 1 else 97,
                posture="rest", oxygen=False, breathing=16, symptoms=[],
            ))
            for n, person in enumerate(people[place])
        ]  # fmt: skip
        start = time.perf_counter()
        take_in(items=items, by=viewer, at=at)
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "busy": time.perf_counter() - begun}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work(json.loads(sys.argv[1]))))
