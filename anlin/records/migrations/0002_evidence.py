"""Evidence by week, one index; the queue of changed communities; row-level security."""

from django.db import migrations

from anlin.base.cluster import APP_ROLE
from anlin.base.migration import allow, scoped_table

EVIDENCE = """
create table records_evidence (
    place bigint not null,
    subject bigint not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    submission bigint not null,
    kind smallint not null,
    weight smallint not null,
    constraint records_evidence_not_in_future check (occurred_at <= received_at),
    constraint records_evidence_one_or_its_opposite check (weight in (1, -1))
) partition by range (occurred_at);
create index records_evidence_of on records_evidence (kind, place, subject, occurred_at)
    include (weight);
create table records_evidence_past partition of records_evidence default;
comment on table records_evidence is
    'What counts, one narrow row per act and kind, by week; append-only';
comment on column records_evidence.place is 'lo of the place of the subject (places_place.lo)';
comment on column records_evidence.subject is 'people_person.id, or places_place.lo of a place';
comment on column records_evidence.occurred_at is 'when it was done, UTC';
comment on column records_evidence.received_at is 'when the server took it, by its own clock, UTC';
comment on column records_evidence.submission is 'records_submission.id; 0 for bulk loads';
comment on column records_evidence.kind is 'records.rules.EvidenceKind';
comment on column records_evidence.weight is '1, or -1 where a correction takes an act back';

create table records_change (
    community bigint not null,
    since timestamptz not null
);
comment on table records_change is
    'Queue of communities whose figures must be derived again; rows are taken, never changed';
comment on column records_change.community is 'lo of the community (places_place.lo)';
comment on column records_change.since is 'the earliest moment the change can matter for, UTC';
"""

WEEKS = f"""
create function records_make_weeks(since timestamptz, until timestamptz) returns int
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
                'create table public.%I partition of public.records_evidence '
                'for values from (%L) to (%L)', name, monday, monday + interval '7 days');
            made := made + 1;
        end if;
        monday := monday + interval '7 days';
    end loop;
    return made;
end $$;
comment on function records_make_weeks is
    'Make the weekly partitions from one moment until another; returns how many were missing';
revoke all on function records_make_weeks from public;
grant execute on function records_make_weeks to {APP_ROLE};
"""

# A worker of one grid marks the whole community: the mark may reach beyond the open scope.
MARKS = """
alter policy records_change_scope on records_change with check (
    community < nullif(current_setting('anlin.hi', true), '')::bigint
    and community + 1000000 > nullif(current_setting('anlin.lo', true), '')::bigint
)
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(
            EVIDENCE, "drop table records_change; drop table records_evidence"
        ),
        migrations.RunSQL(WEEKS, "drop function records_make_weeks"),
        *scoped_table("records_submission", "select, insert", names=True),
        *scoped_table("records_evidence", "select, insert"),
        *scoped_table("records_change", "select, insert, update, delete", column="community"),
        migrations.RunSQL(MARKS, migrations.RunSQL.noop),
        allow("records_submission_id_seq", "usage"),
    ]
