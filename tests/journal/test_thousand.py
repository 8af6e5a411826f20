"""`anlin journal verify` against 1,000 random tamperings, and against a tail cut with its head."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from anlin.journal import actions, queries
from tests.journal.test_chain import (
    AREAS,
    AT,
    LENGTH,
    chains,
    cut,
    delete,
    edit,
    insert,
    reorder,
    tampered,
)

__all__ = ["chains"]
AsOwner = Callable[[], AbstractContextManager[None]]
TIMES = 1000


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command look at this test's own transaction."""
    monkeypatch.setattr(queries, "breaks", partial(queries.breaks, using="default"))
    monkeypatch.setattr(queries, "breaks_since", partial(queries.breaks_since, using="default"))


def verify(*words: str) -> str:
    """Return what the command says, whether it found a break or not."""
    out = StringIO()
    with suppress(CommandError):
        call_command("journal", "verify", *words, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("chains", "here")
def test_a_thousand_random_tamperings_are_all_found(as_owner: AsOwner) -> None:
    random, found = Random(20261122), 0
    with as_owner():
        assert verify() == "every chain holds\n"
        for _ in range(TIMES):
            deed = random.choice([edit, delete, insert, reorder, cut])
            area, seq = random.choice(AREAS), random.randint(1, LENGTH)
            before = transaction.savepoint()
            tampered(deed, area, seq, random)
            found += verify().startswith(f"area {area} entry ")
            transaction.savepoint_rollback(before)
        assert verify() == "every chain holds\n"
    assert found == TIMES


@pytest.mark.usefixtures("chains", "here")
def test_a_tail_cut_with_its_head_is_found_by_the_anchor_and_only_by_it(
    as_owner: AsOwner, tmp_path: Path
) -> None:
    file = tmp_path / "anchor"
    with as_owner():
        file.write_text(actions.anchor(at=AT, using="default"))
        assert verify(str(file)) == "every chain holds\n"
        tampered(cut, AREAS[0], LENGTH - 2, Random(1))
        with connection.cursor() as cursor:
            cursor.execute(
                "update journal_head h set seq = e.seq, hash = e.hash from journal_entry e "
                "where h.area = e.area and e.area = %s and e.seq = %s",
                [AREAS[0], LENGTH - 3],
            )
        assert verify() == "every chain holds\n"
        assert verify(str(file)) == f"area {AREAS[0]} entry {LENGTH}: cut\n"
