"""A process of `script/run` that ends when its parent does, however the parent ends.

Its standard input is a pipe that only the parent holds open; at its end the whole group stops.
"""

import os
import signal
import sys
from threading import Thread
from time import sleep

PATIENCE = 10  # seconds from asking to stop until stopping by force


def main() -> None:
    """Run `web PORT` or `worker`, tied to the parent."""
    Thread(target=_follow_parent, daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    if sys.argv[1] == "web":
        serve(int(sys.argv[2]))
    else:
        work()


def _follow_parent() -> None:
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGTERM)
    sleep(PATIENCE)
    os.killpg(0, signal.SIGKILL)


def serve(port: int) -> None:
    """Answer requests on this machine's own address."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "anlin.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE // 2,
    ).serve()


def work() -> None:
    """Do the timed work."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["anlin", "procrastinate", "--verbosity", "0", "worker"])


if __name__ == "__main__":
    main()
