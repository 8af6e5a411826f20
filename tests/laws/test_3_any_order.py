"""Law 3: evidence in any order, with repeats, gives one state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st

from anlin.duties import actions
from anlin.records.actions import NothingToCorrectError
from anlin.records.actions import recording as records
from anlin.records.rules import Entry
from tests.duties.readings import Line, derived
from tests.duties.town import WORKER, World
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, figures
from tests.laws.worlds import worlds

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Delivered:
    """A world whose phones all deliver at last, in some order, in batches, some of them again."""

    world: World
    batches: tuple[tuple[int, ...], ...]


@st.composite
def deliveries(draw: st.DrawFn) -> Delivered:
    world = draw(worlds())
    acts = tuple(replace(act, received_at=world.at) for act in world.acts)
    numbers = list(range(len(acts)))
    order = [*draw(st.permutations(numbers)), *draw(st.lists(st.sampled_from(numbers or [0])))]
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(order))), max_size=4)))
    edges = zip([0, *cuts], [*cuts, len(order)], strict=True)
    batches = tuple(tuple(order[a:b]) for a, b in edges) if acts else ()
    return Delivered(replace(world, acts=acts), batches)


def one_state(heart: Heart, delivered: Delivered) -> None:
    world = delivered.world
    windows = heart.take(replace(world, acts=()))
    entries = [entry for _, entry in world.entries()]
    in_order = _state(world, windows, [(entry,) for entry in entries])
    batches = [tuple(entries[number] for number in batch) for batch in delivered.batches]
    assert _state(world, windows, batches) == in_order


State = tuple[list[tuple[object, ...]], list[Line], Sequence[tuple[int, ...]]]


def _state(world: World, windows: list[int], batches: list[tuple[Entry, ...]]) -> State:
    """Return what is known after `batches`, and let nothing of it stay."""
    with transaction.atomic():
        _send(world, batches)
        actions.refresh(at=world.at)
        state = (_evidence(), derived(windows, world.at), figures())
        transaction.set_rollback(True)
    return state


def _send(world: World, batches: list[tuple[Entry, ...]]) -> None:
    """Send batches as phones do: what came too early for what it corrects waits, one by one."""
    waiting = [batch for batch in batches if batch]
    while waiting:
        batch = waiting.pop(0)
        try:
            records.record(entries=batch, by=WORKER, at=world.at)
        except NothingToCorrectError:
            waiting += [(entry,) for entry in batch]


def _evidence() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select place, subject, occurred_at, kind, sum(weight) from records_evidence"
            " group by 1, 2, 3, 4 having sum(weight) <> 0 order by 1, 2, 3, 4"
        )
        return list(cursor.fetchall())


def test_any_order_with_repeats_gives_one_state(heart: Heart) -> None:
    holds(lambda delivered: one_state(heart, delivered), deliveries())


def test_a_server_that_takes_repeats_as_new_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = records._row

    def forgetful(n, entry, at, corrected):  # type: ignore[no-untyped-def]
        return honest(n, entry, at, corrected) | {"client_id": uuid4()}

    monkeypatch.setattr(records, "_row", forgetful)
    monkeypatch.setattr(records, "_corrected", lambda *_: {})
    monkeypatch.setattr(records, "_journal", lambda *_: None)
    breaks(lambda delivered: one_state(heart, delivered), deliveries())
