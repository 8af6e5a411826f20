"""The file of divisions, and a small piece of the tree."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

import anlin
from anlin.base.scope import nationwide
from anlin.places.rules import EVER, Period, kind_of, level_of, span

FILE = Path(anlin.__path__[0]) / "places/data/divisions-2023-06-30.tsv.xz"
PIECE = {
    "0": "全国",
    "50": "重庆市",
    "5001": "市辖区",
    "500103": "渝中区",
    "500103001": "七星岗街道",
    "500103001001": "民生路社区居委会",
    "500103001002": "临江路社区居委会",
    "500103001003": "兴隆街社区居委会",
    "500103002": "解放碑街道",
    "500103002001": "民权路社区居委会",
}


@pytest.fixture(scope="session")
def divisions() -> dict[str, str]:
    lines = lzma.decompress(FILE.read_bytes()).decode().splitlines()
    return dict(line.split("\t") for line in lines)


@pytest.fixture(scope="session")
def tree(divisions: dict[str, str]) -> list[str]:
    return ["0", *divisions]


@pytest.fixture
def town(db: None) -> Iterator[None]:
    """Stand a piece of Yuzhong, open since ever, and work in it with the nation's scope."""
    from anlin.places.models import Place

    with nationwide():
        Place.objects.bulk_create(
            Place(
                code=code,
                level=level_of(code),
                lo=span(code)[0],
                hi=span(code)[1],
                kind=kind_of(code, name),
                name=name,
                periods=(Period(EVER),),
            )
            for code, name in PIECE.items()
        )
        yield
