"""Phones: seen by their owner and by those who may see staff; one call lets a phone in."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.cluster import APP_ROLE
from anlin.base.migration import IN_SCOPE, allow

SELF = "user_id = nullif(current_setting('anlin.user', true), '')::bigint"
KNOCKING = "digest = decode(nullif(current_setting('anlin.key', true), ''), 'hex')"
STAFF = "(current_setting('anlin.staff', true) = 'yes' and " + IN_SCOPE.format(column="place") + ")"
ANY = f"{SELF} or {KNOCKING} or {STAFF}"

POLICIES = f"""
alter table accounts_device enable row level security;
alter table accounts_device force row level security;
create policy accounts_device_see on accounts_device for select using ({ANY});
create policy accounts_device_make on accounts_device for insert with check ({SELF});
create policy accounts_device_change on accounts_device for update using ({ANY}) with check ({ANY});
grant update (grant_id, place, name, digest, enrolled_at, seen_at, ended_at, wipe, wiped_at)
    on accounts_device to {APP_ROLE};
alter table accounts_enrolment enable row level security;
alter table accounts_enrolment force row level security;
create policy accounts_enrolment_see on accounts_enrolment for select using ({ANY});
create policy accounts_enrolment_make on accounts_enrolment for insert with check ({STAFF});
create policy accounts_enrolment_change on accounts_enrolment for update
    using ({KNOCKING} or {STAFF}) with check ({KNOCKING} or {STAFF});
grant update (used_at) on accounts_enrolment to {APP_ROLE};
"""

# A code works once: whoever comes second finds it used. The person's own scope opens, and no more.
SPEND = """
create function accounts_spend_code(knocking bytea, moment timestamptz)
returns table (user_id bigint, grant_id bigint, place bigint, shown_by bigint)
language plpgsql as $$
begin
    perform set_config('anlin.lo', '0', true), set_config('anlin.hi', '0', true),
            set_config('anlin.user', '', true), set_config('anlin.names', '', true),
            set_config('anlin.staff', '', true),
            set_config('anlin.key', encode(knocking, 'hex'), true);
    update accounts_enrolment e set used_at = moment
    where e.digest = knocking and e.used_at is null and e.until > moment
    returning e.user_id, e.grant_id, e.place, e.by
    into user_id, grant_id, place, shown_by;
    perform set_config('anlin.key', '', true),
            set_config('anlin.user', coalesce(user_id::text, ''), true);
    if user_id is not null then
        return next;
    end if;
end $$;
comment on function accounts_spend_code is
    'Spend the code of an enrolment and act for whom it was made; no row if it works no more';
"""

KNOCK = """
create function accounts_knock_device(
    knocking bytea, moment timestamptz, today date, field_roles text[]
) returns table (
    device_id bigint, device_user bigint, public_key bytea, ended boolean, wipe boolean,
    user_id bigint, grant_id bigint, name text, role text, place_code text,
    lo bigint, hi bigint, held_ids bigint[], held_roles text[], held_places text[]
) language plpgsql as $$
declare
    found_device accounts_device;
