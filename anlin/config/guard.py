"""Ends the processes of `script/run` if `script/run` itself was killed.

It reads the numbers of process groups, one a line, from a pipe that only `script/run` holds open.
At the end of the pipe every group that is left is asked to stop, then stopped by force.
"""

import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from time import sleep

PATIENCE = 10  # seconds from asking to stop until stopping by force


def main() -> None:
    """Wait for the end of the pipe, then clear up."""
    end([int(line) for line in sys.stdin])


def end(groups: Iterable[int]) -> None:
    """Ask every group to stop and wait; what stays after `PATIENCE` is stopped by force."""
    left = [group for group in groups if _send(group, signal.SIGTERM)]
    for _ in range(PATIENCE * 10):
        left = [group for group in left if _send(group, 0)]
        if not left:
            return
        sleep(0.1)
    for group in left:
        _send(group, signal.SIGKILL)


def _send(group: int, number: int) -> bool:
    """Send a signal to a group; return whether anybody was there."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    main()
