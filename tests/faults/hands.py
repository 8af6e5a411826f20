"""Processes that work on a cluster of their own until they are killed: `python -m … DEED`.

Time runs 2,400 times as fast for them, so that a minute sees lapses of forty hours climb. What
was answered to somebody is written to a file of the process before anything else is done.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import psycopg

from anlin.base import cluster, home

SPEED = 2400
BEGUN = "2023-01-02T00:00:00+08:00"
PEOPLE = 60


def main(deed: str, name: str = "") -> None:
    """Do one deed; `name` tells several of a kind apart."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "anlin.config.settings"
    if deed in ("hold", "prepare"):
        cluster.start()
    import django

    django.setup()
    {"hold": hold, "prepare": prepare, "check": check, "beat": beat, "write": write, "note": note}[
        deed
    ](name)


def hold(name: str) -> None:
    """Keep the server up, as `script/run` does."""
    sys.stdout.write("up\n")
    sys.stdout.flush()
    sys.stdin.read()


def now() -> datetime:
    """Return the present moment of this world."""
    begun = float((home.folder() / "begun").read_text())
    since = timedelta(seconds=(time.time() - begun) * SPEED)
    return datetime.fromisoformat(BEGUN) + since


def answered(name: str, what: object) -> None:
    """Write down that somebody was told so; the file outlives this process."""
    with (home.folder() / f"answered-{name}").open("a") as file:
        file.write(f"{what}\n")


def again(work: Callable[[], None]) -> None:
    """Work for ever; when the database is away, wait until it is back."""
    from django.db import Error, connections

    while True:
        try:
            work()
        except (Error, psycopg.Error):
            for connection in connections.all():
                with suppress(Error, psycopg.Error):
                    connection.close()
            time.sleep(0.1)


def prepare(name: str) -> None:
    """Make the tables, a town of some people, and its law."""
    from datetime import date

    from django.core.management import call_command
    from django.db import transaction

    from anlin.base import scope
    from anlin.policy import actions as policy
    from tests.duties import ladders, town

    if name == "careless":
        with psycopg.connect(cluster.owner_url(), autocommit=True) as connection:
            connection.execute("alter system set synchronous_commit = off")
            connection.execute("select pg_reload_conf()")
    call_command("migrate", database="owner", verbosity=0)
    from django.db import connections

    begun = datetime.fromisoformat(BEGUN)
    hour = timedelta(hours=1)
    daily = town.term(town.DAILY, date(2023, 1, 2), every=1, slots=town.ROUNDS, grace=hour)
    from dataclasses import replace

    measures = (replace(town.DAILY, terms=(daily,)),)
    made = ladders.ladder(
        (5, timedelta(), 2 * hour), (4, 2 * hour, 4 * hour), (3, 6 * hour), (2, 24 * hour)
    )
    law = replace(town.library(), measures=measures, ladders=(replace(made, pack="town"),))
    policy.release(law, by=None, at=begun, using="owner")
    policy.adopt("town", "0", since=date(2023, 1, 2), by=None, at=begun, reason="试行",
                 knowingly=True, using="owner")  # fmt: skip
    with transaction.atomic(using="owner"), scope.nationwide("owner"):
        _settle()
    connections.close_all()
    (home.folder() / "begun").write_text(str(time.time()))


def _settle() -> None:
    from datetime import date

    from anlin.people.models import Household, Person, Residence, SpecialGroup
    from anlin.places.rules import lo_of
    from tests.duties import town

    ever = date(1900, 1, 1)
    for number in range(1, PEOPLE + 1):
        place = lo_of(town.BUILDINGS[number % len(town.BUILDINGS)])
        house = Household.objects.using("owner").create(place=place, door=str(number), label="某家")
        person = Person.objects.using("owner").create(
            pk=number, place=place, household=house, name="某人", sex="female",
            born_on=town.BORN[0], area=place - place % 10**6,
        )  # fmt: skip
        Residence.objects.using("owner").create(
            person=person, household=house, place=place, since=ever
        )
        SpecialGroup.objects.using("owner").create(
            person=person, place=place, group="lone_elder", since=ever
        )


def beat(name: str) -> None:
    """Let the heart beat, as the worker does each minute."""
    from anlin.base import clock
    from anlin.duties.jobs import keep_up

    def work() -> None:
        with clock.frozen(now()):
            keep_up()
        time.sleep(0.05)

    again(work)


