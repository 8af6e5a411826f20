"""Access keys: seen by their owner and by those who may see staff; one call lets a key in."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.cluster import APP_ROLE
from anlin.base.migration import IN_SCOPE, allow

SELF = "user_id = nullif(current_setting('anlin.user', true), '')::bigint"
KNOCKING = "digest = decode(nullif(current_setting('anlin.key', true), ''), 'hex')"
STAFF = "(current_setting('anlin.staff', true) = 'yes' and " + IN_SCOPE.format(column="place") + ")"

POLICIES = f"""
alter table accounts_key enable row level security;
alter table accounts_key force row level security;
create policy accounts_key_see on accounts_key for select using ({SELF} or {KNOCKING} or {STAFF});
create policy accounts_key_make on accounts_key for insert with check ({SELF});
create policy accounts_key_change on accounts_key for update
    using ({SELF} or {KNOCKING} or {STAFF}) with check ({SELF} or {KNOCKING} or {STAFF});
grant update (ended_at, used_at) on accounts_key to {APP_ROLE};
"""

# One call instead of five: find the key, its grant and its account, and open the scope.
KNOCK = """
create function accounts_knock(
    knocking bytea, moment timestamptz, today date, see_names text[], see_staff text[]
) returns table (
    key_id bigint, user_id bigint, grant_id bigint, name text, role text, place_code text,
    lo bigint, hi bigint, scopes text[]
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


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_scope")]

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("place", models.BigIntegerField(db_comment="lo of the grant's place", db_index=True)),
                ("name", models.CharField(db_comment="what it is for, in the owner's words", max_length=64)),
                ("digest", models.BinaryField(db_comment="HMAC-SHA-256 of the key; the key itself is kept nowhere", unique=True)),
                ("hint", models.CharField(db_comment="its last characters, to recognise it by", max_length=4)),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment="accounts.rules.Scope: read, record, lead", size=None)),
                ("made_at", models.DateTimeField(db_comment="when it was made")),
                ("until", models.DateTimeField(db_comment="until when it works at most, exclusive")),
                ("ended_at", models.DateTimeField(db_comment="when somebody ended it; null: nobody", null=True)),
                ("used_at", models.DateTimeField(db_comment="when it was last used, to the minute", null=True)),
                ("grant", models.ForeignKey(db_comment="the role and place it works under", on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="accounts.grant")),
                ("user", models.ForeignKey(db_comment="in whose name it works", on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="accounts.user")),
            ],
            options={
                "db_table": "accounts_key",
                "db_table_comment": "Keys with which programs work in somebody's name",
                "constraints": [models.CheckConstraint(condition=models.Q(("until__gt", models.F("made_at"))), name="accounts_key_forward")],
            },
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(KNOCK, "drop function accounts_knock"),
        allow("accounts_key", "select, insert"),
    ]
