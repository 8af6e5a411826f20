"""The database itself: comments, indexes and row-level security, asked of its own catalogue."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection

from anlin.base.cluster import APP_ROLE

Block = Callable[[], AbstractContextManager[None]]

LAW = "published orders, the same for everybody"
REGISTER = "the public register of divisions"

# Tables that show every row to everybody who may read them, and why.
PUBLIC = {
    "areas_class": "published classes of communities and counties, for everybody to read",
    **dict.fromkeys(("places_edition", "places_place", "places_succession"), REGISTER),
    **dict.fromkeys(
        (
            "policy_adoption", "policy_carries", "policy_class", "policy_class_case",
            "policy_clause", "policy_form", "policy_ladder", "policy_limit", "policy_measure",
            "policy_order", "policy_pack", "policy_release", "policy_term",
        ),
        LAW,
    ),
    "duties_beat": "when the timed work was last done; nobody's data",
    "duties_window": "when an order is due on a day: law, not people",
    "cases_clinic": "names and telephones of clinics, for everybody to call",
    "workforce_request": "which institution is short of which hands; names nobody",
    "reports_counted": "when the figures of a day were last counted",
    "journal_anchor": "hashes of chains, to be kept elsewhere, too",
    "journal_head": "hashes of chains",
}  # fmt: skip

OURS = """
    c.relnamespace = 'public'::regnamespace and c.relname !~ '^(django|procrastinate)_'
"""

UNCOMMENTED = f"""
select format('%s.%s', c.relname, a.attname)
from pg_class c join pg_attribute a on a.attrelid = c.oid
where {OURS} and c.relkind in ('r', 'p') and not c.relispartition
  and a.attnum > 0 and a.attname <> 'id' and not a.attisdropped
  and col_description(c.oid, a.attnum) is null
order by 1
"""

UNINDEXED = f"""
select format('%s.%s', c.relname, k.conname)
from pg_constraint k join pg_class c on c.oid = k.conrelid
where {OURS} and k.contype = 'f' and not exists (
    select from pg_index i
    where i.indrelid = k.conrelid
      and coalesce(pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$', true)
      and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
order by 1
"""

OPEN = f"""
select c.relname
from pg_class c
where {OURS} and c.relkind in ('r', 'p')
  and has_table_privilege('{APP_ROLE}', c.oid, 'select, insert, update, delete')
  and not (c.relrowsecurity and c.relforcerowsecurity
           and exists (select from pg_policy p where p.polrelid = c.oid))
order by 1
"""

STRONG = f"""
select format('%s owns %s', '{APP_ROLE}', c.relname)
from pg_class c where pg_get_userbyid(c.relowner) = '{APP_ROLE}'
union all
select format('%s is too strong', rolname) from pg_roles
where rolname = '{APP_ROLE}' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
union all
select format('%s is a view that forgets who looks', c.relname) from pg_class c
where {OURS} and c.relkind = 'v'
  and not coalesce(c.reloptions @> '{{security_invoker=true}}', false)
"""


def _ask(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def open_tables() -> Iterator[str]:
    return (table for table in _ask(OPEN) if table not in PUBLIC)


@pytest.mark.django_db
def test_every_column_says_what_it_holds() -> None:
    assert _ask(UNCOMMENTED) == []


@pytest.mark.django_db
def test_every_foreign_key_has_an_index() -> None:
    assert _ask(UNINDEXED) == []


@pytest.mark.django_db
def test_every_table_shows_rows_by_scope_or_says_why_not() -> None:
    assert list(open_tables()) == []


@pytest.mark.django_db
def test_every_reason_belongs_to_a_table() -> None:
    assert set(PUBLIC) <= set(_ask(f"select c.relname from pg_class c where {OURS}"))


@pytest.mark.django_db
def test_the_products_role_owns_nothing_and_bypasses_nothing() -> None:
    assert _ask(STRONG) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "sabotage"),
    [
        (UNCOMMENTED, "create table bad (silent int)"),
        (UNINDEXED, "create table bad (place text references places_place)"),
        (OPEN, f"create table bad (id int); grant select on bad to {APP_ROLE}"),
        (
            OPEN,
            f"create table bad (id int); grant select on bad to {APP_ROLE};"
            "alter table bad enable row level security; create policy p on bad using (true)",
        ),
        (STRONG, f"create table bad (id int); alter table bad owner to {APP_ROLE}"),
        (STRONG, "create view bad as select 1 as one"),
    ],
)
def test_the_catalogue_betrays_a_planted_fault(
    as_owner: Block, question: str, sabotage: str
) -> None:
    before = _ask(question)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sabotage)
    assert len(_ask(question)) == len(before) + 1
