"""Which packs are released: `packs/lock.yaml`, by hash; what was released stays as it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from anlin.policy.pack.errors import (
    NoChangeNoteError,
    PackError,
    ReleasedChangedError,
    Spot,
    TermChangedError,
)
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.library import digest, load_all
from anlin.policy.pack.reading import read_text, read_yaml
from anlin.policy.pack.shapes import Known, Library, Pack
from anlin.policy.rules import DayZero, Ladder, Limit, Term

FILE = "lock.yaml"
_HEAD = """\
# Released packs, by SHA-256 over their canonical content; written by `anlin packs release --lock`.
released:
"""


@dataclass(frozen=True, slots=True)
class Locked:
    """One released version of a pack; `terms` maps measure and first day to a short hash."""

    name: str
    version: int
    hash: str
    day: date
    terms: tuple[tuple[str, str], ...]


def read_lock(folder: Path) -> tuple[Locked, ...]:
    """Return every released version, oldest first; none without a lock file.

    Raises:
        PackError: the file does not have its form.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    fields = Fields(read_yaml(read_text(path, folder), FILE), ("released",))
    return tuple(
        _locked(each)
        for each in fields.children("released", ("name", "version", "hash", "date", "terms"))
    )


def _locked(fields: Fields) -> Locked:
    terms = fields.mapping("terms")
    return Locked(
        fields.text("name"),
        fields.whole("version", least=1),
        fields.text("hash"),
        fields.day("date"),
        tuple((key, str(node.value)) for key, node in terms.items()),
    )


def write_lock(folder: Path, entries: Iterable[Locked]) -> None:
    """Write the lock file."""
    text = _HEAD
    for entry in entries:
        text += f"  - name: {entry.name}\n    version: {entry.version}\n"
        text += f'    hash: "{entry.hash}"\n    date: "{entry.day}"\n'
        text += "    terms:" + ("\n" if entry.terms else " {}\n")
        text += "".join(f'      "{key}": "{short}"\n' for key, short in entry.terms)
    (folder / FILE).write_text(text, encoding="utf-8")


def newly_locked(library: Library, lock: Sequence[Locked], day: date) -> list[Locked]:
    """Return the entries that releasing `library` on `day` adds: packs not locked as they are."""
    standing = {(entry.name, entry.version, entry.hash) for entry in lock}
    return [
        Locked(pack.name, pack.version, pack.hash, day, tuple(_terms(library, pack.name).items()))
        for pack in library.packs
        if (pack.name, pack.version, pack.hash) not in standing
    ]


def lock_errors(library: Library, lock: Sequence[Locked], folder: Path) -> list[PackError]:
    """Return where packs break what was released."""
    return [
        error
        for pack in library.packs
        for error in _pack_errors(
            library, pack, [each for each in lock if each.name == pack.name], folder
        )
    ]


def _pack_errors(
    library: Library, pack: Pack, released: Sequence[Locked], folder: Path
) -> Iterator[PackError]:
    if not released:
        return
    spot = library.spots["pack", pack.name]
    latest = max(released, key=lambda entry: entry.version)
    if latest.hash == pack.hash and latest.version == pack.version:
        return
    if pack.version <= latest.version:
        yield ReleasedChangedError(
            spot, name=pack.name, version=latest.version, next=latest.version + 1
        )
    elif not _noted(folder / pack.name / "CHANGELOG.md", pack.version):
        yield NoChangeNoteError(spot, version=pack.version)
    present = _terms(library, pack.name)
    for key, short in latest.terms:
        if present.get(key) != short:
            measure, _, since = key.partition(" ")
            at = _spot_of(library, pack.name, measure, since) or spot
            yield TermChangedError(at, clause=measure, measure=measure, since=since)


def _spot_of(library: Library, pack: str, name: str, since: str) -> Spot | None:
    """Return the line of a ladder, a limit or a term."""
    keys = (("ladder", pack, since), ("limit", pack, name, since), ("term", pack, name, since))
    return next((library.spots[key] for key in keys if key in library.spots), None)


def _noted(changelog: Path, version: int) -> bool:
    heading = re.compile(rf"^## {version}\b", re.MULTILINE)
    return changelog.exists() and bool(heading.search(changelog.read_text(encoding="utf-8")))


def _terms(library: Library, pack: str) -> dict[str, str]:
    """Return a short hash of each term of a pack; its end may be added later, so is left out."""
    owners = [(each.code, each.terms) for each in library.measures if each.pack == pack]
    owners += [(each.measure, each.terms) for each in library.values if each.pack == pack]
    found = {f"{measure} {term.since}": _short(term) for measure, terms in owners for term in terms}
    own = [each for each in library.ladders if each.pack == pack]
    found |= {f"ladder {each.since}": _short_ladder(each) for each in own}
    return found | {
        f"{each.name} {each.since}": _short_limit(each)
        for each in library.limits
        if each.pack == pack
    }


def _short(term: Term) -> str:
    slots = [[str(slot.opens), str(slot.closes)] for slot in term.slots]
    said = [term.order, term.clause, term.needs, term.every, slots, str(term.grace)]
    said += [str(term.spacing), str(term.within)]
    counted = "" if term.day0_rule is DayZero.EVENT else term.day0_rule
    rare = {"lasts": term.lasts, "day0_rule": counted, "grant": term.grant}
    said += [{name: value} for name, value in rare.items() if value]
    return digest(said)[:12]


def _short_ladder(ladder: Ladder) -> str:
    rungs = [[rung.level, str(rung.after), str(rung.holds)] for rung in ladder.rungs]
    quiet = [str(each) for each in ladder.quiet or ()]
    return digest([ladder.order, ladder.clause, rungs, ladder.cap, quiet])[:12]


def _short_limit(limit: Limit) -> str:
    said: list[object]
    said = [limit.order, limit.clause, str(limit.value), limit.unit, limit.stricter]
    said += [list(limit.when)] if limit.when else []
    return digest(said)[:12]


def released_library(folder: Path, known: Known | None = None) -> Library:
    """Return the part of the packs in `folder` that is released exactly as it stands there.

    Raises:
        PacksRefused: something in the folder is wrong.
    """
    library = load_all(folder, known)
    standing = {(entry.name, entry.version, entry.hash) for entry in read_lock(folder)}
    names = frozenset(
        pack.name for pack in library.packs if (pack.name, pack.version, pack.hash) in standing
    )
    return library.of(names)
