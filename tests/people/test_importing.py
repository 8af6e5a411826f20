"""Files for the ledger: a report per row, taken once, undone exactly, never run."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.journal.models import Entry
from anlin.people.actions import (
    correct_person,
    register_household,
    register_person,
    take_import,
    try_import,
    undo_import,
)
from anlin.people.actions import importing as acts
from anlin.people.actions.desk import NotYoursError
from anlin.people.models import Household, Import, Person
from anlin.people.queries import ReportLine, report
from anlin.people.rules import AlreadySettledError, Book, Judged, Row, Sex, judge
from anlin.places.models import Place
from anlin.places.rules import EVER, Period
from anlin.records.models import Submission
from tests.people.sheets import Rows, ledger, row, text, workbook
from tests.people.street import AT, BUILDING, number_of
from tests.twins import found_out

BORN = date(1950, 1, 1)
LATER = AT + timedelta(hours=1)
NUMBERS = [number_of(BORN + timedelta(days=n), Sex.FEMALE, n + 1) for n in range(6)]


@pytest.fixture
def street(as_owner: Callable[[], AbstractContextManager[None]], worker: Viewer) -> Viewer:
    """Put one building up, and return who works in its community."""
    with as_owner():
        Place.objects.create(
            code=str(BUILDING), level=7, lo=BUILDING, hi=BUILDING + 1, kind="building",
            name="1号楼", periods=[Period(EVER)],
        )  # fmt: skip
    return worker


def tried(data: bytes, by: Viewer, name: str = "台账.csv") -> tuple[Import, list[ReportLine]]:
    kept = try_import(name, data, by=by, at=AT)
    return kept, report(kept)


def taken(rows: Rows, by: Viewer) -> Import:
    return take_import(try_import("台账.csv", text(rows), by=by, at=AT).pk, by=by, at=AT)


def fates(rows: Rows, by: Viewer) -> list[str]:
    return [line.fate for line in tried(text(rows), by)[1]]


def test_a_dry_run_says_what_would_become_of_each_row_and_changes_nothing(street: Viewer) -> None:
    with nationwide():
        before = ledger()
    kept, lines = tried(
        text([
            row("王桂兰", NUMBERS[0], phone="00013800001", relation="户主", groups="独居、慢性病"),
            row("王桂兰", NUMBERS[0][:-1] + "?"),
            row("李大成", born_on="1946/8/15", sex="男", building="1号楼"),
            row("", NUMBERS[1]),
            row("赵素芬", NUMBERS[1], building="9号楼"),
            row("刘玉珍", NUMBERS[2], groups="神仙"),
        ]),
        street,
    )  # fmt: skip
    assert [(line.n, line.fate, line.field) for line in lines] == [
        (2, "taken", ""), (3, "refused", "id_number"), (4, "taken", ""), (5, "refused", "name"),
        (6, "refused", "building"), (7, "refused", "groups"),
    ]  # fmt: skip
    assert (kept.taken, kept.changed, kept.known, kept.refused) == (2, 0, 0, 4)
    assert "9号楼" in lines[4].zh
    assert "building" in lines[4].en, "reason and way out in both languages"
    with nationwide():
        assert ledger() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_both_encodings(street: Viewer, encoding: str) -> None:
    assert tried(text([row("王桂兰", NUMBERS[0])], encoding), street)[1][0].name == "王桂兰"


def test_the_template_and_a_workbook_are_read(street: Viewer) -> None:

    lines = tried(workbook([row("王桂兰", NUMBERS[0])]), street)[1]
    assert [line.fate for line in lines] == ["taken"]


def test_a_person_an_import_brings_has_household_stay_groups_and_sealed_number(
    street: Viewer,
) -> None:
    kept = taken(
        [row("王桂兰", NUMBERS[0], label="王家", groups="低保", since="2022-05-01")], street
    )
    with nationwide():
        person = Person.objects.select_related("household").get()
        (stay,) = person.residence_set.all()
        (group,) = person.specialgroup_set.all()
    assert (person.name, person.household.label, person.born_on) == ("王桂兰", "王家", BORN)
    assert (str(stay.since), group.group) == ("2022-05-01", "minimum_allowance")
    assert NUMBERS[0].encode() not in bytes(person.id_sealed or b"")
    assert (person.brought_by_id, kept.file_sealed) == (kept.pk, None)
    with nationwide():
        assert Entry.objects.latest("pk").verb == "people.take_import"


def test_what_a_file_adds_to_somebody_known_is_a_change_and_the_rest_is_known(
    street: Viewer,
) -> None:
    taken([row("王桂兰", NUMBERS[0])], street)
    rows = [row("王桂兰", NUMBERS[0]), row("王桂兰", NUMBERS[0], phone="00013800009")]
    assert fates(rows[:1], street) == ["known"]
    assert fates(rows[1:], street) == ["changed"]
    assert fates(rows, street) == ["known", "refused"], "two rows of one file disagree"
    taken(rows[1:], street)
    with nationwide():
        assert Person.objects.get().phone == "00013800009"


def test_who_lives_elsewhere_or_is_very_like_somebody_is_not_registered_twice(
    street: Viewer,
) -> None:
    taken([row("王桂兰", NUMBERS[0]), row("李大成", born_on="1946-08-15", sex="男")], street)
    _, lines = tried(
        text([
            row("王桂兰", NUMBERS[0], door="3-1-501"),
            row("李大诚", born_on="1946-08-15", sex="男", door="3-1-502"),
        ]),
        street,
    )  # fmt: skip
    assert [(line.fate, line.field) for line in lines] == [
        ("refused", "id_number"), ("refused", "name")]  # fmt: skip
    assert all("3-1-402" in line.zh for line in lines), "both are in sight of who imports"


people = st.builds(
    row,
    st.sampled_from(["王桂兰", "王桂芝", "李大成", ""]),
    st.sampled_from([*NUMBERS, "", "990000"]),
    st.sampled_from(["3-1-402", "3-1-501", ""]),
    phone=st.sampled_from(["", "00013800001", "一二三"]),
    born_on=st.sampled_from(["", BORN.isoformat(), "2099-01-01"]),
    sex=st.sampled_from(["", "女", "男"]),
    groups=st.sampled_from(["", "独居老人", "慢性病、低保"]),
    relation=st.sampled_from(["", "户主", "配偶"]),
)
SETTINGS = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def _twice_is_once(rows: Rows, by: Viewer) -> None:
    """A file taken a second time changes nothing."""
    with transaction.atomic():
        taken(rows, by)
        with nationwide():
            once = ledger()
        again = taken(rows, by)
        with nationwide():
            assert ledger() == once
        assert (again.taken, again.changed) == (0, 0)
        transaction.set_rollback(True)


@SETTINGS
@given(st.lists(people, min_size=1, max_size=8))
def test_an_import_taken_twice_is_taken_once(street: Viewer, rows: Rows) -> None:
    _twice_is_once(rows, street)


def test_an_import_that_matches_nobody_would_be_noticed(street: Viewer) -> None:
    blind = mock.patch.object(acts, "judge", _judge_blindly)
    _twice_is_once([row("王桂兰", NUMBERS[0])], street)
    with blind, found_out():
        _twice_is_once([row("王桂兰", NUMBERS[0])], street)


def _judge_blindly(rows: Sequence[Row], book: Book) -> list[Judged]:
    return judge(rows, replace(book, people=()))


def _undo_restores(first: Rows, second: Rows, by: Viewer) -> None:
    """What stood before the second file stands again after it is undone."""
    with transaction.atomic():
        taken(first, by)
        with nationwide():
            before = ledger()
        undo_import(taken(second, by).pk, why="选错文件", by=by, at=LATER)
        with nationwide():
            assert ledger() == before
        transaction.set_rollback(True)


@SETTINGS
@given(st.lists(people, max_size=6), st.lists(people, min_size=1, max_size=6))
def test_undoing_an_import_restores_the_ledger_exactly(
    street: Viewer, first: Rows, second: Rows
) -> None:
    _undo_restores(first, second, street)


def test_several_fields_of_one_person_are_all_put_back(street: Viewer) -> None:
    first = [row("王桂兰", born_on=BORN.isoformat(), sex="女")]
    _undo_restores(first, [row("王桂兰", NUMBERS[0], phone="00013800009", groups="低保")], street)


def test_an_undo_that_leaves_something_would_be_noticed(street: Viewer) -> None:
    with mock.patch.object(acts, "_remove"), found_out():
        _undo_restores([], [row("李大成", NUMBERS[1])], street)


def test_what_was_used_since_is_not_undone(street: Viewer) -> None:
    kept = taken([row("王桂兰", NUMBERS[0])], street)
    with nationwide():
        person = Person.objects.get()
    with transaction.atomic():
        correct_person(person.pk, phone="00013800002", reason="核对", by=street, at=LATER)
        with pytest.raises(acts.ImportTouchedError):
            undo_import(kept.pk, why="选错文件", by=street, at=LATER)
        transaction.set_rollback(True)
    with nationwide():
        Submission.objects.create(
            client_id="0d3cbb8e-6a3f-4f62-9a53-3a5b7c9e2f11", recorder=7, place=person.place,
            subject=person.pk, occurred_at=AT, received_at=AT, kinds=[1], digest=b"x",
        )  # fmt: skip
    with pytest.raises(acts.ImportTouchedError):
        undo_import(kept.pk, why="选错文件", by=street, at=LATER)


def test_somebody_who_moved_into_a_household_of_an_import_keeps_it(street: Viewer) -> None:
    kept = taken([row("王桂兰", NUMBERS[0])], street)
    with nationwide():
        home = Household.objects.get()
    register_person(
        household=home.pk, name="李大成", born_on=BORN, sex=Sex.MALE, by=street, at=LATER
    )
    with pytest.raises(acts.ImportTouchedError):
        undo_import(kept.pk, why="选错文件", by=street, at=LATER)


def test_a_file_is_taken_once_and_undone_once(street: Viewer) -> None:
    kept = taken([row("王桂兰", NUMBERS[0])], street)
    with pytest.raises(AlreadySettledError):
        take_import(kept.pk, by=street, at=LATER)
    undo_import(kept.pk, why="选错文件", by=street, at=LATER)
    with pytest.raises(AlreadySettledError):
        undo_import(kept.pk, why="选错文件", by=street, at=LATER)


def test_a_formula_is_never_taken(street: Viewer) -> None:
    rows = [row('=HYPERLINK("http://example.invalid")'), row("@SUM(1)"), row("-2+3"), row("+1")]
    for data in (workbook(rows), text([[cell.replace(",", "") for cell in r] for r in rows])):
        assert {(line.fate, line.field) for line in tried(data, street)[1]} == {("refused", "name")}
    assert fates([row("王桂兰", NUMBERS[0], phone="+86 138 0000 0001")], street) == ["taken"]


def _statements(rows: int, by: Viewer) -> int:
    sent = [row("王桂兰", number_of(BORN, Sex.FEMALE, n), f"9-{n}") for n in range(1, rows + 1)]
    with transaction.atomic():
        tried = try_import("台账.csv", text(sent), by=by, at=AT)
        with CaptureQueriesContext(connection) as asked:
            take_import(tried.pk, by=by, at=AT)
        transaction.set_rollback(True)
    return len(asked)


def test_many_rows_cost_as_many_statements_as_few(street: Viewer) -> None:
    assert _statements(300, street) == _statements(3, street)


def test_only_a_community_imports(street: Viewer, grid_worker: Viewer, officer: Viewer) -> None:
    for viewer in (grid_worker, officer):
        with pytest.raises(NotYoursError):
            try_import("台账.csv", text([row("王桂兰", NUMBERS[0])]), by=viewer, at=AT)


def test_rows_of_a_building_elsewhere_are_refused(street: Viewer) -> None:
    assert fates([row("王桂兰", NUMBERS[0], building=str(BUILDING + 10**6))], street) == ["refused"]


def test_households_that_stand_are_joined(street: Viewer) -> None:
    home = register_household(place=BUILDING, door="3-1-402", label="王家", by=street, at=AT)
    taken([row("王桂兰", NUMBERS[0]), row("李大成", NUMBERS[1], door="3-1-501")], street)
    with nationwide():
        assert (Household.objects.count(), Person.objects.filter(household=home).count()) == (2, 1)
