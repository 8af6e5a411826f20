"""Personal values at rest: sealed, told apart by a keyed index, and shown masked."""

import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anlin.base import home

KEY_ID = 1
_NONCE = 12


class SealBrokenError(Exception):
    """The value was changed, moved to another place, or sealed under a key we do not hold."""


def seal(plain: str, *, purpose: str) -> bytes:
    """Return `plain` encrypted and authenticated, bound to `purpose`: table, column and row.

    Shapes: one byte key id, 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM).
    """
    nonce = os.urandom(_NONCE)
    head = bytes([KEY_ID])
    return head + nonce + _cipher(KEY_ID).encrypt(nonce, plain.encode(), _bound(head, purpose))


def open_sealed(sealed: bytes, *, purpose: str) -> str:
    """Return what was sealed for the same `purpose`; whoever calls journals who asked and why.

    Raises:
        SealBrokenError: not the bytes that were sealed, or not for this purpose.
    """
    head, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if head != bytes([KEY_ID]):
        raise SealBrokenError(purpose)
    try:
        return _cipher(KEY_ID).decrypt(nonce, body, _bound(head, purpose)).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError(purpose) from error


def blind_index(plain: str, *, area: int | str) -> bytes:
    """Return a keyed digest by which equal values meet inside `area`, and only there.

    Shapes: 32 bytes, HMAC-SHA-256. The same value has another index in every other area, so
    that a unique key never tells about places out of sight.
    """
    return hmac.digest(_index_key(), f"{area}\0{plain}".encode(), "sha256")


def mask_id(number: str) -> str:
    """Return an identity number with its first three and last two characters only."""
    hidden = max(len(number) - 5, 0)
    return number[:3] + "*" * hidden + number[-2:] if hidden else "*" * len(number)


def _bound(head: bytes, purpose: str) -> bytes:
    return b"anlin\0" + head + purpose.encode()


@cache
def _cipher(key_id: int) -> AESGCM:
    return AESGCM({KEY_ID: bytes.fromhex(home.load_secrets().seal_key)}[key_id])


@cache
def _index_key() -> bytes:
    return bytes.fromhex(home.load_secrets().index_key)
