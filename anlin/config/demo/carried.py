"""A phone in the demonstration: what came from it, a number that never came, items that wait."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from anlin.accounts.actions import enrol, show_code
from anlin.accounts.models import User
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules.devices import CARRIED
from anlin.base.scope import nationwide, open_scope
from anlin.field.actions.batch import take_batch
from anlin.field.rules import read_batch
from anlin.people.models import Person

_NAME = "红米 Note 12"


def carry(at: datetime) -> None:
    """Let the worker one can sign in as carry a phone since yesterday, and send from it."""
    users = dict(User.objects.using("owner").values_list("username", "pk"))
    then = at - timedelta(days=1)
    chief, worker = (viewer_for(users[name], None, then) for name in ("community", "grid"))
    with open_scope(chief.lo, chief.hi, user=chief.user, names=True, staff=True):
        _, code = show_code(user=worker.user, by=chief, at=then)
    with nationwide():
        out_of_sight = Person.objects.exclude(place__gte=worker.lo, place__lt=worker.hi)
        near = out_of_sight.filter(place__gte=chief.lo, place__lt=chief.hi).order_by("pk")
        beyond = near.first() or out_of_sight.order_by("pk")[0]  # few people fill few grids
    drawn = generate_private_key(SECP256R1()).public_key()
    point = drawn.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    made = enrol(code=code, public_key=point, name=_NAME, at=then)
    by = replace(worker, device=made.device.pk, carried=CARRIED)
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        home = Person.objects.filter(place__gte=by.lo, place__lt=by.hi).order_by("pk")[0]
        first = _contact(1, home.pk, at - timedelta(hours=3), "well")
        other = first | {"body": _said(home.pk, "unwell") | {"note": "说夜里咳嗽"}}
        moved = _contact(3, beyond.pk, at - timedelta(hours=2), "well")
        body = json.dumps({"made": 3, "oldest": None, "items": [first, other, moved]}).encode()
        said, oldest, sent = read_batch(body)
        take_batch(
            made=said, oldest=oldest, sent=sent, ahead=timedelta(), by=by,
            at=at - timedelta(minutes=20),
        )  # fmt: skip


def _contact(seq: int, subject: int, done: datetime, condition: str) -> dict[str, object]:
    return {
        "id": str(uuid4()), "seq": seq, "kind": "contact", "at": done.isoformat(),
        "body": _said(subject, condition),
    }  # fmt: skip


def _said(subject: int, condition: str) -> dict[str, object]:
    return {"subject": subject, "way": "phone", "condition": condition}
