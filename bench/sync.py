"""Phones through the whole stack: signature, row-level security, receipts, journal."""

import argparse
import asyncio
import hashlib
import json
import os
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from anlin.base import clock
from bench.load import Tally
from bench.stage import run_file, settle, stage
from bench.telling import Figures, tell
from bench.web import _kept, served

PATH = "/field/api/batch"
LIMITS = {
    "records/s": (">=", 50_000),
    "p99 of a batch of 100, one phone at a time, ms": ("<", 100),
    "rush: failures": ("<=", 0),
}


def main(options: Sequence[str]) -> None:
    """Build the data, serve it as `script/run` does, load it, print figures beside limits."""
    parser = argparse.ArgumentParser(prog="script/bench sync")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each load; default: 10")
    parser.add_argument("--phones", type=int, default=160, help="that send at full speed")
    parser.add_argument("--rush", type=float, default=600.0, help="seconds of 50 phones a second")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(options)
    os.environ |= {"ANLIN_DEVICE_PER_MINUTE": "1000000000", "ANLIN_PHONES_PER_MINUTE": "1000000000"}
    with stage() as connection:
        run_file(connection, "web.sql")
        settle(connection)
        lanes = _enrol(connection, chosen.phones)
        with served() as port:
            figures = measure(connection, port, lanes, chosen.seconds, chosen.rush)
    heading = f"{os.cpu_count()} cores, shared by load, web server and database"
    tell(figures, LIMITS, as_json=chosen.json, under=heading)


def measure(
    connection: psycopg.Connection, port: int, lanes: Sequence[Mapping[str, Any]], seconds: float,
    rush: float,
) -> Figures:  # fmt: skip
    """Return every figure of one run.

    Raises:
        AssertionError: an answer was not 200, or not every record stands in the database once.
    """
    figures: Figures = {}
    _send(port, lanes[:16], size=100, seconds=2, start=1)
    for name, used in (("full speed", lanes[:16]), ("one phone at a time", lanes[:1])):
        before = _kept(connection)
        told = _send(port, used, size=100, seconds=seconds, start=10**6 * (1 + len(figures)))
        kept = _kept(connection) - before
        if kept != told["answers"] * 100:
            raise AssertionError(f"{kept:,} kept of {told['answers'] * 100:,} that were accepted")
        figures[f"{name}: records/s"] = kept / told["taken"]
        figures[f"{name}: p99 of a batch of 100, ms"] = told["p99"] * 1000
        figures[f"{name}: cores of the load"] = told["cpu"] / told["taken"]
    figures["records/s"] = figures["full speed: records/s"]
    figures["p99 of a batch of 100, one phone at a time, ms"] = figures[
        "one phone at a time: p99 of a batch of 100, ms"
    ]
    figures |= _signs(lanes[0])
    if rush:
        told = _send(port, lanes, size=10, seconds=rush, start=10**8, every=len(lanes) / 50)
        figures["rush: phones/s"] = told["answers"] / told["taken"]
        figures["rush: p99 ms"] = told["p99"] * 1000
        figures["rush: failures"] = told["failures"]
    return figures


def _signs(lane: Mapping[str, Any]) -> Figures:
    """Return what of a batch is the signature's: the ratio that would pay for going without."""
    from anlin.accounts.rules.devices import check_proof, read_proof

    key = _key(lane["device"])
    body = bytes(20_000)
    header = _proof(key, body)
    public = _public(key)
    begun = time.perf_counter()
    for _ in range(500):
        check_proof(read_proof(header), public, method="POST", path=PATH, body=body, at=clock.now())
    return {"checking one signature, ms": (time.perf_counter() - begun) * 2}


def _send(
    port: int,
    lanes: Sequence[Mapping[str, Any]],
    *,
    size: int,
    seconds: float,
    start: int,
    every: float = 0.0,
) -> Any:  # noqa: ANN401 - JSON
    """Send from a process of its own and return what came back."""
    plan = {"port": port, "lanes": list(lanes), "size": size, "seconds": seconds, "start": start,
            "every": every}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "bench.sync"],
        input=json.dumps(plan), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    if told["failures"] and not every:
        raise AssertionError(f"{told['failures']:,} failed: {told['first_failure']}")
    return told


