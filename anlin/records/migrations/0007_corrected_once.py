"""Index corrections alone where only corrections are looked for: each record has an entry less."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_attachment")]

    operations = [
        migrations.AlterField(
            "submission",
            "corrects",
            models.ForeignKey(
                db_comment="the earlier submission that no longer counts because of this one",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="records.submission",
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False)),
                fields=("corrects",),
                name="records_submission_corrected_once",
            ),
        ),
    ]
