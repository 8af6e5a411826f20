"""Spreadsheets of institutions: residents to be admitted, and results of a batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anlin.base.problems import Problem
from anlin.institutions.rules.health import Result
from anlin.people.rules import DoubleIdentityError, Identity, Row, Sex, identity, phone_of, said
from anlin.people.rules.entries import day_of
from anlin.people.rules.sheets import SEXES, Columns, check_cell

RESIDENTS: Columns = (
    ("bed", "床位", ("床号", "bed"), "101-1"),
    ("name", "姓名", ("name",), "王示例"),
    ("id_number", "身份证号", ("公民身份号码", "身份证", "identity number"), ""),
    ("born_on", "出生日期", ("day of birth",), "1940-05-01"),
    ("sex", "性别", ("sex",), "女"),
    ("phone", "家属电话", ("电话", "telephone"), ""),
    ("since", "入住日期", ("admitted",), "2026-01-05"),
)
NEEDED = ("bed", "name")
RESULTS: Columns = (
    ("code", "样本编号", ("编号", "code"), "R1-01"),
    ("result", "结果", ("result",), "阴性"),
)
_WORDS = {
    "阴性": Result.NEGATIVE, "阴": Result.NEGATIVE, "-": Result.NEGATIVE,
    "阳性": Result.POSITIVE, "阳": Result.POSITIVE, "+": Result.POSITIVE,
    "无效": Result.INVALID, **{str(each): each for each in Result},
}  # fmt: skip


class UnknownBedError(Problem):
    """A bed that the house does not have, or has twice."""

    code = "unknown-bed"
    zh = "没有叫“{bed}”的床位，或者有不止一张。"
    en = "The house has no bed called {bed}, or more than one."
    way_out_zh = "请照机构页面上的床位填写。"
    way_out_en = "Write it as the page of the house does."


class BedNotFreeError(Problem):
    """A bed in which somebody lies, or which the file gives twice."""

    code = "bed-not-free"
    http = 409
    zh = "床位“{bed}”已经有人，或者表里写了两次。"
    en = "Bed {bed} is taken, or stands in the file twice."
    way_out_zh = "请改成空床位。"
    way_out_en = "Give a free one."


class UnknownSampleError(Problem):
    """A code that the batch does not have."""

    code = "unknown-sample"
    zh = "这一批里没有编号“{code}”。"
    en = "The batch has no sample {code}."
    way_out_zh = "请核对样本编号。"
    way_out_en = "Check the code on the tube."


class UnknownResultError(Problem):
    """A word that is no result."""

    code = "unknown-result"
    zh = "看不懂结果“{result}”。"
    en = "The result {result} is not understood."
    way_out_zh = "请写阴性、阳性或无效。"
    way_out_en = "Write negative, positive or invalid."


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody of a file who can be admitted."""

    bed: int
    name: str
    who: Identity
    since: date
    phone: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a row: somebody to admit, or why not."""

    number: int
    name: str
    bed: str
    mover: Mover | None = None
    problem: Problem | None = None


def judge_rows(
    rows: Iterable[Row], beds: Mapping[str, Sequence[int]], free: Collection[int],
    known: Collection[str], today: date,
) -> list[Judged]:  # fmt: skip
    """Return what becomes of each row.

    Shapes: `beds` are the numbers of beds by name, `free` those nobody lies in; `known` are the
    identity numbers that somebody in sight has.
    """
    left, numbers, found = set(free), set(known), []
    for row in rows:
        name, bed = row.cells.get("name", ""), row.cells.get("bed", "")
        try:
            mover = _mover(row, beds, left, numbers, today)
        except Problem as problem:
            found.append(Judged(row.number, name, bed, problem=problem))
            continue
        left.discard(mover.bed)
        numbers |= {mover.who.number} - {""}
        found.append(Judged(row.number, name, bed, mover))
    return found


def _mover(
    row: Row, beds: Mapping[str, Sequence[int]], free: Collection[int], known: Collection[str],
    today: date,
) -> Mover:  # fmt: skip
    cells = row.cells
    for column, text in cells.items():
        check_cell(column, text)
    called = said(cells.get("bed", ""), "bed")
    meant = beds.get(called, ())
    if len(meant) != 1:
        raise UnknownBedError(field="bed", bed=called)
    if meant[0] not in free:
        raise BedNotFreeError(field="bed", bed=called)
    born = day_of(cells["born_on"], "born_on", today) if cells.get("born_on") else None
    sex = cells.get("sex", "")
    who = identity(cells.get("id_number", ""), born, SEXES.get(sex) or _sex(sex))
    if who.number and who.number in known:
        raise DoubleIdentityError(field="id_number")
    since = day_of(cells["since"], "since", today) if cells.get("since") else today
    name, phone = said(cells.get("name", ""), "name"), phone_of(cells.get("phone", ""))
    return Mover(meant[0], name, who, since, phone)


def _sex(text: str) -> Sex | None:
    return Sex(text) if text in set(map(str, Sex)) else None


def result_of(text: str) -> Result:
    """Return the result that a word means.

    Raises:
        UnknownResultError: none.
    """
    found = _WORDS.get(text.strip().lower())
    if found is None:
        raise UnknownResultError(field="result", result=text)
    return found
