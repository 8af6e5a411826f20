"""Let a key tell every role that its owner holds: nobody answers for a duty of the own by key."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("anlin.accounts.migrations.0003_key").KNOCK

KNOCK = """
create function accounts_knock(
    knocking bytea, moment timestamptz, today date, see_names text[], see_staff text[]
) returns table (
    key_id bigint, user_id bigint, grant_id bigint, name text, role text, place_code text,
    lo bigint, hi bigint, scopes text[], held_ids bigint[], held_roles text[], held_places text[]
) language plpgsql as $$
declare
    found_key accounts_key;
begin
    perform set_config('anlin.lo', '0', true), set_config('anlin.hi', '0', true),
            set_config('anlin.user', '', true), set_config('anlin.names', '', true),
            set_config('anlin.staff', '', true),
            set_config('anlin.key', encode(knocking, 'hex'), true);
    select * into found_key from accounts_key k
    where k.digest = knocking and k.until > moment and k.ended_at is null;
    if not found then
        perform set_config('anlin.key', '', true);
        return;
    end if;
    perform set_config('anlin.user', found_key.user_id::text, true);
    select g.user_id, g.id, u.name, g.role, g.place_code, g.lo, g.hi
    into user_id, grant_id, name, role, place_code, lo, hi
    from accounts_grant g join accounts_user u on u.id = g.user_id
    where g.id = found_key.grant_id and g.user_id = found_key.user_id
      and g.since <= moment and g.until > moment and u.active_until > today;
    if not found then
        perform set_config('anlin.user', '', true), set_config('anlin.key', '', true);
        return;
    end if;
    select array_agg(g.id order by g.since, g.id), array_agg(g.role::text order by g.since, g.id),
           array_agg(g.place_code::text order by g.since, g.id)
    into held_ids, held_roles, held_places
    from accounts_grant g
    where g.user_id = found_key.user_id and g.since <= moment and g.until > moment;
    if coalesce(found_key.used_at < moment - interval '1 minute', true) then
        update accounts_key k set used_at = moment where k.id = (
            select s.id from accounts_key s where s.id = found_key.id for update skip locked);
    end if;
    perform set_config('anlin.key', '', true),
            set_config('anlin.lo', lo::text, true), set_config('anlin.hi', hi::text, true),
            set_config('anlin.names', case when role = any(see_names) then 'yes' else '' end, true),
            set_config('anlin.staff', case when role = any(see_staff) then 'yes' else '' end, true);
    key_id := found_key.id;
    scopes := found_key.scopes;
    return next;
end $$;
comment on function accounts_knock is
    'Let a key in: open the scope of its grant, or none if the key, the grant or the account ended';
"""

DROP = "drop function accounts_knock;"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_second")]

    operations = [migrations.RunSQL(DROP + KNOCK, DROP + BEFORE)]
