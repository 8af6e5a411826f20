"""The journal: nobody changes an entry unseen, and two who write at once keep one chain."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from anlin.base import scope, sql
from anlin.journal import actions, queries
from anlin.journal.rules import AnchorUnreadableError, Break, area_of, read_anchor

AT = datetime(2023, 1, 20, 10, tzinfo=UTC)
AREAS = [500103001001 * 10**6, 500103001002 * 10**6, 500103 * 10**12]
LENGTH = 12
AsOwner = Callable[[], AbstractContextManager[None]]


class Worker:
    user = 7
    role = "grid_worker"


def write(area: int, number: int) -> None:
    actions.write(
        by=Worker() if number % 3 else None,
        verb=f"test.do{number % 4}",
        place=area + (number if area != AREAS[2] else 0),
        subject=f"thing:{number}",
        at=AT + timedelta(minutes=number),
        reason="原因" if number % 2 else "",
        detail={"b": number, "a": [1.5, "x"]},
    )


@pytest.fixture
def chains(db: None) -> None:
    with scope.nationwide():
        for number in range(LENGTH):
            for area in AREAS:
                write(area, number)


def found() -> list[Break]:
    return queries.breaks(using="default")


def found_without_heads() -> list[Break]:
    """The twin: links and seals are checked, but not where a chain ends."""
    text = re.sub(r"union all.*?\n\)", ")", sql.statement("journal/verify"), flags=re.DOTALL)
    with connection.cursor() as cursor:
        cursor.execute(text, {"areas": None})
        return [Break(*row) for row in cursor.fetchall()]


def test_an_entry_writes_to_the_chain_of_its_community() -> None:
    assert area_of(500103001001003000) == 500103001001000000
    assert area_of(500103001001000000) == 500103001001000000
    assert area_of(500103001000000000) == 500103001000000000
    assert area_of(0) == 0


def test_an_untouched_journal_holds(chains: None, as_owner: AsOwner) -> None:
    with as_owner():
        assert found() == []


def run(statement: str, parameters: Sequence[int] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


WORTH: dict[str, str] = {
    "place": "place + 1",
    "at": "at - interval '1 second'",
    "actor": "coalesce(actor, 0) + 1",
    "role": "role || ' '",
    "verb": "verb || 'x'",
    "subject": "subject || '0'",
    "reason": "reason || '.'",
    "detail": "detail || '{\"b\": 99}'",
    "algorithm": "algorithm + 1",
    "prev": "sha256(prev)",
    "hash": "sha256(hash)",
}
SEALED_AGAIN = "update journal_entry e set hash = journal_seal(e) where area = %s and seq = %s"
FORGED = """
insert into journal_entry
    (area, seq, place, at, actor, role, verb, subject, reason, detail, algorithm, prev, hash)
