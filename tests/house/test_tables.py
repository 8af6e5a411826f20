"""On a telephone a row of counts is a card: every number keeps the word that headed its column."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.house.reading import Source, files

_TABLE = 'class="table counts"'
_NUMBER = re.compile(r'<td class="n\b[^>]*>')


def wordless(sources: Iterable[Source]) -> list[str]:
    """Return the files whose tables of counts have a number without its word."""
    return [
        str(source.path)
        for source in sources
        if _TABLE in source.text
        and any("data-word" not in cell for cell in _NUMBER.findall(source.text))
    ]


def test_every_number_of_a_table_of_counts_keeps_its_word() -> None:
    assert wordless(files("anlin", suffixes={".html"})) == []


def test_a_number_without_its_word_is_found() -> None:
    bare = f'<table {_TABLE}><td class="n{{% if x %}} bad{{% endif %}}">{{{{ x }}}}</td>'
    page = Path("page.html")
    assert wordless([Source(page, bare)]) == ["page.html"]
    assert wordless([Source(page, bare.replace('">{', '" data-word="Owed">{'))]) == []
