"""Residents from a spreadsheet: tried first, then taken as one act."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import msgspec
from openpyxl import Workbook

from anlin.accounts.rules import Right, Viewer
from anlin.base import seal
from anlin.base.days import local_day, start_of
from anlin.institutions.actions.desk import at_work, institution_here
from anlin.institutions.actions.living import Admission
from anlin.institutions.actions.staying import admit_all
from anlin.institutions.models import Institution, Stay
from anlin.institutions.queries import house
from anlin.institutions.rules import NEEDED, RESIDENT_COLUMNS, RESULTS, Judged, judge_rows
from anlin.people.queries import holding
from anlin.people.rules import Row, community_of, normal_id, rows_of
from anlin.people.rules.sheets import Columns

_EVENING = 12  # hours: who came on a day is counted from noon, unless that is to come


def try_residents(
    institution: int, name: str, data: bytes, *, by: Viewer, at: datetime
) -> tuple[list[Judged], str]:
    """Read a file and say what would become of each row; nothing of it is kept.

    The second value carries the rows, sealed, to whoever takes them afterwards.

    Raises:
        ColumnsMissingError, FileTooLargeError, UnreadableFileError: the file cannot be taken.
    """
    rows = rows_of(name, data, RESIDENT_COLUMNS, NEEDED)
    with at_work(by, Right.HOME, Right.NAMES):
        home = institution_here(institution)
        judged = _judged(home, rows, at)
    text = msgspec.json.encode([[row.number, row.cells] for row in rows]).decode()
    return judged, b64encode(seal.seal(text, purpose=_purpose(institution))).decode()


def take_residents(institution: int, sealed: str, *, by: Viewer, at: datetime) -> list[Stay]:
    """Admit everybody of a file that was tried whose row is good, judged anew by the house of now.

    Raises:
        BedTakenError: somebody was quicker.
    """
    text = seal.open_sealed(b64decode(sealed), purpose=_purpose(institution))
    told = msgspec.json.decode(text, type=list[tuple[int, dict[str, str]]])
    rows = [Row(number, cells) for number, cells in told]
    with at_work(by, Right.HOME, Right.NAMES):
        home = institution_here(institution, hold=True)
        movers = [each.mover for each in _judged(home, rows, at) if each.mover is not None]
        found = [
            Admission(
                mover.bed, mover.name, mover.who,
                min(at, start_of(mover.since).replace(hour=_EVENING)), mover.phone,
            )
            for mover in movers
        ]  # fmt: skip
        return admit_all(institution, found, by=by, at=at) if found else []


def _judged(home: Institution, rows: Sequence[Row], at: datetime) -> list[Judged]:
    beds: dict[str, list[int]] = {}
    free = set()
    for bed in (bed for floor in house(home.place) for bed in floor.beds):
        beds.setdefault(bed.name, []).append(bed.id)
        if not bed.stay:
            free.add(bed.id)
    numbers = [normal_id(row.cells.get("id_number", "")) for row in rows]
    area = community_of(home.place)
    held = {bytes(each.id_index or b"") for each in holding(area, [n for n in numbers if n])}
    known = {number for number in numbers if number and seal.blind_index(number, area=area) in held}
    return judge_rows(rows, beds, free, known, local_day(at))


def _purpose(institution: int) -> str:
    return f"institutions_import:{institution}"


def sheet(columns: Columns) -> bytes:
    """Return an empty spreadsheet with its headings and one invented row."""
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append([heading for _, heading, *_ in columns])
    page.append([example for *_, example in columns])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def resident_sheet() -> bytes:
    """Return the empty sheet for residents."""
    return sheet(RESIDENT_COLUMNS)


def result_sheet() -> bytes:
    """Return the empty sheet for results."""
    return sheet(RESULTS)
