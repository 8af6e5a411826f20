"""The strict reader: what it takes is what was written, whoever else reads the file."""

import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from anlin.policy.pack import PackError
from anlin.policy.pack.reading import plain, read_yaml

WORDS = st.sampled_from(
    ["yes", "No", "ON", "off", "y", "N", "true", "False", "null", "~", "=", "<<", ".inf", "-.INF",
     ".nan", "0x1F", "0o17", "0b1", "1e3", "1E+3", "1_000", "1.", ".5", "-.5", "+3", "-0", "007",
     "0420", "10:00", "12:30:45", "190:20:30", "2023-01-14", "2023-1-4", "2001-12-14t21:59:43Z"]
)  # fmt: skip
SCALARS = WORDS | st.text("0123456789-+.:_eExXoObBtTzZyYnN~=< ", min_size=1, max_size=9)


def read(text: str) -> object:
    """Return the value of a bare scalar as the strict reader takes it, or the refusal."""
    try:
        found = plain(read_yaml(f"k: {text}", "f.yaml"))
    except PackError as error:
        return error
    assert isinstance(found, dict)
    return found["k"]


def as_others_read(text: str, version: tuple[int, int]) -> object:
    """Return the value that plain YAML of a version makes of it."""
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return reader.load(f"k: {text}")["k"]


@settings(max_examples=500, deadline=None)
@given(SCALARS, st.sampled_from([(1, 1), (1, 2)]))
@example("-_0", (1, 2))
def test_what_is_taken_means_the_same_to_every_reader(text: str, version: tuple[int, int]) -> None:
    mine = read(text)
    if isinstance(mine, PackError):
        return
    try:
        others = as_others_read(text, version)
    except (YAMLError, ValueError, IndexError):
        return
    assert (type(others), others) == (type(mine), mine)


@pytest.mark.parametrize("text", ["10:00", "no", "0420", "2023-01-14", ".inf", "1e3", "0x1F"])
def test_a_lenient_reader_would_be_seen(text: str) -> None:
    assert not isinstance(as_others_read(text, (1, 1)), str)
    assert isinstance(read(text), PackError)
    assert read(f'"{text}"') == text


@pytest.mark.parametrize("text", ["2小时内报告", "14天", "E-8", "class-b-2023", "P1W", "一(二)"])
def test_words_may_stand_bare(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("text", ["&a x", "!tag x", "", "{a: 1, a: 2}"])
def test_anchors_tags_gaps_and_inner_duplicates_are_refused(text: str) -> None:
    assert isinstance(read(text), PackError)


def test_lines_are_counted_through_what_stands_before() -> None:
    with pytest.raises(PackError) as caught:
        read_yaml("a: 1\nb: 10:00", "f.md", skipped=3)
    assert caught.value.spot.line == 5
