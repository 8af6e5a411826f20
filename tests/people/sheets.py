"""Files for the ledger as somebody might send them, and the ledger as it stands."""

from collections.abc import Sequence
from io import BytesIO

from django.db import connection
from openpyxl import Workbook

from anlin.people.rules import COLUMNS
from tests.people.street import BUILDING

HEAD = [heading for _, heading, _, _ in COLUMNS]
Rows = Sequence[Sequence[str]]
_TABLES = {
    "people_household": "id, place, door, label, closed_on",
    "people_person": "id, place, household, name, sex, born_on, phone, relation, living, "
    "id_index, id_county",
    "people_residence": "person, household, place, since, until",
    "people_special_group": 'person, place, "group", since, until',
}


def row(name: str, number: str = "", door: str = "3-1-402", **told: str) -> list[str]:
    """Return one row of a file, in the order of the template."""
    cells = {"building": str(BUILDING), "door": door, "name": name, "id_number": number} | told
    return [cells.get(column, "") for column, *_ in COLUMNS]


def text(rows: Rows, encoding: str = "utf-8") -> bytes:
    """Return rows as comma-separated text under the template's headings."""
    return "\n".join(",".join(each) for each in [HEAD, *rows]).encode(encoding)


def workbook(rows: Rows) -> bytes:
    """Return rows as a workbook under the template's headings."""
    book = Workbook()
    for each in [HEAD, *rows]:
        book.worksheets[0].append(list(each))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def ledger() -> dict[str, list[tuple[object, ...]]]:
    """Return everything the ledger says in the open scope, without what only looks for doubles."""
    found = {}
    with connection.cursor() as cursor:
        for table, columns in _TABLES.items():
            cursor.execute(f"select {columns} from {table} order by 1, 2, 3, 4, 5")
            found[table] = [tuple(map(_plain, each)) for each in cursor.fetchall()]
    return found


def _plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, memoryview | bytes) else str(value)
