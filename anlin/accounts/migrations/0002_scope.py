"""Show a person the own account, and others' only to those who may see staff at the place."""

from django.db import migrations

from anlin.base.cluster import APP_ROLE
from anlin.base.migration import IN_SCOPE, allow

SELF = "nullif(current_setting('anlin.user', true), '')::bigint"
LOGIN = "nullif(current_setting('anlin.login', true), '')"
ATTEMPT = "nullif(current_setting('anlin.attempt', true), '')"
STAFF = "current_setting('anlin.staff', true) = 'yes' and "
AT_HOME = STAFF + IN_SCOPE.format(column="place")
GRANTED = STAFF + IN_SCOPE.format(column="lo")
GIVEN = GRANTED + " and hi <= nullif(current_setting('anlin.hi', true), '')::bigint"


def policies(table, **conditions):
    force = f"alter table {table} enable row level security; alter table {table} force row level security;"
    release = f"alter table {table} no force row level security; alter table {table} disable row level security;"
    create = "".join(
        f"create policy {table}_{name} on {table} {condition};" for name, condition in conditions.items()
    )
    drop = "".join(f"drop policy {table}_{name} on {table};" for name in conditions)
    return migrations.RunSQL(force + create, drop + release)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("sessions", "0001_initial")]

    operations = [
        policies(
            "accounts_user",
            see=f"for select using (id = {SELF} or username = {LOGIN} or ({AT_HOME}))",
            make=f"for insert with check ({AT_HOME})",
            change=f"for update using (id = {SELF} or ({AT_HOME})) with check (id = {SELF} or ({AT_HOME}))",
        ),
        policies(
            "accounts_grant",
            see=f"for select using (user_id = {SELF} or ({GRANTED}))",
            make=f"for insert with check ({GIVEN})",
            change=f"for update using ({GIVEN}) with check ({GIVEN})",
        ),
        policies("accounts_attempt", own=f"using (who = {ATTEMPT}) with check (who = {ATTEMPT})"),
        allow("accounts_user", "select, insert"),
        migrations.RunSQL(
            f"grant update (name, password, place, active_until, language) on accounts_user to {APP_ROLE};"
            f"grant update (until) on accounts_grant to {APP_ROLE};",
            f"revoke update (name, password, place, active_until, language) on accounts_user from {APP_ROLE};"
            f"revoke update (until) on accounts_grant from {APP_ROLE};",
        ),
        allow("accounts_grant", "select, insert"),
        allow("accounts_attempt", "select, insert, delete"),
        allow("django_migrations", "select"),
        allow("django_session", "select, insert, update, delete"),
    ]
