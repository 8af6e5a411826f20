"""Sealed values: what goes in comes out, nothing else does."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.base.seal import SealBrokenError, blind_index, mask_id, open_sealed, seal

texts = st.text(max_size=40)


@given(texts, texts)
def test_what_was_sealed_opens_again(plain: str, purpose: str) -> None:
    assert open_sealed(seal(plain, purpose=purpose), purpose=purpose) == plain


@given(texts)
def test_the_same_value_never_looks_the_same_twice(plain: str) -> None:
    assert seal(plain, purpose="p") != seal(plain, purpose="p")


def opens(sealed: bytes, purpose: str, opener: Callable[..., str] = open_sealed) -> bool:
    try:
        opener(sealed, purpose=purpose)
    except SealBrokenError:
        return False
    return True


def without_the_tag(sealed: bytes, *, purpose: str) -> str:
    """The same cipher without authentication: what the tag protects against."""
    return sealed[13:-16].decode("latin-1")


@given(texts, st.data())
def test_no_changed_byte_is_taken_for_the_sealed_value(plain: str, data: st.DataObject) -> None:
    sealed = bytearray(seal(plain, purpose="people_person.id_number:7"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    assert not opens(bytes(sealed), "people_person.id_number:7")
    assert opens(bytes(sealed), "people_person.id_number:7", without_the_tag)  # the twin


@given(texts, st.data())
def test_no_shortened_value_opens(plain: str, data: st.DataObject) -> None:
    sealed = seal(plain, purpose="p")
    assert not opens(sealed[: data.draw(st.integers(0, len(sealed) - 1))], "p")


def test_a_value_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        open_sealed(seal("500103…", purpose="people_person.id:7"), purpose="people_person.id:8")


@given(texts, st.integers(0, 10**18), st.integers(0, 10**18))
def test_equal_values_meet_inside_one_area_only(plain: str, one: int, other: int) -> None:
    assert blind_index(plain, area=one) == blind_index(plain, area=one)
    assert (blind_index(plain, area=one) == blind_index(plain, area=other)) == (one == other)


@given(st.integers(1, 9999), st.text("0123456789", max_size=6))
def test_an_area_and_a_value_cannot_be_shifted_into_each_other(area: int, plain: str) -> None:
    assert blind_index(plain, area=area) != blind_index("1" + plain, area=area // 10)


def test_a_masked_number_shows_neither_birthday_nor_serial() -> None:
    assert mask_id("500103194101011234") == "500*************34"
    assert mask_id("12345") == "*****"
    assert mask_id("") == ""
