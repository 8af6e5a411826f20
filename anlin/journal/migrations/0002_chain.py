"""Number, link and seal every entry in the database, and let nobody change one."""

from django.db import migrations

from anlin.base.migration import allow, scoped_table

CANONICAL = """
create function journal_canonical(e journal_entry) returns text
language sql stable as $$
    select jsonb_build_array(
        e.algorithm, e.id, e.area, e.seq, e.place,
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        e.actor, e.role, e.verb, e.subject, e.reason, e.detail, encode(e.prev, 'hex')
    )::text
$$;
create function journal_seal(e journal_entry) returns bytea
language sql stable as $$
    select sha256(convert_to(journal_canonical(e), 'UTF8'))
$$;
"""

CHAIN = """
create function journal_chain() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    head journal_head;
begin
    new.area := new.place - new.place % 1000000;
    select * into head from journal_head where area = new.area for update;
    if not found then
        insert into journal_head (area, seq, hash) values (new.area, 0, '') on conflict do nothing;
        select * into strict head from journal_head where area = new.area for update;
    end if;
    new.seq := head.seq + 1;
    new.prev := head.hash;
    new.algorithm := 1;
    new.hash := journal_seal(new);
    update journal_head set seq = new.seq, hash = new.hash where area = new.area;
    return new;
end
$$;
create trigger journal_entry_chain before insert on journal_entry
    for each row execute function journal_chain();
"""

REFUSE = """
create function journal_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % on % refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
create trigger journal_entry_append_only before update or delete or truncate on journal_entry
    for each statement execute function journal_refuse();
create trigger journal_anchor_append_only before update or delete or truncate on journal_anchor
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            CANONICAL,
            "drop function journal_seal(journal_entry);"
            "drop function journal_canonical(journal_entry);",
        ),
        migrations.RunSQL(
            CHAIN,
            "drop trigger journal_entry_chain on journal_entry; drop function journal_chain();",
        ),
        migrations.RunSQL(
            REFUSE,
            "drop trigger journal_entry_append_only on journal_entry;"
            "drop trigger journal_anchor_append_only on journal_anchor;"
            "drop function journal_refuse();",
        ),
        migrations.RunSQL(
            "alter table journal_head set (fillfactor = 50)",  # heads change in place, in their page
            "alter table journal_head reset (fillfactor)",
        ),
        *scoped_table("journal_entry", "select, insert"),
        allow("journal_head", "select"),
        allow("journal_anchor", "select, insert"),
    ]
