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
