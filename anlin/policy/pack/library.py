"""A folder of packs, read and checked as a whole."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from anlin.policy.pack.cases import read_cases
from anlin.policy.pack.checks import check
from anlin.policy.pack.classes import read_class
from anlin.policy.pack.errors import (
    PackError,
    PacksRefused,
    Spot,
    TwiceError,
    UnknownFieldError,
    UnreadableError,
    WrongValueError,
)
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.forms import read_form
from anlin.policy.pack.ladder import FILE as LADDER
from anlin.policy.pack.ladder import ladder_spots, read_ladders
from anlin.policy.pack.limits import FILE as LIMITS
from anlin.policy.pack.limits import read_limits
from anlin.policy.pack.measures import read_measure, read_values, term_spots
from anlin.policy.pack.orders import PLACE, read_order
from anlin.policy.pack.reading import Node, plain, read_text, read_yaml
from anlin.policy.pack.shapes import ClassCase, Draft, DutyCase, Known, Library, Pack
from anlin.policy.rules import Ladder, Limit, Term

REGIMES = ("class-a-2020", "class-b-2023", "routine")
STATUSES = ("active", "draft", "demonstration")
_PACK = (
    "name",
    "version",
    "title",
    "issuer",
    "jurisdiction",
    "regime",
    "status",
    "in_force",
    "checked",
    "above",
)
FORMS_FOLDER = "forms"
_FOLDERS = ("orders", "measures", "values", "classes", FORMS_FOLDER, "cases")
T = TypeVar("T", Term, Ladder, Limit)


def load_all(folder: Path, known: Known | None = None) -> Library:
    """Return what the packs in `folder` say, once all of it holds together.

    Raises:
        PacksRefused: something is wrong; it lists every error.
    """
    draft = Draft()
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            _read_pack(path, folder, draft)
    _resolve_confidence(draft)
    library = _library(draft)
    with gathering(draft.errors):
        library = replace(library, documents=_documents(folder))
    if not draft.errors:
        draft.errors.extend(check(library, known or Known()))
    if draft.errors:
        raise PacksRefused(draft.errors)
    return library


@contextmanager
def gathering(errors: list[PackError]) -> Iterator[None]:
    """Keep an error raised inside the block and go on after it."""
    try:
        yield
    except PackError as error:
        errors.append(error)


def _library(draft: Draft) -> Library:
    return Library(
        packs=tuple(draft.packs),
        orders=tuple(draft.orders),
        measures=tuple(sorted(draft.measures, key=lambda each: each.code)),
        values=tuple(draft.values),
        ladders=tuple(draft.ladders),
        limits=tuple(draft.limits),
        forms=tuple(draft.forms),
        classes=tuple(draft.classes),
        class_cases=tuple(draft.class_cases),
        duty_cases=tuple(draft.duty_cases),
        gate_cases=tuple(draft.gate_cases),
        spots=draft.spots,
    )


def _read_pack(path: Path, root: Path, draft: Draft) -> None:
    content: dict[str, object] = {}
    with gathering(draft.errors):
        node = read_yaml(read_text(path / "pack.yaml", root), f"{path.name}/pack.yaml")
        pack = _pack(node, path.name)
        bare = plain(node)
        if isinstance(bare, dict):
            content["pack.yaml"] = {key: bare[key] for key in bare if key != "checked"}
        draft.spots["pack", pack.name] = node.spot
        _read_orders(path, root, draft, content)
        for name, keep in _readers(pack.name, draft).items():
            for file in sorted((path / name).glob("*.yaml")):
                with gathering(draft.errors):
                    inner = read_yaml(read_text(file, root), file.relative_to(root).as_posix())
                    keep(inner, file.stem)
                    if name != "cases":
                        content[f"{name}/{file.name}"] = plain(inner)
        _read_ladders(path, root, draft, content)
        _read_limits(path, root, draft, content)
        draft.packs.append(replace(pack, hash=digest(content)))
    _refuse_strangers(path, root, draft)


def _read_ladders(path: Path, root: Path, draft: Draft, content: dict[str, object]) -> None:
    file = path / LADDER
    if not file.exists():
        return
    with gathering(draft.errors):
        node = read_yaml(read_text(file, root), file.relative_to(root).as_posix())
        draft.ladders.extend(read_ladders(node, path.name))
        for since, spot in ladder_spots(node).items():
            draft.spots["ladder", path.name, since] = spot
        content[LADDER] = plain(node)


def _read_limits(path: Path, root: Path, draft: Draft, content: dict[str, object]) -> None:
    file = path / LIMITS
    if not file.exists():
        return
    with gathering(draft.errors):
        node = read_yaml(read_text(file, root), file.relative_to(root).as_posix())
        for limit, spot in read_limits(node, path.name):
            _unique(draft, ("limit", path.name, limit.name, limit.since.isoformat()), spot, "name")
            draft.limits.append(limit)
        content[LIMITS] = plain(node)


def digest(content: object) -> str:
    """Return the SHA-256 of `content` as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _pack(node: Node, folder: str) -> Pack:
    fields = Fields(node, _PACK)
    force = fields.child("in_force", ("from", "until"))
    fields.quoted("jurisdiction", "50")
    return Pack(
        name=fields.matching("name", folder, folder),
        version=fields.whole("version", least=1),
        title=fields.words("title"),
        issuer=fields.words("issuer"),
        jurisdiction=fields.matching("jurisdiction", PLACE, '"50"'),
        regime=fields.one_of("regime", REGIMES),
        status=fields.one_of("status", STATUSES),
        since=force.day("from"),
        until=force.day_if_any("until"),
        checked=fields.day("checked"),
        above=fields.texts("above", empty=True),
    )


