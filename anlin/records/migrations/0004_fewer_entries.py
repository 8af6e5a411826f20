"""Index conflicts alone where only conflicts are looked for: each record has two entries less."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_weeks_take_in")]

    operations = [
        migrations.RemoveConstraint("submission", "records_submission_content_once"),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(
                condition=models.Q(("conflict_of__isnull", False)),
                fields=("recorder", "client_id", "digest"),
                name="records_submission_content_once",
            ),
        ),
        migrations.AlterField(
            "submission",
            "conflict_of",
            models.ForeignKey(
                db_comment="the accepted submission with the same client id and other content",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conflicts",
                to="records.submission",
            ),
        ),
        migrations.AddIndex(
            "submission",
            models.Index(
                condition=models.Q(("conflict_of__isnull", False)),
                fields=["conflict_of"],
                name="records_submission_conflicts",
            ),
        ),
    ]
