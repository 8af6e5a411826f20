"""The one folder that holds an installation's data and secrets."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What an installation must keep to itself; made once, at the first start."""

    owner_password: str
    app_password: str
    session_key: str
    seal_key: str
    index_key: str


def folder() -> Path:
    """Return the data folder: `ANLIN_HOME`, or `.anlin` beside the code."""
    path = Path(os.environ.get("ANLIN_HOME") or ROOT / ".anlin").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def load_secrets() -> Secrets:
    """Return this installation's secrets, making them at the first call."""
    path = folder() / "secrets.json"
    if not path.exists():
        _make_secrets(path)
    return Secrets(**json.loads(path.read_text()))


def _make_secrets(path: Path) -> None:
    """Write new secrets whole or not at all; whoever comes second keeps the first one's."""
    made = Secrets(*(secrets.token_hex(32) for _ in range(5)))
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(made)))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
