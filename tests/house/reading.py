"""What the house checks read: the files of the project, as text and as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("anlin", "tests", "bench")
TEXT = (*CODE, "packs", "script", "web", "docs", ".ci")
SUFFIXES = {".py", ".sql", ".html", ".md", ".yaml", ".toml", ".ts", ".scss", ".sh", ".json", ""}
BUILT = {"dist", "node_modules", "__pycache__", "data"}


@dataclass(frozen=True)
class Source:
    """One file: its path below the root and what it says."""

    path: Path
    text: str

    @property
    def room(self) -> str:
        return self.path.parts[1] if self.path.parts[0] == "anlin" else ""

    @property
    def module(self) -> str:
        """Return `actions` for `anlin/x/actions.py` and for all of `anlin/x/actions/`."""
        return self.path.parts[2].removesuffix(".py") if len(self.path.parts) > 2 else ""

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def files(*folders: str, suffixes: set[str] = SUFFIXES) -> list[Source]:
    """Return the hand-written files below `folders`."""
    return [
        Source(path.relative_to(ROOT), path.read_text())
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix in suffixes and not BUILT & set(path.parts)
    ]


def python(*folders: str) -> list[Source]:
    """Return the Python files below `folders`, without migrations."""
    found = files(*folders, suffixes={".py"})
    return [source for source in found if "migrations" not in source.path.parts]


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted text of everything that is called: `(3, "datetime.now")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def planted(text: str, path: str = "anlin/people/queries.py") -> list[Source]:
    """Return one file that is not there, for a sabotage twin."""
    return [Source(Path(path), text)]
