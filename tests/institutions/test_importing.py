"""Residents from a spreadsheet: every row is told what becomes of it before anything is kept."""

from datetime import date

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide
from anlin.base.seal import SealBrokenError
from anlin.institutions.actions import resident_sheet, take_residents, try_residents
from anlin.institutions.models import Institution, Stay
from anlin.people.rules import Sex
from tests.institutions.house import AT
from tests.people.street import number_of

pytestmark = pytest.mark.django_db
NUMBER = number_of(date(1941, 3, 4), Sex.MALE, 3)
ROWS = f"""床位,姓名,身份证号,出生日期,性别,入住日期
101-1,张一,{NUMBER},,,2023-01-15
101-1,张二,,1940-01-01,男,
999-9,张三,,1940-01-01,男,
102-1,张四,,,,
101-2,张五,{NUMBER},,,
102-2,=1+1,,1940-01-01,男,
201-1,张六,,1940-01-01,女,2023-01-16
"""
CODES = [
    "",
    "bed-not-free",
    "unknown-bed",
    "birth-needed",
    "identity-under-review",
    "formula-cell",
    "",
]


def test_a_file_is_tried_row_by_row_and_nothing_is_kept(home: Institution, head: Viewer) -> None:
    judged, _ = try_residents(home.pk, "x.csv", ROWS.encode(), by=head, at=AT)
    assert [each.problem.code if each.problem else "" for each in judged] == CODES
    with nationwide():
        assert not Stay.objects.exists()


def test_the_good_rows_are_taken_as_one_act_and_only_once(home: Institution, head: Viewer) -> None:
    _, sealed = try_residents(home.pk, "x.csv", ROWS.encode(), by=head, at=AT)
    stays = take_residents(home.pk, sealed, by=head, at=AT)
    assert len(stays) == CODES.count("")
    assert take_residents(home.pk, sealed, by=head, at=AT) == []
    with nationwide():
        assert {stay.person.name for stay in Stay.objects.select_related("person")} == {
            "张一",
            "张六",
        }


def test_what_was_tried_cannot_be_changed_on_the_way(home: Institution, head: Viewer) -> None:
    _, sealed = try_residents(home.pk, "x.csv", ROWS.encode(), by=head, at=AT)
    spoiled = sealed[:40] + ("A" if sealed[40] != "A" else "B") + sealed[41:]
    with pytest.raises(SealBrokenError):
        take_residents(home.pk, spoiled, by=head, at=AT)


def test_the_empty_sheet_can_be_read_again(home: Institution, head: Viewer) -> None:
    judged, _ = try_residents(home.pk, "x.xlsx", resident_sheet(), by=head, at=AT)
    assert [each.name for each in judged] == ["王示例"]
