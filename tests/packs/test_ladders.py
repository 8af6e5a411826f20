"""The ladder of a pack: what is read, what is refused, and that a released one stays."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from anlin.policy.pack import load_all, lock_errors, newly_locked
from anlin.policy.rules import Rung
from tests.packs.conftest import Edit, Refusal

FILE = "nation-sample/ladder.yaml"
LADDER = """\
terms:
  - from: "2026-01-01"
    source: {order: sample-nation-1, clause: P-4}
    rungs:
      - {level: community, after: "PT0S", holds: "PT12H"}
      - {level: street, after: "PT2H"}
    cap: 20
    quiet: {from: "22:00", until: "07:00"}
"""


@pytest.fixture
def ladder(folder: Path) -> Path:
    """Return a folder whose national pack has a ladder."""
    (folder / FILE).write_text(LADDER, encoding="utf-8")
    return folder


def test_a_ladder_is_read_with_its_source(ladder: Path) -> None:
    (found,) = load_all(ladder).ladders
    assert found.rungs == (
        Rung(5, timedelta(), timedelta(hours=12)),
        Rung(4, timedelta(hours=2)),
    )
    assert (found.pack, found.clause, found.cap) == ("nation-sample", "P-4", 20)
    assert found.quiet == (time(22), time(7))
    assert [rung.number for rung in found.rungs] == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("clause: P-4", "clause: P-9", 2, "P-9"),
        ("level: street", "level: village", 6, "village"),
        ("level: street", "level: community", 6, "nation | province | city | county | street"),
        ('"PT2H"', '"PT0S"', 6, "PT1H"),
        ('"PT2H"', "PT2H", 6, 'Write "PT2H"'),
        ("cap: 20", "cap: 0", 7, "cap"),
        ('from: "22:00"', "from: 22:00", 8, '"22:00"'),
        ('until: "07:00"', 'until: "22:00"', 8, "until"),
        ("cap: 20", "most: 20", 7, "most"),
    ],
)
def test_a_ladder_that_does_not_climb_or_names_nothing_is_refused(
    ladder: Path, edit: Edit, refusal: Refusal, old: str, new: str, line: int, says: str
) -> None:
    edit(FILE, old, new)
    error = refusal()
    assert (error.spot.file, error.spot.line) == (FILE, line)
    assert says in error.say("en")


def test_two_ladders_at_one_time_are_refused(ladder: Path, refusal: Refusal) -> None:
    later = LADDER.partition("\n")[2].replace("2026-01-01", "2026-02-01")
    (ladder / FILE).write_text(LADDER + later, encoding="utf-8")
    assert "2026-02-01" in refusal().say("en")


def test_a_clause_that_no_ladder_carries_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(
        "nation-sample/orders/sample-nation-1.md",
        'kind: record\ncapability: M01\nwhere: "4"\ncarried: by M01',
        'kind: deadline\ncapability: M01\nwhere: "4"\ncarried: ladder',
    )
    assert "ladder" in refusal().say("en")


def test_a_released_ladder_stays_as_it_was(ladder: Path, edit: Edit) -> None:
    found = load_all(ladder)
    lock = newly_locked(found, [], date(2026, 1, 1))
    assert lock_errors(found, lock, ladder) == []
    edit(FILE, "cap: 20", "cap: 30")
    edit("nation-sample/pack.yaml", "version: 1", "version: 2")
    said = [error.say("en") for error in lock_errors(load_all(ladder), lock, ladder)]
    assert any("ladder from 2026-01-01 is released" in each for each in said)


def test_a_ladder_stands_in_the_lock(ladder: Path) -> None:
    found = load_all(ladder)
    (lock,) = (e for e in newly_locked(found, [], date(2026, 1, 1)) if e.name == "nation-sample")
    assert "ladder 2026-01-01" in dict(lock.terms)
