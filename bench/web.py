"""Posts and boards through the whole stack: key or session, row-level security, journal."""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

from anlin.base import clock
from bench.stage import NAME, run_file, settle, stage
from bench.telling import Figures, tell

CONNECTIONS = 16
COMMUNITY = "500103001006"
LEVELS = {"nation": "0", "province": "50", "county": "500103", "community": ""}
ROLES = {"nation": "nation_leader", "province": "province_leader", "county": "county_leader"}
SIZES = {"one-record posts": 1, "100-record posts": 100, "1000-record posts": 1000}
LIMITS = {
    "one-record posts/s": (">=", 2_000),
    "one-record posts p99 ms": ("<", 15),
    "100-record posts, records/s": (">=", 50_000),
    "1000-record posts, records/s": (">=", 50_000),
    **{f"board of the {level} p99 ms": ("<", 300) for level in LEVELS},
}


def main(options: Sequence[str]) -> None:
    """Build the data, serve it as `script/run` does, load it, print figures beside limits."""
    parser = argparse.ArgumentParser(prog="script/bench web")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each load; default: 10")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    with stage() as connection:
        run_file(connection, "web.sql")
        settle(connection)
        lanes, boards = let_in(connection)
        with served() as port:
            figures = measure(connection, port, lanes, boards, chosen.seconds)
    tell(figures, LIMITS, as_json=chosen.json, under=heading())


def heading() -> str:
    """Say by what and on what pages and posts are measured."""
    by = "wrk" if shutil.which("wrk") else "bench.load"
    return (
        f"{os.cpu_count()} cores, shared by load, web server and database; "
        f"{CONNECTIONS} connections; pages by {by}"
    )


def measure(
    connection: psycopg.Connection,
    port: int,
    lanes: Sequence[Mapping[str, Any]],
    boards: Mapping[str, Mapping[str, str]],
    seconds: float,
) -> Figures:
    """Return every figure of one run.

    Raises:
        AssertionError: an answer was not 200, or not every record stands in the database once.
    """
    figures: Figures = {}
    for level, lane in boards.items():  # before the posts: no community has so many in a day
        ask(port, lane, seconds=1)
        figures |= ask(port, lane, seconds=min(seconds, 5), name=f"board of the {level}")
    for name, size in SIZES.items():
        before = _kept(connection)
        _load(port, lanes, size=size, seconds=1)
        warm = _kept(connection) - before
        told = _load(port, lanes, size=size, seconds=seconds)
        kept = _kept(connection) - before - warm
        if kept != told["answers"] * size:
            raise AssertionError(f"{kept:,} kept of {told['answers'] * size:,} that were accepted")
        figures[f"{name}/s"] = told["answers"] / told["taken"]
        if size > 1:
            figures[f"{name}, records/s"] = kept / told["taken"]
        figures[f"{name} p99 ms"] = told["p99"] * 1000
        figures[f"{name}, cores of the load"] = told["cpu"] / told["taken"]
    return figures


def _kept(connection: psycopg.Connection) -> int:
    (number,) = connection.execute("select count(*) from records_submission").fetchone() or (0,)
    return int(number)


def _load(port: int, lanes: Sequence[Mapping[str, Any]], *, size: int, seconds: float) -> Any:  # noqa: ANN401 - JSON
    """Send from a process of its own and return what came back."""
    plan = {"port": port, "lanes": list(lanes), "size": size, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(plan), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    if told["failures"]:
        raise AssertionError(f"{told['failures']:,} failed: {told['first_failure']}")
    return told


def ask(port: int, lane: Mapping[str, str], *, seconds: float, name: str = "") -> Figures:
    """Ask for one page on every connection; with wrk where it is installed."""
    wrk = shutil.which("wrk")
    if not wrk:
        told = _load(port, [lane] * CONNECTIONS, size=0, seconds=seconds)
        return {
            f"{name} pages/s": told["answers"] / told["taken"],
            f"{name} median ms": told["median"] * 1000,
            f"{name} p99 ms": told["p99"] * 1000,
        }
    command = [
        wrk, "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s",
        "-H", lane["header"].strip(), f"http://127.0.0.1:{port}{lane['path']}",
    ]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - wrk
    if "Non-2xx" in said:
        raise AssertionError(said)
    found = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))\b", said))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if len(found) < 2 or not rate:
        raise AssertionError(said)
    return {
        f"{name} pages/s": float(rate[1]),
        f"{name} median ms": _ms(found["50"]),
        f"{name} p99 ms": _ms(found["99"]),
    }


