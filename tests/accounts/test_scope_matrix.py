"""No row outside the grant: every table x role x kind of place x state of a scope.

The tables come from the catalogue of the migrated database, so a table that lands later is in the
matrix by itself: forced row-level security, or a reason here why everybody may read it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.db import ProgrammingError, connections, transaction

from anlin.accounts.rules import OFFICES, Role, Viewer
from anlin.base import scope
from anlin.base.cluster import APP_ROLE
from anlin.places.rules import level_of, span
from tests.accounts.matrix import (
    PLACES,
    Table,
    relations,
    scoped_tables,
    seed,
    seeded_places,
)

PUBLIC = {
    "areas_class": "published classes of communities and counties, for everybody to read",
    "cases_clinic": "names and telephones of clinics, for everybody to call",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "django_session": "found by a random key only; holds a number of a user, and no place",
    "duties_beat": "when the work was last done",
    "duties_window": "the law in numbers: when things are due, in which places; no subject",
    "journal_anchor": "roots over hashes",
    "journal_head": "hashes and counts per area; says nothing about anybody",
    "reports_counted": "when the figures of a day were last counted",
    "places_edition": "which edition of the public tree is loaded",
    "places_place": "the public tree of divisions, and buildings without persons",
    "places_succession": "what became of a division",
    "policy_adoption": "which orders are in force where is for everybody to know",
    "workforce_request": "which institution is short of which hands; names nobody",
}
PUBLIC_ROOMS = {
    "policy_": "orders, clauses and measures are published law",
    "procrastinate_": "names of jobs and place codes; no persons in arguments",
}
WRITTEN = {
    "django_session": "whoever is not signed in yet needs one",
    "duties_beat": "one row: when the work was last done",
    "duties_window": "written by timed work alone, which serves the nation",
    "journal_anchor": "roots that were set are never changed or taken away",
    "reports_counted": "written by timed work alone, one row a day",
}
KEYED = {
    "accounts_attempt": "seen by one name on one device, for the length of a sign-in",
    "field_receipt": "seen by who sent the item",
}
FEW = {
    "accounts_device": "one's own phones come first, by number of the person",
    "accounts_enrolment": "a few codes of minutes",
    "accounts_grant": "one's own grants come first, by number of the person",
    "accounts_key": "one's own keys come first, by number of the person",
    "accounts_handover": "one's own come first, by numbers of the two",
    "accounts_handover_step": "one's own come first, by numbers of the two",
    "accounts_user": "one's own account comes first, by number of the person",
    "committees_doubt_step": "exceptions only, read through their doubts",
    "committees_receipt": "exceptions only, read through their urgent reports",
    "duties_acknowledgement": "exceptions only, read through their lapses",
    "duties_appeal": "exceptions only, read through their lapses",
    "duties_escalation": "exceptions only, read through their lapses",
    "duties_recheck": "a queue that is emptied as it fills",
    "reports_release": "a few a day, and everybody may read them",
    "policy_reading": "one's own receipts come first, by number of the reader",
    "records_change": "a queue that is emptied as it fills",
}
DOORS = ("premises_pass", "premises_vehicle")  # seen at gates by their door, see tests/premises
AT_GATES = ("premises_passage", "premises_visit", "premises_followup")
NAMES = (
    "people_",
    "cases_",
    "records_submission",
    "records_attachment",
    "field_aside",
    "field_decision",
    "workforce_isolation",
    "workforce_finding",
    "workforce_loan",
    "institutions_visit",
    "outbreaks_contact",
    "outbreaks_guardian",
    "outbreaks_remains",
)
NAMES_OR_STAFF = (
    *(
        f"institutions_{each}"
        for each in ("stay", "post", "warning", "step", "batch", "sample", "result", "hardship")
    ),
    "outbreaks_case",
    "outbreaks_task",
)
STAFF = ("accounts_", "policy_reading", "field_phone")
STRANGER = 10**12
_WRITABLE = """
select c.relname
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not c.relispartition and c.relname !~ '^procrastinate_'
  and has_any_column_privilege(%s, c.oid, 'insert, update')
  and not (c.relrowsecurity and not exists (
      select from pg_policy p
      where p.polrelid = c.oid and p.polcmd <> 'r'
        and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') = 'true'
        and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'))
"""


@dataclass(frozen=True)
class Leak:
    """A row seen that should not be, or one not seen that should."""

    table: str
    place: int
    what: str


def viewers() -> Iterator[Viewer]:
    for role in Role:
        for code in PLACES:
            if level_of(code) in OFFICES[role].levels:
                yield Viewer(STRANGER, "x", role, code, *span(code), level_of(code))


def expected(table: Table, viewer: Viewer) -> set[int]:
    if (table.name.startswith(NAMES) or table.name in DOORS) and not viewer.names:
        return set()
    if table.name in AT_GATES and not (viewer.names or viewer.gate):
        return set()
    if table.name.startswith(NAMES_OR_STAFF) and not (viewer.names or viewer.staff):
        return set()
    if table.name.startswith(STAFF) and not viewer.staff:
        return set()
    return {place for place in seeded_places() if viewer.covers(place)}


def seen(table: Table) -> set[int]:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"select distinct {table.column} from {table.name}")
        return {place for (place,) in cursor.fetchall()}


def compare(table: Table, right: set[int]) -> list[Leak]:
    found = seen(table)
    return [
        *[Leak(table.name, place, "seen") for place in sorted(found - right)],
        *[Leak(table.name, place, "not seen") for place in sorted(right - found)],
    ]


def opened(viewer: Viewer) -> None:
    scope.narrow(
        lo=viewer.lo, hi=viewer.hi, user=viewer.user, names=viewer.names, staff=viewer.staff,
        gate=viewer.gate,
    )  # fmt: skip


def carelessly_opened(viewer: Viewer) -> None:
    """The twin of `opened`: settings that outlive their transaction."""
    values = [viewer.lo, viewer.hi, viewer.user, *("yes",) * 2]
    names = ("lo", "hi", "user", "names", "staff")
    with connections["default"].cursor() as cursor:
        for name, value in zip(names, values, strict=True):
            cursor.execute("select set_config(%s, %s, false)", [f"anlin.{name}", str(value)])


Opener = Callable[[Viewer], None]
State = Callable[[Sequence[Table], Opener], list[Leak]]


def while_open(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    leaks = []
    for viewer in viewers():
        with transaction.atomic():
            opener(viewer)
            for table in tables:
                leaks += compare(table, expected(table, viewer))
    return leaks


def unset(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    connections["default"].close()
    return [leak for table in tables for leak in compare(table, set())]


def empty(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        for name in ("lo", "hi", "user", "names", "staff", "gate", "login", "attempt"):
            cursor.execute("select set_config(%s, '', true)", [f"anlin.{name}"])
        return [leak for table in tables for leak in compare(table, set())]


def after_commit(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    leaks = []
    for viewer in viewers():
        with transaction.atomic():
            opener(viewer)
        for table in tables:
            leaks += compare(table, set())
    return leaks


def after_rollback(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    leaks = []
    for viewer in viewers():
        with transaction.atomic():
            opener(viewer)
            transaction.set_rollback(True)
        for table in tables:
            leaks += compare(table, set())
    return leaks


def in_a_pool(tables: Sequence[Table], opener: Opener) -> list[Leak]:
    """Lend one connection to one viewer after another, with nobody's work in between."""
    leaks = []
    lent = list(viewers())
    for before, viewer in zip(lent[::-1], lent, strict=True):
        with transaction.atomic():
            opener(before)
            seen(tables[0])
        with transaction.atomic():
            for table in tables:
                leaks += compare(table, set())
            opener(viewer)
            for table in tables:
                leaks += compare(table, expected(table, viewer))
    return leaks


STATES: list[State] = [while_open, unset, empty, after_commit, after_rollback, in_a_pool]


@pytest.fixture
def tables(committed: str) -> Sequence[Table]:
    found = scoped_tables()
    for table in found:
        seed(table)
    return [table for table in found if table.name not in KEYED]


def test_no_row_outside_the_grant_is_ever_seen(tables: Sequence[Table]) -> None:
    leaks = {state.__name__: state(tables, opened) for state in STATES}
    assert leaks == {state.__name__: [] for state in STATES}


def test_the_side_that_is_asked_sees_a_hand_over_as_the_sender_does(committed: str) -> None:
    asked = Table("cases_handover", "to_place")
    seed(asked)
    leaks = {state.__name__: state([asked], opened) for state in STATES}
    assert leaks == {state.__name__: [] for state in STATES}


def plan_of(table: Table) -> str:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain select count({table.column}) from {table.name}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_a_scope_is_one_index_condition(tables: Sequence[Table]) -> None:
    """What the policy adds is what a plain range would cost, on every table that grows."""
    slow = {table.name for table in tables if "Index Cond" not in plan_of(table)}
    assert slow - set(FEW) == set()


def test_failed_sign_ins_are_seen_under_no_grant(tables: Sequence[Table]) -> None:
    attempts = Table("accounts_attempt", "at")
    with scope.nationwide():
        assert seen(attempts) == set()


def test_every_table_is_forced_under_a_scope_or_public_for_a_reason(committed: str) -> None:
    for relation in relations():
        reason = PUBLIC.get(relation.name) or next(
            (why for room, why in PUBLIC_ROOMS.items() if relation.name.startswith(room)), None
        )
        assert relation.forced or relation.out_of_reach or reason, (
            f"{relation.name} has neither forced row-level security nor a reason to be public"
        )


def writable() -> set[str]:
    """Return the tables that the product may write and that no policy of writing guards."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_WRITABLE, [APP_ROLE])
        return {name for (name,) in cursor.fetchall()}


def test_what_everybody_may_read_is_written_under_a_scope_or_for_a_reason(committed: str) -> None:
    assert writable() == set(WRITTEN)


@pytest.mark.parametrize("table", ["policy_adoption", "places_place", "places_succession"])
def test_a_table_without_its_policy_of_writing_is_noticed(committed: str, table: str) -> None:
    administer(f"drop policy {table}_write on {table}")
    administer(f"create policy careless on {table} for insert with check (true)")
    assert table in writable()


def test_every_reason_is_about_a_table_that_stands(committed: str) -> None:
    names = {relation.name for relation in relations()}
    assert set(PUBLIC) | set(KEYED) | set(WRITTEN) <= names
    assert not [relation.name for relation in relations() if relation.forced and
                relation.name in PUBLIC]  # fmt: skip


def test_the_product_owns_nothing_and_passes_no_policy(committed: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb, "
            "(select count(*) from pg_class where relowner = pg_roles.oid) "
            "from pg_roles where rolname = %s",
            [APP_ROLE],
        )
        assert cursor.fetchone() == (False, 0)


def administer(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def without_policy(table: Table) -> None:
    administer(f"drop policy {table.name}_scope on {table.name}")


def without_security(table: Table) -> None:
    administer(f"alter table {table.name} disable row level security")


def with_like(table: Table) -> None:
    administer(
        f"alter policy {table.name}_scope on {table.name} using "
        f"({table.column}::text like rtrim(current_setting('anlin.lo', true), '0') || '%')"
    )


def with_closed_range(table: Table) -> None:
    administer(
        f"alter policy {table.name}_scope on {table.name} using ({table.column} between "
        "nullif(current_setting('anlin.lo', true), '')::bigint and "
        "nullif(current_setting('anlin.hi', true), '')::bigint)"
    )


@pytest.mark.parametrize(
    ("sabotage", "states"),
    [
        (without_policy, {while_open, in_a_pool}),
        (without_security, set(STATES)),
        (with_like, set(STATES) - {unset}),
        (with_closed_range, {while_open, in_a_pool}),
    ],
)
def test_the_matrix_sees_a_broken_policy(
    tables: Sequence[Table], sabotage: Callable[[Table], None], states: set[State]
) -> None:
    journal = next(table for table in tables if table.name == "journal_entry")
    sabotage(journal)
    leaks = {state: state(tables, opened) for state in STATES}
    assert {state for state in STATES if leaks[state]} == states
    assert {leak.table for found in leaks.values() for leak in found} == {journal.name}


def test_the_matrix_sees_settings_that_outlive_their_transaction(tables: Sequence[Table]) -> None:
    assert after_commit(tables, carelessly_opened)
    assert in_a_pool(tables, carelessly_opened)


def test_a_table_nobody_can_seed_is_no_silent_gap(committed: str) -> None:
    administer("create domain never as text check (value = 'never')")
    administer("create table people_ghost (place bigint not null, x never not null)")
    with pytest.raises(pytest.fail.Exception, match="people_ghost"):
        seed(Table("people_ghost", "place"))


def test_a_scope_opened_within_another_gives_it_back(tables: Sequence[Table]) -> None:
    journal = next(table for table in tables if table.name == "journal_entry")
    inner, *_, outer = viewers()
    with transaction.atomic():
        opened(outer)
        with scope.open_scope(inner.lo, inner.hi):
            assert seen(journal) == expected(journal, inner)
        assert seen(journal) == expected(journal, outer)
        with pytest.raises(ProgrammingError), scope.open_scope(inner.lo, inner.hi):
            administer_as_product("select * from nothing_of_that_name")
        assert seen(journal) == expected(journal, outer)


def administer_as_product(statement: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)
