"""Phones put up by the tables' owner, for tests that are about what phones send."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import connection

from anlin.accounts.models import Device, Grant, User
from anlin.places.rules import span

EVER, END = datetime(2022, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def let_past(*tables: str) -> None:
    """Let the tables' owner past their policies until the test ends."""
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"alter table {table} no force row level security")


def put_up(numbers: Iterable[int], grid: str) -> None:
    """Make people of these numbers who work in `grid`, with a phone of the same number each."""
    lo, hi = span(grid)
    wanted = list(numbers)
    let_past("accounts_user", "accounts_grant", "accounts_device")
    User.objects.bulk_create(
        User(
            pk=n, username=f"w{n}", name="x", password="", place=lo, created_at=EVER,
            active_until=date(2030, 1, 1),
        )
        for n in wanted
    )  # fmt: skip
    Grant.objects.bulk_create(
        Grant(
            pk=n, user_id=n, role="grid_worker", place_code=grid, lo=lo, hi=hi, since=EVER,
            until=END,
        )
        for n in wanted
    )  # fmt: skip
    Device.objects.bulk_create(
        Device(
            pk=n, user_id=n, grant_id=n, place=lo, name="x", digest=str(n).encode(),
            public_key=b"", share=b"", made_at=EVER, enrolled_at=EVER, seen_at=EVER,
        )
        for n in wanted
    )  # fmt: skip
