"""Codes that say nothing, what is typed at a gate, and who is inside after what."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlin.premises.rules import (
    Entry,
    TemperatureError,
    Typed,
    Way,
    Who,
    code_of,
    digest_of,
    ending,
    every_tail,
    feverish,
    grouped,
    inside,
    known_by,
    mask_name,
    temperature_of,
    typed,
    width_at,
)
from tests.laws.harness import breaks, holds

MORNING = datetime(2023, 1, 20, 0, tzinfo=UTC)


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_known_again_however_it_is_written(drawn: bytes) -> None:
    code = code_of(drawn)
    assert len(code) == 18
    assert typed(grouped(code).lower()) == (Typed.CODE, code)
    assert digest_of(code) == hashlib.sha256(code.encode()).digest()


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("渝A·D1234", Typed.PLATE, "渝AD1234"),
        ("渝a d12345", Typed.PLATE, "渝AD12345"),
        ("粤B1234警", Typed.PLATE, "粤B1234警"),
        ("D1234", Typed.PLATE, "D1234"),
        ("1234", Typed.DIGITS, "1234"),
        ("123x", Typed.DIGITS, "123X"),
        ("00000001234", Typed.DIGITS, "00000001234"),
        ("123", Typed.NOTHING, "123"),
        ("王桂兰", Typed.NOTHING, "王桂兰"),
        ("", Typed.NOTHING, ""),
    ],
)
def test_the_one_field_tells_codes_plates_and_digits_apart(
    text: str, kind: Typed, bare: str
) -> None:
    assert typed(text) == (kind, bare)


@pytest.mark.parametrize(
    ("name", "shown"), [("王桂兰", "王*兰"), ("李明", "李*"), ("王", "*"), ("欧阳大成", "欧**成")]
)
def test_names_are_masked_at_a_gate(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_exactly_the_limit_is_fever_and_no_limit_is_none() -> None:
    limit = Decimal("37.3")
    assert feverish(Decimal("37.3"), limit)
    assert not feverish(Decimal("37.2"), limit)
    assert not feverish(Decimal("39.0"), None)
    assert not feverish(None, limit)


@pytest.mark.parametrize("text", ["20", "46", "warm", "36,5", "-37", "NaN"])
def test_a_temperature_that_nobody_has_is_refused(text: str) -> None:
    with pytest.raises(TemperatureError):
        temperature_of(text)


def test_a_temperature_may_be_left_out() -> None:
    assert temperature_of(" ") is None
    assert temperature_of("36.54") == Decimal("36.5")


def test_a_gate_serves_its_compound_or_its_whole_community() -> None:
    assert width_at(500103001001000000) == 10**6
    assert width_at(500103001001901000) == 1000


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Return a register as it was written, and as it arrives: shuffled, with repeats."""
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, 12))):
        corrects = None
        if entries and draw(st.booleans()):
            fresh = [e for e in entries if e.id not in {c.corrects for c in entries}]
            corrects = draw(st.sampled_from(fresh))
        entries.append(
            Entry(
                id=UUID(int=number + 1),
                who=corrects.who if corrects else Who(person=draw(st.integers(1, 3))),
                way=draw(st.sampled_from(list(Way))),
                at=MORNING + timedelta(minutes=draw(st.integers(0, 5))),
                corrects=corrects.id if corrects else None,
                void=corrects is not None and draw(st.booleans()),
            )
        )
    arriving = draw(st.permutations(entries))
    again = draw(st.lists(st.sampled_from(entries), max_size=4)) if entries else []
    return entries, [*arriving, *again]


def test_a_telephone_makes_the_same_digests() -> None:
    """The same two stand in web/field/tests/gate.test.ts."""
    assert known_by(digest_of("AL0123456789ABCDEF")) == "vn_sNYCwYCIo_eWh6F54"
    assert ending("0402", "6a1f") == "Bkzi-h5P"


def test_every_end_of_an_identity_number_is_known() -> None:
    tails = list(every_tail())
    assert len(set(tails)) == len(tails) == 11_000
    assert {"0000", "9999", "000X", "999X"} <= set(tails)


def ins_minus_outs(entries: list[Entry]) -> set[Who]:
    """Walk through the day by another road: per person, the last standing in or out decides."""
    gone = {entry.corrects for entry in entries}
    found = set()
    for who in {entry.who for entry in entries}:
        own = [e for e in entries if e.who == who and e.id not in gone and not e.void]
        moves = [e for e in own if e.way is not Way.REFUSED]
        last = max(moves, key=lambda each: (each.at, each.id), default=None)
        if last is not None and last.way is Way.IN:
            found.add(who)
    return found


def any_order(inside: Callable[[list[Entry]], set[Who]]) -> Callable[..., None]:
    def law(register: tuple[list[Entry], list[Entry]]) -> None:
        written, arrived = register
        assert inside(arrived) == ins_minus_outs(written)

    return law


def test_who_is_inside_does_not_hang_on_the_order_of_arrival() -> None:
    holds(any_order(inside), registers())


def test_a_count_by_arrival_is_found_out() -> None:
    def by_arrival(entries: list[Entry]) -> set[Who]:
        found: set[Who] = set()
        for entry in entries:
            (found.add if entry.way is Way.IN else found.discard)(entry.who)
        return found

    breaks(any_order(by_arrival), registers())


def test_forgetting_corrections_is_found_out() -> None:
    breaks(
        any_order(lambda entries: inside([replace(e, corrects=None) for e in entries])), registers()
    )
