"""What a code says: its level, its range, what lies above and below it, its kind; and periods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice

NATION = "0"
EDITION = date(2023, 6, 30)
EVER = date(2000, 1, 1)
LENGTHS = (1, 2, 4, 6, 9, 12, 15, 18)
_LEVEL_BY_LENGTH = {length: level for level, length in enumerate(LENGTHS)}
WIDTHS = (10**18, 10**16, 10**14, 10**12, 10**9, 10**6, 10**3, 1)
COUNTY, TOWN, COMMUNITY, GRID, BUILDING = 3, 4, 5, 6, 7


class Kind(StrEnum):
    """What a place is; the level follows from it."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    TOWN = "town"
    TOWNSHIP = "township"
    OTHER_TOWNSHIP = "other_township"
    COMMUNITY = "community"
    VILLAGE = "village"
    GRID = "grid"
    DEDICATED_GRID = "dedicated_grid"
    COMPOUND = "compound"
    BUILDING = "building"
    NATURAL_VILLAGE = "natural_village"


LEVELS = {
    Kind.NATION: 0,
    Kind.PROVINCE: 1,
    Kind.CITY: 2,
    Kind.COUNTY: 3,
    Kind.STREET: TOWN,
    Kind.TOWN: TOWN,
    Kind.TOWNSHIP: TOWN,
    Kind.OTHER_TOWNSHIP: TOWN,
    Kind.COMMUNITY: COMMUNITY,
    Kind.VILLAGE: COMMUNITY,
    Kind.GRID: GRID,
    Kind.DEDICATED_GRID: GRID,
    Kind.COMPOUND: GRID,
    Kind.BUILDING: BUILDING,
    Kind.NATURAL_VILLAGE: BUILDING,
}
SERIALS = {
    Kind.STREET: range(1, 100),
    Kind.TOWN: range(100, 200),
    Kind.TOWNSHIP: range(200, 400),
    Kind.OTHER_TOWNSHIP: range(400, 600),
    Kind.COMMUNITY: range(1, 200),
    Kind.VILLAGE: range(200, 400),
    Kind.GRID: range(1, 900),
    Kind.DEDICATED_GRID: range(1, 900),
    Kind.COMPOUND: range(900, 1000),
    Kind.BUILDING: range(1, 1000),
    Kind.NATURAL_VILLAGE: range(1, 1000),
}
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_UPPER = (Kind.NATION, Kind.PROVINCE, Kind.CITY, Kind.COUNTY)
_TOWN_WORDS = (
    (("街道", "街道办事处"), Kind.STREET),
    (("镇",), Kind.TOWN),
    (("乡", "苏木"), Kind.TOWNSHIP),
)
_COMMUNITY_WORDS = (
    (("居委会", "居民委员会", "居民委会"), Kind.COMMUNITY),
    (("村委会", "村民委员会", "村民委会"), Kind.VILLAGE),
)
_TOWN_DIGITS = {"0": Kind.STREET, "1": Kind.TOWN, "2": Kind.TOWNSHIP, "3": Kind.TOWNSHIP}
_COMMUNITY_DIGITS = {"0": Kind.COMMUNITY, "1": Kind.COMMUNITY, "4": Kind.COMMUNITY}


class CodeError(ValueError):
    """The text is no place code."""


def level_of(code: str) -> int:
    """Return the level of `code`, 0 for the nation to 7 for a building.

    Raises:
        CodeError: not digits, a length no level has, or a nation other than 0.
    """
    level = _LEVEL_BY_LENGTH.get(len(code))
    if (
        level is None
        or not (code.isascii() and code.isdigit())
        or (code[0] == NATION) != (not level)
    ):
        raise CodeError(code)
    return level


def lo_of(code: str) -> int:
    """Return where the range of `code` begins: the code with zeros to 18 digits."""
    level_of(code)
    return int(code.ljust(18, "0"))


def span(code: str) -> tuple[int, int]:
    """Return the range `[lo, hi)` of `code`: itself and every place below begins in it."""
    lo = lo_of(code)
    return lo, lo + WIDTHS[level_of(code)]


def hi_of(code: str) -> int:
    """Return where the range of `code` ends, exclusive."""
    return span(code)[1]


def code_of(lo: int, level: int) -> str:
    """Return the code of the place of `level` whose range begins at `lo`."""
    return NATION if level == 0 else str(lo)[: LENGTHS[level]]


def ancestor_lo(lo: int, level: int) -> int:
    """Return where the range of the place of `level` that holds `lo` begins."""
    return lo - lo % WIDTHS[level]


def parent(code: str) -> str | None:
    """Return the code one level above, or None for the nation."""
    level = level_of(code)
    return None if level == 0 else code_of(lo_of(code), level - 1)


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes above `code`, from the nation down to its parent."""
    lo = lo_of(code)
    return tuple(code_of(lo, level) for level in range(level_of(code)))


def child(code: str, serial: int) -> str:
    """Return the code of the child of `code` with this serial number."""
    level = level_of(code) + 1
    return ("" if code == NATION else code) + str(serial).zfill(_digits(level))


def _digits(level: int) -> int:
    return 2 if level <= 3 else 3


def serial_of(code: str) -> int:
    """Return the number that `code` bears among its siblings."""
    return int(code[-_digits(level_of(code)) :])


def kind_of(code: str, name: str) -> Kind:
    """Return what a division of the statistical edition is.

    The name says it where it ends in the kind's own word; else the leading digit of the serial.
    Source: mission/domain.md 1.7, 12-digit statistical code; checked against the edition.
    """
    level = level_of(code)
    if level < TOWN:
        return _UPPER[level]
    words = _TOWN_WORDS if level == TOWN else _COMMUNITY_WORDS
    for endings, kind in words:
        if name.endswith(endings):
            return kind
    if level == COMMUNITY:
        return _COMMUNITY_DIGITS.get(code[9], Kind.VILLAGE)
    ordinary = serial_of(code) > 0
    return _TOWN_DIGITS.get(code[6], Kind.OTHER_TOWNSHIP) if ordinary else Kind.OTHER_TOWNSHIP


@dataclass(frozen=True, slots=True)
class Period:
    """A place is open from the day `since` until the day `until`, exclusive; None: still open."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether the place is open on `day` by this period."""
        return self.since <= day and (self.until is None or day < self.until)


def is_open(periods: Iterable[Period], day: date) -> bool:
    """Say whether a place with these periods is open on `day`."""
    return any(period.holds(day) for period in periods)


def free_serials(taken: Iterable[int], kind: Kind, count: int) -> list[int]:
    """Return up to `count` serials for new places of `kind` among siblings that took `taken`.

    Those after the highest one used come first, gaps only when they run out: a code seen in an old
    paper should mean one place.
    """
    used = set(taken)
    serials = SERIALS[kind]
    highest = max((serial for serial in used if serial in serials), default=serials.start - 1)
    after = range(highest + 1, serials.stop)
    gaps = (serial for serial in range(serials.start, highest + 1) if serial not in used)
    return list(islice(chain(after, gaps), count))


def stays_open(periods: Sequence[Period], day: date) -> bool:
    """Say whether a place is open on `day` and from then on, with no closing planned."""
    return bool(periods) and periods[-1].until is None and periods[-1].since <= day


def may_hold(above: Kind, kind: Kind) -> bool:
    """Say whether a place of `kind` can be set up below one of kind `above`.

    What is above a town is set by editions only; a compound gathers buildings that stand in grids.
    """
    fits = kind in SERIALS and LEVELS[kind] == LEVELS[above] + 1
    return fits and above is not Kind.COMPOUND
