"""The two processes that `script/run` keeps up: the web server and the timed work."""

import os
import sys

from anlin.config.guard import PATIENCE


def main() -> None:
    """Run `web PORT` or `worker`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    if sys.argv[1] == "web":
        serve(int(sys.argv[2]))
    else:
        work()


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
