"""Weighty roles wait for a second administrator: seen and made by those who may see staff there."""

import django.db.models.deletion
from django.db import migrations, models

import anlin.accounts.rules
from anlin.base.cluster import APP_ROLE
from anlin.base.migration import IN_SCOPE, allow

STAFF = "(current_setting('anlin.staff', true) = 'yes' and " + IN_SCOPE.format(column="place") + ")"
WHOLE = f"({STAFF} and hi <= nullif(current_setting('anlin.hi', true), '')::bigint)"
ROLES = [(role.value, role.value) for role in anlin.accounts.rules.Role]


def force(table, make):
    return migrations.RunSQL(
        f"alter table {table} enable row level security; alter table {table} force row level security;"
        f"create policy {table}_see on {table} for select using ({STAFF});"
        f"create policy {table}_make on {table} for insert with check ({make});",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_handover")]

    operations = [
        migrations.AddField("user", "made_by", models.BigIntegerField(db_comment="accounts_user.id of who made it; null: who runs the installation", null=True)),
        migrations.AddField("user", "keyed_by", models.BigIntegerField(db_comment="accounts_user.id of who last gave it a password, not being the person; or null", null=True)),
        migrations.RunSQL(
            f"grant update (keyed_by) on accounts_user to {APP_ROLE}",
            f"revoke update (keyed_by) on accounts_user from {APP_ROLE}",
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("role", models.CharField(choices=ROLES, db_comment="identifier of the role", max_length=32)),
                ("place_code", models.CharField(db_collation="C", db_comment="code of the place it is to be held at", max_length=18)),
                ("place", models.BigIntegerField(db_comment="lo of that place", db_index=True)),
                ("hi", models.BigIntegerField(db_comment="first padded code after that place")),
                ("since", models.DateTimeField(db_comment="from when")),
                ("until", models.DateTimeField(db_comment="until when, exclusive")),
                ("from_code", models.CharField(db_collation="C", db_comment="code of the place the proposer works for; the second one works there or above", max_length=18)),
                ("at", models.DateTimeField(db_comment="when it was proposed")),
                ("by", models.ForeignKey(db_column="by", db_comment="who proposes it", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
                ("user", models.ForeignKey(db_comment="who is to hold the role", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
            ],
            options={
                "db_table": "accounts_proposal",
                "db_table_comment": "Roles that need a second administrator; append-only",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("since__lt", models.F("until"))), name="accounts_proposal_forward"),
                    models.CheckConstraint(condition=models.Q(("user", models.F("by")), _negated=True), name="accounts_proposal_of_two"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("place", models.BigIntegerField(db_comment="as the proposal's, for who may see it", db_index=True)),
                ("kind", models.CharField(db_comment="confirmed, refused or withdrawn", max_length=16)),
                ("note", models.TextField(db_comment="why not, in the words of who said so; else empty")),
                ("at", models.DateTimeField(db_comment="when")),
                ("by", models.ForeignKey(db_column="by", db_comment="who said so", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
                ("grant", models.OneToOneField(db_comment="confirmed: the role as given; else null", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.grant")),
                ("proposal", models.OneToOneField(db_comment="of which proposal", on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="accounts.proposal")),
            ],
            options={
                "db_table": "accounts_answer",
                "db_table_comment": "What a second administrator said to a proposal; append-only",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(models.Q(("grant__isnull", False), ("kind", "confirmed")), models.Q(("grant__isnull", True), ("kind__in", ["refused", "withdrawn"])), _connector="OR"), name="accounts_answer_kind"),
                ],
            },
        ),
        force("accounts_proposal", WHOLE),
        force("accounts_answer", STAFF),
        allow("accounts_proposal", "select, insert"),
        allow("accounts_answer", "select, insert"),
    ]
