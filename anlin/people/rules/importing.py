"""What becomes of each row of a file: new, changed, known already, or refused with its reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from anlin.base.problems import Problem
from anlin.people.rules.entries import MEMBER, YES, day_of, phone_of, said
from anlin.people.rules.groups import Group, Relation
from anlin.people.rules.identity import Identity, Sex, identity
from anlin.people.rules.problems import BadValueError
from anlin.people.rules.sheets import GROUPS, RELATIONS, SEXES, Row, check_cell

_RELATION_KEYS, _GROUP_KEYS = set(map(str, Relation)), set(map(str, Group))
_DATES = str.maketrans({"/": "-", ".": "-", "年": "-", "月": "-", "日": ""})


class Fate(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    CHANGED = "changed"
    KNOWN = "known"
    REFUSED = "refused"


class UnknownBuildingError(Problem):
    """A building that the community does not have, or has twice."""

    code = "unknown-building"
    zh = "本社区没有叫“{building}”的楼栋，或者有不止一栋。"
    en = "No building here is called “{building}”, or more than one is."
    way_out_zh = "请照“住户”页上的名称填写；重名的在前面加上网格，如“第1网格1号楼”。"
    way_out_en = (
        "Please write it as the households' page does; of two of one name, the grid's before."
    )


class LivesElsewhereError(Problem):
    """The number belongs to somebody who lives behind another door here."""

    code = "lives-elsewhere"
    http = 409
    zh = "这个身份证号登记在 {door}。"
    en = "This identity number is registered at {door}."
    way_out_zh = "搬了家的请在个人页登记搬家；号码抄错的请改正。"
    way_out_en = "Record a move on the person's page, or correct the number."


class PerhapsKnownError(Problem):
    """Somebody very like this row is registered here, and no number tells them apart."""

    code = "perhaps-known"
    http = 409
    zh = "{door} 已有同一天出生、姓名相近的人。"
    en = "Somebody born on that day with a very similar name is registered at {door}."
    way_out_zh = "请补填身份证号；确是另一人的，请在页面上登记。"
    way_out_en = "Please add the identity number; another person is registered on screen."


class TwiceInFileError(Problem):
    """Another row of the file says something else about the same person."""

    code = "twice-in-file"
    http = 409
    zh = "第 {row} 行已有同一人，内容不同。"
    en = "Row {row} is about the same person and says something else."
    way_out_zh = "请只留一行。"
    way_out_en = "Please keep one of the two."


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody whom the ledger of the community knows."""

    person: int
    place: int
    door: str
    name: str
    sex: Sex
    born_on: date
    index: bytes | None
    values: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger of a community as a file meets it; `index_of` tells what a number is kept as."""

    buildings: Mapping[str, Sequence[int]]
    people: Sequence[Standing]
    index_of: Callable[[str], bytes]
    today: date


@dataclass(frozen=True, slots=True)
class Told:
    """What one row says, checked."""

    place: int
    door: str
    label: str
    name: str
    who: Identity
    phone: str
    relation: str
    groups: Sequence[Group]
    since: date


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one row: `told` of somebody new, `edits` of somebody known."""

    row: Row
    fate: Fate
    told: Told | None = None
    person: int = 0
    edits: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None


def judge(rows: Iterable[Row], book: Book) -> list[Judged]:
    """Return what becomes of each row, in their order; whom an earlier row brings is known."""
    shelf = _Shelf(book)
    return [_judge(row, shelf) for row in rows]