def _read_orders(path: Path, root: Path, draft: Draft, content: dict[str, object]) -> None:
    for file in sorted((path / "orders").glob("*.md")):
        name = file.relative_to(root).as_posix()
        with gathering(draft.errors):
            order, spots, bare = read_order(read_text(file, root), name, path.name)
            _unique(draft, ("order", order.id), Spot(name, 2), "id")
            for clause, spot in spots.items():
                _unique(draft, ("clause", clause), spot, "##")
            draft.orders.append(order)
            content[f"orders/{file.name}"] = bare


def _unique(draft: Draft, key: tuple[str, ...], spot: Spot, what: str) -> None:
    if key in draft.spots:
        other = draft.spots[key]
        raise TwiceError(spot, what=what, value=key[-1], other=f"{other.file}:{other.line}")
    draft.spots[key] = spot


def _readers(pack: str, draft: Draft) -> dict[str, Callable[[Node, str], None]]:
    """Return, for each folder of a pack, what takes in one of its files."""

    def measure(node: Node, stem: str) -> None:
        made = read_measure(node, pack)
        _same_name(node, "code", made.code, stem)
        _unique(draft, ("measure", made.code), node.spot, "code")
        _note_terms(draft, node, pack, made.code)
        draft.measures.append(made)

    def values(node: Node, stem: str) -> None:
        made = read_values(node, pack)
        _same_name(node, "measure", made.measure, stem)
        draft.spots["values", pack, made.measure] = node.spot
        _note_terms(draft, node, pack, made.measure)
        draft.values.append(made)

    def table(node: Node, stem: str) -> None:
        made = read_class(node, pack)
        _same_name(node, "name", made.name, stem)
        draft.spots["class", pack, made.name] = node.spot
        draft.classes.append(made)

    def cases(node: Node, stem: str) -> None:
        for case in read_cases(node, pack):
            if isinstance(case, ClassCase):
                draft.class_cases.append(case)
            elif isinstance(case, DutyCase):
                draft.duty_cases.append(case)
            else:
                draft.gate_cases.append(case)

    own = {"measures": measure, "values": values, "classes": table, "cases": cases}
    return own | {FORMS_FOLDER: _form_reader(pack, draft)}


def _form_reader(pack: str, draft: Draft) -> Callable[[Node, str], None]:
    def form(node: Node, stem: str) -> None:
        made = read_form(node, pack)
        _same_name(node, "name", made.name, stem)
        draft.spots["form", pack, made.name] = node.spot
        draft.forms.append(made)

    return form


def _same_name(node: Node, field: str, name: str, stem: str) -> None:
    if name != stem:
        spot = node.value[field].spot if isinstance(node.value, dict) else node.spot
        raise WrongValueError(spot, name=field, value=f'"{name}"', example=stem)


def _note_terms(draft: Draft, node: Node, pack: str, code: str) -> None:
    """Keep the line of each term, by pack, measure and first day."""
    for since, spot in term_spots(node).items():
        draft.spots["term", pack, code, since] = spot


def _resolve_confidence(draft: Draft) -> None:
    """Give each term that names no confidence that of its order."""
    own = {order.id: order.confidence for order in draft.orders}

    def firm(terms: Iterable[T]) -> tuple[T, ...]:
        return tuple(
            replace(term, confidence=term.confidence or own.get(term.order, "")) for term in terms
        )

    draft.measures = [replace(each, terms=firm(each.terms)) for each in draft.measures]
    draft.values = [replace(each, terms=firm(each.terms)) for each in draft.values]
    draft.ladders = list(firm(draft.ladders))
    draft.limits = list(firm(draft.limits))


def _refuse_strangers(path: Path, root: Path, draft: Draft) -> None:
    """Refuse files that no reader takes in: they would be law that nobody reads."""
    for each in sorted(path.rglob("*")):
        if each.is_dir():
            continue
        name = each.relative_to(path)
        suffix = ".md" if name.parts[0] == "orders" else ".yaml"
        fits = len(name.parts) == 2 and name.parts[0] in _FOLDERS and name.suffix == suffix
        if not fits and name.as_posix() not in ("pack.yaml", "CHANGELOG.md", LADDER, LIMITS):
            known = f"pack.yaml, CHANGELOG.md, {LADDER}, {LIMITS}, orders/*.md, " + ", ".join(
                f"{folder}/*.yaml" for folder in _FOLDERS[1:]
            )
            spot = Spot(each.relative_to(root).as_posix(), 1)
            draft.errors.append(UnknownFieldError(spot, name=name.as_posix(), known=known))


def _documents(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return every clause id that must be found, by document; {} without a documents.yaml."""
    file = folder / "documents.yaml"
    if not file.exists():
        return {}
    fields = Fields(read_yaml(read_text(file, folder), file.name), ("documents",))
    found: dict[str, tuple[str, ...]] = {}
    for name, node in fields.mapping("documents").items():
        inner = Fields(node, ("pack", "order", "clauses"))
        found[name] = inner.texts("clauses")
    if not found:
        raise UnreadableError(fields.spot, reason="documents")
    return found
