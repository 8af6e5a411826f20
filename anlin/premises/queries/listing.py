"""What a gatekeeper's telephone takes along: gates, who may pass them, and who is inside."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from msgspec import Struct

from anlin.accounts.rules import Viewer
from anlin.base import seal, sql
from anlin.people.rules import community_of
from anlin.premises.models import Gate, Pass, Vehicle, Visit
from anlin.premises.queries.gates import fever_limit, gates
from anlin.premises.queries.register import RECENT
from anlin.premises.rules import (
    Way,
    code_at,
    ending,
    every_tail,
    known_by,
    mask_name,
    tail_area,
)

_TAIL = 4


class GateOut(Struct, frozen=True, omit_defaults=True):
    """An open gate; codes of all that it serves begin with `place`.

    `fever` is the temperature in force from which on nobody is let in, by `clause`.
    """

    id: int
    name: str
    place: str
    clinic: str
    phone: str
    fever: str = ""
    clause: str = ""


class PassOut(Struct, frozen=True, omit_defaults=True):
    """A resident as gates show them; `behind` is the code of the gates they use.

    `code` begins the SHA-256 of the pass (15 bytes), each of `ends` that of the list's salt and
    four last digits (6 bytes); both in base64 for addresses. Whoever `left` no longer lives there.
    """

    id: int
    name: str
    door: str
    behind: str
    code: str
    ends: list[str] = []
    left: bool = False


class VehicleOut(Struct, frozen=True, omit_defaults=True):
    """A resident's vehicle."""

    id: int
    plate: str
    door: str
    behind: str
    left: bool = False


class VisitOut(Struct, frozen=True):
    """A visitor who is inside: the masked name, whom they visit."""

    id: UUID
    name: str
    whom: str


class LastOut(Struct, frozen=True):
    """The newest passage of somebody at the gates of a place.

    `who` is `pass:`, `vehicle:` or `visit:` and the number or id; of a resident without a working
    pass `person:` and a number.
    """

    place: str
    who: str
    way: str
    at: datetime


class GateListOut(Struct, frozen=True):
    """Everything that is known at the gates of a place, for days without network."""

    salt: str
    gates: list[GateOut]
    passes: list[PassOut]
    vehicles: list[VehicleOut]
    visits: list[VisitOut]
    last: list[LastOut]


def gate_list(viewer: Viewer, at: datetime) -> GateListOut:
    """Return what the viewer's telephone knows at the gates of the own place.

    No code, number or whole name is in it. The scope of who keeps gates is open.
    Cost: five statements, and one for each gate's limit.
    """
    salt = seal.blind_index("gate list", area=tail_area(community_of(viewer.lo))).hex()[:24]
    behind = {"door__gte": viewer.lo, "door__lt": viewer.hi, "ended_at": None}
    here = Q(left_at=None) | Q(left_at__gte=at - RECENT)
    known = list(Pass.objects.filter(here, **behind).order_by("pk"))
    cars = Vehicle.objects.filter(here, **behind).order_by("pk")
    rows = sql.rows("premises/latest", {
        "lo": viewer.lo, "hi": viewer.hi, "since": at - RECENT, "at": at,
        "ways": [Way.IN.value, Way.OUT.value],
    })  # fmt: skip
    inside = {row.visit for row in rows if row.visit and row.way == Way.IN}
    return GateListOut(
        salt=salt,
        gates=[_gate(each, at) for each in gates(viewer).filter(shut_at=None)],
        passes=[_pass(each, salt) for each in known],
        vehicles=[
            VehicleOut(v.pk, v.plate, v.at_door, str(v.door), v.left_at is not None) for v in cars
        ],
        visits=[
            VisitOut(v.uid, mask_name(v.name), v.whom)
            for v in Visit.objects.filter(uid__in=inside).order_by("uid")
        ],
        last=_last(rows, {each.person_id: each.pk for each in known}),
    )


def _gate(gate: Gate, at: datetime) -> GateOut:
    limit = fever_limit(gate.place, at)
    told = {"fever": f"{limit.value:.1f}", "clause": limit.clause} if limit else {}
    return GateOut(gate.pk, gate.name, code_at(gate.place), gate.clinic, gate.clinic_phone, **told)


def _pass(each: Pass, salt: str) -> PassOut:
    tails = _tails(community_of(each.place))
    ends = [each.phone[-_TAIL:]] if len(each.phone) >= _TAIL else []
    ends += [tails[bytes(each.tail)]] if each.tail and bytes(each.tail) in tails else []
    return PassOut(
        each.pk, mask_name(each.name), each.at_door, str(each.door), known_by(bytes(each.digest)),
        sorted({ending(digits, salt) for digits in ends}), each.left_at is not None,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _tails(community: int) -> Mapping[bytes, str]:
    """Return which last four of an identity number each digest of a community stands for."""
    area = tail_area(community)
    return {seal.blind_index(tail, area=area): tail for tail in every_tail()}


def _last(rows: Iterable[sql.Row], passes: Mapping[int, int]) -> list[LastOut]:
    def who(row: sql.Row) -> str:
        if row.person:
            known = passes.get(row.person)
            return f"pass:{known}" if known else f"person:{row.person}"
        return f"vehicle:{row.vehicle}" if row.vehicle else f"visit:{row.visit}"

    return [LastOut(code_at(row.place), who(row), row.way, row.occurred_at) for row in rows]
