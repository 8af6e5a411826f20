"""Spreadsheets of the ledger: what a file must look like, and its rows as plain text.

A file comes from anywhere: it is small or refused, unpacked only as far as it says it is small,
and a cell that a spreadsheet would run as a formula is never taken.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from anlin.base.problems import Problem
from anlin.people.rules.groups import Group, Relation
from anlin.people.rules.identity import Sex

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_PARTS = 200
MOST_ROWS = 20_000
MOST_SIGNS = 200  # of one cell
# Column, its heading, other headings that are understood, and an example for the template.
Columns = Sequence[tuple[str, str, Sequence[str], str]]
COLUMNS: Columns = (
    ("building", "楼栋", ("楼号", "building"), "1号楼"),
    ("door", "门牌", ("房号", "门牌号", "door"), "3-1-402"),
    ("label", "户名", ("label",), "王家"),
    ("name", "姓名", ("name",), "王示例"),
    ("id_number", "身份证号", ("公民身份号码", "身份证", "identity number"), ""),
    ("born_on", "出生日期", ("day of birth",), "1940-05-01"),
    ("sex", "性别", ("sex",), "女"),
    ("phone", "电话", ("手机", "联系电话", "telephone"), ""),
    ("relation", "与户主关系", ("relation",), "户主"),
    ("groups", "特殊群体", ("人员类别", "special groups"), "独居老人、慢性病"),
    ("since", "入住日期", ("lives here since",), ""),
)
# The words of a spreadsheet; the keys of the ledger are understood, too.
GROUPS: Mapping[str, Group] = {
    "孤寡老人": Group.LONE_ELDER, "独居老人": Group.LIVING_ALONE, "独居": Group.LIVING_ALONE,
    "空巢老人": Group.EMPTY_NEST, "空巢": Group.EMPTY_NEST, "留守老人": Group.LEFT_BEHIND_ELDER,
    "散居孤儿": Group.ORPHAN, "孤儿": Group.ORPHAN, "事实无人抚养儿童": Group.UNATTENDED_CHILD,
    "留守儿童": Group.LEFT_BEHIND_CHILD, "监护人被隔离": Group.CARER_AWAY,
    "监护缺失": Group.CARER_AWAY, "失能残疾人": Group.DISABLED_NO_SELF_CARE,
    "重残": Group.DISABLED_NO_SELF_CARE, "严重精神障碍": Group.SEVERE_MENTAL_DISORDER,
    "重病": Group.SEVERELY_ILL, "慢性病": Group.CHRONIC_DISEASE, "孕产妇": Group.PREGNANT,
    "特困": Group.DESTITUTE_SUPPORT, "低保": Group.MINIMUM_ALLOWANCE,
    "低保边缘": Group.MARGINAL_ALLOWANCE,
}  # fmt: skip
RELATIONS: Mapping[str, Relation] = {
    "户主": Relation.HEAD, "本人": Relation.HEAD, "配偶": Relation.SPOUSE, "妻": Relation.SPOUSE,
    "夫": Relation.SPOUSE, "子": Relation.CHILD, "女": Relation.CHILD, "子女": Relation.CHILD,
    "孙子女": Relation.GRANDCHILD, "父母": Relation.PARENT, "父": Relation.PARENT,
    "母": Relation.PARENT, "祖父母": Relation.GRANDPARENT, "兄弟姐妹": Relation.SIBLING,
    "其他亲属": Relation.OTHER_RELATIVE, "非亲属": Relation.NOT_RELATED,
}  # fmt: skip
SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}
_NEEDED = ("building", "door", "name")
_RUNS_AS_FORMULA = ("=", "@", "\t", "\r", "+", "-")


class FileTooLargeError(Problem):
    """More than one import takes."""

    code = "file-too-large"
    http = 413
    zh = "文件太大：一次最多 {rows} 行、{megabytes} MB。"
    en = "The file is too large: at most {rows} rows and {megabytes} MB at once."
    way_out_zh = "请按楼栋拆成几个文件分次导入。"
    way_out_en = "Please split it by buildings and import one after the other."


class UnreadableFileError(Problem):
    """Neither a spreadsheet nor comma-separated text, or one made to break programs."""

    code = "unreadable-file"
    zh = "这个文件读不了。"
    en = "This file cannot be read."
    way_out_zh = "请用模板另存为 .xlsx 或 .csv（UTF-8 或 GB18030）后再选。"
    way_out_en = "Please save the template as .xlsx or .csv (UTF-8 or GB18030) and choose it."


class ColumnsMissingError(Problem):
    """A sheet whose first row does not name what is needed."""

    code = "columns-missing"
    zh = "第一行里没有这些列：{columns}。"
    en = "The first row lacks these columns: {columns}."
    way_out_zh = "请下载模板，把内容贴到对应的列里。"
    way_out_en = "Please download the template and paste the rows into its columns."


class FormulaCellError(Problem):
    """A cell that a spreadsheet program would run."""

    code = "formula-cell"
    zh = "这一格是公式，没有读取。"
    en = "This cell is a formula; it was not read."
    way_out_zh = "请把它换成文字再导入。"
    way_out_en = "Please replace it by plain text."


class CellTooLongError(Problem):
    """A cell longer than anything the ledger keeps."""

    code = "cell-too-long"
    zh = "这一格太长（超过 {most} 个字）。"
    en = "This cell is too long (over {most} characters)."
    way_out_zh = "请缩短后再导入。"
    way_out_en = "Please shorten it."


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number as the spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


def rows_of(
    name: str, data: bytes, columns: Columns = COLUMNS, needed: Sequence[str] = _NEEDED
) -> list[Row]:
    """Return the rows of a file that say something, by the columns of the sheet it should be.

    Raises:
        ColumnsMissingError: the first row lacks what is needed.
        FileTooLargeError: more than is taken at once, packed or unpacked.
        UnreadableFileError: no spreadsheet that can be read.
    """
    if len(data) > MOST_BYTES:
        raise _too_large()
    lines = _of_workbook(data) if data[:2] == b"PK" else _of_text(data)
    header = next(lines, None)
    places = _places(header[1] if header else (), columns, needed)
    rows = []
    for number, cells in lines:
        told = {column: cells[at] for at, column in places.items() if at < len(cells)}
        if any(value for value in told.values()):
            rows.append(Row(number, told))
        if len(rows) > MOST_ROWS:
            raise _too_large()
    return rows


def check_cell(column: str, text: str) -> None:
    """Refuse a cell that would run as a formula or is too long.

    Raises:
        CellTooLongError: longer than anything the ledger keeps.
        FormulaCellError: it begins like a formula.
    """
    if len(text) > MOST_SIGNS:
        raise CellTooLongError(field=column, most=MOST_SIGNS)
    abroad = column == "phone" and text.startswith("+")
    if text.startswith(_RUNS_AS_FORMULA) and not abroad:
        raise FormulaCellError(field=column)


def _too_large() -> FileTooLargeError:
    return FileTooLargeError(field="file", rows=MOST_ROWS, megabytes=MOST_BYTES // 2**20)


def _of_workbook(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    _check_unpacked(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            if number > 2 * MOST_ROWS:
                raise _too_large()
            yield number, [_plain(value) for value in row[: 2 * len(COLUMNS)]]
    except Problem:
        raise
    except Exception as error:  # whatever a broken workbook breaks in the reader
        raise UnreadableFileError(field="file") from error


def _check_unpacked(data: bytes) -> None:
    """Refuse an archive that unpacks to far more than it is; no part is read beyond its size."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except BadZipFile as error:
        raise UnreadableFileError(field="file") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large()


def _of_text(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    if b"\0" in data:
        raise UnreadableFileError(field="file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise UnreadableFileError(field="file") from error
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline="")), 1):
            yield number, [value.strip() for value in row]
    except csv.Error as error:
        raise UnreadableFileError(field="file") from error


def _plain(value: object) -> str:
    """Return a cell as text: a whole number without a point, a date as a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _places(header: Iterable[str], columns: Columns, needed: Sequence[str]) -> dict[int, str]:
    """Return which column stands where.

    Raises:
        ColumnsMissingError: one that is needed is not there.
    """
    called = {
        heading.lower(): column
        for column, own, others, _ in columns
        for heading in (own, *others, column)
    }
    found = {
        at: called[text.strip().rstrip("*").lower()]
        for at, text in enumerate(header)
        if text.strip().rstrip("*").lower() in called
    }
    if missing := [own for column, own, *_ in columns
                   if column in needed and column not in found.values()]:  # fmt: skip
        raise ColumnsMissingError(field="file", columns="、".join(missing))
    return found
