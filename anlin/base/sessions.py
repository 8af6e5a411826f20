"""One piece of work done for parts of the nation at once, each in a session of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connection

from anlin.base.scope import nationwide

Part = tuple[int, int]


def in_sessions(work: Callable[[Part], int], parts: Sequence[Part]) -> int:
    """Do `work` for each of `parts`, ranges of places, and return the sum of what it returns.

    A single part is done in the running transaction. Several are committed one by one, so work
    that failed in between must be able to be done again; the caller holds no lock they need.
    """
    if len(parts) == 1:
        return work(parts[0])
    with ThreadPoolExecutor(len(parts)) as pool:
        return sum(pool.map(partial(_alone, work), parts))


def _alone(work: Callable[[Part], int], part: Part) -> int:
    try:
        with nationwide():
            return work(part)
    finally:
        connection.close()
