"""What a rig of phones needs on its own cluster: `python -m tests.faults.phones prepare|check`."""

import json
import os
import sys
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)

from anlin.base import home

PHONES, PEOPLE = 12, 40
GRID = "500103001001001"
EVER = datetime(2022, 1, 1, tzinfo=UTC)


def key(number: int) -> EllipticCurvePrivateKey:
    """Return the key of a phone; here it may be known."""
    return derive_private_key(number + 7, SECP256R1())


def token(number: int) -> str:
    return f"phone-of-{number}"


def main(deed: str) -> None:
    """Do one deed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "anlin.config.settings"
    import django

    django.setup()
    {"prepare": prepare, "check": check}[deed]()


def prepare() -> None:
    """Make the tables, a grid of some people, and those who carry phones there."""
    from django.core.management import call_command

    from anlin.accounts.actions import create_user, grant_role
    from anlin.accounts.models import Device
    from anlin.accounts.queries import digest
    from anlin.accounts.rules import Role
    from anlin.base.scope import NATION, nationwide, open_scope
    from anlin.people.models import Household, Person
    from anlin.places.rules import span
    from tests.phones.keys import point

    call_command("migrate", database="owner", verbosity=0)
    lo, _ = span(GRID)
    with nationwide("owner"):
        house = Household.objects.using("owner").create(place=lo + 1, door="1", label="某家")
        Person.objects.using("owner").bulk_create(
            Person(
                pk=n, place=lo + 1, household=house, name="某人", sex="female",
                born_on=date(1950, 1, 1), area=lo - lo % 10**6,
            )
            for n in range(1, PEOPLE + 1)
        )  # fmt: skip
    for number in range(1, PHONES + 1):
        user = create_user(
            by=None, at=EVER, username=f"w{number}", name="x", password="a phone in each hand",  # noqa: S106
            place=GRID, active_until=date(2100, 1, 1), using="owner",
        )  # fmt: skip
        grant = grant_role(
            by=None, at=EVER, user=user.pk, role=Role.GRID_WORKER, place=GRID, using="owner"
        )
        with open_scope(*NATION, user=user.pk, staff=True, using="owner"):
            Device.objects.using("owner").create(
                user_id=user.pk, grant_id=grant.pk, place=lo, name="x",
                digest=digest(token(number)), public_key=point(key(number)), share=b"",
                made_at=EVER, enrolled_at=EVER, seen_at=EVER,
            )  # fmt: skip


def check() -> None:
    """Print how often each item stands in the records, and which have a receipt."""
    from anlin.accounts.models import User
    from anlin.base import sql
    from anlin.base.scope import NATION, nationwide, open_scope
    from anlin.journal.queries import breaks

    with nationwide():
        stands = sql.rows_of(
            "select client_id::text as id, count(*) as n from records_submission group by 1", []
        )
        users = list(User.objects.values_list("pk", flat=True))
    receipts: list[str] = []
    for user in users:
        with open_scope(*NATION, user=user):
            found = sql.rows_of("select client_id::text as id from field_receipt", [])
            receipts += [row.id for row in found]
    sys.stdout.write(json.dumps({
        "stands": {row.id: row.n for row in stands},
        "receipts": receipts,
        "wrong": [str(each) for each in breaks()],
        "folder": str(home.folder()),
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
