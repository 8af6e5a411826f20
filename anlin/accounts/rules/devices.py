"""Phones as a way of signing in: who may hand one out, and how each request proves which it is."""

import hashlib
import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from anlin.accounts.rules.offices import OFFICES, Right, Role, Viewer
from anlin.base.problems import Problem
from anlin.places.rules import COMMUNITY

CODE_LIVES = timedelta(minutes=10)
LONGEST_LEASE = timedelta(hours=72)
MOST_OFF = timedelta(minutes=5)  # that the moment in a proof may lie from ours
CARRIED = frozenset({Right.NAMES, Right.RECORD, Right.GATE, Right.CARE})
_ROUND = frozenset({Right.NAMES, Right.RECORD})
FIELD_ROLES = tuple(
    role
    for role, office in OFFICES.items()
    if (office.rights >= _ROUND or Right.GATE in office.rights) and min(office.levels) >= COMMUNITY
)
_LONG, _HALF = 65, 32  # bytes: an uncompressed point of P-256, one number of a signature
_ECDSA = ECDSA(SHA256())
_LINE = re.compile(r"(\d{13})\.([A-Za-z0-9_-]{86})", re.ASCII)


class DeviceNeededError(Problem):
    """No token was sent, or none that we gave."""

    code = "device-needed"
    http = 401
    zh = "这部手机还没有绑定。"
    en = "This phone is not enrolled."
    way_out_zh = "请上级在“谁在这里工作”里打开您的页面，出示二维码，再扫一次。"
    way_out_en = "Ask whoever you work for to open your page under “Staff” and scan the code."


class DeviceEndedError(Problem):
    """The phone was ended, or the account or its last role in the field was."""

    code = "device-ended"
    http = 401
    zh = "这部手机已停用，或账号、角色已结束。"
    en = "This phone was ended, or the account or the role has ended."
    way_out_zh = "请找上级核对；需要时重新绑定。"
    way_out_en = "Ask whoever you work for; the phone can be enrolled anew."

    @property
    def wipe(self) -> bool:
        """Tell whether the phone must throw away what it keeps."""
        return bool(self.details.get("wipe"))


class ProofStaleError(Problem):
    """The moment in the proof lies too far from the server's."""

    code = "proof-stale"
    http = 401
    zh = "手机时间和服务器差得太多，这次请求没有处理。"
    en = "The phone's time lies too far from the server's; this request was not looked at."
    way_out_zh = "按 Anlin-Now 校正后重新签名再发。"
    way_out_en = "Correct by Anlin-Now, sign anew and send again."


class ProofWrongError(Problem):
    """The request is not signed by the phone's own key."""

    code = "proof-wrong"
    http = 401
    zh = "请求没有用这部手机自己的密钥签名。"
    en = "The request is not signed with this phone's own key."
    way_out_zh = "请对照接口说明核对签名；换了手机请重新绑定。"
    way_out_en = "Compare the signature with the description; enrol a new phone anew."


class CodeSpentError(Problem):
    """The code of an enrolment is not known, was used, or is too old."""

    code = "enrolment-code-spent"
    http = 403
    zh = "绑定码不对、已用过或已过期。"
    en = "This code is not right, was used already, or is too old."
    way_out_zh = "请上级重新出示一个二维码，十分钟内扫。"
    way_out_en = "Ask for a new code and scan it within ten minutes."


class NoFieldRoleError(Problem):
    """A phone is asked for somebody who does not work in the field."""

    code = "no-field-role"
    http = 409
    zh = "这个人在这里没有走访或值守的角色，不能绑定手机。"
    en = "This person holds no role in the field here; there is nothing a phone could do."
    way_out_zh = "请先授予网格员、社区工作者、出入口值守员或护理员角色。"
    way_out_en = "Give the role of a grid worker, community worker, gatekeeper or carer first."


@dataclass(frozen=True, slots=True)
class Proof:
    """What a request says to prove which phone it comes from."""

    at: datetime
    signature: bytes
    stamp: str


def read_proof(header: str) -> Proof:
    """Return what the header `Anlin-Proof` says: milliseconds, a dot, a signature.

    Raises:
        ProofWrongError: it does not have that form.
    """
    found = _LINE.fullmatch(header.strip())
    if not found:
        raise ProofWrongError
    at = datetime.fromtimestamp(int(found[1]) / 1000, UTC)
    return Proof(at, urlsafe_b64decode(found[2] + "=="), found[1])


def check_proof(
    proof: Proof, key: bytes, *, method: str, path: str, body: bytes, at: datetime
) -> None:
    """Check that the holder of `key` signed this very request just now.

    Raises:
        ProofStaleError: the moment it names lies too far from `at`.
        ProofWrongError: another key, another request, or no signature at all.
    Cost: some 0.1 ms.
    """
    if abs(proof.at - at) > MOST_OFF:
        raise ProofStaleError
    said = signed_text(method, path, proof.stamp, body)
    r, s = (int.from_bytes(half) for half in (proof.signature[:_HALF], proof.signature[_HALF:]))
    try:
        _point(key).verify(encode_dss_signature(r, s), said, _ECDSA)
    except (InvalidSignature, ValueError) as error:
        raise ProofWrongError from error


def signed_text(method: str, path: str, stamp: str, body: bytes) -> bytes:
    """Return what a phone signs of a request."""
    return f"{method} {path}\n{stamp}\n{hashlib.sha256(body).hexdigest()}".encode()


def read_key(text: str) -> bytes:
    """Return a phone's public key from its raw point in base64url.

    Raises:
        ProofWrongError: not a point of P-256.
    """
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(key) != _LONG:
            raise ProofWrongError(field="public_key")
        _point(key)
    except (NotBase64, ValueError) as error:
        raise ProofWrongError(field="public_key") from error
    return key


@lru_cache(maxsize=4096)
def _point(key: bytes) -> EllipticCurvePublicKey:
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key)


def letters_of(code: str) -> str:
    """Return a code as it was drawn, however somebody typed it."""
    return "".join(code.split()).replace("-", "").lower()


def may_hand_out(by: Viewer, held: list[tuple[Role, int, int]]) -> bool:
    """Tell whether `by` sees to the work of somebody who holds these roles: all lie below.

    Whoever holds the code could take the phone for the own: so nobody gets one for a role that
    could do what the own cannot.
    """
    return by.staff and all(_lies_below(by, role, lo, hi) for role, lo, hi in held)


def _lies_below(by: Viewer, role: Role, lo: int, hi: int) -> bool:
    """Tell whether a role is held at a narrower place, or in the own and holds fewer rights."""
    if (lo, hi) == (by.lo, by.hi):
        return role in FIELD_ROLES and OFFICES[role].rights < by.office.rights
    return by.covers_all(lo, hi)
