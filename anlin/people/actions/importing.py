"""Files of rows for the ledger of one community: tried, taken as one act, undone as one act."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import msgspec
from django.db import IntegrityError, connection, transaction
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from anlin.accounts.rules import Right, Viewer
from anlin.base import seal, sql
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.base.sockets import traces
from anlin.people.actions.changing import Act, Edit, amend
from anlin.people.actions.desk import NotYoursError, UnknownPersonError, at_work, journal
from anlin.people.actions.registration import Door, Newcomer, enter_households, enter_persons
from anlin.people.models import (
    Change,
    Household,
    Import,
    Person,
)
from anlin.people.queries import book_of, import_purpose
from anlin.people.rules import (
    COLUMNS,
    COMMUNITY,
    AlreadySettledError,
    Fate,
    Judged,
    Row,
    Source,
    Told,
    judge,
    rows_of,
)


class ImportTouchedError(Problem):
    """Something else changed what an import brought."""

    code = "import-touched"
    http = 409
    zh = "导入的内容后来又有登记或更改，不能整批撤销了。"
    en = "What this import brought has been used or changed since; it can no longer be undone."
    way_out_zh = "请在个人页或住户页上逐条更正。"
    way_out_en = "Please correct the entries one by one on their pages."


def try_import(name: str, data: bytes, *, by: Viewer, at: datetime) -> Import:
    """Read a file and say what would become of each row; nothing of it enters the ledger.

    Raises:
        FileTooLargeError, UnreadableFileError, ColumnsMissingError: the file cannot be taken.
        NotYoursError: imports are a community's, by who records there.
    """
    if not by.may(Right.RECORD) or by.hi - by.lo != COMMUNITY:
        raise NotYoursError
    rows = rows_of(name, data)
    with at_work(by, right=Right.RECORD):
        judged = judge(rows, book_of(by.lo, local_day(at)))
        kept = Import(place=by.lo, name=name[:200], made_at=at, made_by=by.user)
        _count(kept, judged)
        kept.file_sealed = _sealed([[row.number, row.cells] for row in rows], kept, "file")
        kept.save()
        journal("try_import", kept, kept.place, by=by, at=at, detail={"rows": len(rows)})
    return kept


def take_import(number: int, *, by: Viewer, at: datetime) -> Import:
    """Take the good rows of a file that was tried, judged anew by the ledger of now.

    Raises:
        AlreadySettledError: it was taken before.
        UnknownPersonError: no such import in sight.
    Cost: some fifteen statements for any number of rows.
    """
    with at_work(by, right=Right.RECORD):
        kept = _import_here(number)
        if kept.imported_at is not None or kept.file_sealed is None:
            raise AlreadySettledError
        rows = [Row(number, cells) for number, cells in _opened(bytes(kept.file_sealed), kept)]
        judged = judge(rows, book_of(kept.place, local_day(at)))
        kept.imported_at, kept.file_sealed = at, None
        _count(kept, judged)
        kept.save()
        act = Act(by, at, source=Source.IMPORT, on=local_day(at), brought_by=kept.pk)
        _take([each.told for each in judged if each.told is not None], act)
        _change([each for each in judged if each.fate is Fate.CHANGED], act)
        journal("take_import", kept, kept.place, by=by, at=at,
                 detail={str(fate): getattr(kept, fate) for fate in Fate})  # fmt: skip
    return kept


def undo_import(number: int, *, why: str, by: Viewer, at: datetime) -> Import:
    """Put everything back as it was before an import, while nothing else has touched its rows.

    Raises:
        AlreadySettledError: it was never taken, or undone before.
        ImportTouchedError: something else has happened to what it brought.
        UnknownPersonError: no such import in sight.
    """
    with at_work(by, right=Right.RECORD):
        kept = _import_here(number)
        if kept.imported_at is None or kept.undone_at is not None:
            raise AlreadySettledError
        _check_untouched(kept)
        day = local_day(kept.imported_at)
        changed = Change.objects.filter(brought_by=kept, person__isnull=False)
        persons = Person.objects.in_bulk(changed.values_list("person", flat=True))
        back = changed.order_by("-pk").values_list("person", "field", "before")
        edits = [Edit(persons[who], field, before) for who, field, before in back]
        amend(edits, Act(by, at, why, Source.IMPORT, on=day))
        _remove(kept)
        kept.undone_at, kept.undone_by = at, by.user
        kept.save(update_fields=["undone_at", "undone_by"])
        journal("undo_import", kept, kept.place, by=by, at=at, reason=why)
    return kept


def sheet_template() -> bytes:
    """Return the empty spreadsheet with its headings and one invented row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    headings = []
    for _, heading, _, _ in COLUMNS:
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        headings.append(cell)
    sheet.append(headings)
    sheet.append([example for *_, example in COLUMNS])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _import_here(number: int) -> Import:
    """Return an import of the open scope; imports of its community wait for each other."""
    kept = Import.objects.select_for_update().filter(pk=number).first()
    if kept is None:
        raise UnknownPersonError
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [kept.place])
    return kept