def _enrol(connection: psycopg.Connection, phones: int) -> list[dict[str, Any]]:
    """Make workers with a phone each, some to a community, as enrolling them would."""
    from anlin.accounts.actions import create_user, grant_role
    from anlin.accounts.models import Device
    from anlin.accounts.queries import digest
    from anlin.accounts.rules import Role
    from anlin.base.scope import NATION, open_scope

    at = clock.now()
    communities = connection.execute("select lo from bench_community order by lo").fetchall()
    people = {
        lo: [row[0] for row in connection.execute(
            "select id from people_person where area = %s order by place, id", [lo]).fetchall()]
        for (lo,) in communities
    }  # fmt: skip
    lanes = []
    for number in range(phones):
        (lo,) = communities[number % len(communities)]
        code = str(lo)[:12]
        user = create_user(
            by=None, at=at, username=f"phone-{number}", name="x", password=f"bench phone {number}",
            place=code, active_until=date(2100, 1, 1), using="owner",
        )  # fmt: skip
        role = Role.COMMUNITY_WORKER
        grant = grant_role(by=None, at=at, user=user.pk, role=role, place=code, using="owner")
        with open_scope(*NATION, user=user.pk, staff=True, using="owner"):
            made = Device.objects.using("owner").create(
                user_id=user.pk, grant_id=grant.pk, place=lo, name="bench",
                digest=digest(f"bench {number}"), public_key=_public(_key(number)), share=b"",
                made_at=at, enrolled_at=at, seen_at=at,
            )  # fmt: skip
        lanes.append({"device": number, "people": people[lo], "row": made.pk})
    return lanes


def _key(number: int) -> EllipticCurvePrivateKey:
    return derive_private_key(number + 1, SECP256R1())


def _public(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _proof(key: EllipticCurvePrivateKey, body: bytes) -> str:
    stamp = str(int(clock.now().timestamp() * 1000))
    text = f"POST {PATH}\n{stamp}\n{hashlib.sha256(body).hexdigest()}".encode()
    r, s = decode_dss_signature(key.sign(text, ECDSA(SHA256())))
    signature = urlsafe_b64encode(r.to_bytes(32) + s.to_bytes(32)).rstrip(b"=").decode()
    return f"{stamp}.{signature}"


def batches(lane: Mapping[str, Any], size: int, start: int) -> Iterator[bytes]:
    """Yield signed batches of `size` contacts, each with an id that was never used (UUIDv7)."""
    key, people = _key(lane["device"]), lane["people"]
    milliseconds = int(clock.now().timestamp() * 1000)
    numbers = count(start)
    while True:
        moment = (clock.now() - timedelta(minutes=1)).isoformat()
        parts = []
        for _ in range(size):
            n = next(numbers)
            first = milliseconds + n // 4096 & 0xFFFFFFFFFFFF
            new = f"{first:012x}{n % 4096:03x}{lane['device']:03x}"
            made = f"{new[:8]}-{new[8:12]}-7{new[12:15]}-8{new[15:18]}-{n:012x}"
            parts.append(
                f'{{"id":"{made}","seq":{n},"kind":"contact","at":"{moment}","body":'
                f'{{"subject":{people[n % len(people)]},"way":"door","condition":"well"}}}}'
            )
        body = f'{{"made":{n},"oldest":null,"items":[{",".join(parts)}]}}'.encode()
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer bench {lane['device']}\r\nAnlin-Proof: {_proof(key, body)}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body


async def _lane(
    port: int, requests: Iterator[bytes], tally: Tally, until: float, every: float, first: float
) -> None:
    """Send on one connection until time is up; with `every`, one batch in so many seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.perf_counter() + first
    while time.perf_counter() < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()) if every else 0)
        due += every
        request = next(requests)
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        tally.seconds.append(time.perf_counter() - sent)
        if head[9:12] != b"200" or b'"quarantined"' in body:
            tally.failures += 1
            tally.first_failure = tally.first_failure or (head + body)[:600].decode()
    writer.close()


async def _all(plan: Mapping[str, Any], tally: Tally) -> float:
    begun = time.perf_counter()
    until = begun + plan["seconds"]
    lanes = plan["lanes"]
    await asyncio.gather(*(
        _lane(plan["port"], batches(lane, plan["size"], plan["start"]), tally, until,
              plan["every"], plan["every"] * n / len(lanes))
        for n, lane in enumerate(lanes)
    ))  # fmt: skip
    return time.perf_counter() - begun


def load() -> None:
    """Read what to send from standing input, send it, and print what came back as JSON."""
    plan, tally = json.load(sys.stdin), Tally()
    taken = asyncio.run(_all(plan, tally))
    tally.seconds.sort()
    print(json.dumps({  # noqa: T201
        "answers": len(tally.seconds),
        "taken": taken,
        "p99": tally.seconds[int(len(tally.seconds) * 0.99)] if tally.seconds else 0.0,
        "failures": tally.failures,
        "first_failure": tally.first_failure,
        "cpu": time.process_time(),
    }))  # fmt: skip


if __name__ == "__main__":
    load()
