"""The Chinese words of the screens: compiled at start, and checked to be complete.

The messages stand in English in the code; `anlin/locale/<language>/LC_MESSAGES/django.po` is kept
by hand.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ANLIN = Path(__file__).resolve().parents[1]
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str, str]  # context, English text


def compile_all() -> int:
    """Compile every catalogue that is newer than its binary; return how many there were."""
    stale = [po for po in catalogues() if _older(po.with_suffix(".mo"), po)]
    for po in stale:
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(po))
    return len(stale)


def catalogues() -> list[Path]:
    """Return every hand-kept catalogue."""
    return sorted(ANLIN.glob("locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _older(path: Path, than: Path) -> bool:
    return not path.exists() or path.stat().st_mtime < than.stat().st_mtime


def said(folder: Path = ANLIN) -> dict[Key, str]:
    """Return every translatable text of code and templates under `folder`, and where it stands."""
    found: dict[Key, str] = {}
    for path in sorted(folder.rglob("*.py")):
        found |= _of_python(path, path.relative_to(folder))
    for path in sorted(folder.glob("*/templates/**/*.*")):
        found |= of_template(path.read_text(), str(path.relative_to(folder)))
    return found


def _of_python(path: Path, name: Path) -> dict[Key, str]:
    calls = extract_from_file("python", path, keywords=_KEYWORDS)
    return {
        key: f"{name}:{line}" for line, text, _, context in calls for key in _keys(text, context)
    }


def of_template(text: str, name: str) -> dict[Key, str]:
    """Return the translatable texts of one template."""
    lines = templatize(text, origin=name).splitlines()
    python = "\n".join(line.strip() for line in lines)
    calls = extract("python", BytesIO(python.encode()), keywords=_KEYWORDS)
    return {
        key: f"{name}:{line}" for line, text, _, context in calls for key in _keys(text, context)
    }


def _keys(text: object, context: str | None) -> Iterator[Key]:
    """Yield one key: of a plural the singular, as a catalogue keeps it."""
    first = text[0] if isinstance(text, (tuple, list)) else text
    if first:
        yield context or "", str(first)


def faults(catalogue: Catalog, texts: dict[Key, str]) -> Iterator[str]:
    """Yield what is missing, unsure, unused or broken in `catalogue`, one sentence each."""
    known = {_key(message): message for message in catalogue if message.id}
    for key, where in texts.items():
        if key not in known:
            yield f"{where}: no translation of {key[1]!r}"
    for key, message in known.items():
        if key not in texts:
            yield f"line {message.lineno}: nobody says {key[1]!r} any more"
        yield from _faults_of(message)


def _key(message: Message) -> Key:
    text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", text


def _faults_of(message: Message) -> Iterator[str]:
    where = f"line {message.lineno}"
    if message.fuzzy:
        yield f"{where}: unsure (fuzzy)"
    texts = _all(message.string)
    if not all(texts):
        yield f"{where}: {_key(message)[1]!r} is not translated"
        return
    wanted = set(_PLACEHOLDER.findall(_all(message.id)[-1]))
    if any(set(_PLACEHOLDER.findall(text)) - wanted for text in texts):
        yield f"{where}: a placeholder that {_key(message)[1]!r} does not have"


def _all(texts: str | Iterable[str] | None) -> list[str]:
    return [texts or ""] if isinstance(texts, str | None) else list(texts)


def main() -> None:
    """Compile the catalogues; with `--check`, say what is wrong with them and fail."""
    if "--check" not in sys.argv:
        compile_all()
        return
    texts = said()
    found = [f"{po.parts[-3]}: {fault}" for po in catalogues() for fault in faults(read(po), texts)]
    if texts and not catalogues():
        found = ["There is no catalogue."]
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
