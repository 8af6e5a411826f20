"""Codes of certificates: nobody makes one without the key, none follows from another."""

import os
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.base import seal
from anlin.cases.queries import certificate_code
from anlin.cases.rules import code_from, normal_code

NUMBERS = st.integers(min_value=1, max_value=10**9)


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_twenty_letters_that_people_can_type(digest: bytes) -> None:
    code = code_from(digest)
    assert normal_code(code) == code
    assert normal_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert normal_code(code.replace("0", "o").replace("1", "l")) == code
    assert len(code.replace("-", "")) == 20


@pytest.mark.parametrize("typed", ["", "0", "abcd", "ABCD-EFGH", "U" * 20, "-" * 20, "编号" * 10])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normal_code(typed) == ""


def shared(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True) if a != "-")


def guessable(code_of: Callable[[int], str], numbers: range) -> bool:
    """Tell whether neighbours' codes have more in common than chance gives."""
    codes = [code_of(number) for number in numbers]
    alike = [shared(a, b) for a, b in pairwise(codes)]
    return len(set(codes)) < len(codes) or sum(alike) / len(alike) > 2


def numbered(number: int) -> str:
    """The twin: a code that only counts."""
    return code_from(number.to_bytes(13, "big") + bytes(19))


def test_no_code_follows_from_its_neighbour() -> None:
    assert not guessable(certificate_code, range(1, 300))
    assert guessable(numbered, range(1, 300))


@given(NUMBERS)
def test_another_key_makes_another_code(number: int) -> None:
    ours = certificate_code(number)
    kept = seal._index_key
    seal._index_key = lambda: os.urandom(32)  # type: ignore[assignment]
    try:
        assert certificate_code(number) != ours
    finally:
        seal._index_key = kept
    assert certificate_code(number) == ours
