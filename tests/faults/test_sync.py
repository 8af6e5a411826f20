"""Server and database are killed and the network is bad while phones send: nothing is lost."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.phones import PEOPLE, PHONES, key, token
from tests.faults.proxy import FAULTS, SLOW, Proxy, hang_up
from tests.faults.test_kill import Process, children, end
from tests.house.reading import ROOT
from tests.phones.keys import proof

SUBMISSIONS = int(os.environ.get("ANLIN_FAULT_SUBMISSIONS", "600"))
KILLS = max(2, SUBMISSIONS // 1000)
PATH, SIZE = "/field/api/batch", 10
PATIENCE = 5  # seconds that a phone waits for an answer
LEAST = 150  # bytes that an item has on the wire, at least
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes under /proc")


class Server:
    """A cluster and a web server of their own, that somebody keeps killing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.holder: Process | None = None
        self.web: Process | None = None
        self.kills = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def _start(self, *words: str) -> Process:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANLIN_", "DJANGO_"))}
        more = {"ANLIN_HOME": str(self.folder), "PYTHONPATH": str(ROOT),
                "ANLIN_DEVICE_PER_MINUTE": "100000"}  # fmt: skip
        return subprocess.Popen(
            [sys.executable, "-m", *words], cwd=ROOT, env=kept | more, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def say(self, deed: str) -> str:
        """Do one deed to its end and return what it says."""
        process = self._start("tests.faults.phones", deed)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, deed
        return said

    def up(self) -> None:
        if self.holder is None:
            self.holder = self._start("tests.faults.hands", "hold")
            assert self.holder.stdout
            assert self.holder.stdout.readline() == "up\n"

    def serve(self) -> None:
        if self.web is None:
            self.web = self._start("anlin.config.child", "web", str(self.port))

    def kill_web(self) -> None:
        if self.web:
            for worker in children(self.web.pid):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            end(self.web)
            self.web = None
            self.kills += 1

    def kill_database(self) -> None:
        mark = self.folder / "postgres" / "postmaster.pid"
        server = int(mark.read_text().partition("\n")[0])
        for process in [server, *children(server)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if self.holder:
            end(self.holder)
            self.holder = None
        self.kills += 1

    def down(self) -> None:
        self.kill_web()
        if self.holder:
            self.holder.communicate()


@dataclass
class Sender:
    """A phone that sends until everything was answered; `anew` makes a new id at each sending.

    It waits `patience` seconds for an answer; `met` counts what answers said and how sendings
    failed.
    """

    number: int
    anew: bool = False
    made: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    wanted: int = 0
    patience: float = PATIENCE

    def write_down(self, dice: Random) -> None:
        while len(self.waiting) < SIZE and self.made < self.wanted:
            self.made += 1
            self.waiting.append({
                "id": str(uuid4()), "seq": self.made, "kind": "contact",
                "at": datetime.now(UTC).isoformat(),
                "body": {"subject": dice.randint(1, PEOPLE), "way": "phone", "condition": "well"},
            })  # fmt: skip

    async def go_on(self, port: int, dice: Random) -> None:
        """Send, and send again what was not answered."""
        while self.made < self.wanted or self.waiting:
            self.write_down(dice)
            if self.anew:
                self.waiting = [each | {"id": str(uuid4())} for each in self.waiting]
            try:
                said = await asyncio.wait_for(self._send(port), self.patience)
            except (OSError, asyncio.IncompleteReadError, ValueError, IndexError) as error:
                self.met[type(error).__name__] += 1
                await asyncio.sleep(dice.uniform(0.05, 0.3))
                continue
            self.met.update(each["result"] for each in said)
            self.answered |= {each["id"] for each in said}
            self.waiting = [each for each in self.waiting if each["id"] not in self.answered]

    async def _send(self, port: int) -> list[dict[str, Any]]:
        body = json.dumps({"made": self.made, "oldest": None, "items": self.waiting}).encode()
        signed = proof(key(self.number), "POST", PATH, body, datetime.now(UTC))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(
                f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                f"Authorization: Bearer {token(self.number)}\r\nAnlin-Proof: {signed}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
            told = await reader.readexactly(length)
        finally:
            await hang_up(writer)
        if head[9:12] != b"200":
            raise OSError(head)
        results: list[dict[str, Any]] = json.loads(told)["results"]
        return results


async def send_all(
    server: Server, senders: list[Sender], dice: Random, kills: int, *faults: str
) -> Proxy:
    """Let every phone send through a bad network while somebody kills; return the network."""
    proxy = Proxy(server.port, dice, faults or FAULTS)
    port = await proxy.open()
    work = [asyncio.create_task(each.go_on(port, dice)) for each in senders]
    loop = asyncio.get_running_loop()
    deadline = monotonic() + 120 + SUBMISSIONS / 5
    while not all(task.done() for task in work):
        assert monotonic() < deadline, "the phones never came to an end"
        await asyncio.sleep(dice.uniform(1.0, 3.0))
        if server.kills < kills:
            kill = server.kill_web if server.kills % 2 else server.kill_database
            await loop.run_in_executor(None, kill)
            await loop.run_in_executor(None, server.up)
            await loop.run_in_executor(None, server.serve)
        proxy.unkind = server.kills < kills or monotonic() < deadline - 60
    await asyncio.gather(*work)
    await proxy.close()
    return proxy


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="anlin-") as name:
        made = Server(Path(name))
        try:
            made.up()
            made.say("prepare")
            made.serve()
            sleep(1)
            yield made
        finally:
            made.down()


def test_nothing_acknowledged_is_lost_and_nothing_stands_twice(server: Server) -> None:
    each = -(-SUBMISSIONS // PHONES)
    senders = [Sender(n, wanted=each) for n in range(1, PHONES + 1)]
    proxy = asyncio.run(send_all(server, senders, Random(1), KILLS))
    told = json.loads(server.say("check"))
    answered = set().union(*(sender.answered for sender in senders))
    assert len(answered) == each * PHONES
    assert answered - told["stands"].keys() == set()  # nothing acknowledged is lost
    assert set(told["stands"].values()) == {1}  # nothing stands twice
    assert sorted(told["receipts"]) == sorted(answered)
    assert told["wrong"] == []
    assert server.kills >= KILLS
    assert proxy.done.keys() == set(FAULTS)


@pytest.mark.parametrize(
    ("fault", "met"),
    [
        ("drop after commit", {"accepted", "duplicate", "IncompleteReadError"}),
        ("reset", {"accepted", "duplicate", "ConnectionResetError"}),
        ("half-open", {"accepted", "TimeoutError"}),
        ("40 kbit/s", {"accepted"}),
    ],
)
def test_each_fault_by_itself_is_met_and_loses_and_doubles_nothing(
    server: Server, fault: str, met: set[str]
) -> None:
    first = 10**7 + 10**3 * list(FAULTS).index(fault)
    patience = 2 if fault == "half-open" else PATIENCE  # every second time it is waited for in vain
    senders = [
        Sender(n, made=first, wanted=first + 3 * SIZE, patience=patience)
        for n in range(1, PHONES + 1)
    ]
    proxy = asyncio.run(send_all(server, senders, Random(3), 0, "none", fault))
    assert sum((each.met for each in senders), Counter[str]()).keys() == met
    if fault == "40 kbit/s":
        assert proxy.longest[fault] >= SIZE * LEAST / SLOW
    answered = set().union(*(each.answered for each in senders))
    stands = json.loads(server.say("check"))["stands"]
    assert len(answered) == 3 * SIZE * PHONES
    assert [stands.get(each) for each in answered] == [1] * len(answered)


@pytest.mark.parametrize("fault", ["drop after commit", "reset"])
def test_each_fault_that_loses_an_answer_finds_out_a_phone_that_makes_new_ids(
    server: Server, fault: str
) -> None:
    first = 2 * 10**7 + 10**3 * list(FAULTS).index(fault)
    before = len(json.loads(server.say("check"))["stands"])
    sender = Sender(1, anew=True, made=first, wanted=first + 10 * SIZE)
    asyncio.run(send_all(server, [sender], Random(4), 0, "none", fault))
    assert len(json.loads(server.say("check"))["stands"]) > before + 10 * SIZE
