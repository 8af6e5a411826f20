"""The two processes that `script/run` keeps up: the web server and the timed work."""

import os
import sys
from typing import cast

from procrastinate.jobs import DeleteJobCondition

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
    """Do the timed work of every room's `jobs.py`, one job at a time."""
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector):
        app.run_worker(
            concurrency=1,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            shutdown_graceful_timeout=PATIENCE / 2,
        )


if __name__ == "__main__":
    main()
