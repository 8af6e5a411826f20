"""Phones serve gatekeepers, too: each role in the field opens what it sees, and no more."""

from importlib import import_module

from django.db import migrations

OLD = import_module("anlin.accounts.migrations.0008_device").KNOCK
DROP_OLD = "drop function accounts_knock_device(bytea, timestamptz, date, text[]);"
DROP = "drop function accounts_knock_device(bytea, timestamptz, date, text[], text[], text[]);"

KNOCK = """
create function accounts_knock_device(
    knocking bytea, moment timestamptz, today date, field_roles text[],
    see_names text[], see_gates text[]
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
            set_config('anlin.staff', '', true), set_config('anlin.gate', '', true),
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
            set_config('anlin.names', case when role = any(see_names) then 'yes' else '' end, true),
            set_config('anlin.gate', case when role = any(see_gates) then 'yes' else '' end, true);
    return next;
end $$;
comment on function accounts_knock_device is
    'Let a phone in: open the scope of its role in the field, or tell that it has ended';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_homes'),
    ]

    operations = [
        migrations.RunSQL(DROP_OLD + KNOCK, DROP + OLD),
    ]
