"""Read the journal newest first, and keep what somebody verified."""

from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_chain")]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(db_comment="row number", primary_key=True, serialize=False)),
                ("area", models.BigIntegerField(db_comment="lo of the chain's area")),
                ("seq", models.BigIntegerField(db_comment="number of the last entry that was read")),
                ("broken_at", models.BigIntegerField(db_comment="number of the first entry that does not hold; null: all hold", null=True)),
                ("kind", models.TextField(db_comment="how it is broken, see rules.Break; empty: it holds")),
                ("by", models.BigIntegerField(db_comment="accounts_user.id of who asked for it")),
                ("at", models.DateTimeField(db_comment="when")),
            ],
            options={
                "db_table": "journal_check",
                "db_table_comment": "Verifications of single chains; append-only",
                "indexes": [models.Index(fields=["area", "-at"], name="journal_check_latest")],
            },
        ),
        migrations.AddIndex("entry", models.Index(fields=["at", "id"], name="journal_entry_at")),
        *scoped_table("journal_check", "select, insert", column="area"),
    ]
