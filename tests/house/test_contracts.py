"""The contracts on imports bite: a copy of the code with five faults planted breaks all five."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.reading import ROOT

LINT = Path(sys.executable).with_name("lint-imports")
PLANTED = {
    "journal/queries.py": "import anlin.duties.queries",  # a floor above
    "places/models.py": "import anlin.places.queries",  # a storey above
    "records/rules.py": "import django",  # rules that are not pure
    "accounts/queries/viewers.py": "import anlin.accounts.views",  # through somebody else's door
    "policy/views/library.py": "import anlin.policy.models",  # a view that reaches for tables
}


def _judged(folder: Path) -> str:
    command = [LINT, "--no-cache", "--config", str(folder / "pyproject.toml")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    (verdict,) = re.findall(r"Contracts: (.*)\.", done.stdout) or [done.stdout + done.stderr]
    return verdict


def _copy(folder: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", folder)
    leave_out = shutil.ignore_patterns("static", "data", "migrations", "__pycache__", "locale")
    shutil.copytree(ROOT / "anlin", folder / "anlin", ignore=leave_out)
    return folder


def test_every_contract_on_imports_is_kept(tmp_path: Path) -> None:
    assert _judged(_copy(tmp_path)) == "5 kept, 0 broken"


def test_every_contract_on_imports_can_be_broken(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    for name, fault in PLANTED.items():
        path = folder / "anlin" / name
        path.write_text(f"{path.read_text()}\n{fault}\n")
    assert _judged(folder) == "0 kept, 5 broken"


def test_a_room_that_nobody_listed_breaks_the_contract(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "anlin" / "annex").mkdir()
    (folder / "anlin" / "annex" / "__init__.py").touch()
    assert _judged(folder) == "4 kept, 1 broken"
