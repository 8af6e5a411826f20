"""Database and workers are killed while they work: nothing that was answered is lost."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from tests.house.reading import ROOT

SECONDS = float(os.environ.get("ANLIN_FAULT_SECONDS", "20"))
WORKERS = (("beat", ""), ("write", "1"), ("write", "2"), ("write", "3"), ("note", ""))
Process = subprocess.Popen[str]


class Rig:
    """A cluster of its own with workers, that somebody keeps killing."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.dice = Random(seed)
        self.holder: Process | None = None
        self.workers: dict[tuple[str, str], Process] = {}
        self.kills = 0

    def run(self, deed: str, name: str = "") -> str:
        """Do one deed to its end and return what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.hands", deed, name],
            cwd=ROOT, env=self._environment(), capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items()
                if not k.startswith(("ANLIN_", "DJANGO_"))}  # fmt: skip
        return kept | {"ANLIN_HOME": str(self.folder), "PYTHONPATH": str(ROOT)}

    def _start(self, deed: str, name: str) -> Process:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hands", deed, name],
            cwd=ROOT, env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def up(self) -> None:
        """Start the server again, and every worker that is not alive."""
        if self.holder is None:
            self.holder = self._start("hold", "")
            assert self.holder.stdout
            assert self.holder.stdout.readline() == "up\n"
        for worker in WORKERS:
            if worker not in self.workers or self.workers[worker].poll() is not None:
                self.workers[worker] = self._start(*worker)

    def kill_database(self) -> None:
        """Kill the server with every process of it, at once, and whoever held it up."""
        mark = self.folder / "postgres" / "postmaster.pid"
        server = int(mark.read_text().partition("\n")[0])
        for process in [server, *children(server)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if self.holder:
            end(self.holder)
            self.holder = None
        self.kills += 1

    def kill_worker(self) -> None:
        """Kill one of the workers in the middle of its work."""
        worker = self.dice.choice(WORKERS)
        end(self.workers[worker])

    def down(self) -> None:
        """End everything; the server stops as its last user goes."""
        for process in self.workers.values():
            end(process)
        if self.holder:
            self.holder.communicate()


def children(server: int) -> list[int]:
    """Return the processes that the server has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            text = stat.read_text()
            if int(text.rpartition(")")[2].split()[1]) == server:
                found.append(int(stat.parent.name))
    return found


def end(process: Process) -> None:
    process.kill()
    process.communicate()


@contextmanager
def rig(seed: int, *, careless: bool = False) -> Iterator[Rig]:
    with tempfile.TemporaryDirectory(prefix="anlin-") as name:
        made = Rig(Path(name), seed)
        try:
            made.run("prepare", "careless" if careless else "")
            made.up()
            yield made
        finally:
            made.down()


def suffer(made: Rig, seconds: float) -> str:
    """Kill for so long, then let everything come up and check; return what the check says."""
    until = monotonic() + seconds
    while monotonic() < until:
        sleep(made.dice.uniform(1.0, 2.5))
        made.kill_worker()
        if made.dice.random() < 0.5:
            sleep(made.dice.uniform(0.0, 0.5))
            made.kill_database()
        made.up()
    sleep(2)
    made.kill_database()
    made.up()
    for process in made.workers.values():
        end(process)
    return made.run("check")


@pytest.mark.skipif(sys.platform != "linux", reason="finds the server's processes under /proc")
def test_whatever_was_answered_survives_kills_and_no_rung_is_told_twice() -> None:
    with rig(1) as made:
        said = suffer(made, SECONDS)
    found = re.search(r"answered (\d+) .* lost (\d+)", said)
    assert found, said
    assert "wrong" not in said
    assert int(found[1]) > 5 * SECONDS
    assert int(found[2]) == 0
    assert made.kills >= min(10, SECONDS / 8)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the server's processes under /proc")
def test_a_database_that_answers_before_it_has_written_is_found_out() -> None:
    with rig(2, careless=True) as made:
        said = suffer(made, min(SECONDS, 25))
    found = re.search(r"lost (\d+)", said)
    assert found, said
    assert int(found[1]) > 0
