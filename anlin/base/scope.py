"""What the database lets this transaction see: one half-open range of places.

Forced row-level security reads these settings; unset or empty means nothing is visible.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

NATION = (0, 10**18)

_SET = """
select set_config('anlin.lo', %s, true), set_config('anlin.hi', %s, true),
       set_config('anlin.user', %s, true), set_config('anlin.names', %s, true)
"""


def narrow(*, lo: int, hi: int, user: int | None, names: bool, using: str = "default") -> None:
    """Narrow the running transaction to places in [lo, hi); it ends with the transaction."""
    values = [str(lo), str(hi), "" if user is None else str(user), "yes" if names else ""]
    with connections[using].cursor() as cursor:
        cursor.execute(_SET, values)


@contextmanager
def open_scope(
    lo: int, hi: int, *, user: int | None = None, names: bool = False, using: str = "default"
) -> Iterator[None]:
    """Open a transaction that sees places in [lo, hi), for `user`, with names or without."""
    with transaction.atomic(using=using):
        narrow(lo=lo, hi=hi, user=user, names=names, using=using)
        yield


@contextmanager
def nationwide(using: str = "default") -> Iterator[None]:
    """Open a transaction for the product's own jobs, which serve every place."""
    with open_scope(*NATION, names=True, using=using):
        yield