def write(name: str) -> None:
    """Record contacts, one after the other; the telephone keeps what was not answered."""
    from anlin.base.scope import nationwide
    from anlin.places.rules import lo_of
    from anlin.records.actions import record
    from anlin.records.rules import Entry, EvidenceKind
    from tests.duties import town

    dice, sent = Random(name + str(os.getpid())), [uuid4()]

    def work() -> None:
        subject = dice.randint(1, PEOPLE // 2)  # the others are never reached: they lapse
        place = lo_of(town.BUILDINGS[subject % len(town.BUILDINGS)])
        entry = Entry(sent[0], subject, place, now(), (EvidenceKind.CONTACT,), {"note": "x"})
        with nationwide():
            record(entries=[entry], by=town.WORKER, at=now())
        answered(f"write-{name}", sent[0])
        sent[0] = uuid4()

    again(work)


def note(name: str) -> None:
    """Take note of what is put before the communities."""
    from django.db.models.functions import Mod

    from anlin.accounts.rules import Role
    from anlin.base.scope import nationwide
    from anlin.duties import actions
    from anlin.duties.models import Escalation
    from anlin.duties.rules.problems import AlreadyAcknowledgedError
    from anlin.places.rules import code_of
    from tests.duties.climbing import leader

    def work() -> None:
        with nationwide():
            free = Escalation.objects.filter(level=5, lapse__acknowledgement=None)
            told = free.annotate(part=Mod("lapse_id", 3)).filter(part=0).order_by("pk").first()
        if told is None:
            time.sleep(0.05)
            return
        by = leader(Role.COMMUNITY_WORKER, code_of(told.place, 5))
        with suppress(AlreadyAcknowledgedError), nationwide():
            actions.acknowledge(lapse=told.lapse_id, by=by, at=now())
        answered("note-1", told.lapse_id)

    again(work)


def check(name: str) -> None:
    """Let the heart catch up, and say what was lost, and what is wrong."""
    from anlin.base import clock
    from anlin.base.scope import nationwide
    from anlin.duties.jobs import keep_up
    from anlin.duties.models import Acknowledgement
    from anlin.journal.queries import breaks
    from anlin.records.models import Submission

    with nationwide():
        kept = set(Submission.objects.values_list("client_id", flat=True))
        noted = set(Acknowledgement.objects.values_list("lapse_id", flat=True))
    told = {kind: _answered(kind) for kind in ("write", "note")}
    lost = [line for line in told["write"] if UUID(line) not in kept]
    lost += [line for line in told["note"] if int(line) not in noted]
    moment = now()
    with clock.frozen(moment):
        keep_up()
    for line in (*_wrong(moment), *breaks()):
        sys.stdout.write(f"wrong: {line}\n")
    counts = {kind: len(lines) for kind, lines in told.items()}
    sys.stdout.write(f"answered {sum(counts.values())} {counts}, lost {len(lost)}\n")


def _answered(kind: str) -> list[str]:
    files = Path(home.folder()).glob(f"answered-{kind}-*")
    return [line for file in files for line in file.read_text().splitlines()]


def _wrong(moment: datetime) -> list[str]:
    """Return every duty that is missed and not raised once, and every rung told twice or not."""
    from django.db import connection

    from anlin.base.scope import nationwide

    with nationwide(), connection.cursor() as cursor:
        cursor.execute(
            """
            select 'not raised once', d.subject, d.opens
            from duties_of((select array_agg(id::int) from duties_window), 0, %(hi)s, %(at)s) d
            where d.status = 'missed' and 1 <> (
                select count(*) from duties_lapse l
                where l.measure_id = d.measure_id and l.subject = d.subject and l.opens = d.opens)
            union all
            select 'told twice', lapse_id, now() from duties_escalation
            group by lapse_id, rung having count(*) > 1
            union all
            select 'community not told', l.id, l.opens from duties_lapse l
            join duties_of((select array_agg(id::int) from duties_window), 0, %(hi)s, %(at)s) d
              on d.measure_id = l.measure_id and d.subject = l.subject and d.opens = l.opens
             and d.status = 'missed'
            where not exists (
                select from duties_escalation e where e.lapse_id = l.id and e.rung = 1)
            """,
            {"hi": 10**18, "at": moment},
        )
        return [" ".join(map(str, row)) for row in cursor.fetchall()]


if __name__ == "__main__":
    main(*sys.argv[1:])
