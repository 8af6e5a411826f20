"""What the documents point at is there, and both READMEs say the same."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.house.reading import ROOT, Source, files, planted

LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
CODE = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
WORD_IN_CODE = re.compile(r"`([^`]*[a-z][^`]*)`")


def documents() -> list[Source]:
    top = [Source(path.relative_to(ROOT), path.read_text()) for path in sorted(ROOT.glob("*.md"))]
    return [*top, *files("docs", suffixes={".md"})]


def dead_links(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}: {link}"
        for source in sources
        for link in LINK.findall(source.text)
        if not (ROOT / source.path.parent / link).exists()
    ]


def _commands(name: str) -> list[str]:
    text = Path(ROOT / name).read_text()
    blocks = [line.partition("#")[0].strip() for line in "".join(CODE.findall(text)).splitlines()]
    return blocks + [word for word in WORD_IN_CODE.findall(CODE.sub("", text)) if "script/" in word]


def test_every_link_leads_somewhere() -> None:
    assert dead_links(documents()) == []


def test_a_dead_link_is_caught() -> None:
    assert dead_links(planted("See [this](nowhere.md).", "docs/x.md")) == ["docs/x.md: nowhere.md"]


def test_both_readmes_name_the_same_commands() -> None:
    assert _commands("README.md") == _commands("README.zh-CN.md")
    assert "script/run" in _commands("README.md")


def test_every_script_says_what_it_does() -> None:
    for script in sorted((ROOT / "script").iterdir()):
        second = script.read_text().splitlines()[1]
        assert second.startswith(("# ", '"""')), script.name


def shared_codes(catalogue: str) -> set[str]:
    codes = re.findall(r"^\| `([a-z-]+)` \| \d", catalogue, re.M)
    return {code for code in codes if codes.count(code) > 1}


def test_no_two_problems_share_a_code() -> None:
    assert shared_codes((ROOT / "docs/reference/problems.md").read_text()) == set()


def test_a_shared_code_is_caught() -> None:
    assert shared_codes("| `no-grant` | 403 | a |\n| `no-grant` | 400 | b |\n") == {"no-grant"}


def unwritten(glossary: str, code: str) -> set[str]:
    """Return the identifiers in code type that neither code nor packs write."""
    said = set(re.findall(r"`([a-z][a-z0-9_]+)`", glossary))
    return said - set(re.findall(r"[a-z][a-z0-9_]+", code))


def test_the_glossarys_identifiers_are_those_of_the_code() -> None:
    written = files("anlin", "packs", "web", suffixes={".py", ".sql", ".yaml", ".md", ".ts"})
    code = "\n".join(source.text for source in written)
    assert unwritten((ROOT / "docs/glossary.md").read_text(), code) == set()


def test_an_identifier_that_nobody_writes_is_caught() -> None:
    assert unwritten("| 网格 | grid | `grid_unit` |", "grid = 1") == {"grid_unit"}


def unnamed_rooms(text: str) -> set[str]:
    """Return the rooms that a newcomer's plan of the house leaves out."""
    rooms = {path.parent.name for path in ROOT.glob("anlin/*/apps.py")}
    return rooms - set(re.findall(r"[a-z]+", text))


def test_the_plan_of_the_house_names_every_room() -> None:
    plan = (ROOT / "CONTRIBUTING.md").read_text().partition("Every room has")[0]
    assert unnamed_rooms(plan) == set()


def test_a_room_that_the_plan_leaves_out_is_caught() -> None:
    assert "places" in unnamed_rooms("anlin/ has people, policy, records")
