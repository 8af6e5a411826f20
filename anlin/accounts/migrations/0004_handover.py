"""Standing in for a colleague: seen by the two it concerns, and by those who may see staff there."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow

SELF = "nullif(current_setting('anlin.user', true), '')::bigint"
STAFF = "(current_setting('anlin.staff', true) = 'yes' and " + IN_SCOPE.format(column="place") + ")"


def force(table, giver, taker):
    return migrations.RunSQL(
        f"alter table {table} enable row level security; alter table {table} force row level security;"
        f"create policy {table}_see on {table} for select"
        f"    using ({giver} = {SELF} or {taker} = {SELF} or {STAFF});"
        f"create policy {table}_make on {table} for insert with check ({STAFF});",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_key")]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("role", models.CharField(db_comment="which role; source: the grant", max_length=32)),
                ("place_code", models.CharField(db_collation="C", db_comment="code of its place; source: the grant", max_length=18)),
                ("place", models.BigIntegerField(db_comment="lo of its place; source: the grant")),
                ("since", models.DateTimeField(db_comment="from when")),
                ("until", models.DateTimeField(db_comment="until when, exclusive; it ends by itself")),
                ("reason", models.TextField(db_comment="why, in the words of who asked")),
                ("at", models.DateTimeField(db_comment="when it was asked")),
                ("by", models.ForeignKey(db_column="by", db_comment="who asked", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
                ("giver", models.ForeignKey(db_comment="whose work it is; source: the grant", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
                ("grant", models.ForeignKey(db_comment="the role that is covered", on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="accounts.grant")),
                ("taker", models.ForeignKey(db_comment="who is asked to stand in", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
            ],
            options={
                "db_table": "accounts_handover",
                "db_table_comment": "Who is asked to stand in for whom; append-only",
                "indexes": [models.Index(fields=["place", "until"], name="accounts_handover_at")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("since__lt", models.F("until"))), name="accounts_handover_forward"),
                    models.CheckConstraint(condition=models.Q(models.Q(("giver", models.F("taker")), _negated=True), models.Q(("by", models.F("taker")), _negated=True)), name="accounts_handover_of_two"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverStep",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("place", models.BigIntegerField(db_comment="as the hand-over's, for who may see it")),
                ("giver", models.BigIntegerField(db_comment="as the hand-over's, for who may see it")),
                ("taker", models.BigIntegerField(db_comment="as the hand-over's, for who may see it")),
                ("kind", models.CharField(db_comment="accepted, declined or withdrawn; or ended, before its time", max_length=16)),
                ("note", models.TextField(db_comment="in the words of who did it; empty if nothing was said")),
                ("at", models.DateTimeField(db_comment="when")),
                ("by", models.ForeignKey(db_column="by", db_comment="who did it", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.user")),
                ("grant", models.ForeignKey(db_comment="accepted: the role given for that time; else null", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.grant")),
                ("handover", models.ForeignKey(db_comment="of which hand-over", on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="accounts.handover")),
            ],
            options={
                "db_table": "accounts_handover_step",
                "db_table_comment": "Answers to hand-overs, and early ends; append-only",
                "indexes": [models.Index(fields=["place", "at"], name="accounts_handover_step_at")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["accepted", "declined", "withdrawn", "ended"])), name="accounts_handover_step_kind"),
                    models.CheckConstraint(condition=models.Q(models.Q(("grant__isnull", False), ("kind", "accepted")), models.Q(models.Q(("kind", "accepted"), _negated=True), ("grant__isnull", True)), _connector="OR"), name="accounts_handover_step_grant"),
                    models.UniqueConstraint(condition=models.Q(("kind", "ended"), _negated=True), fields=("handover",), name="accounts_handover_answered_once"),
                    models.UniqueConstraint(fields=("handover", "kind"), name="accounts_handover_step_once"),
                ],
            },
        ),
        force("accounts_handover", "giver_id", "taker_id"),
        force("accounts_handover_step", "giver", "taker"),
        allow("accounts_handover", "select, insert"),
        allow("accounts_handover_step", "select, insert"),
    ]
