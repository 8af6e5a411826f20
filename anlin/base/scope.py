"""What the database lets this transaction see: one half-open range of places.

Forced row-level security reads these settings; unset or empty means nothing is visible.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, transaction

NATION = (0, 10**18)

_SET = """
select set_config('anlin.lo', %s, true), set_config('anlin.hi', %s, true),
       set_config('anlin.user', %s, true), set_config('anlin.names', %s, true),
       set_config('anlin.staff', %s, true), set_config('anlin.gate', %s, true)
"""
_GET = """
select coalesce(current_setting('anlin.lo', true), ''),
       coalesce(current_setting('anlin.hi', true), ''),
       coalesce(current_setting('anlin.user', true), ''),
       coalesce(current_setting('anlin.names', true), ''),
       coalesce(current_setting('anlin.staff', true), ''),
       coalesce(current_setting('anlin.gate', true), '')
"""


def narrow(
    *,
    lo: int,
    hi: int,
    user: int | None,
    names: bool,
    staff: bool = False,
    gate: bool = False,
    using: str = "default",
) -> None:
    """Narrow the running transaction to places in [lo, hi); it ends with the transaction."""
    yes = ("", "yes")
    who = "" if user is None else str(user)
    _set([str(lo), str(hi), who, yes[names], yes[staff], yes[gate]], using)


def show(name: str, value: str, using: str = "default") -> None:
    """Let the running transaction see the one row that policies keep for whoever knows `value`."""
    with connections[using].cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [f"anlin.{name}", value])


def _set(values: Sequence[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_SET, values)


def _get(using: str) -> Sequence[str]:
    with connections[using].cursor() as cursor:
        cursor.execute(_GET)
        return [str(value) for value in cursor.fetchone() or ()]


@contextmanager
def open_scope(
    lo: int,
    hi: int,
    *,
    user: int | None = None,
    names: bool = False,
    staff: bool = False,
    gate: bool = False,
    using: str = "default",
) -> Iterator[None]:
    """Open a transaction that sees places in [lo, hi), for `user`, with what the role may see.

    Inside a running transaction the scope that was open before comes back at the end.
    """
    outer = _get(using) if connections[using].in_atomic_block else None
    with transaction.atomic(using=using):
        narrow(lo=lo, hi=hi, user=user, names=names, staff=staff, gate=gate, using=using)
        yield
        if outer is not None:
            _set(outer, using)


@contextmanager
def nationwide(using: str = "default") -> Iterator[None]:
    """Open a transaction for the product's own jobs, which serve every place."""
    with open_scope(*NATION, names=True, staff=True, using=using):
        yield