begin
    perform set_config('anlin.lo', '0', true), set_config('anlin.hi', '0', true),
            set_config('anlin.user', '', true), set_config('anlin.names', '', true),
            set_config('anlin.staff', '', true),
            set_config('anlin.key', encode(knocking, 'hex'), true);
    select * into found_device from accounts_device d where d.digest = knocking;
    if not found then
        perform set_config('anlin.key', '', true);
        return;
    end if;
    device_id := found_device.id;
    device_user := found_device.user_id;
    public_key := found_device.public_key;
    wipe := found_device.wipe;
    ended := found_device.ended_at is not null;
    if not ended and found_device.seen_at < moment - interval '1 minute' then
        update accounts_device d set seen_at = moment where d.id = (
            select s.id from accounts_device s where s.id = found_device.id for update skip locked);
    end if;
    perform set_config('anlin.key', '', true),
            set_config('anlin.user', found_device.user_id::text, true);
    select g.user_id, g.id, u.name, g.role, g.place_code, g.lo, g.hi
    into user_id, grant_id, name, role, place_code, lo, hi
    from accounts_grant g join accounts_user u on u.id = g.user_id
    where g.user_id = found_device.user_id and g.role = any(field_roles)
      and g.since <= moment and g.until > moment and u.active_until > today
    order by g.id <> found_device.grant_id, g.since, g.id limit 1;
    if ended or user_id is null then
        ended := true;
        perform set_config('anlin.user', '', true);
        return next;
        return;
    end if;
    select array_agg(g.id order by g.since, g.id), array_agg(g.role::text order by g.since, g.id),
           array_agg(g.place_code::text order by g.since, g.id)
    into held_ids, held_roles, held_places
    from accounts_grant g
    where g.user_id = found_device.user_id and g.since <= moment and g.until > moment;
    perform set_config('anlin.lo', lo::text, true), set_config('anlin.hi', hi::text, true),
            set_config('anlin.names', 'yes', true);
    return next;
end $$;
comment on function accounts_knock_device is
    'Let a phone in: open the scope of its role in the field, or tell that it has ended';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_steps_by_nobody'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="lo of the grant's place", db_index=True)),
                ('name', models.CharField(db_comment='what the phone calls itself', max_length=64)),
                ('digest', models.BinaryField(db_comment='HMAC-SHA-256 of its token; the token itself is kept nowhere', unique=True)),
                ('public_key', models.BinaryField(db_comment='point of P-256, uncompressed: the phone signs each request with the other half')),
                ('share', models.BinaryField(db_comment="the server's part of the key of the phone's store, sealed (AES-256-GCM)")),
                ('made_at', models.DateTimeField(db_comment='when it was first let in')),
                ('enrolled_at', models.DateTimeField(db_comment='when it was last let in')),
                ('seen_at', models.DateTimeField(db_comment='when it was last heard of, to the minute')),
                ('ended_at', models.DateTimeField(db_comment='when it was ended; null: it works', null=True)),
                ('wipe', models.BooleanField(db_comment='whether it is to throw away what it keeps when it asks next', default=False)),
                ('wiped_at', models.DateTimeField(db_comment='when it said that it had thrown away what it kept', null=True)),
                ('grant', models.ForeignKey(db_comment='the role it was enrolled for; when that ends, the oldest other one serves', on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='accounts.grant')),
                ('user', models.ForeignKey(db_comment='whose phone it is', on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='accounts.user')),
            ],
            options={
                'db_table': 'accounts_device',
                'db_table_comment': 'Phones that people work with',
                'constraints': [models.UniqueConstraint(fields=('user', 'public_key'), name='accounts_device_one_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="lo of the grant's place", db_index=True)),
                ('digest', models.BinaryField(db_comment='HMAC-SHA-256 of the code; the code itself is kept nowhere', unique=True)),
                ('at', models.DateTimeField(db_comment='when it was shown')),
                ('until', models.DateTimeField(db_comment='until when it works, exclusive')),
                ('used_at', models.DateTimeField(db_comment='when it was used, or another took its place; null: neither', null=True)),
                ('by', models.ForeignKey(db_column='by', db_comment='who showed the code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.user')),
                ('grant', models.ForeignKey(db_comment='the role it is to work under', on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='accounts.grant')),
                ('user', models.ForeignKey(db_comment='whose phone it is to be', on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='accounts.user')),
            ],
            options={
                'db_table': 'accounts_enrolment',
                'db_table_comment': 'Codes that let a phone in, once',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='accounts_enrolment_fwd')],
            },
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(SPEND, "drop function accounts_spend_code"),
        migrations.RunSQL(KNOCK, "drop function accounts_knock_device"),
        allow("accounts_device", "select, insert"),
        allow("accounts_enrolment", "select, insert"),
    ]
