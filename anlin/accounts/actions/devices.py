"""Phones let in, ended and wiped; one journal line each."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from anlin.accounts.actions.desk import write
from anlin.accounts.models import Device, Enrolment, Grant, User
from anlin.accounts.queries import digest
from anlin.accounts.queries.devices import share_of, share_purpose
from anlin.accounts.rules import DRAWN, LETTERS, NotYoursError, Person, Role, Viewer
from anlin.accounts.rules.devices import (
    CODE_LIVES,
    FIELD_ROLES,
    CodeSpentError,
    NoFieldRoleError,
    letters_of,
    may_hand_out,
)
from anlin.base import scope, seal, sql

_TOKEN = "phone_"  # noqa: S105 - how every token begins


class Spent(NamedTuple):
    """Whom a code let in, and who had shown it."""

    user_id: int
    grant_id: int
    place: int
    shown_by: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone that was just let in, with what it is told only now."""

    device: Device
    token: str
    share: str


def show_code(*, user: int, by: Viewer, at: datetime) -> tuple[Enrolment, str]:
    """Make a code that lets one phone of `user` in; return it with its letters, shown only now.

    An earlier code of the same person works no more.

    Raises:
        NoFieldRoleError: the person holds no role that a phone could serve.
        NotYoursError: the own account, or somebody whose roles do not all lie below the viewer's.
    """
    with transaction.atomic():
        held = _held(user, at)
        spans = [(Role(grant.role), grant.lo, grant.hi) for grant in held]
        if by.user == user or by.key or by.device or not may_hand_out(by, spans):
            raise NotYoursError
        serving = [g for g in held if g.role in FIELD_ROLES and g.since <= at]
        if not serving:
            raise NoFieldRoleError
        code = get_random_string(DRAWN, LETTERS)
        Enrolment.objects.filter(user=user, used_at=None).update(used_at=at)
        made = Enrolment.objects.create(
            user_id=user, grant=serving[0], place=serving[0].lo, digest=digest(code),
            by_id=by.user, at=at, until=at + CODE_LIVES,
        )  # fmt: skip
        User.objects.filter(pk=user).update(keyed_by=by.user)
        write("show_code", by, made.place, made, at, using="default")
    return made, code


def _held(user: int, at: datetime) -> list[Grant]:
    """Return every role an account holds or will hold, wherever: also out of the actor's sight."""
    with scope.open_scope(0, 0, user=user):
        held = Grant.objects.filter(user=user, until__gt=at)
        return list(held.order_by("since", "pk"))


def enrol(*, code: str, public_key: bytes, name: str, at: datetime) -> Enrolled:
    """Let the phone in that shows `code` and signs with `public_key`; others of the person end.

    A phone that comes back with the same key keeps its number and what its store was sealed with.

    Raises:
        CodeSpentError: the code is not known, was used, or is too old.
    """
    values = {"digest": digest(letters_of(code)), "at": at}
    with transaction.atomic():
        found = [Spent(*row) for row in sql.rows("accounts/spend_code", values)]
        if not found:
            raise CodeSpentError(field="code")
        (spent,) = found
        token = _TOKEN + secrets.token_urlsafe(32)
        device = Device.objects.filter(user=spent.user_id, public_key=public_key).first()
        new = {
            "grant_id": spent.grant_id, "place": spent.place, "name": name,
            "digest": digest(token), "enrolled_at": at, "seen_at": at, "ended_at": None,
            "wipe": False, "wiped_at": None,
        }  # fmt: skip
        if device is None:
            share = secrets.token_urlsafe(32)
            sealed = seal.seal(share, purpose=share_purpose(public_key))
            device = Device.objects.create(
                user_id=spent.user_id, public_key=public_key, share=sealed, made_at=at, **new
            )
        else:
            for column, value in new.items():
                setattr(device, column, value)
            device.save(update_fields=list(new))
        _end_others(device, at)
        by = Person(spent.user_id, device.grant.role)
        scope.narrow(lo=device.place, hi=device.place + 1, user=by.user, names=False)
        write("enrol", by, device.place, device, at, using="default")
    return Enrolled(device, token, share_of(device))


def _end_others(kept: Device, at: datetime) -> None:
    """End the person's phones beyond as many as one may have, the oldest first."""
    working = Device.objects.filter(user=kept.user_id, ended_at=None).exclude(pk=kept.pk)
    for device in working.order_by("-enrolled_at", "-pk")[max(0, settings.DEVICES_EACH - 1) :]:
        device.ended_at = at
        device.save(update_fields=["ended_at"])


def end_device(*, device: int, wipe: bool, reason: str, by: Viewer, at: datetime) -> None:
    """End a phone at once; with `wipe` it throws away what it keeps when it asks next.

    One that has ended can still be told to wipe.

    Raises:
        NotYoursError: out of sight, or neither the own nor of somebody below the viewer.
    """
    with transaction.atomic():
        found = Device.objects.select_for_update(of=("self",)).filter(pk=device).first()
        if found is None or by.key or by.device:
            raise NotYoursError
        held = [(Role(g.role), g.lo, g.hi) for g in _held(found.user_id, at)]
        if found.user_id != by.user and not may_hand_out(by, held):
            raise NotYoursError
        found.ended_at = found.ended_at or at
        found.wipe = found.wipe or wipe
        found.save(update_fields=["ended_at", "wipe"])
        verb = "wipe_device" if wipe else "end_device"
        write(verb, by, found.place, found, at, reason=reason, using="default")


def note_wiped(*, device: int, by: Person, at: datetime) -> None:
    """Keep that a phone that has ended said it had thrown away what it kept."""
    with scope.open_scope(0, 0, user=by.user):
        found = Device.objects.filter(pk=device, wiped_at=None).exclude(ended_at=None).first()
        if found is not None:
            scope.narrow(lo=found.place, hi=found.place + 1, user=by.user, names=False)
            found.wiped_at = at
            found.save(update_fields=["wiped_at"])
            write("device_wiped", by, found.place, found, at, using="default")
