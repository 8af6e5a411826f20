"""The one folder that holds an installation's data and secrets."""

import json
import os
import secrets
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
    path = Path(os.environ.get("ANLIN_HOME", ROOT / ".anlin")).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def load_secrets() -> Secrets:
    """Return this installation's secrets, making them at the first call."""
    path = folder() / "secrets.json"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Secrets(**json.loads(path.read_text()))
    made = Secrets(*(secrets.token_hex(32) for _ in range(5)))
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(made), file)
    return made
