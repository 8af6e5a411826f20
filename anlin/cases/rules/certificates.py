"""The code on a certificate: drawn from a keyed digest, written so that people can type it."""

import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which read like others
_LOOKALIKES = str.maketrans("ILO", "110")
_LENGTH = 20  # characters of five bits: 100 bits
KIND = "observation"
TABLE = "certificate"
ISSUE = "issue"


def code_from(digest: bytes) -> str:
    """Return the code that a digest of at least 100 bits makes, in groups of four."""
    number = int.from_bytes(digest[:13], "big") >> 4
    letters = "".join(_ALPHABET[number >> 5 * (_LENGTH - 1 - n) & 31] for n in range(_LENGTH))
    return "-".join(letters[n : n + 4] for n in range(0, _LENGTH, 4))


def normal_code(typed: str) -> str:
    """Return a typed code as it is compared, or nothing if it cannot be one."""
    plain = re.sub(r"[\s\-–—]", "", typed).upper().translate(_LOOKALIKES)
    if len(plain) != _LENGTH or any(letter not in _ALPHABET for letter in plain):
        return ""
    return "-".join(plain[n : n + 4] for n in range(0, _LENGTH, 4))
