"""Running one law on many worlds, and finding the world in which a broken heart breaks it."""

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from tests.twins import found_out

WORLDS = int(os.environ.get("ANLIN_WORLDS", "200"))
T = TypeVar("T")
_COMMON = settings(
    max_examples=WORLDS,
    deadline=None,
    database=None,
    derandomize="CI" in os.environ,
    suppress_health_check=list(HealthCheck),
)


def holds(law: Callable[[T], None], worlds: SearchStrategy[T], *, one_in: int = 1) -> None:
    """Fail with the smallest world found in which `law` does not hold; a dear law tries fewer."""
    _run(law, worlds, settings(_COMMON, max_examples=max(1, WORLDS // one_in)))


def breaks(
    law: Callable[[T], None],
    worlds: SearchStrategy[T],
    error: type[Exception] = AssertionError,
) -> None:
    """Fail unless some world shows that `law` does not hold."""
    quick = settings(
        _COMMON, phases=(Phase.generate,), report_multiple_bugs=False, derandomize=True
    )
    with found_out(error):
        _run(law, worlds, quick)


def _run(law: Callable[[T], None], worlds: SearchStrategy[T], how: settings) -> None:
    from django.db import connection, transaction

    def one(world: T) -> None:
        if not connection.in_atomic_block:
            law(world)
            return
        with transaction.atomic():
            try:
                law(world)
            finally:
                transaction.set_rollback(True)

    how(given(worlds)(one))()
