"""Which phones work in whose name, and what each request of one stands for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from anlin.accounts.models import Device, Grant
from anlin.accounts.queries.viewers import digest, let_in, within
from anlin.accounts.rules import OFFICES, Right, Role, Viewer
from anlin.accounts.rules.devices import (
    CARRIED,
    FIELD_ROLES,
    LONGEST_LEASE,
    DeviceEndedError,
    DeviceNeededError,
    check_proof,
    may_hand_out,
    read_proof,
)
from anlin.base import days, seal, sql

_ROLES = {
    "field_roles": sql.array(FIELD_ROLES),
    "see_names": sql.array(role for role in FIELD_ROLES if Right.NAMES in OFFICES[role].rights),
    "see_gates": sql.array(role for role in FIELD_ROLES if Right.GATE in OFFICES[role].rights),
}


def by_device(request: HttpRequest, at: datetime) -> Viewer:
    """Return whose phone sends `request`, signed by that very phone, and open their scope.

    Raises:
        DeviceEndedError: the phone, its account or its last role in the field has ended.
        DeviceNeededError: there is no token that we gave.
        ProofStaleError: it was signed at another time.
        ProofWrongError: another phone signed it, or another request.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise DeviceNeededError
    proof = read_proof(request.headers.get("Anlin-Proof", ""))
    values = {"digest": digest(token.strip()), "at": at, "today": days.local_day(at)}
    found = sql.rows_often("accounts/knock_device", values | _ROLES)
    if not found:
        raise DeviceNeededError
    (row,) = found
    path = request.get_full_path()
    check_proof(
        proof, bytes(row.public_key), method=request.method or "", path=path, body=request.body,
        at=at,
    )  # fmt: skip
    if row.ended:
        raise DeviceEndedError(wipe=row.wipe, device=row.device_id, user=row.device_user)
    return let_in(row, device=row.device_id, carried=CARRIED)


def lease_until(at: datetime) -> datetime:
    """Return until when a phone that is heard of at `at` may work without another contact."""
    return at + min(LONGEST_LEASE, timedelta(hours=settings.DEVICE_LEASE_HOURS))


def share_of_device(number: int) -> str:
    """Return the server's part of the key of the store of one of the own phones."""
    return share_of(Device.objects.get(pk=number))


def share_of(device: Device) -> str:
    """Return the server's part of the key of a phone's store, in base64url."""
    return seal.open_sealed(bytes(device.share), purpose=share_purpose(bytes(device.public_key)))


def share_purpose(key: bytes) -> str:
    """Return what a share is sealed for: it opens for the phone with this public key alone."""
    return f"accounts_device.share:{key.hex()}"


def devices_of(user: int) -> QuerySet[Device]:
    """Return somebody's phones in sight: those that work first, then the newest."""
    found = Device.objects.filter(user=user).select_related("grant")
    return found.order_by("-ended_at", "-enrolled_at")


def carriers(viewer: Viewer, at: datetime, *, most: int) -> list[Grant]:
    """Return up to `most` roles in the field that are held within the viewer's place, by place."""
    held = Grant.objects.filter(role__in=FIELD_ROLES, since__lte=at, until__gt=at)
    held = held.filter(user__active_until__gt=days.local_day(at)).select_related("user")
    return list(within(viewer, held, "lo").order_by("lo", "pk")[:most])


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody worked in the field, from when until when."""

    since: datetime
    until: datetime
    lo: int


def posts_of_worker(user: int) -> list[Post]:
    """Return where somebody works or worked in the field, the newest first."""
    held = Grant.objects.filter(user=user, role__in=FIELD_ROLES).order_by("-since", "-pk")
    return [Post(*row) for row in held.values_list("since", "until", "lo")]


def hands_out_to(viewer: Viewer, users: Collection[int], at: datetime) -> set[int]:
    """Return for which of `users` the viewer may let a phone in, by the roles in sight."""
    spans: dict[int, list[tuple[Role, int, int]]] = {user: [] for user in users}
    held = Grant.objects.filter(user__in=spans, until__gt=at)
    for user, role, lo, hi in held.values_list("user_id", "role", "lo", "hi"):
        spans[user].append((Role(role), lo, hi))
    return {
        user for user, all_of in spans.items() if user != viewer.user
        and may_hand_out(viewer, all_of)
    }  # fmt: skip
