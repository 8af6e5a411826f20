"""What a migration adds beyond columns: forced row-level security and the app role's rights."""

from django.db import migrations

from anlin.base.cluster import APP_ROLE

IN_SCOPE = (
    "{column} >= nullif(current_setting('anlin.lo', true), '')::bigint "
    "and {column} < nullif(current_setting('anlin.hi', true), '')::bigint"
)
WITH_NAMES = " and current_setting('anlin.names', true) = 'yes'"


def allow(table: str, rights: str) -> migrations.RunSQL:
    """Grant the application role exactly `rights` on `table`."""
    return migrations.RunSQL(
        f"grant {rights} on {table} to {APP_ROLE}", f"revoke {rights} on {table} from {APP_ROLE}"
    )


def scoped_table(
    table: str, rights: str, *, column: str = "place", names: bool = False
) -> list[migrations.RunSQL]:
    """Force row-level security on `table`: only rows whose `column` lies in the open scope.

    Unset and empty scope show nothing. `names` asks in addition for a role that may see persons.
    """
    condition = IN_SCOPE.format(column=column) + (WITH_NAMES if names else "")
    return [
        migrations.RunSQL(
            f"alter table {table} enable row level security;"
            f"alter table {table} force row level security;"
            f"create policy {table}_scope on {table} using ({condition}) with check ({condition});",
            f"drop policy {table}_scope on {table};"
            f"alter table {table} no force row level security;"
            f"alter table {table} disable row level security;",
        ),
        allow(table, rights),
    ]


WHOLLY_IN_SCOPE = (
    "{lo} >= nullif(current_setting('anlin.lo', true), '')::bigint "
    "and {hi} <= nullif(current_setting('anlin.hi', true), '')::bigint"
)


def written_in_scope(table: str, condition: str, *, change: bool = False) -> migrations.RunSQL:
    """Let everybody read `table`, and the product write only rows that fit `condition`.

    For what is public to read: an order, a place. The owner, who loads what is the nation's, is
    not bound. With `change` rows may also be changed, into rows that fit as well.
    """
    changing = (
        f"create policy {table}_change on {table} for update to {APP_ROLE} "
        f"using ({condition}) with check ({condition});"
    )
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy {table}_read on {table} for select using (true);"
        f"create policy {table}_write on {table} for insert to {APP_ROLE} with check ({condition});"
        + (changing if change else ""),
        (f"drop policy {table}_change on {table};" if change else "")
        + f"drop policy {table}_write on {table};"
        f"drop policy {table}_read on {table};"
        f"alter table {table} disable row level security;",
    )
