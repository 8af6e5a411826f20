"""The file holds every division of the edition, named exactly as published."""

import runpy
from collections import Counter
from pathlib import Path

import pytest

from anlin.base.home import ROOT
from anlin.places.rules import LENGTHS, Kind, kind_of, level_of
from tests.places.conftest import FILE

COUNTS = {1: 31, 2: 342, 3: 2978, 4: 41352, 5: 620573}


def test_every_division_of_the_edition_is_there(divisions: dict[str, str]) -> None:
    assert Counter(map(level_of, divisions)) == COUNTS
    assert list(divisions) == sorted(divisions)
    assert all(name == name.strip() != "" for name in divisions.values())


def test_the_file_is_at_most_four_megabytes() -> None:
    assert FILE.stat().st_size <= 4_000_000


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("50", "重庆市"),
        ("500103", "渝中区"),
        ("500243", "彭水苗族土家族自治县"),
        ("441900", "东莞市"),
        ("110101001001", "多福巷社区居委会"),
        ("350527000000", "金门县"),
    ],
)
def test_names_are_as_published(divisions: dict[str, str], code: str, name: str) -> None:
    assert divisions[code] == name


def test_the_two_demonstration_districts_have_their_communities(divisions: dict[str, str]) -> None:
    communities = Counter(code[:6] for code in divisions if len(code) == LENGTHS[5])
    assert (communities["500103"], communities["500243"]) == (80, 296)


def test_kinds_agree_with_the_serials_of_the_statistical_rule(divisions: dict[str, str]) -> None:
    kinds = Counter(
        kind_of(code, name) for code, name in divisions.items() if len(code) == LENGTHS[4]
    )
    assert kinds == {
        Kind.TOWN: 21390,
        Kind.STREET: 9186,
        Kind.TOWNSHIP: 8203,
        Kind.OTHER_TOWNSHIP: 2573,
    }


def test_the_script_writes_what_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = runpy.run_path(str(ROOT / "script" / "make-tree"))
    dist = tmp_path / "dist"
    dist.mkdir()
    rows = {"provinces": [("50", "重庆市")], "cities": [("5001", "市辖区")]}
    for name in script["COUNTS"]:
        lines = [f'{code},"{title}",x' for code, title in rows.get(name, [])]
        (dist / f"{name}.csv").write_text("\n".join(["code,name,more", *lines]))
    counts = {name: len(rows.get(name, [])) for name in script["COUNTS"]}
    monkeypatch.setitem(script["read"].__globals__, "COUNTS", counts)
    assert script["read"](tmp_path) == [("50", "重庆市"), ("5001", "市辖区")]
    monkeypatch.setitem(script["read"].__globals__, "COUNTS", counts | {"areas": 1})
    with pytest.raises(SystemExit, match="areas"):
        script["read"](tmp_path)