def _ms(said: str) -> float:
    """Return what wrk says of a time (980.00us, 12.41ms, 1.02s) in ms."""
    number, unit = said.rstrip("mus"), said.lstrip("0123456789.")
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def let_in(
    connection: psycopg.Connection,
) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Make the workers with their keys, and the leaders with their sessions."""
    communities = [
        str(lo)[:12] for (lo,) in connection.execute("select lo from bench_community order by lo")
    ]
    lanes = []
    for code in communities:
        people = connection.execute(
            "select place::text, id from people_person where area = %s order by place, id",
            [int(code) * 1_000_000],
        ).fetchall()
        header = f"Authorization: Bearer {_key_of(code)}\r\n"
        lanes.append({"header": header, "pairs": people})
    leaders = {level: (code or communities[0], ROLES.get(level, "community_worker"))
               for level, code in LEVELS.items()}  # fmt: skip
    boards = {
        level: {
            "path": f"/board/{code}/",
            "header": f"Cookie: sessionid={_session(level, code, role)}\r\n",
        }
        for level, (code, role) in leaders.items()
    }
    return lanes, boards


def _hire(username: str, place: str, role: str) -> Any:  # noqa: ANN401 - known only when Django is up
    from anlin.accounts.actions import create_user, grant_role
    from anlin.accounts.queries import viewer_for
    from anlin.accounts.rules import Role

    at = clock.now()
    user = create_user(
        by=None, at=at, username=username, name=username, password=f"bench of {username}",
        place=place, active_until=date(2100, 1, 1), using="owner",
    )  # fmt: skip
    grant_role(by=None, at=at, user=user.pk, role=Role(role), place=place, using="owner")
    return viewer_for(user.pk, None, at, using="owner")


def _key_of(code: str) -> str:
    from anlin.accounts.actions import make_key
    from anlin.accounts.rules import Scope
    from anlin.base.scope import open_scope

    by = _hire(f"worker-{code}", code, "community_worker")
    with open_scope(by.lo, by.hi, user=by.user, names=True, staff=True):
        _, secret = make_key(name="bench", scopes=[Scope.RECORD], days=1, by=by, at=clock.now())
    return secret


def _session(level: str, code: str, role: str) -> str:
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from anlin.accounts.models import User
    from anlin.accounts.queries import GRANT_SESSION_KEY

    by = _hire(f"leader-{level}", code, role)
    user = User.objects.using("owner").get(pk=by.user)
    store = SessionStore()
    store[SESSION_KEY] = str(by.user)
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[GRANT_SESSION_KEY] = by.grant
    store.create()
    return str(store.session_key)


@contextmanager
def served() -> Iterator[int]:
    """Serve the bench's database as `script/run` serves its own, and return the port."""
    from django.core.management import call_command

    from anlin.config import messages

    messages.compile_all()
    call_command("collectstatic", interactive=False, verbosity=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = {"ANLIN_DATABASE_NAME": NAME, "ANLIN_API_PER_MINUTE": "1000000000"}
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "anlin.config.child", "web", str(port)],
        env=os.environ | named, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    try:
        _wait(lambda: _answers(port))
        yield port
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def _wait(until: Callable[[], bool]) -> None:
    deadline = monotonic() + 60
    while not until():
        if monotonic() > deadline:
            raise TimeoutError
        sleep(0.1)
