"""The limits of a pack: what is read, what is refused, and that a released one stays."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from anlin.policy.pack import load_all, lock_errors, newly_locked
from tests.packs.conftest import Edit, Refusal

FILE = "nation-sample/limits.yaml"
LIMITS = """\
limits:
  - name: gate_fever
    unit: celsius
    stricter: less
    terms:
      - {from: "2026-01-01", source: {order: sample-nation-1, clause: P-4}, value: "37.3"}
"""


@pytest.fixture
def limits(folder: Path) -> Path:
    """Return a folder whose national pack has a limit."""
    (folder / FILE).write_text(LIMITS, encoding="utf-8")
    return folder


def test_a_limit_is_read_with_its_source(limits: Path) -> None:
    (found,) = load_all(limits).limits
    assert (found.name, found.value, found.unit) == ("gate_fever", Decimal("37.3"), "celsius")
    assert (found.pack, found.clause, found.stricter) == ("nation-sample", "P-4", "less")
    assert found.confidence == "document"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("clause: P-4", "clause: P-9", 6, "P-9"),
        ("unit: celsius", "unit: kelvin", 3, "celsius | days"),
        ("stricter: less", "stricter: lower", 4, "less | more"),
        ('"37.3"', "37", 6, 'Write "37"'),
        ('"37.3"', '"warm"', 6, '"37.3"'),
        ("name: gate_fever", "name: Gate Fever", 2, "gate_fever"),
    ],
)
def test_a_limit_that_says_nothing_firm_is_refused(
    limits: Path, edit: Edit, refusal: Refusal, old: str, new: str, line: int, says: str
) -> None:
    edit(FILE, old, new)
    error = refusal()
    assert (error.spot.file, error.spot.line) == (FILE, line)
    assert says in error.say("en")


def test_two_values_at_one_time_are_refused(limits: Path, refusal: Refusal) -> None:
    later = LIMITS.splitlines()[-1].replace("2026-01-01", "2026-02-01")
    (limits / FILE).write_text(f"{LIMITS}{later}\n", encoding="utf-8")
    assert "2026-02-01" in refusal().say("en")


def test_a_clause_that_no_limit_carries_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(
        "nation-sample/orders/sample-nation-1.md",
        'kind: record\ncapability: M01\nwhere: "4"\ncarried: by M01',
        'kind: threshold\ncapability: M01\nwhere: "4"\ncarried: gate_fever',
    )
    assert "gate_fever" in refusal().say("en")


def test_a_released_limit_stays_as_it_was(limits: Path, edit: Edit) -> None:
    found = load_all(limits)
    lock = newly_locked(found, [], date(2026, 1, 1))
    assert "gate_fever 2026-01-01" in {key for entry in lock for key, _ in entry.terms}
    assert lock_errors(found, lock, limits) == []
    edit(FILE, "37.3", "38.5")
    edit("nation-sample/pack.yaml", "version: 1", "version: 2")
    said = [error.say("en") for error in lock_errors(load_all(limits), lock, limits)]
    assert any("gate_fever from 2026-01-01 is released" in each for each in said)
