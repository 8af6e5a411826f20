"""A week's partition takes in what was recorded before it was made."""

from django.db import migrations

WEEKS = """
create or replace function records_make_weeks(since timestamptz, until timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    monday timestamptz := date_trunc('week', since at time zone 'Asia/Shanghai')
                          at time zone 'Asia/Shanghai';
    name text;
    made int := 0;
begin
    while monday < until loop
        name := 'records_evidence_' || to_char(monday at time zone 'Asia/Shanghai', 'YYYYMMDD');
        if to_regclass('public.' || name) is null then
            execute format(
                'create table public.%I (like public.records_evidence including constraints)', name);
            execute format(
                'with early as (delete from public.records_evidence_past '
                'where occurred_at >= %L and occurred_at < %L returning *) '
                'insert into public.%I select * from early', monday, monday + interval '7 days', name);
            execute format(
                'alter table public.records_evidence attach partition public.%I '
                'for values from (%L) to (%L)', name, monday, monday + interval '7 days');
            made := made + 1;
        end if;
        monday := monday + interval '7 days';
    end loop;
    return made;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0002_evidence")]

    operations = [migrations.RunSQL(WEEKS, migrations.RunSQL.noop)]