def _count(kept: Import, judged: Sequence[Judged]) -> None:
    fates = Counter(each.fate for each in judged)
    for fate in Fate:
        setattr(kept, fate, fates[fate])
    kept.report_sealed = _sealed([_line(each) for each in judged], kept, "report")


def _line(judged: Judged) -> Mapping[str, object]:
    problem, cells = judged.problem, judged.row.cells
    return {
        "n": judged.row.number,
        "fate": str(judged.fate),
        "name": cells.get("name", ""),
        "door": " ".join(filter(None, (cells.get("building", ""), cells.get("door", "")))),
        "field": problem.field if problem else "",
        "zh": problem.say("zh") if problem else "",
        "en": problem.say("en") if problem else "",
        "edits": [name for name, _ in judged.edits],
    }


def _sealed(what: object, kept: Import, part: str) -> bytes:
    return seal.seal(msgspec.json.encode(what).decode(), purpose=import_purpose(kept, part))


def _opened(sealed: bytes, kept: Import) -> list[tuple[int, dict[str, str]]]:
    text = seal.open_sealed(sealed, purpose=import_purpose(kept, "file"))
    return msgspec.json.decode(text, type=list[tuple[int, dict[str, str]]])


def _take(told: Sequence[Told], act: Act) -> None:
    places, doors = {each.place for each in told}, {each.door for each in told}
    standing = Household.objects.filter(place__in=places, door__in=doors, closed_on=None)
    homes = {(each.place, each.door): each for each in standing}
    fresh: dict[tuple[int, str], Door] = {}
    for each in told:
        key = (each.place, each.door)
        if key not in homes and (key not in fresh or not fresh[key].label):
            fresh[key] = Door(*key, each.label or each.name)
    made = enter_households(list(fresh.values()), act)
    homes |= {(each.place, each.door): each for each in made}
    newcomers = [
        Newcomer(
            homes[each.place, each.door], each.name, each.who, each.since, each.phone,
            each.relation, each.groups,
        )
        for each in told
    ]  # fmt: skip
    enter_persons(newcomers, act)


def _change(judged: Sequence[Judged], act: Act) -> None:
    numbers = [each.person for each in judged]
    persons = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=numbers)}
    amend([Edit(persons[j.person], *edit) for j in judged for edit in j.edits], act)


def _check_untouched(kept: Import) -> None:
    ((touched,),) = sql.rows("people/touched", {"import": kept.pk})
    mine = Person.objects.filter(brought_by=kept)
    persons = list(mine.values_list("pk", flat=True))
    moved = mine.exclude(living="here").exists()
    values = {"lo": kept.place, "hi": kept.place + COMMUNITY, "persons": persons}
    if touched or moved or any(sql.rows_of(trace.sql, values) for trace in traces()):
        raise ImportTouchedError


def _remove(kept: Import) -> None:
    """Take out what an import brought; a room that points to it keeps it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            sql.run("people/remove_import", {"import": kept.pk})
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    except IntegrityError as error:
        raise ImportTouchedError from error