class _Shelf:
    """The people of the ledger, found by number and by birth, with those of the file so far."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._by_index = {each.index: each for each in book.people if each.index}
        self._by_birth: dict[date, list[Standing]] = {}
        for each in book.people:
            self._by_birth.setdefault(each.born_on, []).append(each)
        self._rows: dict[bytes | tuple[int, str, str, date], tuple[Row, Told]] = {}

    def of_number(self, number: str) -> Standing | None:
        return self._by_index.get(self.book.index_of(number)) if number else None

    def born(self, told: Told) -> list[Standing]:
        same = self._by_birth.get(told.who.born_on, ())
        return [each for each in same if each.sex == told.who.sex]

    def said_before(self, row: Row, told: Told) -> tuple[Row, Told] | None:
        """Return the earlier row about the same person, and remember this one."""
        key: bytes | tuple[int, str, str, date]
        key = told.who.number.encode() or (told.place, told.door, told.name, told.who.born_on)
        before = self._rows.get(key)
        if before is None:
            self._rows[key] = (row, told)
        return before


def _judge(row: Row, shelf: _Shelf) -> Judged:
    try:
        told = _told(row, shelf.book)
        before = shelf.said_before(row, told)
        if before is not None:
            if before[1] != told:
                raise TwiceInFileError(field="name", row=before[0].number)
            return Judged(row, Fate.KNOWN)
        known = _known(told, shelf)
    except Problem as problem:
        return Judged(row, Fate.REFUSED, problem=problem)
    if known is None:
        return Judged(row, Fate.TAKEN, told)
    edits = tuple(_edits(told, known))
    return Judged(row, Fate.CHANGED if edits else Fate.KNOWN, person=known.person, edits=edits)


def _known(told: Told, shelf: _Shelf) -> Standing | None:
    """Return whom the row is about, or None if nobody here is that person.

    Raises:
        LivesElsewhereError: the number is that of somebody behind another door.
        PerhapsKnownError: somebody is too like to tell without a number.
    """
    bearer = shelf.of_number(told.who.number)
    if bearer is not None:
        if (bearer.place, bearer.door) != (told.place, told.door):
            raise LivesElsewhereError(field="id_number", door=bearer.door)
        return bearer
    like = [each for each in shelf.born(told) if one_apart(each.name, told.name)]
    unnumbered = [each for each in like if not (each.index and told.who.number)]
    for each in unnumbered:
        if (each.place, each.door, each.name) == (told.place, told.door, told.name):
            return each
    for each in unnumbered:
        raise PerhapsKnownError(field="name", door=each.door)
    return None


def _edits(told: Told, known: Standing) -> Iterable[tuple[str, str]]:
    """Yield what the row says beyond what is known; an empty cell says nothing."""
    if told.who.number and not known.index:
        yield "id_number", told.who.number
    for name, value in (
        ("name", told.name), ("phone", told.phone), ("relation", told.relation),
    ):  # fmt: skip
        if value and value != (known.name if name == "name" else known.values.get(name, "")):
            yield name, value
    yield from ((MEMBER + group, YES) for group in told.groups if group not in known.groups)


def one_apart(one: str, other: str) -> bool:
    """Tell whether two names differ by one sign at most: written over, left out or added."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest = one[start + 1 :] if len(one) == len(other) else one[start:]
    return rest == other[start + 1 :]


def _told(row: Row, book: Book) -> Told:
    """Return what a row says, as the ledger keeps it.

    Raises:
        Problem: a cell that cannot be taken; it names the column.
    """
    cells = {"label": "", "id_number": "", "phone": "", "relation": ""} | row.cells
    for column, text in cells.items():
        check_cell(column, text)
    today = book.today
    born = cells.get("born_on", "")
    since = cells.get("since", "")
    return Told(
        place=_building(said(cells.get("building", ""), "building"), book),
        door=said(cells.get("door", ""), "door"),
        label=cells["label"],
        name=said(cells.get("name", ""), "name"),
        who=identity(
            cells["id_number"],
            day_of(_iso(born), "born_on", today) if born else None,
            _sex(cells.get("sex", "")),
        ),
        phone=phone_of(cells["phone"]),
        relation=_relation(cells["relation"]),
        groups=tuple(_groups(cells.get("groups", ""))),
        since=day_of(_iso(since), "since", today) if since else today,
    )


def _building(text: str, book: Book) -> int:
    found = book.buildings.get(text, ())
    if len(found) != 1:
        raise UnknownBuildingError(field="building", building=text)
    return found[0]


def _iso(text: str) -> str:
    """Return a day as spreadsheets write it in the one form that is kept."""
    plain = text.translate(_DATES)
    parts = [plain[:4], plain[4:6], plain[6:]] if len(plain) == 8 else plain.split("-")
    return "-".join(part.zfill(2) for part in parts)


def _sex(text: str) -> Sex | None:
    if not text:
        return None
    if text in SEXES:
        return SEXES[text]
    if text.lower() in (Sex.MALE, Sex.FEMALE):
        return Sex(text.lower())
    raise BadValueError(field="sex", value=text, zh="男或女", en="male or female")


def _relation(text: str) -> str:
    if not text or text in RELATIONS:
        return RELATIONS[text] if text else ""
    if text in _RELATION_KEYS:
        return text
    words = "、".join(dict.fromkeys(RELATIONS))
    raise BadValueError(field="relation", value=text, zh=words, en=", ".join(Relation))


def _groups(text: str) -> Iterable[Group]:
    for each in dict.fromkeys(text.replace("，", "、").replace(",", "、").split("、")):
        word = each.strip()
        if word in GROUPS:
            yield GROUPS[word]
        elif word in _GROUP_KEYS:
            yield Group(word)
        elif word:
            words = "、".join(GROUPS)
            raise BadValueError(field="groups", value=word, zh=words, en=", ".join(Group))
