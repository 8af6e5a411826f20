"""Gates as plain values: codes that say nothing, what was typed, who is inside after what."""

import hashlib
import re
from base64 import b32encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from anlin.places.rules import COMMUNITY, GRID, WIDTHS
from anlin.premises.rules.problems import TemperatureError

FEVER, KEEP = "gate_fever", "gate_keep"  # the limits of packs that this room asks for
CODE_BYTES = 10  # 80 random bits: as many as nobody guesses at a gate
WIDEST = 7  # days that may be looked back over at once
AHEAD = timedelta(minutes=10)  # how far a telephone's clock may run before ours
COLDEST, HOTTEST = Decimal(30), Decimal(45)
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_CODE = re.compile(r"AL[0-9A-HJKMNP-TV-Z]{16}")
_DIGITS = re.compile(r"[0-9]{3,17}[0-9X]")
_NUMBER = re.compile(r"[0-9]{2}(\.[0-9]{1,2})?")
_PLATE = re.compile(r"[\u4e00-\u9fff]?[A-Z0-9]{4,8}[\u4e00-\u9fff]?")


class Way(StrEnum):
    """Which way somebody passed; `refused` stayed outside."""

    IN = "in"
    OUT = "out"
    REFUSED = "refused"


class Typed(StrEnum):
    """What stands in the one field of the gate's screen."""

    CODE = "code"
    PLATE = "plate"
    DIGITS = "digits"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever passes: a resident, a resident's vehicle or a visitor; exactly one is given."""

    person: int | None = None
    vehicle: int | None = None
    visit: UUID | None = None


class Visitor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a visitor tells at the gate."""

    name: str
    phone: str = ""
    whom: str = ""
    reason: str = ""
    plate: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a gate's register; a correction names the entry that it stands in for."""

    id: UUID
    who: Who
    way: Way
    at: datetime
    corrects: UUID | None = None
    void: bool = False


def code_of(drawn: bytes) -> str:
    """Return the text of a resident's code: `AL` and 16 letters that nobody mistakes."""
    return "AL" + b32encode(drawn).decode().translate(_LETTERS)


def digest_of(code: str) -> bytes:
    """Return what is kept to know a code again; a telephone computes the same without network."""
    return hashlib.sha256(code.encode()).digest()


def grouped(code: str) -> str:
    """Return a code as people read it out: groups of four after the two first letters."""
    rest = code[2:]
    return " ".join([code[:2], *(rest[at : at + 4] for at in range(0, len(rest), 4))])


def sealed_for(digest: bytes) -> str:
    """Return what a sealed code is bound to: its column and its digest."""
    return f"premises_pass.sealed:{digest.hex()}"


def tail_area(community: int) -> str:
    """Return the area in which last digits of identity numbers meet, apart from whole numbers."""
    return f"{community}:tail"


def width_at(place: int) -> int:
    """Return how many codes the place of a gate spans: a community's, or a compound's."""
    return WIDTHS[COMMUNITY] if place % WIDTHS[COMMUNITY] == 0 else WIDTHS[GRID]


def code_at(place: int) -> str:
    """Return the code of a gate's place: all that it serves begins with it."""
    return str(place)[: 12 if width_at(place) == WIDTHS[COMMUNITY] else 15]


def known_by(digest: bytes) -> str:
    """Return as much of a code's digest as tells it apart on a telephone."""
    return urlsafe_b64encode(digest[:15]).decode()


def ending(digits: str, salt: str) -> str:
    """Return how a telephone knows four last digits again, without showing them to who looks in.

    It is no secret from whoever opened the telephone: there are only ten thousand of them.
    """
    return known_by(hashlib.sha256(f"{salt}{digits}".encode()).digest()[:6])


def every_tail() -> Iterator[str]:
    """Yield everything that the last four of an identity number can be."""
    for number in range(10_000):
        yield f"{number:04}"
    for number in range(1_000):
        yield f"{number:03}X"


def plate_of(text: str) -> str:
    """Return a number plate without spaces and dots, in capitals."""
    return re.sub(r"[\s·•.\-]", "", text).upper()


def typed(text: str) -> tuple[Typed, str]:
    """Return what a scan or a typed text is, and its bare value."""
    bare = plate_of(text)
    if _CODE.fullmatch(bare):
        return Typed.CODE, bare
    if _DIGITS.fullmatch(bare):
        return Typed.DIGITS, bare
    if _PLATE.fullmatch(bare) and re.search(r"[A-Z]", bare):
        return Typed.PLATE, bare
    return Typed.NOTHING, bare


def mask_name(name: str) -> str:
    """Return a name as gates show it: the first and, of three or more, the last character."""
    if len(name) < 2:
        return "*"
    return name[0] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")


def temperature_of(text: str) -> Decimal | None:
    """Return a temperature as it was typed, or None if none was.

    Raises:
        TemperatureError: nobody has it.
    """
    bare = text.strip()
    if not bare:
        return None
    found = Decimal(bare).quantize(Decimal("0.1")) if _NUMBER.fullmatch(bare) else HOTTEST + 1
    if not COLDEST <= found <= HOTTEST:
        raise TemperatureError(field="temperature", coldest=COLDEST, hottest=HOTTEST)
    return found


def feverish(temperature: Decimal | None, limit: Decimal | None) -> bool:
    """Tell whether a temperature reaches the limit in force; without one nothing does."""
    return temperature is not None and limit is not None and temperature >= limit


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that stand: neither corrected by another nor taken back."""
    every = list(entries)
    corrected = {entry.corrects for entry in every}
    return [entry for entry in every if entry.id not in corrected and not entry.void]


def inside(entries: Iterable[Entry]) -> set[Who]:
    """Return who is inside: ins minus outs in the order in which they happened.

    The order in which entries arrive, and how often, makes no difference.
    """
    found: set[Who] = set()
    for entry in sorted(standing(entries), key=lambda each: (each.at, each.id)):
        if entry.way is Way.IN:
            found.add(entry.who)
        elif entry.way is Way.OUT:
            found.discard(entry.who)
    return found


class PassageBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a telephone says of one passage; exactly one of pass, vehicle and visit is given."""

    gate: int
    way: Literal["in", "out", "refused"]
    pass_: int | None = msgspec.field(name="pass", default=None)
    vehicle: int | None = None
    visit: UUID | None = None
    visitor: Visitor | None = None
    temperature: str | None = None
    corrects: UUID | None = None
    void: bool = False
