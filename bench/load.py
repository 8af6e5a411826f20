"""The load, in a process of its own: a few connections, each sending as soon as it was answered."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from anlin.base import clock

_HEAD = "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}Content-Length: {length}\r\n\r\n"


@dataclass
class Tally:
    """What came back: seconds of each answer, and how many were not 200."""

    seconds: list[float] = field(default_factory=list)
    failures: int = 0
    first_failure: str = ""


class Connection(asyncio.Protocol):
    """One connection: it sends the next request when the last was answered, until time is up."""

    def __init__(self, requests: Iterator[bytes], tally: Tally, until: float) -> None:
        self.requests, self.tally, self.until = requests, tally, until
        self.done = asyncio.get_running_loop().create_future()
        self.held, self.sent_at = bytearray(), 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport: Any = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        """Take what came; when the answer is whole, send again."""
        self.held += data
        end = self.held.find(b"\r\n\r\n")
        if end < 0:
            return
        at = self.held.lower().find(b"content-length:", 0, end)
        length = int(self.held[at + 15 : self.held.find(b"\r\n", at)]) if at >= 0 else 0
        if len(self.held) < end + 4 + length:
            return
        self.tally.seconds.append(time.perf_counter() - self.sent_at)
        if self.held[9:12] != b"200":
            self.tally.failures += 1
            self.tally.first_failure = self.tally.first_failure or self.held[:600].decode()
        self.held.clear()
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that nothing more comes."""
        if not self.done.done():
            self.done.set_result(None)

    def _send(self) -> None:
        if time.perf_counter() >= self.until:
            self.transport.close()
            return
        request = next(self.requests)
        self.sent_at = time.perf_counter()
        self.transport.write(request)


def gets(path: str, header: str) -> Iterator[bytes]:
    """Yield the same question for ever."""
    whole = _HEAD.format(method="GET", path=path, header=header, length=0).encode()
    while True:
        yield whole


def posts(header: str, pairs: list[list[Any]], size: int, lane: int) -> Iterator[bytes]:
    """Yield batches of `size` records, each with an id that was never used (UUIDv7)."""
    head = header + "Content-Type: application/json\r\n"
    moment = (clock.now() - timedelta(hours=1)).isoformat()
    visits = [
        f'"place":"{place}","subject":{person},"kinds":["visit"],"occurred_at":"{moment}",'
        '"content":{"way":"door","condition":"well"}}'
        for place, person in pairs
    ]
    for first in count(step=size):
        now = f"{int(clock.now().timestamp() * 1000):012x}"
        made = f'{{"id":"{now[:8]}-{now[8:]}-7'
        parts = [
            f'{made}{n % 4096:03x}-8{lane:03x}-{n:012x}",{visits[n % len(visits)]}'
            for n in range(first, first + size)
        ]
        body = f'{{"records":[{",".join(parts)}]}}'
        start = _HEAD.format(method="POST", path="/api/v1/records", header=head, length=len(body))
        yield (start + body).encode()


async def run(port: int, lanes: list[Iterator[bytes]], seconds: float, tally: Tally) -> float:
    """Send on every lane for `seconds`; return how long it took until the last answer."""
    loop = asyncio.get_running_loop()
    start = time.perf_counter()

    def made(lane: Iterator[bytes]) -> Callable[[], Connection]:
        return lambda: Connection(lane, tally, start + seconds)

    opened = [await loop.create_connection(made(lane), "127.0.0.1", port) for lane in lanes]
    await asyncio.gather(*(connection.done for _, connection in opened))
    return time.perf_counter() - start


def main() -> None:
    """Read what to send from standing input, send it, and print what came back as JSON."""
    plan = json.load(sys.stdin)
    if plan["size"]:
        lanes = [
            posts(lane["header"], lane["pairs"], plan["size"], n)
            for n, lane in enumerate(plan["lanes"])
        ]
    else:
        lanes = [gets(lane["path"], lane["header"]) for lane in plan["lanes"]]
    tally = Tally()
    taken = asyncio.run(run(plan["port"], lanes, plan["seconds"], tally))
    tally.seconds.sort()
    print(json.dumps({  # noqa: T201
        "answers": len(tally.seconds),
        "taken": taken,
        "p99": tally.seconds[int(len(tally.seconds) * 0.99)] if tally.seconds else 0.0,
        "median": tally.seconds[len(tally.seconds) // 2] if tally.seconds else 0.0,
        "failures": tally.failures,
        "first_failure": tally.first_failure,
        "cpu": time.process_time(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
