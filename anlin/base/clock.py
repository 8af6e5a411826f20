"""The only place that reads the time; everything else is handed `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from anlin.base.days import local_day

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment the clock was frozen at."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the present day in China."""
    return local_day(now())


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` inside the block: for tests, replays and simulations."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