select area, seq + 1, place, at, actor, role, verb, 'thing:forged', reason, detail, 1, hash, ''
from journal_entry where area = %s and seq = %s
"""


def edit(area: int, seq: int, random: Random) -> None:
    column = random.choice(sorted(WORTH))
    change = f"update journal_entry set {column} = {WORTH[column]} where area = %s and seq = %s"
    run(change, [area, seq])
    if random.random() < 0.5 and column != "hash":
        run(SEALED_AGAIN, [area, seq])


def delete(area: int, seq: int, random: Random) -> None:
    run("delete from journal_entry where area = %s and seq = %s", [area, seq])
    if random.random() < 0.5:
        run("update journal_entry set seq = -seq where area = %s and seq > %s", [area, seq])
        run("update journal_entry set seq = -seq - 1 where area = %s and seq < 0", [area])


def insert(area: int, seq: int, random: Random) -> None:
    run("update journal_entry set seq = -seq - 1 where area = %s and seq > %s", [area, seq])
    run("update journal_entry set seq = -seq where area = %s and seq < 0", [area])
    run(FORGED, [area, seq])
    run(SEALED_AGAIN, [area, seq + 1])


def reorder(area: int, seq: int, random: Random) -> None:
    other = random.choice([number for number in range(1, LENGTH + 1) if number != seq])
    for change, number in (("-1", seq), (str(seq), other), (str(other), -1)):
        run(f"update journal_entry set seq = {change} where area = %s and seq = %s", [area, number])


def cut(area: int, seq: int, random: Random) -> None:
    run("delete from journal_entry where area = %s and seq >= %s", [area, seq])


def tampered(deed: Callable[[int, int, Random], None], area: int, seq: int, random: Random) -> None:
    run("set local session_replication_role = replica")
    deed(area, seq, random)


def test_two_hundred_random_tamperings_are_all_found(chains: None, as_owner: AsOwner) -> None:
    random = Random(20230120)
    missed_by_the_twin = 0
    with as_owner():
        for _ in range(200):
            deed = random.choice([edit, delete, insert, reorder, cut])
            area, seq = random.choice(AREAS), random.randint(1, LENGTH)
            before = transaction.savepoint()
            tampered(deed, area, seq, random)
            assert [broken.area for broken in found()] == [area], (deed.__name__, seq)
            missed_by_the_twin += not found_without_heads()
            transaction.savepoint_rollback(before)
        assert found() == []
    assert missed_by_the_twin > 0


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        (lambda: run("update journal_entry set verb = '' where seq = 5 and area = %s", AREAS[:1]),
         "edited"),
        (lambda: delete(AREAS[0], 5, Random(2)), "deleted"),
        (lambda: reorder(AREAS[0], 5, Random(1)), "moved"),
        (lambda: insert(AREAS[0], 4, Random(1)), "moved"),
        (lambda: cut(AREAS[0], 5, Random(1)), "cut"),
    ],
)  # fmt: skip
def test_a_break_is_called_what_it_is(
    chains: None, as_owner: AsOwner, deed: Callable[[], None], kind: str
) -> None:
    with as_owner():
        run("set local session_replication_role = replica")
        deed()
        (broken,) = found()
    assert (broken.area, broken.kind) == (AREAS[0], kind)


def test_a_cut_tail_is_found_by_the_head_and_missed_without_it(
    chains: None, as_owner: AsOwner
) -> None:
    with as_owner():
        tampered(cut, AREAS[0], LENGTH - 2, Random(1))
        assert found() == [Break(AREAS[0], LENGTH - 2, "cut")]
        assert found_without_heads() == []


def test_a_chain_rewritten_with_its_head_is_found_by_an_anchor_only(
    chains: None, as_owner: AsOwner
) -> None:
    with as_owner():
        anchor = actions.anchor(at=AT, using="default")
        tampered(cut, AREAS[0], LENGTH, Random(1))
        run(
            "update journal_head h set seq = e.seq, hash = e.hash from journal_entry e "
            "where h.area = e.area and e.area = %s and e.seq = %s",
            [AREAS[0], LENGTH - 1],
        )
        assert found() == []
        assert queries.breaks_since(read_anchor(anchor), using="default") == [
            Break(AREAS[0], LENGTH, "cut")
        ]


def test_a_journal_that_went_on_still_holds_what_an_anchor_saw(
    chains: None, as_owner: AsOwner
) -> None:
    with as_owner():
        anchor = actions.anchor(at=AT, using="default")
    with scope.nationwide():
        write(AREAS[0], LENGTH)
    with as_owner():
        assert queries.breaks_since(read_anchor(anchor), using="default") == []


@pytest.mark.parametrize("change", [("anlin", "other"), (":1", ":2"), ("\n", "\n1:1:00\n")])
def test_a_changed_anchor_file_is_refused(
    chains: None, as_owner: AsOwner, change: tuple[str, str]
) -> None:
    with as_owner():
        anchor = actions.anchor(at=AT, using="default")
    with pytest.raises(AnchorUnreadableError):
        read_anchor(anchor.replace(*change, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "update journal_entry set verb = 'x'",
        "delete from journal_entry",
        "truncate journal_entry",
        "truncate journal_anchor",
        "delete from journal_anchor",
    ],
)
@pytest.mark.parametrize("owner", [True, False])
def test_nobody_changes_an_entry_through_the_front_door(
    chains: None, as_owner: AsOwner, statement: str, owner: bool
) -> None:
    door = as_owner if owner else nullcontext
    with door(), pytest.raises(ProgrammingError), transaction.atomic():
        run(statement)


@pytest.mark.parametrize(
    "statement",
    ["insert into journal_head values (1, 1, '')", "update journal_head set seq = 0"],
)
def test_the_product_cannot_move_a_head(chains: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(statement)


def test_nobody_journals_for_a_place_out_of_scope(db: None) -> None:
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, scope.open_scope(AREAS[0], AREAS[0] + 10**6):
        write(AREAS[1], 1)


def write_and_wait(area: int, errors: list[Exception]) -> None:
    try:
        with scope.nationwide():
            write(area, 2)
    except IntegrityError as error:
        errors.append(error)
    finally:
        connections.close_all()


def two_at_once() -> list[Exception]:
    """Let a second connection write while a first has written and not yet committed."""
    errors: list[Exception] = []
    other = Thread(target=write_and_wait, args=(AREAS[0], errors))
    with scope.nationwide():
        write(AREAS[0], 1)
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(10)
    return errors


@pytest.fixture
def empty(committed: str) -> Iterator[None]:
    with scope.nationwide():
        write(AREAS[0], 0)
    yield
    connections.close_all()


def test_two_who_write_at_once_keep_one_chain(empty: None) -> None:
    assert two_at_once() == []
    assert queries.breaks() == []


def test_without_holding_the_head_two_who_write_at_once_collide(empty: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select pg_get_functiondef('journal_chain'::regproc)")
        (body,) = cursor.fetchone() or ("",)
        assert "for update" in body
        cursor.execute(body.replace("for update", ""))
    assert len(two_at_once()) == 1


def test_the_command_says_where_a_chain_broke(empty: None, tmp_path: Path) -> None:
    out = StringIO()
    file = tmp_path / "anchor"
    call_command("journal", "anchor", str(file), stdout=out)
    call_command("journal", "verify", str(file), stdout=out)
    assert "every chain holds" in out.getvalue()
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update journal_entry set reason = 'other'")
    with pytest.raises(CommandError) as caught:
        call_command("journal", "verify", str(file), stdout=out)
    assert caught.value.returncode == 1
    assert f"area {AREAS[0]} entry 1: edited" in out.getvalue()
