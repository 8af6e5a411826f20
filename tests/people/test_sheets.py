"""Files that are no ledger, or made to break whoever reads them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from anlin.people.actions import sheet_template
from anlin.people.rules import one_apart, rows_of
from anlin.people.rules.sheets import (
    MOST_UNPACKED,
    ColumnsMissingError,
    FileTooLargeError,
    UnreadableFileError,
)
from tests.people.sheets import row, text


def test_the_template_says_what_it_wants() -> None:
    (example,) = rows_of("x.xlsx", sheet_template())
    assert example.cells["name"] == "王示例"


def _packed(parts: int, size: int) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for n in range(parts):
            packed.writestr(f"xl/{n}.xml", b"0" * size)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"x" * (6 * 2**20), FileTooLargeError),
        (_packed(3, MOST_UNPACKED // 2), FileTooLargeError),
        (_packed(300, 1), FileTooLargeError),
        (b"PK but no archive", UnreadableFileError),
        (_packed(1, 10), UnreadableFileError),
        (b"\x00\x01\x02", UnreadableFileError),
        ("姓名\n王".encode("utf-16"), UnreadableFileError),
        ("姓名\n王".encode(), ColumnsMissingError),
        (b"", ColumnsMissingError),
        (text([row("王桂兰", "990000195001010029")] * 20_001), FileTooLargeError),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_whole(data: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        rows_of("台账.xlsx", data)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("王桂兰", "王桂兰", True), ("王桂兰", "王桂芝", True), ("王桂兰", "王兰", True),
        ("王桂兰", "桂兰", True), ("王桂兰", "李桂芝", False), ("王桂兰", "王", False),
        ("", "王", True), ("王兰桂", "王桂兰", False),
    ],
)  # fmt: skip
def test_names_are_alike_if_one_sign_differs(one: str, other: str, alike: bool) -> None:
    assert one_apart(one, other) is alike
    assert one_apart(other, one) is alike
