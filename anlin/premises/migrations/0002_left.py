"""Passes and vehicles of people who moved away or died: gates know since when."""

from django.db import migrations, models

from anlin.base.migration import allow

LEFT = "Since when gates know that the person no longer lives there, UTC; null: they do"


class Migration(migrations.Migration):
    dependencies = [("premises", "0001_start")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="left_at",
                field=models.DateTimeField(null=True, db_comment=LEFT),
            )
            for name in ("pass", "vehicle")
        ),
        allow("premises_pass", "update (left_at)"),
        allow("premises_vehicle", "update (left_at)"),
    ]
