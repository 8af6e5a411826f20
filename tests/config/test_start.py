"""`script/run` leaves nobody behind, however it ends.

The steps that fill the database have tests of their own; here they are left out.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from anlin.config import guard
from tests.house.reading import ROOT

START = """
from anlin.config import start
start.fill = lambda people: None
start.main()
"""
LONG = 60
Starter = Callable[..., "Run"]


class Run(subprocess.Popen[str]):
    """One `script/run`, in a session of its own as a terminal would give it.

    What names its processes anew, where that is installed, leaves their environment to be read.
    """

    def __init__(self, home: Path, *words: str, text: str = START) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANLIN_", "DJANGO_"))}
        super().__init__(
            [sys.executable, "-c", text, *words],
            env=kept | {"ANLIN_HOME": str(home), "LC_ALL": "C.UTF-8", "SPT_NOENV": "1"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def wait_for(self, what: str) -> str:
        """Return what it said up to and with `what`."""
        said = ""
        for line in self.stdout or ():
            said += line
            if what in line:
                return said
        raise AssertionError(said)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="anlin-") as name:
        folder = Path(name)
        yield folder
        for process in _processes(folder):
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Run]]:
    with ExitStack() as stack:
        yield lambda *words, **more: stack.enter_context(_ended(Run(home, *words, **more)))


@contextmanager
def _ended(run: Run) -> Iterator[Run]:
    with run:
        yield run
        run.kill()


def _processes(home: Path) -> list[int]:
    """Return the living processes that name `home` in their environment or command."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            said = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if bytes(home) in said:
            found.append(int(entry.name))
    return found


def _gone(home: Path, seconds: float) -> bool:
    deadline = monotonic() + seconds
    while _processes(home) and monotonic() < deadline:
        sleep(0.1)
    return not _processes(home)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_preparing_without_serving_ends_by_itself_and_leaves_nobody(
    home: Path, start: Starter
) -> None:
    run = start("--no-serve")
    said = run.wait_for("Ready")
    assert run.wait(LONG) == 0
    assert [line.split()[0] for line in said.splitlines()[1:5]] == [
        "database", "words", "tables", "pages",
    ]  # fmt: skip
    assert _gone(home, 1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_group_stops_every_process(
    home: Path, start: Starter, number: signal.Signals
) -> None:
    port = _free_port()
    run = start("--port", str(port))
    run.wait_for(f"http://127.0.0.1:{port}/")
    assert len(_processes(home)) > 4
    os.killpg(run.pid, number)
    assert run.wait(LONG) == 0
    assert _gone(home, 1)


def test_a_killed_start_is_cleared_up_and_the_next_one_starts_cleanly(
    home: Path, start: Starter
) -> None:
    port = _free_port()
    run = start("--port", str(port))
    run.wait_for("http://")
    run.kill()
    run.wait()
    deadline = monotonic() + guard.PATIENCE + 5
    while _serves(home, port) and monotonic() < deadline:
        sleep(0.1)
    again = start("--port", str(port))
    again.wait_for("http://")
    os.killpg(again.pid, signal.SIGINT)
    assert again.wait(LONG) == 0
    assert _gone(home, 1)


def _serves(home: Path, port: int) -> bool:
    """Tell whether a child lives, or one of its own that goes by another name holds the port."""
    with socket.socket() as knock:
        held = knock.connect_ex(("127.0.0.1", port)) == 0
    return held or b"anlin.config.child" in _commands(home)


def _commands(home: Path) -> bytes:
    texts = (Path(f"/proc/{process}/cmdline") for process in _processes(home))
    return b"".join(text.read_bytes() for text in texts if text.exists())


def test_a_taken_port_is_told_in_one_line(home: Path, start: Starter) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = start("--port", str(port))
        said = run.wait_for("--port")
    assert f"Port {port} is taken" in said
    assert run.wait(LONG) == 1
    assert _gone(home, 1)


def test_without_the_guard_a_killed_start_would_leave_somebody(home: Path, start: Starter) -> None:
    sabotage = START.replace("start.main()", "start._tell = lambda *_: None\nstart.main()")
    run = start("--port", str(_free_port()), text=sabotage)
    run.wait_for("http://")
    run.kill()
    run.wait()
    sleep(2)
    assert b"anlin.config.child" in _commands(home)
