"""A bad network between phones and server: answers lost, connections reset, half open or slow."""

import asyncio
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress
from random import Random
from time import monotonic

SLOW = 40_000 / 8  # bytes a second
FAULTS = ("none", "none", "none", "drop after commit", "reset", "half-open", "40 kbit/s")
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Proxy:
    """Hands each connection on with one fault of the dice's choice; counts what it did.

    Units: `longest` is in seconds, of one connection with that fault.
    """

    def __init__(self, to: int, dice: Random, faults: Sequence[str] = FAULTS) -> None:
        self.to, self.dice, self.faults = to, dice, faults
        self.unkind = True  # whether to do harm
        self.done: dict[str, int] = {}
        self.longest: dict[str, float] = {}
        self.server: asyncio.Server | None = None
        self.carrying: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        """Listen, and return the port."""
        self.server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        port: int = self.server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Hang up on everybody."""
        if self.server:
            self.server.close()
        for task in self.carrying:
            task.cancel()
        await asyncio.gather(*self.carrying, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault, began = self.dice.choice(self.faults) if self.unkind else "none", monotonic()
        self.done[fault] = self.done.get(fault, 0) + 1
        task = asyncio.current_task()
        assert task
        self.carrying.add(task)
        writers = [writer]
        try:
            server = await asyncio.open_connection("127.0.0.1", self.to)
            writers.append(server[1])
            await self._pass((reader, writer), server, fault)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # somebody was killed or hung up: the connection ends
        finally:
            self.carrying.discard(task)
            self.longest[fault] = max(self.longest.get(fault, 0), monotonic() - began)
            for each in writers:
                await hang_up(each)

    async def _pass(self, phone: Streams, server: Streams, fault: str) -> None:
        request = await _message(phone[0])
        if fault == "half-open":
            await asyncio.sleep(6)  # longer than any phone waits; nothing is passed on
            return None
        if fault == "reset" and self.dice.random() < 0.5:
            server[1].write(request[: len(request) // 2])
            return _reset(phone[1])
        if fault == "40 kbit/s":
            await _slowly(server[1], request)
        else:
            server[1].write(request)
            await server[1].drain()
        answer = await _message(server[0])  # what was committed is committed
        if fault == "drop after commit":
            return None
        if fault == "reset":
            phone[1].write(answer[: len(answer) // 2])
            return _reset(phone[1])
        phone[1].write(answer)
        await phone[1].drain()
        return None


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait until it is."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """Return one whole request or answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
    return head + await reader.readexactly(int(length or 0))


async def _slowly(writer: asyncio.StreamWriter, data: bytes) -> None:
    for start in range(0, len(data), 500):
        writer.write(data[start : start + 500])
        await writer.drain()
        await asyncio.sleep(500 / SLOW)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Break a connection off as a router does that was switched off."""
    wire = writer.get_extra_info("socket")
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
