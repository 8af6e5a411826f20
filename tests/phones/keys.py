"""Signing as a phone does; needs no Django."""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def plain64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def point(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public(key: EllipticCurvePrivateKey) -> str:
    return plain64(point(key))


def proof(key: EllipticCurvePrivateKey, method: str, path: str, body: bytes, at: datetime) -> str:
    """Return what the header `Anlin-Proof` says, made as the how-to describes it."""
    stamp = str(int(at.timestamp() * 1000))
    text = f"{method} {path}\n{stamp}\n{sha256(body).hexdigest()}".encode()
    r, s = decode_dss_signature(key.sign(text, ECDSA(SHA256())))
    return f"{stamp}.{plain64(r.to_bytes(32) + s.to_bytes(32))}"
