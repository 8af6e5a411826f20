"""A released pack stays as it was; what changes is a new version with a note."""

from datetime import date
from pathlib import Path

import pytest

from anlin.policy.pack import (
    PackError,
    load_all,
    lock_errors,
    newly_locked,
    read_lock,
    released_library,
    write_lock,
)
from tests.packs.conftest import Edit

MEASURE = "nation-sample/measures/P-1.yaml"
PACK = "nation-sample/pack.yaml"


@pytest.fixture
def locked(folder: Path) -> Path:
    """Return the folder with both packs released."""
    write_lock(folder, newly_locked(load_all(folder), (), date(2026, 11, 22)))
    return folder


def errors(folder: Path) -> list[PackError]:
    """Return where the folder breaks its lock."""
    return lock_errors(load_all(folder), read_lock(folder), folder)


def test_what_is_locked_is_released(locked: Path) -> None:
    assert errors(locked) == []
    assert [pack.name for pack in released_library(locked).packs] == [
        "county-sample",
        "nation-sample",
    ]


def test_nothing_is_released_without_a_lock(folder: Path) -> None:
    assert released_library(folder).packs == ()


def test_locking_twice_is_the_same_as_once(locked: Path) -> None:
    assert newly_locked(load_all(locked), read_lock(locked), date(2026, 12, 1)) == []


def test_how_long_a_term_lasts_is_locked_with_it(locked: Path, edit: Edit) -> None:
    for file in (MEASURE, "county-sample/values/P-1.yaml"):
        edit(file, '    spacing: "P1D"\n', '    spacing: "P1D"\n    lasts: 14\n')
    assert "The term of P-1 from 2026-01-01 is released" in errors(locked)[-1].say("en")


def test_a_changed_release_is_refused_in_both_languages(locked: Path, edit: Edit) -> None:
    edit(MEASURE, "minutes: 10\n", "minutes: 12\n")
    (error,) = errors(locked)
    assert error.say("zh") == (
        f"{PACK}:1：nation-sample 第 1 版已发布，内容却变了。"
        "请写 version: 2，并在 CHANGELOG.md 加一节“## 2”。"
    )
    assert error.say("en") == (
        f"{PACK}:1: nation-sample version 1 is released, but its content has changed. "
        'Write version: 2 and add a heading "## 2" to CHANGELOG.md.'
    )
    assert [pack.name for pack in released_library(locked).packs] == ["county-sample"]


def test_a_new_version_says_what_changed(locked: Path, edit: Edit) -> None:
    edit(MEASURE, "minutes: 10\n", "minutes: 12\n")
    edit(PACK, "version: 1", "version: 2")
    (error,) = errors(locked)
    assert error.say("zh") == (
        f"{PACK}:1：CHANGELOG.md 里没有第 2 版的说明。请加一节“## 2”，写明从哪天起变了什么、对谁。"
    )
    edit("nation-sample/CHANGELOG.md", "## 1\n", "## 2\n\n- minutes\n\n## 1\n")
    assert errors(locked) == []


def test_a_released_term_is_never_changed(locked: Path, edit: Edit) -> None:
    edit(MEASURE, "    needs: 2\n", "    needs: 3\n")
    edit(PACK, "version: 1", "version: 2")
    edit("nation-sample/CHANGELOG.md", "## 1\n", "## 2\n\n## 1\n")
    (error,) = errors(locked)
    assert error.say("en").startswith(
        f"{MEASURE}:12 (clause P-1): The term of P-1 from 2026-01-01 is released and can be "
        "neither changed nor removed."
    )


def test_a_term_may_be_ended_and_followed(locked: Path, edit: Edit) -> None:
    edit(
        MEASURE,
        '  - from: "2026-01-01"\n',
        '  - from: "2027-01-01"\n'
        "    source: {order: sample-nation-1, clause: P-1}\n"
        "    needs: 4\n"
        '    every: "P1W"\n'
        '  - from: "2026-01-01"\n'
        '    until: "2027-01-01"\n',
    )
    edit(PACK, "version: 1", "version: 2")
    edit("nation-sample/CHANGELOG.md", "## 1\n", "## 2\n\n## 1\n")
    edit(
        "county-sample/values/P-1.yaml",
        '  - from: "2026-03-01"\n',
        '  - from: "2026-03-01"\n    until: "2027-01-01"\n',
    )
    found = [each.say("en") for each in errors(locked)]
    assert len(found) == 1, found
    assert "county-sample version 1 is released" in found[0]


def test_a_worked_case_more_is_no_new_law(locked: Path, edit: Edit) -> None:
    edit(
        "nation-sample/cases/sample_tier.yaml",
        "cases:\n",
        "cases:\n"
        '  - {given: {age: 0, alone: "no"}, expect: {outcome: calm, basis: table, row: "2"}}\n',
    )
    assert errors(locked) == []


def test_reading_the_source_again_is_no_new_law(locked: Path, edit: Edit) -> None:
    edit(PACK, 'checked: "2026-11-21"', 'checked: "2027-11-21"')
    assert errors(locked) == []
