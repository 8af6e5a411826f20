"""The reference pages written from the code and the packs: data, problems, clauses and schemas."""

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import anlin
from anlin.base.home import ROOT
from anlin.base.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from anlin.policy.pack import Carrier, Clause

FOLDER = ROOT / "docs" / "reference"
_WRITTEN = "<!-- Written by script/docs; edit the code, not this page. -->\n\n"
_NOT_IMPORTED = ("migrations", "config.wsgi", "config.child")


def main() -> None:
    """Write the pages; with `--check`, fail if one of them is out of date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    import django

    django.setup()
    from anlin.duties.rules.facts import schema
    from anlin.field.api.schema import schema as phones

    made = {
        FOLDER / "clauses.md": clauses(),
        FOLDER / "data.md": data(),
        FOLDER / "facts.schema.json": schema(),
        FOLDER / "phone.schema.json": phones(),
        FOLDER / "problems.md": problems(),
    }
    stale = [page for page, text in made.items() if not page.exists() or page.read_text() != text]
    if "--check" in sys.argv:
        said = [f"{page.name} is out of date: run script/docs" for page in stale]
        sys.exit("\n".join(said) or None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for page in stale:
        page.write_text(made[page])


def data() -> str:
    """Return the data dictionary: every table of ours, every column, as the database has it."""
    from django.apps import apps

    tables = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("anlin.")
        for model in config.get_models(include_auto_created=True)
    ]
    return _page(
        "Data dictionary",
        "Units and sources stand in the comments, which the database holds, too.",
        "\n".join(line for model in tables for line in _table(model)),
    )


def _table(model: "type[Model]") -> Iterator[str]:
    from django.db import connections

    meta = model._meta
    yield f"## {meta.db_table}\n"
    yield f"{meta.db_table_comment or _sentence(model)}\n"
    yield "| column | type | empty | meaning |"
    yield "|---|---|---|---|"
    for field in meta.concrete_fields:
        kind = field.db_type(connections["owner"]) or ""
        empty = "yes" if field.null else ""
        yield f"| {field.column} | {kind} | {empty} | {_cell(field.db_comment or '')} |"
    yield ""


def _sentence(thing: type) -> str:
    return (thing.__doc__ or "").strip().partition("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def problems() -> str:
    """Return the catalogue of problems: what is wrong and the way out, in both languages."""
    for module in walk_packages(anlin.__path__, "anlin."):
        if not any(part in module.name for part in _NOT_IMPORTED):
            import_module(module.name)
    rows = [
        f"| `{each.code}` | {each.http} | {_cell(each.zh)}<br>{_cell(each.way_out_zh)} "
        f"| {_cell(each.en)}<br>{_cell(each.way_out_en)} |"
        for each in sorted(set(_kinds(Problem)), key=lambda each: each.code)
    ]
    return _page(
        "Problems",
        "Every problem says what is wrong and the way out. Words in braces are filled in.",
        "\n".join(["| code | HTTP | 中文 | English |", "|---|---|---|---|", *rows, ""]),
    )


def clauses() -> str:
    """Return what became of each clause of the documents: by what it is carried, or waits."""
    from anlin.policy import pack

    library = pack.load_all(ROOT / "packs")
    titles = {order.document: order.title for order in library.orders}
    lines = [
        line
        for found in pack.coverage(library)
        for line in (
            f"## {found.document} {titles[found.document].zh}\n",
            f"{titles[found.document].en}. {_counts(found.states())}.\n",
            "| clause | kind | asks | stands |",
            "|---|---|---|---|",
            *(_clause(*each) for each in pack.clauses_of(library, found.document)),
            "",
        )
    ]
    return _page(
        "Clauses",
        "Every clause of the source documents, in our own words, and what became of it. Carried: "
        "a measure, table or limit asks for it, with worked cases that are tests. Not yet carried: "
        "it waits for the part of Anlin that is named. Recorded: it is no single demand; it "
        "belongs to the part that is named, which begins at the address beside it.",
        "\n".join(lines),
    )


def _counts(states: "Mapping[str, tuple[str, ...]]") -> str:
    return ", ".join(f"{len(ids)} {state}" for state, ids in states.items() if ids)


def _clause(clause: "Clause", carriers: "tuple[Carrier, ...]") -> str:
    from django.urls import reverse

    from anlin.policy.rules import CAPABILITIES

    part = CAPABILITIES[clause.capability]
    where = f": `{reverse(part.screen)}`" if part.screen else ", not built yet"
    said = {
        "carried": "carried by "
        + ", ".join(
            f"[{each.name}](../../packs/{each.file}) (worked cases: {each.cases})"
            for each in carriers
        ),
        "not yet": f"not yet carried: waits for {part.en} ({clause.capability})",
        "by capability": f"recorded: {part.en} ({clause.capability}){where}",
    }[clause.state]
    return f"| {clause.id} | {clause.kind} | {_cell(clause.zh)}<br>{_cell(clause.en)} | {said} |"


def _kinds(problem: type[Problem]) -> Iterator[type[Problem]]:
    for kind in problem.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from _kinds(kind)


def _page(title: str, says: str, body: str) -> str:
    return f"# {title}\n\n{_WRITTEN}{says}\n\n{body}"


if __name__ == "__main__":
    main()
