"""`anlin packs` as a policy officer types it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from anlin.base import clock, home
from anlin.config.command import needs_database
from anlin.policy import queries
from tests.packs.conftest import SAMPLE
from tests.policy.conftest import AT


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command where there is no database and never was one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANLIN_")}
    return subprocess.run(
        [sys.executable, "-m", "anlin.config.command", "packs", *words],
        env={**kept, "ANLIN_HOME": str(folder)},
        cwd=home.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_checking_needs_no_database(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("all in order\n")
    assert not (tmp_path / "postgres").exists()


def test_coverage_needs_no_database_and_knows_all_149(tmp_path: Path) -> None:
    done = run(tmp_path, "coverage")
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert told[-1] == "149 clauses known, 0 unknown"
    named = [word for line in told if line.startswith("  ") for word in line.split()]
    assert told[1].startswith("  carried  ")
    assert {"A-2.2", "A-3.1"} <= set(told[1].split())
    assert len({word for word in named if "-" in word}) == 149
    assert [line for line in told if line.startswith("  unknown")] == ["  unknown    0"] * 6


def test_a_wrong_pack_is_told_in_both_languages_and_fails(tmp_path: Path, copy: Path) -> None:
    order = copy / "nation-sample" / "pack.yaml"
    order.write_text(order.read_text().replace("status: active", "status: alive"))
    done = run(tmp_path, "check", "--folder", str(copy))
    assert done.returncode == 1
    assert 'nation-sample/pack.yaml:7：“status”不能是 "alive"。' in done.stderr
    assert 'nation-sample/pack.yaml:7: "status" cannot be "alive".' in done.stderr


def test_coverage_fails_on_an_unknown_clause(tmp_path: Path, copy: Path) -> None:
    (copy / "documents.yaml").write_text(
        "documents:\n  P: {pack: nation-sample, order: sample-nation-1, clauses: [P-1, P-9]}\n"
    )
    done = run(tmp_path, "coverage", "--folder", str(copy))
    assert done.returncode == 1
    assert done.stderr == "unknown: P-9, P-2, P-3, P-4, P-5\n"


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["packs", "check"], False),
        (["packs", "coverage", "--folder", "x"], False),
        (["evaluate", "facts.json"], False),
        (["packs", "release"], True),
        (["migrate"], True),
        ([], True),
    ],
)
def test_only_what_reads_the_database_starts_it(words: list[str], needed: bool) -> None:
    assert needs_database(words) is needed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the sample packs."""
    import shutil

    return Path(shutil.copytree(SAMPLE, tmp_path / "packs"))


@pytest.fixture
def today() -> Iterator[None]:
    """Hold the clock while the sample is young."""
    with clock.frozen(AT):
        yield


def test_releasing_loads_what_is_locked_and_nothing_else(
    committed: str, today: None, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("packs", "release", "--folder", str(copy))
    assert queries.measures() == {}
    call_command("packs", "release", "--folder", str(copy), "--lock")
    assert sorted(queries.measures()) == ["P-1", "P-2"]
    call_command("packs", "release", "--folder", str(copy), "--lock")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "packs: 0 released, new: -"
    assert lines[1].startswith("locked county-sample 1 ")
    assert lines[-1] == "packs: 2 released, new: -"


def test_a_draft_is_adopted_from_the_command_line(committed: str, today: None, copy: Path) -> None:
    pack = copy / "county-sample" / "pack.yaml"
    pack.write_text(pack.read_text().replace("status: active", "status: draft"))
    call_command("packs", "release", "--folder", str(copy), "--lock")
    call_command(
        "packs", "adopt", "county-sample", "500103", "--reason", "drill", "--knowingly"
    )  # fmt: skip
    assert [each.place for each in queries.rulings_of("P-1")] == ["0", "500103"]
